#include "services/processors/circuitbreaker.h"

namespace {

constexpr qsizetype kFailures = 5;
constexpr qint64 kWindowMs = 60'000;
constexpr qint64 kPauseMs = 30'000;

} // namespace

bool CircuitBreaker::allows(qint64 nowMs) const
{
    return !m_open || nowMs - m_openedAtMs >= kPauseMs;
}

void CircuitBreaker::sent(qint64 nowMs)
{
    if (m_open && allows(nowMs))
        m_openedAtMs = nowMs;
}

void CircuitBreaker::succeeded()
{
    m_open = false;
    m_failures.clear();
}

void CircuitBreaker::failed(qint64 nowMs)
{
    m_failures.append(nowMs);
    if (m_failures.size() > kFailures)
        m_failures.removeFirst();
    const bool tooMany =
        m_failures.size() == kFailures && nowMs - m_failures.constFirst() <= kWindowMs;
    if (m_open || tooMany) {
        m_open = true;
        m_openedAtMs = nowMs;
    }
}
