#pragma once

#include <QList>

/// Keeps new money operations away from a processor that does not answer: open after five failures
/// in a row within 60 s, from 30 s later on one call in 30 s may try whether it is back. Times are
/// steady milliseconds.
class CircuitBreaker
{
public:
    bool allows(qint64 nowMs) const;
    /// A call goes out; while open it is the one that tries.
    void sent(qint64 nowMs);
    void succeeded();
    void failed(qint64 nowMs);

private:
    QList<qint64> m_failures; ///< when, oldest first, without a success between
    qint64 m_openedAtMs = 0;  ///< or when the last try was made
    bool m_open = false;
};
