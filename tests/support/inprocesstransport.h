#pragma once

#include "services/processors/httptransport.h"
#include "services/processors/simulator/simulatedbank.h"

#include <atomic>

/// Carries requests to a simulated bank in the same process: no socket, no thread, no latency of
/// its own. The bank acts when send() is called; the answer comes through the event loop of the
/// context's thread. Host and port of the URL are ignored. Use from any thread.
class InProcessTransport final : public HttpTransport
{
public:
    explicit InProcessTransport(SimulatedBank &bank);

    /// Unspoiled replies are Answered after the bank's delay and the fixed latency. Replies that
    /// break off are Unanswered then; one that never comes, or comes too late, is Unanswered at
    /// timeoutMs.
    void send(HttpRequest request, int timeoutMs, QObject *context,
              std::function<void(const HttpResult &)> handler) override;

    /// Every answer takes this long, in real milliseconds.
    void setLatencyMs(int ms) { m_latencyMs = ms; }
    /// When false the bank's address refuses connections: every send is NotSent.
    void setReachable(bool reachable) { m_reachable = reachable; }
    /// Sends so far, refused ones included.
    int sendCount() const { return m_sendCount; }

private:
    SimulatedBank &m_bank;
    std::atomic<int> m_latencyMs = 0;
    std::atomic<bool> m_reachable = true;
    std::atomic<int> m_sendCount = 0;
};
