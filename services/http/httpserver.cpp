#include "services/http/httpserver.h"

#include "services/core/securebytes.h"
#include "services/http/httpconnection.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestPem = 1'048'576;
constexpr qsizetype kPublicTail = 64;

QByteArray fileContents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.read(kLongestPem) : QByteArray();
}

QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

Result<QSslConfiguration> tlsConfiguration(const TlsFiles &files)
{
    const QList<QSslCertificate> chain =
        QSslCertificate::fromData(fileContents(files.certificate), QSsl::Pem);
    if (chain.isEmpty())
        return Error{ErrorCode::InvalidValue, u"tls-cert"_s, u"no PEM certificate in it"_s};
    QByteArray pem = fileContents(files.key);
    const QSslKey key = keyOf(pem);
    wipe(pem);
    if (key.isNull())
        return Error{ErrorCode::InvalidValue, u"tls-key"_s, u"no unencrypted PEM key in it"_s};
    // The public half stands in the encoding of the private one, for either algorithm: a point, or
    // modulus and exponent.
    const QByteArray wanted = chain.constFirst().publicKey().toDer().right(kPublicTail);
    QByteArray secret = key.toDer();
    const bool belongs = secret.contains(wanted);
    wipe(secret);
    if (!belongs)
        return Error{ErrorCode::InvalidValue, u"tls-key"_s, u"not the key of the certificate"_s};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show keys, no certificates
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

} // namespace

HttpServer::HttpServer(HttpHandler handler, const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_bodyRoom(limits.largerBodiesTogether)
{
    useServer(std::make_unique<QTcpServer>());
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
    return listenOn(host, port);
}

Result<quint16> HttpServer::listen(const QString &address, quint16 port, const TlsFiles &tls)
{
    const QHostAddress host(address);
    if (host.isNull())
        return Error{ErrorCode::InvalidValue, u"listen"_s, u"not an address"_s};
    const Result<QSslConfiguration> configuration = tlsConfiguration(tls);
    if (!configuration)
        return configuration.error();
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(*configuration);
    server->setHandshakeTimeout(m_limits.headerTimeoutMs);
    connect(server.get(), &QSslServer::startedEncryptionHandshake, this, &HttpServer::shakeHands);
    useServer(std::move(server));
    return listenOn(host, port);
}

Result<quint16> HttpServer::listenOn(const QHostAddress &address, quint16 port)
{
    if (!m_server->listen(address, port))
        return Error{ErrorCode::ConnectorUnreachable, u"listen"_s, m_server->errorString()};
    return m_server->serverPort();
}

void HttpServer::useServer(std::unique_ptr<QTcpServer> server)
{
    m_server = std::move(server);
    m_server->setMaxPendingConnections(m_limits.connections);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &HttpServer::acceptAll);
}

void HttpServer::shakeHands(QTcpSocket *socket)
{
    const QString peer = socket->peerAddress().toString();
    if (isFull(peer)) {
        // Not from within the server's own call.
        QMetaObject::invokeMethod(socket, &QTcpSocket::abort, Qt::QueuedConnection);
        return;
    }
    m_handshakes.insert(socket, peer);
    connect(socket, &QObject::destroyed, this,
            [this](const QObject *gone) { m_handshakes.remove(gone); });
}

void HttpServer::close()
{
    m_server->close();
    const QList<HttpConnection *> open =
        findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly);
    m_connections.clear();
    qDeleteAll(open);
}

void HttpServer::drain()
{
    m_isDraining = true;
    m_server->close();
    const QList<HttpConnection *> open =
        findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : open)
        connection->finish();
    if (m_connections.isEmpty())
        QMetaObject::invokeMethod(this, &HttpServer::drained, Qt::QueuedConnection);
}

void HttpServer::forget(const QObject *connection)
{
    m_connections.remove(connection);
    if (m_isDraining && m_connections.isEmpty())
        emit drained();
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
    m_handshakes.remove(socket);
    if (isFull(peer)) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *connection = new HttpConnection(socket, m_handler, m_limits, m_bodyRoom, this);
    m_connections.insert(connection, peer);
    connect(connection, &QObject::destroyed, this, [this](const QObject *gone) { forget(gone); });
}

bool HttpServer::isFull(const QString &peer) const
{
    if (m_connections.size() + m_handshakes.size() >= m_limits.connections)
        return true;
    const auto same =
        std::ranges::count(m_connections, peer) + std::ranges::count(m_handshakes, peer);
    return same >= m_limits.connectionsPerAddress;
}
