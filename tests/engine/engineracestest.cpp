#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

class EngineRacesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void race_confirm_20();
    void race_capture_20();
    void race_capture_cancel();
    void race_refund_20();
    void multi_capture_sum();
    void multi_capture_sum_exact();
    void double_click();
    void manyPaymentsAtOnce();

private:
    struct Tally
    {
        int done = 0;
        int stateErrors = 0;
        int busy = 0;
        int others = 0;
    };
    using Answers = std::vector<QFuture<Result<Payment>>>;

    static Answers together(int count, const std::function<QFuture<Result<Payment>>(int)> &call);
    static Tally tally(const Answers &answers);
};

namespace {

constexpr int kHands = 20;
constexpr int kRounds = 8;

} // namespace

/// Calls from as many threads, let loose at once.
EngineRacesTest::Answers
EngineRacesTest::together(int count, const std::function<QFuture<Result<Payment>>(int)> &call)
{
    Answers answers{size_t(count)};
    std::latch start(count);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                answers[size_t(i)] = call(i);
            });
        }
    }
    return answers;
}

EngineRacesTest::Tally EngineRacesTest::tally(const Answers &answers)
{
    Tally tally;
    for (const QFuture<Result<Payment>> &future : answers) {
        const Result<Payment> answer = EngineWorld::await(future);
        if (answer)
            ++tally.done;
        else if (answer.error().code == ErrorCode::InvalidState)
            ++tally.stateErrors;
        else if (answer.error().code == ErrorCode::Busy)
            ++tally.busy;
        else
            ++tally.others;
    }
    return tally;
}

void EngineRacesTest::race_confirm_20()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 40);
        const Payment payment = world.created(world.draft(6000 + round));
        const Tally sum = tally(together(kHands, [&](int) {
            return world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
        }));
        QCOMPARE(sum.done, 1);
        QCOMPARE(sum.stateErrors + sum.busy, kHands - 1);
        QCOMPARE(world.details(payment.id).operations.size(), 1);
        QCOMPARE(world.details(payment.id).attempts.size(), 1);
        QCOMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
        QCOMPARE(world.effects(payment.id).size(), 2);
        QCOMPARE(world.settledProblems(payment.id), QString());
    }
}

void EngineRacesTest::race_capture_20()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 40);
        const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
        OX_OK(held);
        const qint64 part = round % 3 == 0 ? 6000 : 2000;
        const Tally sum = tally(together(kHands, [&](int) {
            return world.payments().capture({world.caller(), held->id, part, false, {}});
        }));
        QCOMPARE(sum.done, 1);
        QCOMPARE(sum.stateErrors + sum.busy, kHands - 1);
        QCOMPARE(world.payment(held->id).captured, part);
        QCOMPARE(world.effects(held->id).filter(u"capture"_s),
                 QStringList{u"capture %1"_s.arg(part)});
        QCOMPARE(world.settledProblems(held->id), QString());
    }
}

void EngineRacesTest::race_capture_cancel()
{
    EngineWorld world;
    OX_OK(world.start());
    int captured = 0;
    for (int round = 0; round < 2 * kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 20);
        const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
        OX_OK(held);
        const Tally sum = tally(together(kHands, [&](int hand) {
            if ((hand + round) % 2 == 0)
                return world.payments().cancel({world.caller(), held->id, {}, {}});
            return world.payments().capture({world.caller(), held->id, 6000, false, {}});
        }));
        QCOMPARE(sum.done, 1);
        QCOMPARE(sum.stateErrors + sum.busy, kHands - 1);
        const Payment after = world.payment(held->id);
        const bool taken = after.status == PaymentStatus::Succeeded;
        QVERIFY(taken || after.status == PaymentStatus::Cancelled);
        captured += taken ? 1 : 0;
        QCOMPARE(world.effects(held->id).last(), taken ? u"capture 6000"_s : u"void 6000"_s);
        QCOMPARE(world.effects(held->id).size(), 2);
        QCOMPARE(world.settledProblems(held->id), QString());
    }
    qInfo("captures won %d of %d rounds", captured, 2 * kRounds);
}

/// 20 refunds of 700 want 14,000 of 6,000: 8 fit, the rest must be refused.
void EngineRacesTest::race_refund_20()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 10);
        const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
        OX_OK(paid);
        std::vector<QFuture<Result<Refund>>> answers{size_t(kHands)};
        {
            std::latch start(kHands);
            std::vector<std::jthread> threads;
            for (int i = 0; i < kHands; ++i) {
                threads.emplace_back([&, i] {
                    CreateRefund command;
                    command.caller = world.caller();
                    command.paymentId = paid->id;
                    command.amount = 700;
                    start.arrive_and_wait();
                    answers[size_t(i)] = world.refunds().create(std::move(command));
                });
            }
        }
        int done = 0;
        for (const QFuture<Result<Refund>> &future : answers) {
            const Result<Refund> answer = EngineWorld::await(future);
            done += answer ? 1 : 0;
            QVERIFY(answer || answer.error().code == ErrorCode::AmountAboveRefundable);
        }
        QCOMPARE(done, 8);
        QCOMPARE(world.payment(paid->id).refunded, 5600);
        QCOMPARE(world.effects(paid->id).filter(u"refund 700"_s).size(), 8);
        QCOMPARE(world.settledProblems(paid->id), QString());
    }
}

