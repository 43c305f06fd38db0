#pragma once

#include "tests/bench/report.h"

/// The capture workbench with many holds.
void benchWorkbench(BenchReport &report);
