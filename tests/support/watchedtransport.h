#pragma once

#include "tests/support/inprocesstransport.h"

#include <QMutex>
#include <QStringList>

#include <memory>

/// What a test may see of and do to the calls between an engine and a bank in the same process. It
/// outlives the transports that engines own. Safe from any thread.
class WireWatch
{
public:
    explicit WireWatch(SimulatedBank &bank) : m_wire(bank) {}

    /// A transport for one engine.
    std::unique_ptr<HttpTransport> makeTransport();

    /// Calls to that port go to another bank, which outlives this.
    void setSecondBank(SimulatedBank &bank, int port)
    {
        m_second = std::make_unique<InProcessTransport>(bank);
        m_secondPort = port;
    }
    /// No call takes longer than this, in real ms, whatever the engine allows.
    void setTimeoutMs(int ms) { m_timeoutMs = ms; }
    void setReachable(bool reachable) { m_wire.setReachable(reachable); }
    void setLatencyMs(int ms) { m_wire.setLatencyMs(ms); }
    /// Calls are taken, reach nobody and are never answered.
    void setSwallowing(bool swallow) { m_swallowing = swallow; }
    /// The second bank's address refuses connections.
    void setSecondReachable(bool reachable) { m_second->setReachable(reachable); }

    /// "POST /v1/payments", "GET /v1/references/…": every call since the last clear().
    QStringList calls() const;
    void clear();
    /// The Idempotency-Key of every POST since the last clear().
    QStringList keys() const;

private:
    class Transport;
    void note(const HttpRequest &request);

    InProcessTransport m_wire;
    std::unique_ptr<InProcessTransport> m_second;
    int m_secondPort = 0;
    std::atomic<int> m_timeoutMs = 60;
    std::atomic<bool> m_swallowing = false;
    mutable QMutex m_mutex;
    QStringList m_calls;
    QStringList m_keys;
};
