#pragma once

#include "tests/bench/report.h"

/// Checking the audit trail.
void benchAudit(BenchReport &report);
