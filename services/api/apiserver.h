#pragma once

#include "services/core/result.h"
#include "services/http/httpserver.h"

#include <QFuture>
#include <QThread>

#include <optional>

/// Where a server listens, and for whom.
struct ApiServerOptions
{
    QString address;
    quint16 port = 0;                 ///< 0 picks a free one
    std::optional<TlsFiles> tls = {}; ///< without it only loopback addresses are taken
    HttpLimits limits = {};
};

/// The HTTP server of the API on a thread of its own: sockets, parsing and JSON keep nobody else
/// waiting.
class ApiServer
{
public:
    /// Called once, on the server's thread. What it makes belongs to `home`, which lives and ends
    /// there.
    using MakeHandler = std::function<HttpHandler(QObject *home)>;

    ApiServer(const ApiServerOptions &options, MakeHandler makeHandler);
    ~ApiServer();
    ApiServer(const ApiServer &) = delete;
    ApiServer &operator=(const ApiServer &) = delete;

    /// Listens. Errors as HttpServer::listen(). The answer is the port.
    QFuture<Result<quint16>> start();
    /// Runs something on the server's thread, while it is there.
    void post(std::function<void()> work);
    /// Takes no more connections and lets those that wait for an answer have it; done when the last
    /// has gone, or after so long.
    QFuture<Result<bool>> drain(int mostMs);
    /// Ends the thread and every connection. Nothing runs there afterwards.
    void stop();

private:
    const ApiServerOptions m_options;
    const MakeHandler m_makeHandler;
    QThread m_thread;
    QObject *m_home = nullptr; ///< lives on m_thread, as everything does that belongs to it
    HttpServer *m_server = nullptr;
};
