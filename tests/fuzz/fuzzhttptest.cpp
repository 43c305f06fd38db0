#include "services/http/httprequestparser.h"
#include "services/http/httpserializer.h"
#include "tests/support/mutator.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Broken requests, by the hundred thousand: however they arrive, the parser reads all of them the
/// same way, and what it lets through keeps to the rules.
class FuzzHttpTest : public QObject
{
    Q_OBJECT

private slots:
    void corpusIsThere();
    void fuzz_http();

private:
    const QByteArrayList m_corpus = fuzzCorpus(QString::fromUtf8(OX_CORPUS));
};

namespace {

constexpr quint16 kPort = 8080;

/// What became of some bytes: every request that came out of them, and how it ended.
struct Outcome
{
    QByteArrayList requests;
    int refusal = 0;
    HttpRequestParser::State state = HttpRequestParser::State::Idle;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

QByteArray shown(const HttpRequest &request)
{
    QByteArray text = request.method + ' ' + request.url.toEncoded() + '\n';
    for (const HttpHeader &header : request.headers)
        text += header.name + ": " + header.value + '\n';
    return text + '\n' + request.body.view().toByteArray();
}

/// Feeds the bytes in pieces as long as `pieceOf` says.
template <class PieceOf>
Outcome read(const QByteArray &bytes, PieceOf pieceOf)
{
    using State = HttpRequestParser::State;
    const HttpLimits limits;
    HttpRequestParser parser(limits, kPort);
    Outcome outcome;
    for (qsizetype at = 0; at < bytes.size() && parser.state() != State::Refused;) {
        const qsizetype count = qBound(qsizetype(1), pieceOf(), bytes.size() - at);
        State state = parser.feed(QByteArrayView(bytes).sliced(at, count));
        at += count;
        while (state == State::Complete) {
            outcome.requests.append(shown(parser.take()));
            state = parser.next();
        }
    }
    outcome.state = parser.state();
    outcome.refusal = outcome.state == State::Refused ? parser.refusal() : 0;
    return outcome;
}

/// What a request that was let through must not have. Empty when all is well.
QByteArray problemOf(const QByteArray &request)
{
    const QByteArray head = request.left(request.indexOf("\n\n"));
    const QByteArray target = head.split('\n').constFirst().split(' ').value(1);
    const QByteArray path = target.split('?').constFirst().toLower();
    for (const char *bad : {"%00", "%2f", "%5c", "\\", "/../", "/./"}) {
        if (path.contains(bad))
            return QByteArray("path has ") + bad;
    }
    if (!target.startsWith('/') || target.startsWith("//"))
        return "target is no path";
    if (head.toLower().count("\nhost: ") != 1)
        return "not one Host";
    if (request.size() - head.size() - 2 > HttpLimits().bodyBytes)
        return "body over the limit";
    return {};
}

} // namespace

void FuzzHttpTest::corpusIsThere()
{
    QVERIFY(m_corpus.size() >= 10);
    int good = 0;
    for (const QByteArray &input : m_corpus)
        good += read(input, [&] { return input.size(); }).requests.isEmpty() ? 0 : 1;
    QVERIFY2(good >= 5, "most of the corpus is refused: nothing would be mutated into");
}

void FuzzHttpTest::fuzz_http()
{
    Mutator mutator(testSeed(), m_corpus,
                    {"\r\n",
                     "\n",
                     "\r\n\r\n",
                     "Content-Length: 5\r\n",
                     "Content-Length: 0\r\n",
                     "Transfer-Encoding: chunked\r\n",
                     "Transfer-Encoding: gzip, chunked\r\n",
                     "Host: evil.example\r\n",
                     "Host: localhost\r\n",
                     " ",
                     "\t",
                     "%2e%2e/",
                     "%00",
                     "0\r\n\r\n",
                     "ffffffffffffffff\r\n",
                     "-1",
                     "+",
                     "HTTP/1.0",
                     "HTTP/2.0",
                     "://",
                     "Expect: 100-continue\r\n",
                     ";a=b",
                     QByteArray(1, '\0'),
                     "\xff\xfe"});
    const FuzzBudget budget;
    qint64 runs = 0;
    qint64 letThrough = 0;
    while (!budget.isSpent()) {
        const QByteArray input = mutator.next();
        const Outcome whole = read(input, [&] { return input.size(); });
        const Outcome pieces = read(input, [&] { return 1 + mutator.below(7); });
        if (whole.requests != pieces.requests)
            QFAIL(qPrintable(u"read two ways in pieces: "_s + QString::fromLatin1(input.toHex())));
        for (const QByteArray &request : whole.requests) {
            const QByteArray problem = problemOf(request);
            if (!problem.isEmpty())
                QFAIL(qPrintable(QString::fromLatin1(QByteArray(problem + ": " + input.toHex()))));
        }
        letThrough += whole.requests.isEmpty() ? 0 : 1;
        ++runs;
    }
    qInfo("%lld inputs, %lld with a request that was let through", runs, letThrough);
    QVERIFY(runs > 100 && letThrough > 0);
}

QTEST_GUILESS_MAIN(FuzzHttpTest)
#include "fuzzhttptest.moc"
