#include "services/core/faultpoint.h"
#include "tests/server/crashworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The server, killed at each fault point of a call that moves money, started again, and sent the
/// same call with the same Idempotency-Key. The bank's ledger says how often money moved.
class ServerCrashTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void crash_every_step_data();
    void crash_every_step();

private:
    /// Whether the payment, or its refund when there is one, succeeded, after asking the bank.
    bool isDone(const QString &payment, const QString &refund);

    CrashWorld m_world{QString::fromUtf8(OX_SERVER), QString::fromUtf8(OX_SIMULATOR)};
    ServerProcess &m_server = m_world.server();
    int m_case = 0;
};

namespace {

/// Fault points that a payment, a capture and a refund pass, by how they begin.
const QByteArrayList kOnTheWay = {"reserve", "send", "reply", "apply", "answer"};

} // namespace

void ServerCrashTest::initTestCase()
{
    testSeed();
    QVERIFY2(m_world.prepare(), m_server.words.constData());
}

bool ServerCrashTest::isDone(const QString &payment, const QString &refund)
{
    const QString path = refund.isEmpty() ? u"/payments/"_s + payment : u"/refunds/"_s + refund;
    const ServerAnswer answer = m_server.get(path + u"?force_sync=true"_s);
    return CrashWorld::jsonOf(answer).value(u"status"_s).toString() == u"succeeded"_s;
}

void ServerCrashTest::crash_every_step_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QByteArray>("point");
    for (const QString &flow : {u"sale"_s, u"capture"_s, u"refund"_s}) {
        for (const QByteArray &point : faultPointNames()) {
            if (kOnTheWay.contains(point.split('.').constFirst()))
                QTest::newRow(qPrintable(flow + u' ' + QString::fromLatin1(point)))
                    << flow << point;
        }
    }
}

void ServerCrashTest::crash_every_step()
{
    QFETCH(QString, flow);
    QFETCH(QByteArray, point);
    const QString id = u"pay_crash_%1"_s.arg(++m_case);
    const bool isSale = flow == u"sale"_s;
    QString path = u"/payments"_s;
    QByteArray body = CrashWorld::payment(id, "automatic");
    QString kind = u"authorize"_s;
    if (!isSale) { // what is to be captured or given back is there beforehand
        const bool isRefund = flow == u"refund"_s;
        QVERIFY2(m_server.start(), m_server.words.constData());
        QCOMPARE(
            m_server.post(path, CrashWorld::payment(id, isRefund ? "automatic" : "manual")).status,
            200);
        QCOMPARE(m_server.stop(), 0);
        path = isRefund ? u"/refunds"_s : u"/payments/%1/capture"_s.arg(id);
        body = isRefund ? R"({"payment_id":")" + id.toLatin1() + R"(","amount":2500})"
                        : R"({"amount_to_capture":6000})"_ba;
        kind = isRefund ? u"refund"_s : u"capture"_s;
    }
    const int before = m_world.effects(kind);
    auto headers = m_server.keyHeader();
    headers.append({"Idempotency-Key", "try-" + QByteArray::number(m_case)});

    QVERIFY2(m_server.start({}, point), m_server.words.constData());
    m_server.call("POST", path, body, headers);
    const bool died = QTest::qWaitFor([&] { return !m_server.isRunning(); }, 5'000);
    QVERIFY2(died || point.contains("half"), "the fault point was not reached");
    m_server.kill();
    QVERIFY2(m_server.start(), m_server.words.constData());
    const ServerAnswer again = m_server.call("POST", path, body, headers);
    const QByteArray said = QByteArray::number(again.status) + ' ' + again.body;
    // Done once, or nobody knows yet: then the same operation still holds the payment.
    QVERIFY2(again.status == 200 || again.body.contains("HE_00"), said.constData());
    const QString refund = CrashWorld::jsonOf(again).value(u"refund_id"_s).toString();
    const bool isKnown = QTest::qWaitFor([&] { return isDone(id, refund); }, 10'000);
    const int moved = m_world.effects(kind) - before;
    QVERIFY2(moved == (isKnown ? 1 : 0), qPrintable(u"%1 times, %2"_s.arg(moved).arg(isKnown)));
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(ServerCrashTest)
#include "servercrashtest.moc"
