#include "services/http/httprequestparser.h"
#include "services/http/httpserializer.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using State = HttpRequestParser::State;

/// What may be read in two ways is refused; what is plain HTTP/1.1 passes, however it is cut up.
class HttpSmugglingCorpusTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void corpus_data();
    void corpus();
    void cutAnywhere_data() { corpus_data(); }
    void cutAnywhere();
    void readsARequest();
    void readsChunks();
    void leavesThePipelineAlone();
    void refusesALongLineBeforeItEnds();
    void randomBytesNeverPass();
    void writesAnAnswer();
    void neverWritesABrokenHeader();
};

namespace {

constexpr quint16 kPort = 8080;

HttpLimits limits()
{
    HttpLimits small;
    small.hostNames = {"bank.test"};
    return small;
}

QByteArray get(const QByteArray &target, const QByteArray &fields = "Host: 127.0.0.1:8080\r\n")
{
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &fields, const QByteArray &body)
{
    return "POST /v1/payments HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" + fields + "\r\n" + body;
}

void addTargets()
{
    QTest::newRow("plain") << get("/v1/payments") << 0;
    QTest::newRow("query") << get("/v1/payments?limit=5&a=%20b") << 0;
    QTest::newRow("escaped") << get("/a%20b/%C3%A9") << 0;
    QTest::newRow("absolute target") << get("http://127.0.0.1:8080/v1") << 400;
    QTest::newRow("asterisk") << get("*") << 400;
    QTest::newRow("no slash") << get("v1/payments") << 400;
    QTest::newRow("two slashes") << get("//evil.example/v1") << 400;
    QTest::newRow("%00") << get("/v1/%00") << 400;
    QTest::newRow("%00 in query") << get("/v1?a=%00") << 400;
    QTest::newRow("%2f") << get("/v1%2fpayments") << 400;
    QTest::newRow("%2F") << get("/v1%2Fpayments") << 400;
    QTest::newRow("%5c") << get("/v1%5cpayments") << 400;
    QTest::newRow("backslash") << get("/v1\\payments") << 400;
    QTest::newRow("%0d%0a") << get("/v1/a%0d%0ab") << 400;
    QTest::newRow("dots") << get("/v1/../control") << 400;
    QTest::newRow("one dot") << get("/v1/./x") << 400;
    QTest::newRow("last dots") << get("/v1/..") << 400;
    QTest::newRow("hidden dots") << get("/v1/%2e%2E/control") << 400;
    QTest::newRow("broken escape") << get("/v1/%zz") << 400;
    QTest::newRow("cut escape") << get("/v1/%4") << 400;
    QTest::newRow("not UTF-8") << get("/v1/%ff") << 400;
    QTest::newRow("raw UTF-8") << get("/v1/\xc3\xa9") << 400;
    QTest::newRow("fragment") << get("/v1#x") << 400;
    QTest::newRow("long line") << get('/' + QByteArray(9000, 'a')) << 414;
}

void addHosts()
{
    QTest::newRow("host localhost") << get("/", "Host: LOCALHOST:8080\r\n") << 0;
    QTest::newRow("host v6") << get("/", "Host: [::1]:8080\r\n") << 0;
    QTest::newRow("host without port") << get("/", "Host: 127.0.0.1\r\n") << 0;
    QTest::newRow("host configured") << get("/", "Host: bank.test\r\n") << 0;
    QTest::newRow("no host") << get("/", "Accept: */*\r\n") << 400;
    QTest::newRow("empty host") << get("/", "Host:\r\n") << 400;
    QTest::newRow("two hosts") << get("/", "Host: localhost\r\nHost: localhost\r\n") << 400;
    QTest::newRow("foreign host") << get("/", "Host: evil.example\r\n") << 400;
    QTest::newRow("foreign port") << get("/", "Host: 127.0.0.1:80\r\n") << 400;
    QTest::newRow("port of words") << get("/", "Host: 127.0.0.1:x\r\n") << 400;
    QTest::newRow("host with path") << get("/", "Host: 127.0.0.1/x\r\n") << 400;
    QTest::newRow("1.0 no host") << QByteArray("GET / HTTP/1.0\r\n\r\n") << 400;
}

void addLengths()
{
    QTest::newRow("length") << post("Content-Length: 2\r\n", "{}") << 0;
    QTest::newRow("equal lengths")
        << post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}") << 400;
    QTest::newRow("two lengths") << post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}") << 400;
    QTest::newRow("list of lengths") << post("Content-Length: 2, 2\r\n", "{}") << 400;
    QTest::newRow("signed length") << post("Content-Length: +2\r\n", "{}") << 400;
    QTest::newRow("negative length") << post("Content-Length: -2\r\n", "{}") << 400;
    QTest::newRow("hex length") << post("Content-Length: 0x2\r\n", "{}") << 400;
    QTest::newRow("long length") << post("Content-Length: 00000000002\r\n", "{}") << 400;
    QTest::newRow("huge length") << post("Content-Length: 9999999999\r\n", "") << 413;
    QTest::newRow("overflow") << post("Content-Length: 18446744073709551617\r\n", "{}") << 400;
    QTest::newRow("too long") << post("Content-Length: 65537\r\n", "") << 413;
    QTest::newRow("length and chunked")
        << post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("chunked and length")
        << post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n") << 400;
}

