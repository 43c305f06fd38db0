#include "services/domain/settlement.h"
