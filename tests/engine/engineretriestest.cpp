#include "tests/engine/expect.h"
#include "tests/engine/routingworld.h"

using namespace Qt::StringLiterals;

/// Another try after a definite refusal, and never while nobody knows.
class EngineRetriesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void another_account_data();
    void another_account();
    void notByItself();
    void hardRefusalsStand_data();
    void hardRefusalsStand();
    void no_failover_while_unknown_data();
    void no_failover_while_unknown();
    void unreachable();
    void secondRefusalStands();
    void holds();
    void step_up();
    void noStepUpTwice();
    void aCardIsKeptOnce();
    void killedBetweenTheTries_data();
    void killedBetweenTheTries();

private:
    /// Keys differ, and every reference at the banks is an attempt of its own.
    static void checkOwnNames(RoutingWorld &world, const PaymentId &id, int attempts);
};

namespace {

constexpr auto kGood = "4242424242424242";
constexpr auto kProcessingError = "4000000000000119";
constexpr auto kNotSupportedHere = "4000009903020009";

} // namespace

void EngineRetriesTest::checkOwnNames(RoutingWorld &world, const PaymentId &id, int attempts)
{
    const PaymentDetails details = world->details(id);
    QCOMPARE(details.attempts.size(), attempts);
    QCOMPARE(details.payment.attemptCount, attempts);
    QSet<QString> keys;
    QSet<int> numbers;
    for (const Operation &operation : details.operations) {
        keys.insert(operation.idempotencyKey);
        numbers.insert(operation.attemptNumber);
    }
    QCOMPARE(keys.size(), details.operations.size());
    QCOMPARE(numbers.size(), attempts);
    QCOMPARE(world->problems(id), QString());
}

void EngineRetriesTest::another_account_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("category");
    QTest::newRow("processing error") << QByteArray(kProcessingError) << u"processor_error"_s;
    QTest::newRow("not supported here") << QByteArray(kNotSupportedHere) << u"card_not_supported"_s;
}

void EngineRetriesTest::another_account()
{
    QFETCH(QByteArray, card);
    QFETCH(QString, category);
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    const Result<Payment> paid = world.pay(card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->error, PaymentError());
    QCOMPARE(paid->connectorAccount, world.secondAccount());
    QCOMPARE(world.attempts(paid->id),
             QStringList({u"mca_test failure "_s + category, u"mca_b charged"_s}));
    const auto reasons = world.reasons(paid->id);
    QCOMPARE(reasons.size(), 2);
    QCOMPARE(reasons.last().source, RoutingSource::Retry);
    QCOMPARE(reasons.last().rule, category);
    QCOMPARE(world.effects(paid->id),
             QStringList({u"sim_b authorize 6000"_s, u"sim_b capture 6000"_s}));
    checkOwnNames(world, paid->id, 2);
}

void EngineRetriesTest::notByItself()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.pay(kProcessingError);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"failed"_s);
    checkOwnNames(world, paid->id, 1);
    OX_OK(world.setRetries(1));
    OX_OK(world.setRetries(0));
    checkOwnNames(world, world.pay(kProcessingError).value_or({}).id, 1);
}

void EngineRetriesTest::hardRefusalsStand_data()
{
    QTest::addColumn<QByteArray>("card");
    for (const char *card : {"4000000000009995", "4000000000009987", "4000000000000069",
                             "4000000000000127", "4100000000000019", "4000009903010000"})
        QTest::newRow(card) << QByteArray(card);
}

void EngineRetriesTest::hardRefusalsStand()
{
    QFETCH(QByteArray, card);
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(3));
    const Result<Payment> paid = world.pay(card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"failed"_s);
    checkOwnNames(world, paid->id, 1);
    QCOMPARE(world.second().requestCount(), 0);
}

void EngineRetriesTest::no_failover_while_unknown_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::newRow("timeout, done") << QByteArray("4000009905020007");
    QTest::newRow("timeout, nothing done") << QByteArray("4000009905030006");
    QTest::newRow("500, nothing done") << QByteArray("4000009905040005");
    QTest::newRow("500, done") << QByteArray("4000009905050004");
    QTest::newRow("reset") << QByteArray("4000009905070002");
    QTest::newRow("garbage") << QByteArray("4000009905080001");
    QTest::newRow("pending, then declined") << QByteArray("4000009905100007");
}

void EngineRetriesTest::no_failover_while_unknown()
{
    QFETCH(QByteArray, card);
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(5));
    const Result<Payment> paid = world.pay(card.constData());
    OX_OK(paid);
    for (int i = 0; i < 4; ++i) {
        world->advance(20 * 60'000);
        OX_OK(world->sync(paid->id));
    }
    QCOMPARE(world.second().requestCount(), 0); // not even after it was found out
    QCOMPARE(world->details(paid->id).attempts.size(), 1);
}

