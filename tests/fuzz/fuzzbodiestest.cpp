#include "tests/support/apiworld.h"
#include "tests/support/mutator.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Ten thousand broken bodies at the routes of the API: each is refused or carried out, never with
/// a 5xx, and what is refused writes nothing.
class FuzzBodiesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void mutatedBodies();
};

namespace {

constexpr int kBodies = 10'000;

/// A body on its way and what became of it.
struct Sent
{
    QString path;
    QByteArray body;
    int status = 0;
    QByteArray answer;

    QByteArray words() const { return QByteArray(path.toLatin1() + ' ' + body + " -> " + answer); }
};

std::shared_ptr<Sent> post(Router &router, const QString &path, const QByteArray &body)
{
    const auto sent = std::make_shared<Sent>();
    sent->path = path;
    sent->body = body;
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(path);
    request.headers = {{"api-key", ApiWorld::kSecret}, {"Content-Type", "application/json"}};
    request.body = SecretBytes(body);
    router.handle(std::move(request), [sent](const HttpReply &reply) {
        sent->status = reply.response.status;
        sent->answer = reply.response.body;
    });
    return sent;
}

const QByteArrayList kWords = {"{",
                               "}",
                               "\"",
                               ",",
                               "null",
                               "-1",
                               "0",
                               "1e3",
                               "9223372036854775807",
                               "\\u0000",
                               "\"confirm\":true,",
                               "\"payment_id\":\"x\",",
                               "\"currency\":\"XXX\",",
                               "\"amount\":0,",
                               "\"off_session\":true,",
                               "[]",
                               "{}",
                               "' OR 1=1 --",
                               "%00",
                               "../../etc/passwd",
                               "\xF0\x9F\x98\x80"};

} // namespace

void FuzzBodiesTest::initTestCase()
{
    awaitsAtOnce = true;
}

void FuzzBodiesTest::mutatedBodies()
{
    WorldSetup setup;
    setup.inMemory = true;
    ApiWorld world(setup);
    QVERIFY(world.start());
    const ApiAnswer held =
        world.post(u"/payments"_s, ApiWorld::payment(6'000, {{u"capture_method"_s, u"manual"_s}}));
    QCOMPARE(held.status, 200);
    const QString payment = u"/payments/"_s + held.text(u"payment_id"_s);
    const QStringList paths = {u"/payments"_s,
                               u"/payments"_s,
                               u"/refunds"_s,
                               u"/customers"_s,
                               payment,
                               payment + u"/capture"_s,
                               payment + u"/cancel"_s,
                               u"/payments/sync"_s,
                               payment + u"/confirm"_s,
                               u"/payment_methods"_s};
    Mutator mutator(testSeed(), fuzzCorpus(QString::fromUtf8(OX_CORPUS)), kWords);
    QMap<QString, qint64> rows = world.engine().rowCounts();
    QMap<int, int> statuses;
    for (int done = 0; done < kBodies; ++done) {
        const auto sent =
            post(world.router(), paths.at(mutator.below(paths.size())), mutator.next(2));
        if (!QTest::qWaitFor([&] { return sent->status != 0; }, 60'000))
            QFAIL(QByteArray("no answer: " + sent->words()).constData());
        QVERIFY2(sent->status < 500 || sent->status == 501, sent->words().constData());
        ++statuses[sent->status];
        // Looking after each takes too long.
        if (sent->status >= 400 && done % 20 != 0)
            continue;
        const QMap<QString, qint64> now = world.engine().rowCounts();
        if (sent->status >= 400 && now != rows) {
            qInfo() << now << rows;
            QFAIL(sent->words().constData());
        }
        rows = now;
    }
    for (auto at = statuses.constBegin(); at != statuses.constEnd(); ++at)
        qInfo("%d: %d", at.key(), at.value());
    QVERIFY(statuses.value(400) > kBodies / 4);
}

QTEST_GUILESS_MAIN(FuzzBodiesTest)
#include "fuzzbodiestest.moc"
