#pragma once

#include "tests/bench/report.h"

/// The dry run of a shipment file, and the first paint of the workbench.
void benchManifest(BenchReport &report);
