#pragma once

#include "tests/bench/report.h"

/// What the vault costs beside the cipher that does its work.
void benchVault(BenchReport &report);