void EngineRacesTest::multi_capture_sum()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 10);
        const Result<Payment> held =
            world.pay(6000, CaptureMethod::ManualMultiple, "4242424242424242");
        OX_OK(held);
        // 20 parts of 700 want 14,000: 8 fit, the rest must be refused.
        Tally sum;
        const Answers answers = together(kHands, [&](int) {
            return world.payments().capture({world.caller(), held->id, 700, false, {}});
        });
        for (const QFuture<Result<Payment>> &future : answers) {
            const Result<Payment> answer = EngineWorld::await(future);
            if (answer)
                ++sum.done;
            else if (answer.error().code == ErrorCode::AmountAboveCapturable)
                ++sum.stateErrors;
            else
                ++sum.others;
        }
        QCOMPARE(sum.done, 8);
        QCOMPARE(sum.stateErrors, 12);
        QCOMPARE(world.payment(held->id).captured, 5600);
        QCOMPARE(world.effects(held->id).filter(u"capture 700"_s).size(), 8);
        QCOMPARE(world.settledProblems(held->id), QString());
    }
}

void EngineRacesTest::multi_capture_sum_exact()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < 3; ++round) {
        const Result<Payment> held =
            world.pay(6000, CaptureMethod::ManualMultiple, "4242424242424242");
        OX_OK(held);
        const Tally sum = tally(together(kHands, [&](int) {
            return world.payments().capture({world.caller(), held->id, 300, false, {}});
        }));
        QCOMPARE(sum.done, kHands);
        const PaymentDetails details = world.details(held->id);
        QCOMPARE(toText(details.payment.status), u"succeeded"_s);
        QCOMPARE(details.payment.captured, 6000);
        QCOMPARE(details.operations.size(), 1 + kHands);
        QSet<int> sequences;
        for (const Operation &operation : details.operations.sliced(1))
            sequences.insert(operation.sequence);
        QCOMPARE(sequences.size(), kHands);
        QCOMPARE(world.settledProblems(held->id), QString());
    }
}

void EngineRacesTest::double_click()
{
    EngineWorld world;
    OX_OK(world.start());
    for (int round = 0; round < kRounds; ++round) {
        world.wire().setLatencyMs(round % 2 == 0 ? 0 : 30);
        const Payment payment = world.created(world.draft(6000, CaptureMethod::ManualMultiple));
        const Answers confirms = together(5, [&](int) {
            ConfirmPayment command = world.confirmation(payment.id, "4242424242424242");
            command.clientOperationId = u"op_confirm%1"_s.arg(round);
            return world.payments().confirm(std::move(command));
        });
        for (const QFuture<Result<Payment>> &future : confirms) {
            const Result<Payment> answer = EngineWorld::await(future);
            OX_OK(answer);
            QCOMPARE(toText(answer->status), u"requires_capture"_s);
        }
        const Answers captures = together(5, [&](int) {
            return world.payments().capture(
                {world.caller(), payment.id, 2000, false, u"op_capture%1"_s.arg(round)});
        });
        for (const QFuture<Result<Payment>> &future : captures) {
            const Result<Payment> answer = EngineWorld::await(future);
            OX_OK(answer);
            QCOMPARE(answer->captured, 2000);
        }
        // The same click again, much later and after a restart.
        OX_OK(world.restart());
        const Result<Payment> late =
            world.capture(payment.id, 2000, false, u"op_capture%1"_s.arg(round));
        OX_OK(late);
        QCOMPARE(late->captured, 2000);
        QCOMPARE(world.details(payment.id).operations.size(), 2);
        QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 2000"_s}));
        QCOMPARE(world.settledProblems(payment.id), QString());
    }
}

void EngineRacesTest::manyPaymentsAtOnce()
{
    EngineWorld world;
    OX_OK(world.start());
    QList<PaymentId> ids;
    for (int i = 0; i < 40; ++i)
        ids.append(world.created(world.draft(1000 + i)).id);
    const Tally sum = tally(together(int(ids.size()), [&](int i) {
        return world.payments().confirm(world.confirmation(ids.at(i), "4242424242424242"));
    }));
    QCOMPARE(sum.done, ids.size());
    for (int i = 0; i < ids.size(); ++i) {
        QCOMPARE(world.payment(ids.at(i)).captured, 1000 + i);
        QCOMPARE(world.settledProblems(ids.at(i)), QString());
    }
}

QTEST_GUILESS_MAIN(EngineRacesTest)
#include "engineracestest.moc"
