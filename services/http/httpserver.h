#pragma once

#include "services/core/result.h"
#include "services/http/httplimits.h"
#include "services/http/httpreply.h"

#include <QHash>
#include <QObject>

#include <memory>

class HttpConnection;
class QTcpServer;
class QTcpSocket;

/// An HTTP/1.1 server on one address. Lives on one thread; every request is handed to the handler
/// there. Strict: what a proxy and a server could read in two ways is refused with 400 and closed.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    explicit HttpServer(HttpHandler handler, const HttpLimits &limits = {},
                        QObject *parent = nullptr);
    ~HttpServer() override;

    enum class Reach {
        LoopbackOnly,
        AnyAddress, ///< only for a caller that protects the wire itself
    };

    /// Starts to listen on a numeric address; port 0 picks a free one. The port in use is returned.
    /// Errors: InvalidValue (field "listen": not an address, or not a loopback one),
    /// ConnectorUnreachable (detail: why the address cannot be used).
    Result<quint16> listen(const QString &address, quint16 port, Reach reach = Reach::LoopbackOnly);
    /// Stops listening and closes every connection.
    void close();

    quint16 port() const;
    qsizetype connectionCount() const;

private:
    void acceptAll();
    void accept(QTcpSocket *socket);
    bool isFull(const QString &peer) const;

    HttpHandler m_handler;
    HttpLimits m_limits;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QObject *, QString> m_connections; ///< with the address of the peer;
};
