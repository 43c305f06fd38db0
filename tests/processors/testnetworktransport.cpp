#include "services/processors/networktransport.h"
#include "services/processors/oneshotbody.h"
#include "tests/processors/faultyserver.h"
#include "tests/processors/selfsignedserver.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = FaultyScript::Kind;

class TestNetworkTransport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void loopbackHosts_data();
    void loopbackHosts();
    void bodyIsReadOnce();
    void sendsExactlyWhatItWasGiven_data();
    void sendsExactlyWhatItWasGiven();
    void readsWholeAnswers_data();
    void readsWholeAnswers();
    void refusesAddresses_data();
    void refusesAddresses();
    void refusedConnectionIsNotSent();
    void plainServerOnHttpsIsNotSent();
    void silentHandshakeIsNotSent();
    void unknownCertificateIsNotSent();
    void oneRequestWhateverHappens_data();
    void oneRequestWhateverHappens();
    void redirectIsNotFollowed_data();
    void redirectIsNotFollowed();
    void deadlineBoundsADrip();
    void cookiesAreNotKept();
    void closedIdleConnectionIsReplaced();
    void manyCallsAreReallyInFlight();
    void moreCallsThanConnectionsWaitTheirTurn();
    void waitingInTheQueueIsNotSent();
    void goneContextHearsNothing();
    void destructionCutsCalls();

private:
    HttpRequest request(const QUrl &url, const QByteArray &method = "POST",
                        const QByteArray &body = "{\"a\":1}") const;
    HttpResult send(HttpRequest request, int timeoutMs = 5000);
};

HttpRequest TestNetworkTransport::request(const QUrl &url, const QByteArray &method,
                                          const QByteArray &body) const
{
    return {method,
            url,
            {{"Content-Type", "application/json"}, {"X-Own", "yes"}},
            SecretBytes(method == "GET" ? QByteArray() : body)};
}

HttpResult TestNetworkTransport::send(HttpRequest request, int timeoutMs)
{
    NetworkTransport transport;
    QObject context;
    QList<HttpResult> results;
    transport.send(std::move(request), timeoutMs, &context,
                   [&](const HttpResult &result) { results.append(result); });
    if (!results.isEmpty())
        return {Delivery::Answered, {}, u"answered within send()"_s};
    if (!QTest::qWaitFor([&] { return !results.isEmpty(); }, timeoutMs + 5000))
        return {Delivery::Answered, {}, u"never answered"_s};
    QTest::qWait(150); // a second answer, or a second request, would come now
    return results.size() == 1 ? results.first()
                               : HttpResult{Delivery::Answered, {}, u"answered twice"_s};
}

void TestNetworkTransport::loopbackHosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("expected");
    QTest::newRow("localhost") << u"localhost"_s << true;
    QTest::newRow("upper case") << u"LOCALHOST"_s << true;
    QTest::newRow("v4") << u"127.0.0.1"_s << true;
    QTest::newRow("v4 other") << u"127.8.9.1"_s << true;
    QTest::newRow("v6") << u"::1"_s << true;
    QTest::newRow("private") << u"192.168.0.1"_s << false;
    QTest::newRow("any") << u"0.0.0.0"_s << false;
    QTest::newRow("look-alike") << u"localhost.example.com"_s << false;
    QTest::newRow("number in front") << u"127.0.0.1.example.com"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestNetworkTransport::loopbackHosts()
{
    QFETCH(QString, host);
    QTEST(isLoopbackHost(host), "expected");
}

void TestNetworkTransport::bodyIsReadOnce()
{
    OneShotBody body(SecretBytes("abcdef"), false);
    QVERIFY(body.isSequential());
    QVERIFY(!body.wasRead());
    QCOMPARE(body.bytesAvailable(), 6);
    QCOMPARE(body.read(4), "abcd");
    QVERIFY(body.wasRead());
    QVERIFY(!body.reset());
    QCOMPARE(body.read(10), "ef");
    QCOMPARE(body.read(10), QByteArray());

    OneShotBody sealed(SecretBytes("abcdef"), false);
    sealed.seal();
    QCOMPARE(sealed.read(10), QByteArray());
    QVERIFY(!sealed.wasRead());
    QCOMPARE(sealed.length(), 6);
}

