#include "services/domain/merchantsetup.h"
#include "services/processors/networkwebhooktransport.h"
#include "services/processors/publicaddress.h"
#include "tests/support/seed.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

/// Webhooks reach the public internet and nothing else.
class SsrfTargetsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void addresses_data();
    void addresses();
    void urls_data();
    void urls();
    void nothingIsSent_data();
    void nothingIsSent();
    void loopbackWhenAllowed();
    void answers_data();
    void answers();
    void silenceEnds();
};

namespace {

/// A shop on this machine that says one thing to everybody.
class Listener
{
public:
    explicit Listener(const QByteArray &answer)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, answer] {
            ++connections;
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, answer] {
                received += socket->readAll();
                if (!received.contains("{\"a\":1}") || answer.isEmpty())
                    return;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    quint16 port() const { return m_server.serverPort(); }
    QUrl url(const QString &path = u"/hook"_s) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(port()).arg(path));
    }

    int connections = 0;
    QByteArray received;

private:
    QTcpServer m_server;
};

WebhookAnswer sent(const QUrl &url, bool loopbackAllowed, int timeoutMs = 10'000)
{
    NetworkWebhookTransport transport;
    QObject context;
    std::optional<WebhookAnswer> answer;
    WebhookRequest request;
    request.url = url;
    request.headers = {{"X-Shop", "one"}};
    request.body = "{\"a\":1}";
    request.loopbackAllowed = loopbackAllowed;
    transport.send(std::move(request), timeoutMs, &context,
                   [&answer](const WebhookAnswer &got) { answer = got; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000); }();
    return answer.value_or(WebhookAnswer());
}

} // namespace

void SsrfTargetsTest::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isPublic");
    for (const char *address : {"0.0.0.0",
                                "0.1.2.3",
                                "10.0.0.1",
                                "10.255.255.255",
                                "100.64.0.1",
                                "100.127.255.255",
                                "127.0.0.1",
                                "127.255.255.254",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.1",
                                "192.0.2.1",
                                "192.88.99.1",
                                "192.168.0.1",
                                "198.18.0.1",
                                "198.19.255.255",
                                "198.51.100.7",
                                "203.0.113.9",
                                "224.0.0.1",
                                "239.255.255.255",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "::ffff:169.254.169.254",
                                "64:ff9b::a00:1",
                                "100::1",
                                "2001::1",
                                "2001:db8::1",
                                "2002:a00:1::",
                                "2002:7f00:1::1",
                                "3fff::1",
                                "fc00::1",
                                "fd00:ec2::254",
                                "fe80::1",
                                "fec0::1",
                                "ff02::1"})
        QTest::newRow(address) << QString::fromLatin1(address) << false;
    for (const char *address : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255",
                                "100.128.0.1", "126.255.255.255", "128.0.0.1", "172.15.255.255",
                                "172.32.0.1", "192.167.255.255", "192.169.0.1", "223.255.255.255",
                                "::ffff:8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1"})
        QTest::newRow(address) << QString::fromLatin1(address) << true;
}

void SsrfTargetsTest::addresses()
{
    QFETCH(QString, address);
    QFETCH(bool, isPublic);
    const QHostAddress parsed(address);
    QVERIFY(!parsed.isNull());
    QCOMPARE(isPublicAddress(parsed), isPublic);
    QCOMPARE(refusalOfAddress(parsed, false).isEmpty(), isPublic);
    static const QStringList thisMachine = {u"127.0.0.1"_s, u"127.255.255.254"_s, u"::1"_s,
                                            u"::ffff:127.0.0.1"_s};
    QCOMPARE(refusalOfAddress(parsed, true).isEmpty(), isPublic || thisMachine.contains(address));
}

