#pragma once

#include "tests/bench/report.h"

/// How much the rows of the API take; less for a quick try.
struct RestSizes
{
    qint64 payments = 1'000'000; ///< in the file that is read from
    qint64 requests = 1'000'000; ///< of server_memory
    qint64 perRound = 20'000;    ///< reads; a tenth of that many payments are made
};

/// rest_create, rest_get and rest_get_cpu.
void benchRest(BenchReport &report, const RestSizes &sizes);
/// server_start and server_memory, of orchestratorxd beside this program.
void benchServer(BenchReport &report, const RestSizes &sizes);
