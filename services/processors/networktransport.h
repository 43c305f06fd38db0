#pragma once

#include "services/processors/httptransport.h"

#include <QHash>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

class HttpExchange;
class QNetworkAccessManager;

/// Whether the host of a URL means this machine and nothing else: localhost, 127.0.0.0/8, ::1.
/// Only such a host may be spoken to without TLS.
bool isLoopbackHost(const QString &host);

/// HTTP/1.1 over the network, each request sent exactly once. Belongs to one thread: it is made or
/// moved there before the first send, and send() is called there.
///
/// Refused as NotSent: http to a host that is not loopback, other schemes, credentials within the
/// URL. A connection that does not come about within 10 s is NotSent as long as no byte of the body
/// was handed out. A reply above 1 MiB is Unanswered.
///
/// Qt copies a body on its way, and a connection keeps the last thing it sent. From the first call
/// with a card on, memory that is freed is overwritten; half a second after the last one
/// connections are closed, and with them end the threads that serve them.
class NetworkTransport final : public QObject, public HttpTransport
{
    Q_OBJECT

public:
    explicit NetworkTransport(QObject *parent = nullptr);
    /// Calls under way are cut; their handlers are not called.
    ~NetworkTransport() override;

    void send(HttpRequest request, int timeoutMs, QObject *context,
              std::function<void(const HttpResult &)> handler) override;

private:
    struct Lane
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        int calls = 0;
    };

    void startWaiting();
    Lane *freeLane();
    void release(HttpExchange *exchange);
    void forgetCards();

    // Qt opens six connections at most to one host from one manager; further requests would wait
    // inside it, unseen, with their clocks running.
    std::vector<Lane> m_lanes;
    std::deque<HttpExchange *> m_waiting;
    QHash<HttpExchange *, Lane *> m_running;
    QTimer m_forget;
    bool m_cardsSent = false; ///< since the connections were last closed
};