void TestNetworkTransport::sendsExactlyWhatItWasGiven_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("small post") << QByteArray("POST") << QByteArray("{\"a\":1}");
    QTest::newRow("one byte") << QByteArray("POST") << QByteArray("x");
    QTest::newRow("empty post") << QByteArray("POST") << QByteArray();
    QTest::newRow("large post") << QByteArray("POST") << QByteArray(300'000, 'y');
    QTest::newRow("put") << QByteArray("PUT") << QByteArray("{}");
    QTest::newRow("get") << QByteArray("GET") << QByteArray();
}

void TestNetworkTransport::sendsExactlyWhatItWasGiven()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    FaultyServer server;
    server.setScript({.body = "{}"});
    const HttpResult result = send(request(server.url(u"/v1/x"_s), method, body));
    QVERIFY2(result.delivery == Delivery::Answered && result.problem.isEmpty(),
             qPrintable(result.problem));
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.lastBody(), body);
    const QByteArray header = server.lastHeader();
    QVERIFY(header.startsWith(QByteArray(method + " /v1/x HTTP/1.1\r\n")));
    QVERIFY(header.contains("\r\nX-Own: yes\r\n"));
    QCOMPARE(header.toLower().count("\r\ncontent-length:"), method == "GET" ? 0 : 1);
    QVERIFY(!header.toLower().contains("transfer-encoding"));
    QVERIFY(!header.toLower().contains("gzip"));
    QVERIFY(!header.toLower().contains("cookie"));
}

void TestNetworkTransport::readsWholeAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<bool>("thenClose");
    for (const int status : {200, 201, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 429, 500,
                             501, 502, 503, 504, 599})
        QTest::addRow("%d", status) << status << false << false;
    QTest::newRow("chunked") << 200 << true << false;
    QTest::newRow("then closed") << 200 << false << true;
    QTest::newRow("chunked, then closed") << 422 << true << true;
}

void TestNetworkTransport::readsWholeAnswers()
{
    QFETCH(int, status);
    QFETCH(bool, chunked);
    QFETCH(bool, thenClose);
    FaultyServer server;
    server.setScript({.status = status,
                      .headers = "Content-Type: application/json\r\nRetry-After: 3\r\n"
                                 "WWW-Authenticate: Basic realm=\"x\"\r\n",
                      .body = "{\"it\":\"is\"}",
                      .chunked = chunked,
                      .thenClose = thenClose});
    const HttpResult result = send(request(server.url()));
    QCOMPARE(result.delivery, Delivery::Answered);
    QCOMPARE(result.response.status, status);
    QCOMPARE(result.response.body, "{\"it\":\"is\"}");
    QCOMPARE(headerValue(result.response.headers, "retry-after"), "3");
    QCOMPARE(server.requestCount(), 1);
}

void TestNetworkTransport::refusesAddresses_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("plain http elsewhere") << QUrl(u"http://example.com/v1"_s);
    QTest::newRow("plain http, private address") << QUrl(u"http://10.0.0.1/v1"_s);
    QTest::newRow("other scheme") << QUrl(u"ftp://127.0.0.1/v1"_s);
    QTest::newRow("file") << QUrl(u"file:///etc/passwd"_s);
    QTest::newRow("credentials") << QUrl(u"http://user:word@127.0.0.1/v1"_s);
    QTest::newRow("nothing") << QUrl();
}

void TestNetworkTransport::refusesAddresses()
{
    QFETCH(QUrl, url);
    const HttpResult result = send(request(url));
    QCOMPARE(result.delivery, Delivery::NotSent);
    QVERIFY(!result.problem.isEmpty());
}

