#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineRefundsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void fullAndPartial();
    void refused_data();
    void refused();
    void atMostElevenOfThem();
    void ofTheCapturedPartOnly();
    void idIsTakenOnce();
    void pendingThenDone();
    void pendingThenFailed();
    void comesBackAfterSuccess();
    void unknown_data();
    void unknown();
    void wrongAnswerWaitsForAPerson();
    void processorAway();
    void scheduled();
    void scheduledAfterDowntime();
    void scheduledAndGivenUp();
    void changedTexts();
    void listed();
    void otherMerchantSeesNothing();

private:
    static QString amounts(const Payment &payment);
    static constexpr const char *kGood = "4242424242424242";
};

/// {status, refunded, pending} as one line.
QString EngineRefundsTest::amounts(const Payment &payment)
{
    return u"%1 %2 %3"_s.arg(toText(payment.status))
        .arg(payment.refunded)
        .arg(payment.refundPending);
}

void EngineRefundsTest::fullAndPartial()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    const Result<Refund> part = world.refund(paid->id, 2000);
    OX_OK(part);
    QCOMPARE(toText(part->status), u"succeeded"_s);
    QVERIFY(part->id.value.startsWith(u"ref_"_s));
    QVERIFY(part->processorReference.startsWith(u"simref_"_s));
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 2000 0"_s);
    // Without an amount everything captured is meant, of which a part has gone already.
    OX_REFUSED(world.refund(paid->id), ErrorCode::AmountAboveRefundable, u"amount"_s);
    OX_OK(world.refund(paid->id, 4000));
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 6000 0"_s);
    OX_REFUSED(world.refund(paid->id, 1), ErrorCode::AmountAboveRefundable, u"amount"_s);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s),
             (QStringList{u"refund 2000"_s, u"refund 4000"_s}));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::refused_data()
{
    QTest::addColumn<int>("capture"); // -1: hold only, -2: not confirmed
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, int capture, qint64 amount, ErrorCode code,
                        const QString &field) {
        QTest::newRow(name) << capture << amount << int(code) << field;
    };
    row("zero", 6000, 0, ErrorCode::AmountNotPositive, u"amount"_s);
    row("negative", 6000, -5, ErrorCode::AmountNotPositive, u"amount"_s);
    row("above captured", 6000, 6001, ErrorCode::AmountAboveRefundable, u"amount"_s);
    row("only held", -1, 1000, ErrorCode::InvalidState, u"status"_s);
    row("not confirmed", -2, 1000, ErrorCode::InvalidState, u"status"_s);
}

void EngineRefundsTest::refused()
{
    QFETCH(const int, capture);
    QFETCH(const qint64, amount);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000, CaptureMethod::Manual));
    if (capture >= -1)
        OX_OK(world.confirm(payment.id, kGood));
    if (capture > 0)
        OX_OK(world.capture(payment.id, capture));
    const auto before = world.rowCounts();
    world.wire().clear();
    OX_REFUSED(world.refund(payment.id, amount), static_cast<ErrorCode>(code), field);
    QCOMPARE(world.rowCounts(), before);
    QVERIFY(world.wire().keys().isEmpty());
}

void EngineRefundsTest::atMostElevenOfThem()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    for (int i = 0; i < 11; ++i)
        OX_OK(world.refund(paid->id, 100));
    OX_REFUSED(world.refund(paid->id, 100), ErrorCode::TooMany, u"payment_id"_s);
    QCOMPARE(world.payment(paid->id).refunded, 1100);
    world.advance(366LL * 24 * 3'600'000);
    OX_REFUSED(world.refund(paid->id, 100), ErrorCode::InvalidValue, u"payment_id"_s);
}

