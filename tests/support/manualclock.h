#pragma once

#include "services/core/clock.h"

#include <atomic>

/// A clock that stands still until a test moves it. Safe from any thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 startMs = 1'780'000'000'000) : m_nowMs(startMs) {}

    qint64 nowMs() const override { return m_nowMs; }
    qint64 steadyMs() const override { return m_nowMs; }
    void advance(qint64 ms) { m_nowMs += ms; }

private:
    std::atomic<qint64> m_nowMs;
};
