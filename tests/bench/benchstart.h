#pragma once

#include "tests/bench/report.h"

/// start_memory: the program on a file with 1,000,000 payments beside a bare Qt window.
void benchStart(BenchReport &report, const QString &databaseFile);
