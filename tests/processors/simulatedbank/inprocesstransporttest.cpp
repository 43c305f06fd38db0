#include "tests/support/inprocesstransport.h"

#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// The transport that hosts the bank in the same process behaves like a wire.
class InProcessTransportTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void answersThroughTheEventLoop();
    void deliveries_data();
    void deliveries();
    void keepsTheLatency();
    void silenceLastsUntilTheDeadline();
    void unreachableIsNotSent();
    void goneContextHearsNothing();

private:
    ManualClock m_clock;
};

namespace {

struct World
{
    explicit World(const Clock &clock) : bank({}, clock), transport(bank) {}
    void send(const QString &card, int timeoutMs = 5000)
    {
        HttpRequest request;
        request.method = "POST";
        request.url = QUrl(u"http://127.0.0.1:1/v1/payments"_s);
        request.headers = {{"Authorization", "Bearer k"}, {"Idempotency-Key", "key"}};
        request.body = SecretBytes(Pay{card}.body());
        transport.send(std::move(request), timeoutMs, context.get(),
                       [this](const HttpResult &result) { results.append(result); });
    }

    SimulatedBank bank;
    InProcessTransport transport;
    QList<HttpResult> results;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
};

} // namespace

void InProcessTransportTest::answersThroughTheEventLoop()
{
    World world(m_clock);
    world.send(u"4242424242424242"_s);
    QVERIFY(world.results.isEmpty());
    QTRY_COMPARE(world.results.size(), 1);
    QCOMPARE(world.results.first().delivery, Delivery::Answered);
    QCOMPARE(world.results.first().response.status, 200);
    QCOMPARE(world.transport.sendCount(), 1);
}

void InProcessTransportTest::deliveries_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<Delivery>("delivery");
    QTest::newRow("500") << BankFault::Http500 << Delivery::Answered;
    QTest::newRow("garbage") << BankFault::Garbage << Delivery::Answered;
    QTest::newRow("no reply") << BankFault::TimeoutAfter << Delivery::Unanswered;
    QTest::newRow("reset") << BankFault::ResetAfter << Delivery::Unanswered;
    QTest::newRow("drop") << BankFault::ResetBefore << Delivery::Unanswered;
    QTest::newRow("close") << BankFault::CloseNoReply << Delivery::Unanswered;
    QTest::newRow("truncated") << BankFault::Truncated << Delivery::Unanswered;
}

void InProcessTransportTest::deliveries()
{
    QFETCH(BankFault, fault);
    QFETCH(Delivery, delivery);
    World world(m_clock);
    world.bank.injectFault(fault);
    world.send(u"4242424242424242"_s, 30);
    QTRY_COMPARE(world.results.size(), 1);
    QCOMPARE(world.results.first().delivery, delivery);
    QCOMPARE(world.results.first().problem.isEmpty(), delivery == Delivery::Answered);
}

void InProcessTransportTest::keepsTheLatency()
{
    World world(m_clock);
    world.transport.setLatencyMs(60);
    QElapsedTimer timer;
    timer.start();
    world.send(u"4242424242424242"_s);
    QTRY_COMPARE(world.results.size(), 1);
    QVERIFY(timer.elapsed() >= 60);
    QCOMPARE(world.results.first().delivery, Delivery::Answered);
}

void InProcessTransportTest::silenceLastsUntilTheDeadline()
{
    World world(m_clock);
    QElapsedTimer timer;
    timer.start();
    world.send(u"4000009905020007"_s, 80);
    QTRY_COMPARE(world.results.size(), 1);
    QVERIFY(timer.elapsed() >= 80);
    QCOMPARE(world.results.first().delivery, Delivery::Unanswered);
    world.results.clear();
    world.send(u"4000009905010008"_s, 40); // another request under that key: refused at once
    QTRY_COMPARE(world.results.size(), 1);
    QCOMPARE(world.results.first().response.status, 422);
}

void InProcessTransportTest::unreachableIsNotSent()
{
    World world(m_clock);
    world.transport.setReachable(false);
    world.send(u"4242424242424242"_s);
    QTRY_COMPARE(world.results.size(), 1);
    QCOMPARE(world.results.first().delivery, Delivery::NotSent);
    QCOMPARE(world.bank.requestCount(), 0);
}

void InProcessTransportTest::goneContextHearsNothing()
{
    World world(m_clock);
    world.send(u"4242424242424242"_s);
    world.transport.setLatencyMs(10);
    world.send(u"4242424242424242"_s);
    world.context.reset();
    QTest::qWait(50);
    QVERIFY(world.results.isEmpty());
    QCOMPARE(world.bank.requestCount(), 2);
}

QTEST_GUILESS_MAIN(InProcessTransportTest)
#include "inprocesstransporttest.moc"
