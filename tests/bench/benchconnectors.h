#pragma once

#include "tests/bench/report.h"

/// Building a request and reading its answer, of every connector to a real processor.
void benchConnectors(BenchReport &report);
