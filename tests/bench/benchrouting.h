#pragma once

class BenchReport;

/// routing_decision and routing_dry_run.
void benchRouting(BenchReport &report);