void addCodings()
{
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("chunked") << post(chunked, "2\r\n{}\r\n0\r\n\r\n") << 0;
    QTest::newRow("nothing but the last chunk") << post(chunked, "0\r\n\r\n") << 0;
    QTest::newRow("xchunked") << post("Transfer-Encoding: xchunked\r\n", "") << 501;
    QTest::newRow("gzip, chunked")
        << post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") << 501;
    QTest::newRow("chunked, chunked")
        << post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n") << 501;
    QTest::newRow("identity") << post("Transfer-Encoding: identity\r\n", "") << 501;
    QTest::newRow("two codings") << post(chunked + chunked, "0\r\n\r\n") << 400;
    QTest::newRow("chunk extension") << post(chunked, "2;a=b\r\n{}\r\n0\r\n\r\n") << 400;
    QTest::newRow("last chunk extension") << post(chunked, "2\r\n{}\r\n0;a\r\n\r\n") << 400;
    QTest::newRow("trailer") << post(chunked, "2\r\n{}\r\n0\r\nHost: evil\r\n\r\n") << 400;
    QTest::newRow("chunk size words") << post(chunked, "zz\r\n{}\r\n0\r\n\r\n") << 400;
    QTest::newRow("negative chunk") << post(chunked, "-2\r\n{}\r\n0\r\n\r\n") << 400;
    QTest::newRow("huge chunk") << post(chunked, "FFFFFFFFFFFFFFFFF\r\n") << 400;
    QTest::newRow("chunk over limit") << post(chunked, "10001\r\n" + QByteArray(2000, 'a')) << 413;
    QTest::newRow("chunk without end") << post(chunked, "2\r\n{}x\r\n0\r\n\r\n") << 400;
    QTest::newRow("chunked in 1.0")
        << QByteArray("POST / HTTP/1.0\r\nHost: localhost\r\n" + chunked + "\r\n0\r\n\r\n") << 400;
    QTest::newRow("expectation") << post("Expect: 200-maybe\r\nContent-Length: 2\r\n", "{}") << 417;
}

void addHeads()
{
    const QByteArray host = "Host: localhost\r\n";
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: localhost\n\n") << 400;
    QTest::newRow("bare LF in fields") << get("/", "Host: localhost\nX: y\r\n") << 400;
    QTest::newRow("bare CR") << get("/", host + "X: a\rb\r\n") << 400;
    QTest::newRow("fold") << get("/", host + "X: a\r\n b\r\n") << 400;
    QTest::newRow("fold with tab") << get("/", host + "X: a\r\n\tb\r\n") << 400;
    QTest::newRow("first field folded") << get("/", " X: a\r\n" + host) << 400;
    QTest::newRow("space before colon") << get("/", "Host : localhost\r\n") << 400;
    QTest::newRow("no colon") << get("/", host + "Nonsense\r\n") << 400;
    QTest::newRow("control byte") << get("/", host + "X: a\x01z\r\n") << 400;
    QTest::newRow("NUL byte") << get("/", host + QByteArray("X: a\0z\r\n", 8)) << 400;
    QTest::newRow("value not UTF-8") << get("/", host + "X: \xff\r\n") << 400;
    QTest::newRow("value in UTF-8") << get("/", host + "X: \xc3\xa9\r\n") << 0;
    QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\n" + host + "\r\n") << 400;
    QTest::newRow("HTTP/1.2") << QByteArray("GET / HTTP/1.2\r\n" + host + "\r\n") << 400;
    QTest::newRow("HTTP/0.9") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("empty line first") << "\r\n" + get("/") << 400;
    QTest::newRow("tls hello") << QByteArray("\x16\x03\x01\x02\r\n\r\n") << 400;
    QByteArray many = host;
    for (int i = 0; i < 64; ++i)
        many += "X-" + QByteArray::number(i) + ": y\r\n";
    QTest::newRow("65 fields") << get("/", many) << 431;
    QTest::newRow("long field") << get("/", host + "X: " + QByteArray(17000, 'y') + "\r\n") << 431;
}

} // namespace

void HttpSmugglingCorpusTest::corpus_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<int>("refusal");
    addTargets();
    addHosts();
    addLengths();
    addCodings();
    addHeads();
}

void HttpSmugglingCorpusTest::corpus()
{
    QFETCH(QByteArray, raw);
    QFETCH(int, refusal);
    HttpRequestParser parser(limits(), kPort);
    parser.feed(raw);
    QCOMPARE(parser.state(), refusal == 0 ? State::Complete : State::Refused);
    QCOMPARE(parser.refusal(), refusal);
}

