#include "services/http/httpserver.h"

#include "services/http/httpconnection.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

HttpServer::HttpServer(HttpHandler handler, const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_server(std::make_unique<QTcpServer>())
{
    m_server->setMaxPendingConnections(m_limits.connections);
    connect(m_server.get(), &QTcpServer::newConnection, this, &HttpServer::acceptAll);
}

HttpServer::~HttpServer()
{
    close();
}

Result<quint16> HttpServer::listen(const QString &address, quint16 port, Reach reach)
{
    const QHostAddress host(address);
    if (host.isNull())
        return Error{ErrorCode::InvalidValue, u"listen"_s, u"not an address"_s};
    if (reach == Reach::LoopbackOnly && !host.isLoopback())
        return Error{ErrorCode::InvalidValue, u"listen"_s, u"not a loopback address"_s};
    if (!m_server->listen(host, port))
        return Error{ErrorCode::ConnectorUnreachable, u"listen"_s, m_server->errorString()};
    return m_server->serverPort();
}

void HttpServer::close()
{
    m_server->close();
    const QList<QObject *> open = m_connections.keys();
    m_connections.clear();
    qDeleteAll(open);
}

quint16 HttpServer::port() const
{
    return m_server->serverPort();
}

qsizetype HttpServer::connectionCount() const
{
    return m_connections.size();
}

void HttpServer::acceptAll()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection())
        accept(socket);
}

void HttpServer::accept(QTcpSocket *socket)
{
    const QString peer = socket->peerAddress().toString();
    if (isFull(peer)) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *connection = new HttpConnection(socket, m_handler, m_limits, this);
    m_connections.insert(connection, peer);
    connect(connection, &QObject::destroyed, this,
            [this](QObject *gone) { m_connections.remove(gone); });
}

bool HttpServer::isFull(const QString &peer) const
{
    if (m_connections.size() >= m_limits.connections)
        return true;
    const auto same = std::ranges::count(m_connections, peer);
    return same >= m_limits.connectionsPerAddress;
}
