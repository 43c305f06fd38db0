#pragma once

#include "tests/bench/report.h"

/// Saving cards while paying, and listing them.
void benchMethods(BenchReport &report);
