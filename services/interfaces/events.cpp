#include "services/interfaces/events.h"
