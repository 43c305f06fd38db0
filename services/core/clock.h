#pragma once

#include <QtGlobal>

/// The only source of time above the operating system, so that tests can hold and move it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, milliseconds since 1970 UTC. For showing and for expiry, never for ordering.
    virtual qint64 nowMs() const = 0;
    /// Monotonic milliseconds from an arbitrary start. For deadlines.
    virtual qint64 steadyMs() const = 0;
    /// How long a timer really runs that is to wait for so long; at least 1. A test may let time
    /// fly.
    virtual qint64 waitMs(qint64 ms) const { return qMax(ms, qint64(1)); }
};

/// The operating system's clocks.
class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
    qint64 steadyMs() const override;
};