void SsrfTargetsTest::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<bool>("takenForTests");
    QTest::newRow("https") << u"https://shop.example/hook?a=b"_s << true << true;
    QTest::newRow("port") << u"https://shop.example:8443/"_s << true << true;
    QTest::newRow("none") << QString() << true << true;
    QTest::newRow("http") << u"http://shop.example/"_s << false << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false << false;
    QTest::newRow("gopher") << u"gopher://shop.example/"_s << false << false;
    QTest::newRow("password") << u"https://a:b@shop.example/"_s << false << false;
    QTest::newRow("no host") << u"https:///hook"_s << false << false;
    QTest::newRow("no scheme") << u"shop.example/hook"_s << false << false;
    QTest::newRow("localhost") << u"https://localhost/"_s << false << true;
    QTest::newRow("loopback") << u"http://127.0.0.1:8080/"_s << false << true;
    QTest::newRow("loopback, six") << u"http://[::1]:8080/"_s << false << true;
    QTest::newRow("long") << QString(u"https://shop.example/"_s + QString(2'100, u'a')) << false
                          << false;
}

void SsrfTargetsTest::urls()
{
    QFETCH(QString, url);
    QFETCH(bool, taken);
    QFETCH(bool, takenForTests);
    QCOMPARE(checkWebhookUrl(url, false).has_value(), taken);
    QCOMPARE(checkWebhookUrl(url, true).has_value(), takenForTests);
}

void SsrfTargetsTest::nothingIsSent_data()
{
    QTest::addColumn<QString>("host"); // of this machine, in many spellings
    QTest::addColumn<QString>("scheme");
    for (const char *host : {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1",
                             "2130706433", "0x7f.1", "0177.0.0.1"}) {
        QTest::addRow("http %s", host) << QString::fromLatin1(host) << u"http"_s;
        QTest::addRow("https %s", host) << QString::fromLatin1(host) << u"https"_s;
    }
}

void SsrfTargetsTest::nothingIsSent()
{
    QFETCH(QString, host);
    QFETCH(QString, scheme);
    Listener listener("HTTP/1.1 200 OK\r\n\r\n");
    const QUrl url(u"%1://%2:%3/"_s.arg(scheme, host, QString::number(listener.port())));
    const WebhookAnswer answer = sent(url, false);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.problem.isEmpty());
    QTest::qWait(50);
    QCOMPARE(listener.connections, 0);
}

void SsrfTargetsTest::loopbackWhenAllowed()
{
    Listener listener("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    const WebhookAnswer answer = sent(listener.url(u"/a/b?c=d%20e"_s), true);
    QCOMPARE(answer.problem, QString());
    QCOMPARE(answer.status, 200);
    QVERIFY(listener.received.startsWith("POST /a/b?c=d%20e HTTP/1.1\r\n"));
    QVERIFY(listener.received.contains("\r\nHost: 127.0.0.1:"));
    QVERIFY(listener.received.contains("\r\nContent-Length: 7\r\n"));
    QVERIFY(listener.received.contains("\r\nX-Shop: one\r\n"));
    QVERIFY(listener.received.endsWith("\r\n\r\n{\"a\":1}"));
}

void SsrfTargetsTest::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status"); // 0: it is none
    const QByteArray end = "\r\n\r\n";
    QTest::newRow("no content") << "HTTP/1.1 204 No Content" + end << 204;
    QTest::newRow("no words") << "HTTP/1.1 200" + end << 200;
    QTest::newRow("refused") << "HTTP/1.0 404 Not Found" + end << 404;
    QTest::newRow("redirect is not followed")
        << "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/" + end << 302;
    QTest::newRow("on the way") << "HTTP/1.1 100 Continue" + end + "HTTP/1.1 201 Made" + end << 201;
    QTest::newRow("no HTTP") << "SSH-2.0-OpenSSH" + end << 0;
    QTest::newRow("no number") << "HTTP/1.1 2x0 OK" + end << 0;
    QTest::newRow("cut") << "HTTP/1.1 200 OK\r\n"_ba << 0;
    QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(40'000, 'a') << 0;
}

void SsrfTargetsTest::answers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    Listener listener(answer);
    const WebhookAnswer got = sent(listener.url(), true);
    QCOMPARE(got.status, status);
    QCOMPARE(got.problem.isEmpty(), status != 0);
    QCOMPARE(listener.connections, 1);
}

void SsrfTargetsTest::silenceEnds()
{
    Listener listener({});
    const WebhookAnswer got = sent(listener.url(), true, 200);
    QCOMPARE(got.status, 0);
    QCOMPARE(got.problem, u"no answer in time"_s);
}

QTEST_GUILESS_MAIN(SsrfTargetsTest)
#include "ssrftargetstest.moc"
