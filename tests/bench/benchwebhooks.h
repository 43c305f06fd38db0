#pragma once

#include "tests/bench/report.h"

/// webhook_rate: processors' calls in any order, each followed by its question to the processor,
/// beside as many questions that somebody asks by hand. ORCHESTRATORX_BENCH_WEBHOOKS: how many.
void benchWebhooks(BenchReport &report);
