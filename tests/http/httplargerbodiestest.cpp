#include "services/http/httpserver.h"
#include "tests/support/seed.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

/// Bodies that may be larger than others on one path, and what they take together.
class HttpLargerBodiesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void takesThemOnTheirPath();
    void refusesThemUnread_data();
    void refusesThemUnread();
    void chunksHaveTheOrdinaryRoom();
    void togetherTheyHaveABound();
    void aClientThatGoesGivesItsRoomBack();
};

namespace {

constexpr qsizetype kLarge = 300'000;
constexpr qsizetype kLargest = 400'000;

struct Client
{
    explicit Client(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [this] { received += socket.readAll(); });
        socket.connectToHost(u"127.0.0.1"_s, port);
    }

    QTcpSocket socket;
    QByteArray received;
};

QByteArray head(const QByteArray &line, qsizetype length)
{
    return line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(length)
           + "\r\n\r\n";
}

/// Answers with the length of the body; on /files/hold when it is told to.
struct World
{
    World()
        : server(
            [this](HttpRequest request, const HttpResponder &respond) {
                const QByteArray length = QByteArray::number(request.body.size());
                const auto answer = [respond, length] {
                    respond({{200, {{"Content-Type", "text/plain"}}, "got " + length},
                             HttpReply::Ending::Whole,
                             0});
                };
                if (request.url.path() == "/files/hold"_L1)
                    held.append(answer);
                else
                    answer();
            },
            limits())
    {
        const Result<quint16> listening = server.listen(u"127.0.0.1"_s, 0);
        port = listening ? *listening : quint16(0);
    }

    static HttpLimits limits()
    {
        HttpLimits limits;
        limits.largerBodies = {{"PUT", "/file", false, kLargest},
                               {"POST", "/files/", true, kLargest}};
        limits.largerBodiesTogether = kLarge + kLarge / 2;
        return limits;
    }

    QList<std::function<void()>> held;
    HttpServer server;
    quint16 port = 0;
};

} // namespace

void HttpLargerBodiesTest::takesThemOnTheirPath()
{
    World world;
    Client client(world.port);
    for (const QByteArray line : {"PUT /file", "PUT /file?a=1", "POST /files/x"}) {
        client.received.clear();
        client.socket.write(head(line, kLarge) + QByteArray(kLarge, 'a'));
        QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("got 300000"), 30'000);
    }
    client.received.clear();
    client.socket.write(head("PUT /file", 5) + "small");
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("got 5"), 30'000);
}

void HttpLargerBodiesTest::refusesThemUnread_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qsizetype>("length");
    QTest::newRow("another path") << QByteArray("PUT /other") << kLarge;
    QTest::newRow("below a path that stands alone") << QByteArray("PUT /file/x") << kLarge;
    QTest::newRow("begins like it") << QByteArray("PUT /filed") << kLarge;
    QTest::newRow("in the query") << QByteArray("PUT /?/file") << kLarge;
    QTest::newRow("another method") << QByteArray("POST /file") << kLarge;
    QTest::newRow("larger than that") << QByteArray("PUT /file") << kLargest + 1;
}

void HttpLargerBodiesTest::refusesThemUnread()
{
    QFETCH(QByteArray, line);
    QFETCH(qsizetype, length);
    World world;
    Client client(world.port);
    client.socket.write(head(line, length)); // and not a byte of the body
    QTRY_VERIFY_WITH_TIMEOUT(client.received.startsWith("HTTP/1.1 413"), 30'000);
}

void HttpLargerBodiesTest::chunksHaveTheOrdinaryRoom()
{
    World world;
    Client client(world.port);
    client.socket.write("PUT /file HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
                        "chunked\r\n\r\n10001\r\n"
                        + QByteArray(2000, 'a'));
    QTRY_VERIFY_WITH_TIMEOUT(client.received.startsWith("HTTP/1.1 413"), 30'000);
    Client other(world.port);
    other.socket.write("PUT /file HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(other.received.endsWith("got 3"), 30'000);
}

void HttpLargerBodiesTest::togetherTheyHaveABound()
{
    World world;
    Client first(world.port);
    first.socket.write(head("POST /files/hold", kLarge) + QByteArray(kLarge, 'a'));
    QTRY_COMPARE_WITH_TIMEOUT(world.held.size(), 1, 30'000);
    Client second(world.port);
    second.socket.write(head("PUT /file", kLarge));
    QTRY_VERIFY_WITH_TIMEOUT(second.received.startsWith("HTTP/1.1 503"), 30'000);
    Client small(world.port); // ordinary ones are not in their way
    small.socket.write(head("PUT /file", 2) + "ab");
    QTRY_VERIFY_WITH_TIMEOUT(small.received.endsWith("got 2"), 30'000);
    world.held.first()();
    QTRY_VERIFY_WITH_TIMEOUT(first.received.endsWith("got 300000"), 30'000);
    Client third(world.port);
    third.socket.write(head("PUT /file", kLarge) + QByteArray(kLarge, 'a'));
    QTRY_VERIFY_WITH_TIMEOUT(third.received.endsWith("got 300000"), 30'000);
}

void HttpLargerBodiesTest::aClientThatGoesGivesItsRoomBack()
{
    World world;
    {
        Client first(world.port);
        first.socket.write(head("PUT /file", kLarge) + "the beginning");
        QTRY_COMPARE_WITH_TIMEOUT(world.server.connectionCount(), 1, 30'000);
        QTest::qWait(100);
    }
    QTRY_COMPARE_WITH_TIMEOUT(world.server.connectionCount(), 0, 30'000);
    Client second(world.port);
    second.socket.write(head("PUT /file", kLarge) + QByteArray(kLarge, 'a'));
    QTRY_VERIFY_WITH_TIMEOUT(second.received.endsWith("got 300000"), 30'000);
}

QTEST_GUILESS_MAIN(HttpLargerBodiesTest)
#include "httplargerbodiestest.moc"
