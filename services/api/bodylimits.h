#pragma once

#include "services/http/httplimits.h"

/// Where the API takes more than elsewhere: files of evidence, and what processors tell.
void allowLargerBodies(HttpLimits &limits);