void TestNetworkTransport::refusedConnectionIsNotSent()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(closed.serverPort());
    closed.close();
    QCOMPARE(send(request(url)).delivery, Delivery::NotSent);
    QCOMPARE(send(request(url, "GET")).delivery, Delivery::NotSent);
}

void TestNetworkTransport::plainServerOnHttpsIsNotSent()
{
    FaultyServer server;
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    QCOMPARE(send(request(url)).delivery, Delivery::NotSent);
    QCOMPARE(server.requestCount(), 0);
}

void TestNetworkTransport::silentHandshakeIsNotSent()
{
    FaultyServer server;
    server.setScript({.kind = Kind::Silence});
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    QCOMPARE(send(request(url), 700).delivery, Delivery::NotSent);
    QCOMPARE(server.requestCount(), 0);
}

void TestNetworkTransport::unknownCertificateIsNotSent()
{
    SelfSignedServer server;
    QUrl url(u"https://localhost"_s);
    url.setPort(server.port());
    const HttpResult result = send(request(url));
    QCOMPARE(result.delivery, Delivery::NotSent);
    QCOMPARE(result.problem, u"SslHandshakeFailedError"_s);
}

void TestNetworkTransport::oneRequestWhateverHappens_data()
{
    QTest::addColumn<FaultyScript>("script");
    QTest::newRow("silence") << FaultyScript{.kind = Kind::Silence};
    QTest::newRow("close without reply") << FaultyScript{.kind = Kind::Close};
    QTest::newRow("reset in the request") << FaultyScript{.kind = Kind::ResetRequest};
    QTest::newRow("reset in the reply")
        << FaultyScript{.kind = Kind::ResetReply, .body = "{\"long\":\"enough\"}"};
    QTest::newRow("cut off") << FaultyScript{.kind = Kind::Truncate, .body = "{\"long\":1}"};
    QTest::newRow("not HTTP") << FaultyScript{.kind = Kind::BadStatusLine};
    QTest::newRow("huge") << FaultyScript{.body = QByteArray(2 << 20, ' ')};
    QTest::newRow("huge without length")
        << FaultyScript{.body = QByteArray(2 << 20, ' '), .sendLength = false};
    QTest::newRow("too late") << FaultyScript{.body = "{}", .delayMs = 1500};
}

void TestNetworkTransport::oneRequestWhateverHappens()
{
    QFETCH(FaultyScript, script);
    FaultyServer server;
    server.setScript(script);
    const HttpResult result = send(request(server.url()), 1000);
    QCOMPARE(result.delivery, Delivery::Unanswered);
    QVERIFY(!result.problem.isEmpty());
    QVERIFY(result.response.body.isEmpty());
    QTest::qWait(400); // Qt's own resends came within this time
    QCOMPARE(server.requestCount(), 1);
}

