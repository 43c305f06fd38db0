#include "services/http/httpserver.h"
#include "tests/support/seed.h"

#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <netinet/in.h>

#include <cerrno>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// The server over real loopback sockets: keep-alive, limits in bytes and time, and the ways a bad
/// server ends an answer.
class HttpServerLimitsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void answersAndKeepsOpen();
    void answersLater();
    void answersThePipelineInOrder();
    void closesWhenAsked();
    void closesAfterTheLastRequest();
    void answersHeadWithoutBody();
    void continuesOn100();
    void refusesAndCloses_data();
    void refusesAndCloses();
    void refusesALargeBodyUnread();
    void slowHeadDoesNotBlockOthers();
    void slowBodyTimesOut();
    void idleConnectionCloses();
    void limitsConnections();
    void endings_data();
    void endings();
    void forgottenResponderIsA500();
    void lateAnswerToAGoneClient();
    void listensOnLoopbackOnly();
};

namespace {

struct Client
{
    explicit Client(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [this] { received += socket.readAll(); });
        socket.connectToHost(u"127.0.0.1"_s, port);
    }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
};

/// A plain socket: QTcpSocket does not tell a reset from an orderly end.
struct PlainClient
{
    explicit PlainClient(quint16 port) : descriptor(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        isConnected =
            ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address)
            == 0;
    }
    PlainClient(const PlainClient &) = delete;
    PlainClient &operator=(const PlainClient &) = delete;
    ~PlainClient() { ::close(descriptor); }

    bool send(const QByteArray &bytes) const
    {
        return ::send(descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL)
               == bytes.size();
    }
    /// Reads what is there; true once the connection has ended.
    bool hasEnded()
    {
        char buffer[4096];
        const ssize_t count = ::recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count > 0)
            received.append(buffer, count);
        // The kernel says it once only.
        wasReset = wasReset || (count < 0 && errno == ECONNRESET);
        return count == 0 || wasReset;
    }

    int descriptor = -1;
    bool isConnected = false;
    bool wasReset = false;
    QByteArray received;
};

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

HttpReply text(const QByteArray &body)
{
    return {{200, {{"Content-Type", "text/plain"}}, body}, HttpReply::Ending::Whole, 0};
}

/// Echoes method, path and body; remembers the responders of /hold.
struct World
{
    explicit World(const HttpLimits &limits = {})
        : server(
            [this](HttpRequest request, const HttpResponder &respond) {
                ++requests;
                if (request.url.path() == "/hold"_L1)
                    held.append(respond);
                else if (request.url.path() != "/forget"_L1)
                    respond(reply ? *reply
                                  : text(request.method + ' ' + request.url.path().toLatin1() + ' '
                                         + request.body.view().toByteArray()));
            },
            limits)
    {
        const Result<quint16> listening = server.listen(u"127.0.0.1"_s, 0);
        port = listening ? *listening : quint16(0);
    }

    int requests = 0;
    QList<HttpResponder> held;
    std::optional<HttpReply> reply;
    HttpServer server;
    quint16 port = 0;
};

HttpLimits quick()
{
    HttpLimits limits;
    limits.headerTimeoutMs = 200;
    limits.bodyTimeoutMs = 200;
    limits.idleTimeoutMs = 200;
    return limits;
}

} // namespace

