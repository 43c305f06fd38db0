#include "services/engine/operationrunner.h"
#include "tests/engine/bankcalls.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// News that come late, that nobody knows, or that never come.
class EngineNewsLaterTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void unknownReferenceIsKept();
    void unknownReferenceIsFoundLater();
    void refundThatComesBack();
    void refusedCallsAreNotedOnceInAWhile();
    void skewedClock();
    void handledAgainByHand();
    void neverHearingAsksByItself_data();
    void neverHearingAsksByItself();
    void toldOutcomeSettles();
    void toldOutcomeIsChecked();
};

namespace {

const char kPendingApproves[] = "4000009905090000";

} // namespace

void EngineNewsLaterTest::unknownReferenceIsKept()
{
    NewsWorld world;
    const QByteArray body = eventBody(u"simevt_1"_s, u"pay_nobody_1"_s);
    OX_OK(world.receive(signedCall(body, NewsWorld::kSecret, world.clock().nowMs())));
    QTRY_COMPARE(world.entries().value(0).state, InboxState::Unmatched);
    const InboxEntry entry = world.entries().constFirst();
    QCOMPARE(entry.note, u"unknown_reference"_s);
    QVERIFY(entry.nextTryAtMs > world.clock().nowMs());
    QVERIFY(entry.payload.contains("pay_nobody_1"));
    // Looked for again for a week, and no longer.
    int tries = 1;
    while (inboxDelayMs(tries) > 0)
        ++tries;
    qint64 sumMs = 0;
    for (int i = 1; i < tries; ++i)
        sumMs += inboxDelayMs(i);
    QVERIFY(sumMs >= 7LL * 24 * 3'600'000 && sumMs < 8LL * 24 * 3'600'000);
}

