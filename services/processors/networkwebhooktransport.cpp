#include "services/processors/networkwebhooktransport.h"

#include "services/processors/publicaddress.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestHead = 16'384;
constexpr quint16 kHttpsPort = 443;
constexpr quint16 kHttpPort = 80;

/// One webhook on its way. A child of its context; deletes itself after its one answer.
class Exchange final : public QObject
{
public:
    Exchange(WebhookRequest request, QObject *context,
             std::function<void(const WebhookAnswer &)> handler)
        : QObject(context)
        , m_request(std::move(request))
        , m_handler(std::move(handler))
        , m_socket(this)
        , m_deadline(this)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            finish({0, u"no answer in time"_s});
        });
        connect(&m_socket, &QSslSocket::connected, this, [this] { connected(); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { write(); });
        connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this] { failed(); });
    }
    ~Exchange() override
    {
        if (m_lookup >= 0)
            QHostInfo::abortHostLookup(m_lookup);
    }

    void start(int timeoutMs)
    {
        m_deadline.setSingleShot(true);
        m_deadline.start(timeoutMs);
        const QUrl &url = m_request.url;
        m_secure = url.scheme() == "https"_L1;
        if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()
            || (!m_secure && url.scheme() != "http"_L1))
            return later({0, u"no valid address"_s});
        const QHostAddress literal(url.host());
        if (!literal.isNull())
            return connectTo({literal});
        m_lookup = QHostInfo::lookupHost(url.host(), this, [this](const QHostInfo &info) {
            m_lookup = -1;
            if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
                return finish({0, u"the host is not known"_s});
            connectTo(info.addresses());
        });
    }

private:
    /// All of them have to be fine: who mixes them has something in mind.
    void connectTo(const QList<QHostAddress> &addresses)
    {
        for (const QHostAddress &address : addresses) {
            const QString refusal = refusalOfAddress(address, m_request.loopbackAllowed);
            if (!refusal.isEmpty())
                return later({0, refusal});
            if (!m_secure && !address.isLoopback())
                return later({0, u"plain http is for this machine only"_s});
        }
        const QString address = addresses.constFirst().toString();
        const int port = m_request.url.port(m_secure ? kHttpsPort : kHttpPort);
        if (m_secure)
            m_socket.connectToHostEncrypted(address, static_cast<quint16>(port),
                                            m_request.url.host());
        else
            m_socket.connectToHost(address, static_cast<quint16>(port));
    }
    void connected()
    {
        const QString refusal = refusalOfAddress(m_socket.peerAddress(), m_request.loopbackAllowed);
        if (!refusal.isEmpty())
            return finish({0, refusal});
        if (!m_secure)
            write();
    }
    void write()
    {
        const QUrl &url = m_request.url;
        QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
        if (target.isEmpty())
            target = "/";
        if (url.hasQuery())
            target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
        const QByteArray host = url.authority(QUrl::FullyEncoded).toLatin1();
        QByteArray head = "POST " + target + " HTTP/1.1\r\nHost: " + host;
        head += "\r\nContent-Length: " + QByteArray::number(m_request.body.size());
        head += "\r\nConnection: close\r\n";
        for (const HttpHeader &header : m_request.headers)
            head += header.name + ": " + header.value + "\r\n";
        m_socket.write(head + "\r\n" + m_request.body);
    }
    void read()
    {
        m_received += m_socket.read(kLongestHead + 1 - m_received.size());
        qsizetype end = m_received.indexOf("\r\n\r\n");
        while (end >= 0) {
            const int status = statusOf(m_received.first(end));
            if (status == 0)
                return finish({0, u"the answer is not HTTP"_s});
            if (status >= 200)
                return finish({status, {}});
            m_received.remove(0, end + 4); // an answer on the way to the answer
            end = m_received.indexOf("\r\n\r\n");
        }
        if (m_received.size() > kLongestHead)
            finish({0, u"the answer is too long"_s});
    }
    static int statusOf(const QByteArray &head)
    {
        const bool fits = head.size() >= 12 && head.startsWith("HTTP/1.") && head.at(8) == ' '
                          && (head.size() == 12 || head.at(12) == ' ' || head.at(12) == '\r');
        bool isNumber = false;
        const int status = fits ? head.sliced(9, 3).toInt(&isNumber) : 0;
        return isNumber && status >= 100 && status <= 599 ? status : 0;
    }
    void failed()
    {
        const auto error = m_socket.error();
        if (error == QAbstractSocket::RemoteHostClosedError) {
            read();
            return finish({0, u"the connection was closed"_s});
        }
        finish({0, error == QAbstractSocket::SslHandshakeFailedError ? u"no secure connection"_s
                                                                     : u"no connection"_s});
    }
    /// Through the event loop, as every other answer.
    void later(const WebhookAnswer &answer)
    {
        QMetaObject::invokeMethod(
            this, [this, answer] { finish(answer); }, Qt::QueuedConnection);
    }
    void finish(const WebhookAnswer &answer)
    {
        if (std::exchange(m_finished, true))
            return;
        m_deadline.stop();
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
        m_handler(answer);
    }

    const WebhookRequest m_request;
    const std::function<void(const WebhookAnswer &)> m_handler;
    QSslSocket m_socket;
    QTimer m_deadline;
    QByteArray m_received;
    int m_lookup = -1;
    bool m_secure = true;
    bool m_finished = false;
};

} // namespace

void NetworkWebhookTransport::send(WebhookRequest request, int timeoutMs, QObject *context,
                                   std::function<void(const WebhookAnswer &)> handler)
{
    auto *exchange = new Exchange(std::move(request), context, std::move(handler));
    exchange->start(timeoutMs);
}
