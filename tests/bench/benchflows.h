#pragma once

#include "tests/bench/report.h"

/// one_at_a_time, in_flight_256, bulk_capture and commit_p99_with_search.
void benchFlows(BenchReport &report);
