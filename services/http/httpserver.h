#pragma once

#include "services/core/result.h"
#include "services/http/bodyroom.h"
#include "services/http/httplimits.h"
#include "services/http/httpreply.h"

#include <QHash>
#include <QObject>

#include <memory>

class HttpConnection;
class QHostAddress;
class QTcpServer;
class QTcpSocket;

/// The certificate of a server, with what leads to a root, and its key, both PEM.
struct TlsFiles
{
    QString certificate;
    QString key;
};

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
    /// The same over TLS 1.2 or later, on any address. Errors besides: InvalidValue with field
    /// "tls-cert" or "tls-key" when one cannot be read or they do not belong together.
    Result<quint16> listen(const QString &address, quint16 port, const TlsFiles &tls);
    /// Stops listening and closes every connection.
    void close();
    /// Stops listening, lets every request that is being handled be answered, and closes what
    /// waits for the next one. drained() follows once nobody is connected.
    void drain();

    quint16 port() const;
    qsizetype connectionCount() const;

signals:
    void drained();

private:
    Result<quint16> listenOn(const QHostAddress &address, quint16 port);
    void useServer(std::unique_ptr<QTcpServer> server);
    void shakeHands(QTcpSocket *socket);
    void forget(const QObject *connection);
    void acceptAll();
    void accept(QTcpSocket *socket);
    bool isFull(const QString &peer) const;

    HttpHandler m_handler;
    HttpLimits m_limits;
    BodyRoom m_bodyRoom;
    std::unique_ptr<QTcpServer> m_server;
    QHash<const QObject *, QString> m_connections; ///< with the address of the peer
    QHash<const QObject *, QString> m_handshakes;  ///< sockets that are not encrypted yet
    bool m_isDraining = false;
};