void EngineRefundsTest::ofTheCapturedPartOnly()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, kGood);
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    OX_REFUSED(world.refund(held->id, 2001), ErrorCode::AmountAboveRefundable, u"amount"_s);
    OX_OK(world.refund(held->id));
    QCOMPARE(amounts(world.payment(held->id)), u"partially_captured 2000 0"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineRefundsTest::idIsTakenOnce()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    CreateRefund command;
    command.caller = world.caller();
    command.paymentId = paid->id;
    command.id = {u"ref_mine"_s};
    command.amount = 1000;
    OX_OK(EngineWorld::await(world.refunds().create(command)));
    OX_REFUSED(EngineWorld::await(world.refunds().create(command)), ErrorCode::Duplicate,
               u"refund_id"_s);
    command.id = {u"../ref"_s};
    OX_REFUSED(EngineWorld::await(world.refunds().create(command)), ErrorCode::InvalidValue,
               u"refund_id"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 1000 0"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::pendingThenDone()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009907010006");
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    QCOMPARE(toText(refund->status), u"pending"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 2000"_s);
    // It keeps its share, and the next one may go.
    OX_REFUSED(world.refund(paid->id, 4001), ErrorCode::AmountAboveRefundable, u"amount"_s);
    OX_OK(world.refund(paid->id, 4000));
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 6000"_s);
    world.advance(6'000);
    QTRY_COMPARE((void(world.syncRefund(refund->id)), amounts(world.payment(paid->id))),
                 u"succeeded 6000 0"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::pendingThenFailed()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009907020005");
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    world.advance(6'000);
    QTRY_COMPARE(toText(world.syncRefund(refund->id)->status), u"failed"_s);
    QCOMPARE(world.syncRefund(refund->id)->error.code, u"refund_failed"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 0"_s);
    QVERIFY(world.payment(paid->id).error.code.isEmpty()); // the payment itself is fine
    QCOMPARE(world.details(paid->id).steps.last().event, u"refund_not_done"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::comesBackAfterSuccess()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009907030004");
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 6000);
    OX_OK(refund);
    QCOMPARE(toText(refund->status), u"succeeded"_s);
    world.advance(11'000);
    const Result<Refund> asked = world.syncRefund(refund->id);
    OX_OK(asked);
    QCOMPARE(toText(asked->status), u"failed"_s);
    QCOMPARE(asked->error.code, u"refund_reversed"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 0"_s);
    QCOMPARE(world.details(paid->id).steps.last().event, u"refund_reversed"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::unknown_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault :
         {"timeout_before", "timeout_after", "reset_before", "reset_after", "close_no_reply",
          "http_500", "http_500_done", "http_503_html", "garbage", "empty", "truncated"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

/// Whatever became of the request: read, repeated with its key, and done once.
void EngineRefundsTest::unknown()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    world.bank().injectFault(*bankFaultFromText(fault), 1, u"refunds"_s);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    QVERIFY(refund->status == RefundStatus::Pending || refund->status == RefundStatus::Succeeded);
    QTRY_COMPARE(toText(world.syncRefund(refund->id)->status), u"succeeded"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 2000 0"_s);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s), QStringList{u"refund 2000"_s});
    QVERIFY(!world.payment(paid->id).outcomeUnknown);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::wrongAnswerWaitsForAPerson()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    world.bank().injectFault(BankFault::WrongAmount, 1, u"refunds"_s);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    QCOMPARE(toText(refund->status), u"review"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 2000"_s); // never given back twice
    QCOMPARE(world.problems(paid->id), QString());
}

void EngineRefundsTest::processorAway()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    world.wire().setReachable(false);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    QCOMPARE(toText(refund->status), u"failed"_s);
    QCOMPARE(refund->error.code, u"connector_unreachable"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 0"_s);
    world.wire().setReachable(true);
    OX_OK(world.refund(paid->id, 2000)); // can be tried again
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::scheduled()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    constexpr qint64 kHour = 3'600'000;
    OX_REFUSED(world.refund(paid->id, 2000, world.clock().nowMs() - 1), ErrorCode::InvalidValue,
               u"due_at"_s);
    const Result<Refund> refund = world.refund(paid->id, 2000, world.clock().nowMs() + kHour);
    OX_OK(refund);
    QCOMPARE(toText(refund->status), u"pending"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 2000"_s);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s), QStringList());
    QCOMPARE(world.problems(paid->id), QString());
    world.advance(kHour);
    QTRY_COMPARE(amounts(world.payment(paid->id)), u"succeeded 2000 0"_s);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s), QStringList{u"refund 2000"_s});
    QTest::qWait(1'200); // some ticks more: it is sent once
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s).size(), 1);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::scheduledAfterDowntime()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    constexpr qint64 kDay = 24LL * 3'600'000;
    OX_OK(world.refund(paid->id, 2000, world.clock().nowMs() + kDay));
    world.stop();
    world.advance(3 * kDay);
    OX_OK(world.start());
    QTRY_COMPARE(amounts(world.payment(paid->id)), u"succeeded 2000 0"_s);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s), QStringList{u"refund 2000"_s});
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::scheduledAndGivenUp()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 2000, world.clock().nowMs() + 60'000);
    OX_OK(refund);
    const Result<Refund> given =
        EngineWorld::await(world.refunds().cancel(world.caller(), refund->id));
    OX_OK(given);
    QCOMPARE(toText(given->status), u"failed"_s);
    QCOMPARE(amounts(world.payment(paid->id)), u"succeeded 0 0"_s);
    OX_REFUSED(EngineWorld::await(world.refunds().cancel(world.caller(), refund->id)),
               ErrorCode::InvalidState, u"status"_s);
    world.advance(120'000);
    QTest::qWait(1'200);
    QCOMPARE(world.effects(paid->id).filter(u"refund"_s), QStringList());
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineRefundsTest::changedTexts()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    UpdateRefund command;
    command.caller = world.caller();
    command.id = refund->id;
    command.reason = u"wrong size"_s;
    const Result<Refund> changed = EngineWorld::await(world.refunds().update(command));
    OX_OK(changed);
    QCOMPARE(changed->reason, u"wrong size"_s);
    command.reason = QString(256, u'x');
    OX_REFUSED(EngineWorld::await(world.refunds().update(command)), ErrorCode::TooLong,
               u"reason"_s);
    command.reason = u"card 4242 4242 4242 4242"_s;
    OX_REFUSED(EngineWorld::await(world.refunds().update(command)), ErrorCode::InvalidValue,
               u"reason"_s);
}

void EngineRefundsTest::listed()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> first = world.pay(6000, CaptureMethod::Automatic, kGood);
    const Result<Payment> second = world.pay(6000, CaptureMethod::Automatic, "4000009907010006");
    OX_OK(first);
    OX_OK(second);
    QStringList made;
    for (int i = 1; i <= 5; ++i)
        made.prepend(world.refund(i % 2 ? first->id : second->id, 100 * i)->id.value);
    const auto ids = [&](const RefundQuery &query) {
        QStringList found;
        const auto listed = EngineWorld::await(world.refunds().list(world.merchant(), query));
        for (const Refund &refund : listed.value_or({}))
            found.append(refund.id.value);
        return found;
    };
    QCOMPARE(ids({}), made);
    QCOMPARE(ids({.paymentId = second->id}), (QStringList{made.at(1), made.at(3)}));
    QCOMPARE(ids({.status = RefundStatus::Pending}), (QStringList{made.at(1), made.at(3)}));
    QCOMPARE(ids({.limit = 2}), made.first(2));
    const auto page = EngineWorld::await(world.refunds().list(world.merchant(), {.limit = 2}));
    QCOMPARE(ids({.before = page->last().rowId, .limit = 2}), made.sliced(2, 2));
}

void EngineRefundsTest::otherMerchantSeesNothing()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kGood);
    OX_OK(paid);
    const Result<Refund> refund = world.refund(paid->id, 2000);
    OX_OK(refund);
    const Caller foreign{{u"merchant_other"_s}, u"operator:other"_s};
    OX_REFUSED(EngineWorld::await(world.refunds().find(foreign.merchantId, refund->id)),
               ErrorCode::NotFound, u"refund_id"_s);
    OX_REFUSED(EngineWorld::await(world.refunds().sync(foreign, refund->id)), ErrorCode::NotFound,
               u"refund_id"_s);
    CreateRefund command;
    command.caller = foreign;
    command.paymentId = paid->id;
    command.amount = 100;
    OX_REFUSED(EngineWorld::await(world.refunds().create(command)), ErrorCode::NotFound,
               u"payment_id"_s);
    QVERIFY(EngineWorld::await(world.refunds().list(foreign.merchantId, {}))->isEmpty());
}

QTEST_GUILESS_MAIN(EngineRefundsTest)
#include "enginerefundstest.moc"