void HttpSmugglingCorpusTest::cutAnywhere()
{
    QFETCH(QByteArray, raw);
    QFETCH(int, refusal);
    HttpRequestParser parser(limits(), kPort);
    for (const char byte : raw) {
        if (parser.feed({&byte, 1}) == State::Refused)
            break;
    }
    QCOMPARE(parser.state(), refusal == 0 ? State::Complete : State::Refused);
    QCOMPARE(parser.refusal(), refusal);
}

void HttpSmugglingCorpusTest::readsARequest()
{
    HttpRequestParser parser(limits(), kPort);
    parser.feed("POST /v1/payments/a%20b?x=1 HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n"
                "Content-Length: 5\r\n\r\nhel");
    QCOMPARE(parser.state(), State::Body);
    parser.feed("lo");
    QCOMPARE(parser.state(), State::Complete);
    QVERIFY(parser.keepsAlive());
    const HttpRequest request = parser.take();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.url.path(QUrl::FullyDecoded), u"/v1/payments/a b"_s);
    QCOMPARE(request.url.query(), u"x=1"_s);
    QVERIFY(request.url.isRelative());
    QCOMPARE(headerValue(request.headers, "x-one"), QByteArray("1"));
    QCOMPARE(request.body.view().toByteArray(), QByteArray("hello"));
}

void HttpSmugglingCorpusTest::readsChunks()
{
    HttpRequestParser parser(limits(), kPort);
    parser.feed(post("Transfer-Encoding: Chunked\r\nConnection: close\r\n",
                     "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"));
    QCOMPARE(parser.state(), State::Complete);
    QVERIFY(!parser.keepsAlive());
    QCOMPARE(parser.take().body.view().toByteArray(), QByteArray("abcdefg"));
}

void HttpSmugglingCorpusTest::leavesThePipelineAlone()
{
    HttpRequestParser parser(limits(), kPort);
    const QByteArray three =
        post("Content-Length: 2\r\n", "{}") + get("/second") + get("/../third");
    parser.feed(three);
    QCOMPARE(parser.state(), State::Complete);
    QCOMPARE(parser.take().body.view().toByteArray(), QByteArray("{}"));
    QCOMPARE(parser.next(), State::Complete);
    QCOMPARE(parser.take().url.path(), u"/second"_s);
    QCOMPARE(parser.next(), State::Refused);
    QCOMPARE(parser.refusal(), 400);
}

void HttpSmugglingCorpusTest::refusesALongLineBeforeItEnds()
{
    HttpRequestParser parser(limits(), kPort);
    parser.feed("GET /");
    parser.feed(QByteArray(8500, 'a'));
    QCOMPARE(parser.refusal(), 414);
    HttpRequestParser other(limits(), kPort);
    other.feed("GET / HTTP/1.1\r\nX: ");
    other.feed(QByteArray(25'000, 'a'));
    QCOMPARE(other.refusal(), 431);
}

void HttpSmugglingCorpusTest::randomBytesNeverPass()
{
    std::mt19937_64 random(testSeed());
    const QByteArray good = post("Content-Length: 2\r\n", "{}");
    for (int round = 0; round < 3000; ++round) {
        QByteArray raw = good;
        for (int change = 0; change < 3; ++change)
            raw[qsizetype(random() % quint64(raw.size()))] = char(random());
        HttpRequestParser parser(limits(), kPort);
        parser.feed(raw);
        if (parser.state() != State::Complete)
            continue;
        const HttpRequest request = parser.take();
        QVERIFY(request.url.path().startsWith(u'/'));
        QVERIFY(request.body.size() <= 2);
    }
}

void HttpSmugglingCorpusTest::writesAnAnswer()
{
    const HttpResponse response = {201, {{"X-One", "1"}, {"Content-Length", "99"}}, "hello"};
    const HttpBytes kept = serialized(response, true, false);
    QVERIFY(kept.bytes.startsWith("HTTP/1.1 201 Created\r\n"));
    QVERIFY(kept.bytes.contains("X-One: 1\r\n"));
    QVERIFY(kept.bytes.contains("Content-Length: 5\r\n"));
    QCOMPARE(kept.bytes.count("Content-Length"), 1);
    QVERIFY(kept.bytes.endsWith("\r\n\r\nhello"));
    QCOMPARE(kept.bytes.size() - kept.headSize, 5);
    const HttpBytes closing = serialized(response, false, true);
    QVERIFY(closing.bytes.contains("Connection: close\r\n"));
    QVERIFY(closing.bytes.endsWith("\r\n\r\n"));
    QVERIFY(!serialized({204, {}, {}}, true, false).bytes.contains("Content-Length"));
}

void HttpSmugglingCorpusTest::neverWritesABrokenHeader()
{
    const HttpBytes out = serialized({200, {{"X", "a\r\nSet-Cookie: b"}}, "x"}, true, false);
    QVERIFY(out.bytes.startsWith("HTTP/1.1 500 "));
    QVERIFY(!out.bytes.contains("Set-Cookie"));
}

QTEST_GUILESS_MAIN(HttpSmugglingCorpusTest)
#include "httpsmugglingcorpustest.moc"