void HttpServerLimitsTest::answersAndKeepsOpen()
{
    World world;
    Client client(world.port);
    client.socket.write(get("/one"));
    QTRY_VERIFY(client.received.endsWith("GET /one "));
    QVERIFY(!client.received.contains("Connection: close"));
    client.received.clear();
    client.socket.write("POST /two HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    QTRY_VERIFY(client.received.endsWith("POST /two abc"));
    QCOMPARE(world.requests, 2);
    QCOMPARE(world.server.connectionCount(), 1);
    client.socket.disconnectFromHost();
    QTRY_COMPARE(world.server.connectionCount(), 0);
}

void HttpServerLimitsTest::answersLater()
{
    World world;
    Client client(world.port);
    client.socket.write(get("/hold"));
    QTRY_COMPARE(world.held.size(), 1);
    QTest::qWait(50);
    QVERIFY(client.received.isEmpty());
    world.held.first()(text("late"));
    world.held.first()(text("twice"));
    QTRY_VERIFY(client.received.endsWith("late"));
    QTest::qWait(50);
    QVERIFY(!client.received.contains("twice"));
}

void HttpServerLimitsTest::answersThePipelineInOrder()
{
    World world;
    Client client(world.port);
    client.socket.write(get("/hold") + get("/second") + get("/third"));
    QTRY_COMPARE(world.held.size(), 1);
    QTest::qWait(50);
    QCOMPARE(world.requests, 1);
    world.held.first()(text("first"));
    QTRY_VERIFY(client.received.endsWith("GET /third "));
    QVERIFY(client.received.indexOf("first") < client.received.indexOf("/second"));
    QCOMPARE(world.requests, 3);
}

void HttpServerLimitsTest::closesWhenAsked()
{
    World world;
    Client client(world.port);
    client.socket.write(get("/", "Connection: close\r\n"));
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.contains("Connection: close"));
    QVERIFY(client.received.endsWith("GET / "));
}

void HttpServerLimitsTest::closesAfterTheLastRequest()
{
    HttpLimits limits;
    limits.requestsPerConnection = 2;
    World world(limits);
    Client client(world.port);
    client.socket.write(get("/a") + get("/b") + get("/c"));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(world.requests, 2);
    QCOMPARE(client.received.count("Connection: close"), 1);
}

void HttpServerLimitsTest::answersHeadWithoutBody()
{
    World world;
    Client client(world.port);
    client.socket.write("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/y"));
    QTRY_VERIFY(client.received.endsWith("GET /y "));
    QVERIFY(!client.received.contains("HEAD /x"));
    QVERIFY(client.received.contains("Content-Length: 8"));
}

void HttpServerLimitsTest::continuesOn100()
{
    World world;
    Client client(world.port);
    client.socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                        "Content-Length: 2\r\n\r\n");
    QTRY_COMPARE(client.received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.socket.write("ok");
    QTRY_VERIFY(client.received.endsWith("POST / ok"));
}

void HttpServerLimitsTest::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("dots") << get("/../x") << QByteArray("400");
    QTest::newRow("smuggled") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\n"
                                            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                                            "\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n")
                              << QByteArray("400");
    QTest::newRow("coding") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\n"
                                          "Transfer-Encoding: xchunked\r\n\r\n")
                            << QByteArray("501");
    QTest::newRow("line") << get('/' + QByteArray(9000, 'a')) << QByteArray("414");
    QTest::newRow("fields") << get("/", "X: " + QByteArray(30'000, 'a') + "\r\n")
                            << QByteArray("431");
}

void HttpServerLimitsTest::refusesAndCloses()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, status);
    World world;
    Client client(world.port);
    client.socket.write(raw + get("/after"));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received.left(12), QByteArray("HTTP/1.1 ").append(status));
    QVERIFY(client.received.contains("Connection: close"));
    QCOMPARE(client.received.count("HTTP/1.1 "), 1);
    QCOMPARE(world.requests, 0);
}

void HttpServerLimitsTest::refusesALargeBodyUnread()
{
    World world;
    Client client(world.port);
    client.socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n");
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 413"));
    client.socket.write(QByteArray(70'000, 'x'));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(world.requests, 0);
}

void HttpServerLimitsTest::slowHeadDoesNotBlockOthers()
{
    World world(quick());
    Client slow(world.port);
    slow.socket.write("GET / HT");
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &slow.socket, [&] { slow.socket.write("x"); });
    drip.start(20);
    Client other(world.port);
    other.socket.write(get("/fine"));
    QTRY_VERIFY(other.received.endsWith("GET /fine "));
    QTRY_VERIFY(slow.received.startsWith("HTTP/1.1 408"));
    drip.stop();
    QTRY_VERIFY(slow.isClosed());
    QCOMPARE(world.requests, 1);
}

void HttpServerLimitsTest::slowBodyTimesOut()
{
    World world(quick());
    Client client(world.port);
    client.socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received.startsWith("HTTP/1.1 408"));
    QCOMPARE(world.requests, 0);
}

