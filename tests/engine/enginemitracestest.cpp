#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

/// Many hands on one agreement: never more is charged than was agreed.
class EngineMitRacesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void severalUpToTheLimit_data();
    void severalUpToTheLimit();
    void singleUse_data();
    void singleUse();
    void chargeAndRevoke();
    void chargeAndDelete();

private:
    using Answers = std::vector<QFuture<Result<Payment>>>;

    static Answers together(const std::function<QFuture<Result<Payment>>(int)> &call);
    static int succeeded(const Answers &answers, const QList<ErrorCode> &refusals);
    static qint64 takenAtTheBank(RecurringWorld &world);
};

namespace {

constexpr int kHands = 20;
constexpr int kRounds = 4;

} // namespace

/// Calls from as many threads, let loose at once.
EngineMitRacesTest::Answers
EngineMitRacesTest::together(const std::function<QFuture<Result<Payment>>(int)> &call)
{
    Answers answers{size_t(kHands)};
    std::latch start(kHands);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kHands; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                answers[size_t(i)] = call(i);
            });
        }
    }
    return answers;
}

/// How many went through; -1 when one was refused for another reason than these.
int EngineMitRacesTest::succeeded(const Answers &answers, const QList<ErrorCode> &refusals)
{
    int count = 0;
    for (const QFuture<Result<Payment>> &future : answers) {
        const Result<Payment> answer = EngineWorld::await(future);
        if (answer && answer->status == PaymentStatus::Succeeded)
            ++count;
        else if (answer || !refusals.contains(answer.error().code)) {
            qWarning("%s", describe(answer).constData());
            return -1;
        }
    }
    return count;
}

qint64 EngineMitRacesTest::takenAtTheBank(RecurringWorld &world)
{
    qint64 taken = 0;
    for (const QJsonValue effect : world.bank().ledger()["effects"_L1].toArray())
        taken += effect["kind"_L1] == "capture"_L1 ? effect["amount"_L1].toInteger() : 0;
    return taken;
}

void EngineMitRacesTest::severalUpToTheLimit_data()
{
    QTest::addColumn<int>("latencyMs");
    QTest::addColumn<bool>("byMethod");
    QTest::newRow("at once") << 0 << false;
    QTest::newRow("slowly") << 30 << false;
    QTest::newRow("at once, by method") << 0 << true;
    QTest::newRow("slowly, by method") << 30 << true;
}

void EngineMitRacesTest::severalUpToTheLimit()
{
    QFETCH(const int, latencyMs);
    QFETCH(const bool, byMethod);
    RecurringWorld world({.timeoutMs = 20'000});
    OX_OK(world.open());
    world.wire().setLatencyMs(latencyMs);
    for (int round = 0; round < kRounds; ++round) {
        const qint64 before = takenAtTheBank(world);
        const Result<Payment> set = world.agree(
            0, {.amount = 7 * 1000 + 999}, round % 2 ? "5555555555554444" : "4242424242424242");
        OX_OK(set);
        const Answers answers = together([&](int) {
            return world.recurring().charge(
                world.charging(byMethod ? RecurringWorld::by(set->paymentMethodId)
                                        : RecurringWorld::by(set->mandateId),
                               1000));
        });
        // Of an earlier round's agreement over the same card a part may be left.
        const int done = succeeded(answers, {ErrorCode::AgreementLimit});
        QCOMPARE(done, 7);
        QCOMPARE(takenAtTheBank(world) - before, 7000);
        QCOMPARE(world.mandate(set->mandateId).charged, 7000);
        QCOMPARE(world.mandate(set->mandateId).pending, 0);
        QCOMPARE(world.agreementProblems(set->mandateId), QString());
    }
}

void EngineMitRacesTest::singleUse_data()
{
    QTest::addColumn<int>("latencyMs");
    QTest::newRow("at once") << 0;
    QTest::newRow("slowly") << 30;
}

void EngineMitRacesTest::singleUse()
{
    QFETCH(const int, latencyMs);
    RecurringWorld world({.timeoutMs = 20'000});
    OX_OK(world.open());
    world.wire().setLatencyMs(latencyMs);
    for (int round = 0; round < kRounds; ++round) {
        const qint64 before = takenAtTheBank(world);
        const Result<Payment> set =
            world.agree(0, {.type = MandateType::SingleUse, .amount = 5000});
        OX_OK(set);
        const Answers answers = together([&](int) {
            return world.recurring().charge(
                world.charging(RecurringWorld::by(set->mandateId), 100));
        });
        QCOMPARE(succeeded(answers, {ErrorCode::AgreementLimit, ErrorCode::AgreementEnded}), 1);
        QCOMPARE(takenAtTheBank(world) - before, 100);
        QCOMPARE(world.mandate(set->mandateId).ended, MandateEnd::UsedUp);
        QCOMPARE(world.agreementProblems(set->mandateId), QString());
    }
}

void EngineMitRacesTest::chargeAndRevoke()
{
    RecurringWorld world({.timeoutMs = 20'000});
    OX_OK(world.open());
    world.wire().setLatencyMs(10);
    for (int round = 0; round < kRounds; ++round) {
        const Result<Payment> set = world.agree(0);
        OX_OK(set);
        QFuture<Result<Mandate>> over;
        const Answers answers = together([&](int hand) {
            if (hand == 7)
                over = world.recurring().revoke(world.caller(), set->mandateId);
            return world.recurring().charge(
                world.charging(RecurringWorld::by(set->mandateId), 100));
        });
        const int done = succeeded(answers, {ErrorCode::AgreementEnded});
        QVERIFY(done >= 0 && done <= kHands);
        OX_OK(EngineWorld::await(over));
        const Mandate mandate = world.mandate(set->mandateId);
        QCOMPARE(mandate.ended, MandateEnd::ByMerchant);
        QCOMPARE(mandate.charged, 100 * done);
        QCOMPARE(world.agreementProblems(set->mandateId), QString());
    }
}

void EngineMitRacesTest::chargeAndDelete()
{
    RecurringWorld world({.timeoutMs = 20'000});
    OX_OK(world.open());
    world.wire().setLatencyMs(10);
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    QFuture<Result<DeletedCustomer>> deleted;
    const Answers answers = together([&](int hand) {
        if (hand == 7)
            deleted = world.customers().remove(world.caller(), {u"cus_1"_s});
        return world.recurring().charge(world.charging(RecurringWorld::by(set->mandateId), 100));
    });
    QCOMPARE(succeeded(answers, {}), kHands);
    OX_REFUSED(EngineWorld::await(deleted), ErrorCode::AgreementActive, u"customer_id"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 100 * kHands);
}

QTEST_GUILESS_MAIN(EngineMitRacesTest)
#include "enginemitracestest.moc"