void EngineRetriesTest::unreachable()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    world->wire().setReachable(false);
    const QFuture<Result<CreatedPayment>> asked = [&world] {
        CreatePayment command = world->draft(700);
        command.confirm = true;
        command.card = testCard(kGood);
        return world->payments().create(std::move(command));
    }();
    const auto paid = EngineWorld::await(asked);
    OX_OK(paid);
    QCOMPARE(toText(paid->payment.status), u"succeeded"_s);
    QCOMPARE(paid->payment.connectorAccount, world.secondAccount());
    checkOwnNames(world, paid->payment.id, 2);
}

void EngineRetriesTest::secondRefusalStands()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(5));
    const Result<Payment> paid = world.pay("4000000000000002"); // generic, at both
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"failed"_s);
    QCOMPARE(paid->error.category, u"generic_decline"_s);
    QCOMPARE(world.attempts(paid->id), QStringList({u"mca_test failure generic_decline"_s,
                                                    u"mca_b failure generic_decline"_s}));
    QCOMPARE(world.effects(paid->id), QStringList());
    checkOwnNames(world, paid->id, 2);
}

void EngineRetriesTest::holds()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(2));
    const Result<Payment> paid = world.pay(kNotSupportedHere, 6000, CaptureMethod::Manual);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"requires_capture"_s);
    OX_OK(world->capture(paid->id));
    QCOMPARE(world.effects(paid->id),
             QStringList({u"sim_b authorize 6000"_s, u"sim_b capture 6000"_s}));
    checkOwnNames(world, paid->id, 2);
}

void EngineRetriesTest::step_up()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    const Result<Payment> paid = world.pay("4000009903040007");
    OX_OK(paid);
    QCOMPARE(paid->authenticationType, AuthenticationType::ThreeDs);
    QCOMPARE(paid->connectorAccount, world->account());
    QCOMPARE(world.reasons(paid->id).last().source, RoutingSource::StepUp);
    if (paid->status == PaymentStatus::RequiresCustomerAction) {
        world->answerChallenge(paid->id, "approve");
        OX_OK(world->sync(paid->id));
    }
    QCOMPARE(toText(world->payment(paid->id).status), u"succeeded"_s);
    checkOwnNames(world, paid->id, 2);
}

void EngineRetriesTest::noStepUpTwice()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(5));
    const Result<Payment> paid =
        world->pay(6000, CaptureMethod::Automatic, "4000000000000119", AuthenticationType::ThreeDs);
    OX_OK(paid);
    QVERIFY(world->details(paid->id).attempts.size() <= 2);
    QCOMPARE(world->problems(paid->id), QString());
}

void EngineRetriesTest::aCardIsKeptOnce()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    OX_OK(EngineWorld::await(world->vault().create(world->caller())));
    CreatePayment command = world->draft(6000);
    command.customer.id = {u"cus_1"_s};
    command.futureUsage = FutureUsage::OffSession;
    command.confirm = true;
    command.card = testCard(kProcessingError);
    const auto paid = EngineWorld::await(world->payments().create(std::move(command)));
    OX_OK(paid);
    QCOMPARE(toText(paid->payment.status), u"succeeded"_s);
    QVERIFY(!paid->payment.paymentMethodId.isEmpty());
    QCOMPARE(world->column(u"SELECT count(*) FROM saved_method"_s), QStringList{u"1"_s});
    QCOMPARE(world->column(u"SELECT count(*) FROM vault_record"_s), QStringList{u"1"_s});
    checkOwnNames(world, paid->payment.id, 2);
}

void EngineRetriesTest::killedBetweenTheTries_data()
{
    QTest::addColumn<bool>("arrived"); // at the second bank, before the end
    QTest::newRow("the second try arrived") << true;
    QTest::newRow("the second try never left") << false;
}

/// The program ends while the second try is on the wire: it is asked about, not made again.
void EngineRetriesTest::killedBetweenTheTries()
{
    QFETCH(bool, arrived);
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(5));
    if (arrived)
        world.second().setLatencyMs(60'000);
    else
        world.second().injectFault(BankFault::TimeoutBefore, 1);
    world->wire().setTimeoutMs(60'000);
    CreatePayment command = world->draft(6000);
    command.id = {u"pay_killed"_s};
    command.confirm = true;
    command.card = testCard(kProcessingError);
    const auto asked = world->payments().create(std::move(command));
    QTRY_VERIFY_WITH_TIMEOUT(world.second().requestCount() > 0, 20'000);
    world.second().setLatencyMs(0);
    world->wire().setTimeoutMs(60);
    OX_OK(world->restart());
    const PaymentId id{u"pay_killed"_s};
    for (int i = 0; i < 6 && !isTerminal(world->payment(id).status); ++i) {
        world->advance(20 * 60'000);
        (void)world->sync(id);
    }
    const QStringList wanted{u"sim_b authorize 6000"_s, u"sim_b capture 6000"_s};
    QCOMPARE(world.effects(id), arrived ? wanted : QStringList());
    QCOMPARE(toText(world->payment(id).status), arrived ? u"succeeded"_s : u"failed"_s);
    checkOwnNames(world, id, 2);
}

QTEST_GUILESS_MAIN(EngineRetriesTest)
#include "engineretriestest.moc"
