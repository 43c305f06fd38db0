#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <cstdio>
#include <random>

/// The seed of this test run, printed once so that a failure can be repeated: from
/// ORCHESTRATORX_TEST_SEED when that is set, else fresh.
inline quint64 testSeed()
{
    static const quint64 seed = [] {
        bool given = false;
        const quint64 wanted = qgetenv("ORCHESTRATORX_TEST_SEED").toULongLong(&given);
        const quint64 chosen = given ? wanted : std::random_device{}();
        std::fprintf(stderr, "seed: %llu (ORCHESTRATORX_TEST_SEED repeats it)\n",
                     static_cast<unsigned long long>(chosen));
        return chosen;
    }();
    return seed;
}