void TestNetworkTransport::redirectIsNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestNetworkTransport::redirectIsNotFollowed()
{
    QFETCH(int, status);
    FaultyServer elsewhere;
    FaultyServer server;
    server.setScript(
        {.status = status, .headers = "Location: " + elsewhere.url(u"/x"_s).toEncoded() + "\r\n"});
    const HttpResult result = send(request(server.url()));
    QCOMPARE(result.delivery, Delivery::Answered);
    QCOMPARE(result.response.status, status);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void TestNetworkTransport::deadlineBoundsADrip()
{
    FaultyServer server;
    server.setScript({.kind = Kind::Drip, .body = "{}"});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(send(request(server.url()), 2500).delivery, Delivery::Unanswered);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(server.requestCount(), 1);
}

void TestNetworkTransport::cookiesAreNotKept()
{
    FaultyServer server;
    server.setScript({.headers = "Set-Cookie: a=b; Path=/\r\n", .body = "{}"});
    NetworkTransport transport;
    for (int i = 1; i <= 2; ++i) {
        bool done = false;
        transport.send(request(server.url()), 5000, this,
                       [&done](const HttpResult &) { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(server.requestCount(), i);
    }
    QVERIFY(!server.lastHeader().toLower().contains("cookie"));
}

void TestNetworkTransport::closedIdleConnectionIsReplaced()
{
    FaultyServer server;
    server.setScript({.body = "{}", .thenClose = true});
    NetworkTransport transport;
    for (int i = 1; i <= 3; ++i) {
        HttpResult result;
        bool done = false;
        transport.send(request(server.url()), 5000, this, [&](const HttpResult &answer) {
            result = answer;
            done = true;
        });
        QTRY_VERIFY(done);
        QCOMPARE(result.delivery, Delivery::Answered);
        QCOMPARE(server.requestCount(), i);
        QTest::qWait(50);
    }
}

void TestNetworkTransport::manyCallsAreReallyInFlight()
{
    constexpr int kCalls = 32;
    FaultyServer server;
    server.setScript({.body = "{}", .delayMs = 3000});
    NetworkTransport transport;
    int answered = 0;
    for (int i = 0; i < kCalls; ++i)
        transport.send(request(server.url()), 20'000, this, [&](const HttpResult &result) {
            answered += result.delivery == Delivery::Answered ? 1 : 0;
        });
    QTRY_COMPARE_WITH_TIMEOUT(answered, kCalls, 15'000);
    QCOMPARE(server.mostWaiting(), kCalls);
    QCOMPARE(server.requestCount(), kCalls);
}

void TestNetworkTransport::moreCallsThanConnectionsWaitTheirTurn()
{
    constexpr int kCalls = 120;
    FaultyServer server;
    server.setScript({.body = "{}", .delayMs = 100});
    NetworkTransport transport;
    int answered = 0;
    for (int i = 0; i < kCalls; ++i)
        transport.send(request(server.url()), 20'000, this, [&](const HttpResult &result) {
            answered += result.delivery == Delivery::Answered ? 1 : 0;
        });
    QTRY_COMPARE_WITH_TIMEOUT(answered, kCalls, 15'000);
    QCOMPARE(server.requestCount(), kCalls);
}

void TestNetworkTransport::waitingInTheQueueIsNotSent()
{
    constexpr int kConnections = 48;
    FaultyServer server;
    server.setScript({.kind = Kind::Silence});
    NetworkTransport transport;
    int finished = 0;
    for (int i = 0; i < kConnections; ++i)
        transport.send(request(server.url()), 3000, this, [&](const HttpResult &) { ++finished; });
    HttpResult last;
    bool done = false;
    transport.send(request(server.url()), 500, this, [&](const HttpResult &result) {
        last = result;
        done = true;
    });
    QTRY_VERIFY(done);
    QCOMPARE(last.delivery, Delivery::NotSent);
    QTRY_COMPARE_WITH_TIMEOUT(finished, kConnections, 10'000);
    QCOMPARE(server.requestCount(), kConnections);
}

void TestNetworkTransport::goneContextHearsNothing()
{
    FaultyServer server;
    server.setScript({.body = "{}", .delayMs = 100});
    NetworkTransport transport;
    bool called = false;
    auto context = std::make_unique<QObject>();
    transport.send(request(server.url()), 5000, context.get(),
                   [&called](const HttpResult &) { called = true; });
    QTRY_COMPARE(server.requestCount(), 1);
    context.reset();
    QTest::qWait(500);
    QVERIFY(!called);
}

void TestNetworkTransport::destructionCutsCalls()
{
    FaultyServer server;
    server.setScript({.kind = Kind::Silence});
    bool called = false;
    {
        NetworkTransport transport;
        transport.send(request(server.url()), 5000, this,
                       [&called](const HttpResult &) { called = true; });
        QTRY_COMPARE(server.requestCount(), 1);
    }
    QTest::qWait(100);
    QVERIFY(!called);
    QCOMPARE(server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(TestNetworkTransport)
#include "testnetworktransport.moc"