void EngineNewsLaterTest::unknownReferenceIsFoundLater()
{
    NewsWorld world;
    CreatePayment draft = world.draft(5'000);
    draft.id = PaymentId{u"pay_comes_later"_s};
    const QByteArray body = eventBody(u"simevt_1"_s, u"pay_comes_later_1"_s);
    OX_OK(world.receive(signedCall(body, NewsWorld::kSecret, world.clock().nowMs())));
    QTRY_COMPARE(world.entries().value(0).state, InboxState::Unmatched);
    const Payment payment = world.created(std::move(draft));
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    world.advance(10'000);
    QTRY_COMPARE_WITH_TIMEOUT(world.entries().value(0).state, InboxState::Done, 10'000);
    QCOMPARE(world.entries().constFirst().paymentId, payment.id);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineNewsLaterTest::refundThatComesBack()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, "4000009907030004");
    OX_OK(payment);
    OX_OK(world.refund(payment->id));
    world.control("time", R"({"advance_ms":10000})");
    world.pump();
    QTRY_COMPARE(world.details(payment->id).refunds.constFirst().status, RefundStatus::Failed);
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsLaterTest::refusedCallsAreNotedOnceInAWhile()
{
    NewsWorld world;
    const BankCall call{0, {}, {}, eventBody(u"simevt_1"_s, u"pay_none_1"_s)};
    const auto lines = [&world] {
        return world.column(u"SELECT detail FROM audit WHERE action = 'webhook.refused'"_s);
    };
    for (int i = 0; i < 50; ++i)
        OX_FAILS(world.receive(call), ErrorCode::IntegrityMismatch);
    QCOMPARE(lines(), QStringList{u"calls=1"_s});
    world.advance(60'000);
    OX_FAILS(world.receive(call), ErrorCode::IntegrityMismatch);
    QCOMPARE(lines(), (QStringList{u"calls=1"_s, u"calls=50"_s}));
    QCOMPARE(EngineWorld::await(world.incoming().refusedCount()).value_or(0), 51);
}

void EngineNewsLaterTest::skewedClock()
{
    // A bank whose clock is ten minutes off is not believed, and the ladder finds out all the same.
    NewsWorld world({.bankHasOwnClock = true});
    world.control("time", R"({"advance_ms":600000})");
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    for (const BankCall &call : world.bank().takeDueNews())
        OX_FAILS(world.receive(call), ErrorCode::IntegrityMismatch);
    world.advance(60'000);
    QTRY_COMPARE_WITH_TIMEOUT(world.status(payment->id), PaymentStatus::Succeeded, 10'000);
}

void EngineNewsLaterTest::handledAgainByHand()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(payment);
    world.pump();
    QTRY_VERIFY(world.isIdle());
    const InboxEntry entry = world.entries().constFirst();
    world.wire().clear();
    const auto again =
        EngineWorld::await(world.incoming().handleAgain(world.caller(), entry.rowId));
    OX_OK(again);
    QCOMPARE(again->state, InboxState::Done);
    QCOMPARE(again->tries, 2);
    QCOMPARE(world.wire().calls().size(), 1);
    OX_FAILS(EngineWorld::await(world.incoming().handleAgain(world.caller(), 999'999)),
             ErrorCode::NotFound);
    const Caller other{{u"merchant_other"_s}, u"operator:tester"_s};
    OX_FAILS(EngineWorld::await(world.incoming().handleAgain(other, entry.rowId)),
             ErrorCode::NotFound);
}

void EngineNewsLaterTest::neverHearingAsksByItself_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<bool>("refunded");
    QTest::newRow("pending") << QByteArray(kPendingApproves) << false;
    QTest::newRow("challenged") << "4000000000003220"_ba << false;
    QTest::newRow("capture") << "4000009906040004"_ba << false;
    QTest::newRow("refund") << "4000009907010006"_ba << true;
}

void EngineNewsLaterTest::neverHearingAsksByItself()
{
    QFETCH(QByteArray, card);
    QFETCH(bool, refunded);
    // A bank that stands still, and tells nothing: nothing is ever decided.
    NewsWorld world({.bankHasOwnClock = true});
    world.bank().subscribe({}, {});
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, card.constData());
    OX_OK(payment);
    if (refunded)
        OX_OK(world.refund(payment->id));
    const PaymentDetails before = world.details(payment->id);
    world.wire().clear();
    // Sooner than ten seconds, thirty seconds, two minutes, ten minutes and an hour.
    int asked = 0;
    const bool mayEnd = before.payment.status == PaymentStatus::RequiresCustomerAction;
    for (const qint64 waitMs : {10'000, 20'000, 90'000, 480'000, 3'000'000, 3'600'000}) {
        if (mayEnd && waitMs > 480'000)
            break; // its time is over: it is ended at the bank
        world.advance(waitMs);
        ++asked;
        QTRY_VERIFY2_WITH_TIMEOUT(world.wire().calls().size() >= asked,
                                  qPrintable(u"after %1 ms"_s.arg(waitMs)), 15'000);
        // The answer is written down before time goes on.
        const auto isAnswered = [&] {
            const QList<Operation> operations = world.details(payment->id).operations;
            return std::ranges::none_of(operations, [&](const Operation &operation) {
                return isOpen(operation.state) && operation.nextCheckAtMs <= world.clock().nowMs();
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(), 15'000);
    }
    for (const QString &call : world.wire().calls())
        QVERIFY2(call.startsWith(u"GET"), qPrintable(call));
    // Nothing turns into failed because time ran out.
    QCOMPARE(world.details(payment->id).payment.status, before.payment.status);
}

void EngineNewsLaterTest::toldOutcomeSettles()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.wire().clear();
    ProcessorReply reply;
    reply.state = ReplyState::Captured;
    reply.amount = 5'000;
    reply.currency = Currency::Eur;
    reply.capturedTotal = 5'000;
    const Operation operation = world.details(payment->id).operations.constFirst();
    const auto told = EngineWorld::await(
        world.engine().start<Payment>([&world, operation, reply](const Reply<Payment> &done) {
            world.engine().runner().tell(operation.merchantId, operation.id, reply, done);
        }));
    OX_OK(told);
    QCOMPARE(told->status, PaymentStatus::Succeeded);
    QVERIFY(world.wire().calls().isEmpty()); // nobody was asked
}

void EngineNewsLaterTest::toldOutcomeIsChecked()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    ProcessorReply reply;
    reply.state = ReplyState::Captured;
    reply.amount = 50'000; // of something else
    reply.currency = Currency::Eur;
    const Operation operation = world.details(payment->id).operations.constFirst();
    const auto told = EngineWorld::await(
        world.engine().start<Payment>([&world, operation, reply](const Reply<Payment> &done) {
            world.engine().runner().tell(operation.merchantId, operation.id, reply, done);
        }));
    OX_OK(told);
    QCOMPARE(told->status, PaymentStatus::Conflicted);
    QCOMPARE(told->captured, 0);
}

QTEST_GUILESS_MAIN(EngineNewsLaterTest)
#include "enginenewslatertest.moc"