void HttpServerLimitsTest::idleConnectionCloses()
{
    World world(quick());
    Client silent(world.port);
    Client client(world.port);
    client.socket.write(get("/one"));
    QTRY_VERIFY(client.received.endsWith("GET /one "));
    QTRY_VERIFY(client.isClosed());
    QTRY_VERIFY(silent.isClosed());
    QCOMPARE(client.received.count("HTTP/1.1 "), 1);
    QVERIFY(silent.received.isEmpty());
}

void HttpServerLimitsTest::limitsConnections()
{
    HttpLimits limits;
    limits.connections = 3;
    World world(limits);
    Client first(world.port);
    Client second(world.port);
    Client third(world.port);
    QTRY_COMPARE(world.server.connectionCount(), 3);
    Client fourth(world.port);
    fourth.socket.write(get("/"));
    QTRY_VERIFY(fourth.isClosed());
    QVERIFY(fourth.received.isEmpty());
    first.socket.abort();
    QTRY_COMPARE(world.server.connectionCount(), 2);
    Client fifth(world.port);
    fifth.socket.write(get("/"));
    QTRY_VERIFY(fifth.received.endsWith("GET / "));
}

void HttpServerLimitsTest::endings_data()
{
    using Ending = HttpReply::Ending;
    QTest::addColumn<HttpReply::Ending>("ending");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("reset");
    QTest::newRow("truncate") << Ending::Truncate << QByteArray("01234") << false;
    QTest::newRow("reset") << Ending::Reset << QByteArray("01234") << true;
    QTest::newRow("drop") << Ending::Drop << QByteArray() << true;
    QTest::newRow("close") << Ending::Close << QByteArray() << false;
}

void HttpServerLimitsTest::endings()
{
    QFETCH(HttpReply::Ending, ending);
    QFETCH(QByteArray, body);
    QFETCH(bool, reset);
    World world;
    world.reply = HttpReply{{200, {}, "0123456789"}, ending, 5};
    PlainClient client(world.port);
    QVERIFY(client.isConnected);
    QVERIFY(client.send(get("/")));
    QTRY_VERIFY(client.hasEnded());
    // A reset may overtake what was sent before it.
    if (ending == HttpReply::Ending::Truncate) {
        QVERIFY(client.received.contains("Content-Length: 10"));
        QCOMPARE(client.received.last(body.size() + 4), QByteArray("\r\n\r\n").append(body));
    }
    QVERIFY(!client.received.contains("56789"));
    QCOMPARE(client.wasReset, reset);
}

void HttpServerLimitsTest::forgottenResponderIsA500()
{
    World world;
    Client client(world.port);
    client.socket.write(get("/forget"));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 500"));
}

void HttpServerLimitsTest::lateAnswerToAGoneClient()
{
    World world;
    {
        Client client(world.port);
        client.socket.write(get("/hold"));
        QTRY_COMPARE(world.held.size(), 1);
    }
    QTRY_COMPARE(world.server.connectionCount(), 0);
    world.held.first()(text("nobody"));
    Client other(world.port);
    other.socket.write(get("/alive"));
    QTRY_VERIFY(other.received.endsWith("GET /alive "));
}

void HttpServerLimitsTest::listensOnLoopbackOnly()
{
    HttpServer server([](const HttpRequest &, const HttpResponder &) {});
    for (const QString &address : {u"0.0.0.0"_s, u"::"_s, u"192.0.2.1"_s, u"nonsense"_s, u""_s}) {
        const Result<quint16> listening = server.listen(address, 0);
        QVERIFY2(!listening, qPrintable(address));
        QCOMPARE(listening.error().code, ErrorCode::InvalidValue);
        QCOMPARE(listening.error().field, u"listen"_s);
    }
    const Result<quint16> listening = server.listen(u"127.0.0.1"_s, 0);
    QVERIFY(listening);
    HttpServer second([](const HttpRequest &, const HttpResponder &) {});
    QCOMPARE(second.listen(u"127.0.0.1"_s, *listening).error().code,
             ErrorCode::ConnectorUnreachable);
}

QTEST_GUILESS_MAIN(HttpServerLimitsTest)
#include "httpserverlimitstest.moc"
