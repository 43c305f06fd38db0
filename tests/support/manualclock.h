#pragma once

#include "services/core/clock.h"

#include <atomic>
#include <limits>

/// A clock that stands still until a test moves it. Safe from any thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 startMs = 1'780'000'000'000) : m_nowMs(startMs) {}

    qint64 nowMs() const override { return m_nowMs; }
    qint64 steadyMs() const override { return m_nowMs - m_jumpedMs; }
    qint64 waitMs(qint64 ms) const override { return qBound(1LL, ms, m_longestWaitMs.load()); }
    void advance(qint64 ms) { m_nowMs += ms; }
    /// Somebody sets the wall clock; the steady one goes on.
    void jump(qint64 ms)
    {
        m_jumpedMs += ms;
        m_nowMs += ms;
    }
    /// No timer really runs longer than that. Before anything waits.
    void setLongestWait(qint64 ms) { m_longestWaitMs = ms; }

private:
    std::atomic<qint64> m_nowMs;
    std::atomic<qint64> m_jumpedMs = 0;
    std::atomic<qint64> m_longestWaitMs = std::numeric_limits<qint64>::max();
};
