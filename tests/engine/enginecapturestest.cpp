#include "services/domain/settlement.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineCapturesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void amountsOfManual_data();
    void amountsOfManual();
    void amountsOfManualMultiple();
    void pendingPartThatFails();
    void capture_async_pending();
    void partFailsWhileAnotherPends();
    void finalPartReleasesTheRest();
    void noFinalPartWhileOnePends();
    void takesAllWhileOnePends();
    void storedAmountIsTheDefault();
    void refused_data();
    void refused();
    void refusedByStatus_data();
    void refusedByStatus();
    void captureFails();
    void onlyOneCapture();
    void asynchronous();

private:
    /// {status, capturable, captured, pending} as one line.
    static QString amounts(const Payment &payment);
};

QString EngineCapturesTest::amounts(const Payment &payment)
{
    return u"%1 %2 %3 %4"_s.arg(toText(payment.status))
        .arg(amountCapturable(payment))
        .arg(payment.captured)
        .arg(payment.capturePending);
}

void EngineCapturesTest::amountsOfManual_data()
{
    QTest::addColumn<int>("capture");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("effects");
    const QString hold = u"authorize 6000"_s;
    QTest::newRow("all") << 6000 << u"succeeded 0 6000 0"_s << QStringList{hold, u"capture 6000"_s};
    QTest::newRow("no amount") << 0 << u"succeeded 0 6000 0"_s
                               << QStringList{hold, u"capture 6000"_s};
    QTest::newRow("a part") << 2000 << u"partially_captured 0 2000 0"_s
                            << QStringList{hold, u"capture 2000"_s, u"void 4000"_s};
    QTest::newRow("cancel") << -1 << u"cancelled 0 0 0"_s << QStringList{hold, u"void 6000"_s};
}

void EngineCapturesTest::amountsOfManual()
{
    QFETCH(const int, capture);
    QFETCH(const QString, after);
    QFETCH(const QStringList, effects);
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000, CaptureMethod::Manual));
    QCOMPARE(amounts(payment), u"requires_confirmation 6000 0 0"_s);
    const Result<Payment> held = world.confirm(payment.id, "4242424242424242");
    OX_OK(held);
    QCOMPARE(amounts(*held), u"requires_capture 6000 0 0"_s);
    QCOMPARE(held->captureBeforeMs, world.clock().nowMs() + 7LL * 24 * 3600 * 1000);
    QCOMPARE(world.problems(payment.id), QString());
    const std::optional<qint64> amount =
        capture > 0 ? std::optional<qint64>(capture) : std::nullopt;
    const Result<Payment> done =
        capture < 0 ? world.cancel(payment.id) : world.capture(payment.id, amount);
    OX_OK(done);
    QCOMPARE(amounts(*done), after);
    QCOMPARE(world.effects(payment.id), effects);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCapturesTest::amountsOfManualMultiple()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    const PaymentId id = held->id;
    QCOMPARE(amounts(*held), u"requires_capture 6000 0 0"_s);
    OX_OK(world.capture(id, 2000));
    world.advance(6000);
    QTRY_COMPARE(amounts(world.synced(id)), u"partially_captured_and_capturable 4000 2000 0"_s);
    const Result<Payment> pending = world.capture(id, 1000);
    OX_OK(pending);
    QCOMPARE(amounts(*pending), u"partially_captured_and_capturable 3000 2000 1000"_s);
    QCOMPARE(world.problems(id), QString());
    world.advance(6000);
    QTRY_COMPARE(amounts(world.synced(id)), u"partially_captured_and_capturable 3000 3000 0"_s);
    OX_OK(world.capture(id, 3000));
    world.advance(6000);
    QTRY_COMPARE(amounts(world.synced(id)), u"succeeded 0 6000 0"_s);
    QCOMPARE(world.effects(id), (QStringList{u"authorize 6000"_s, u"capture 2000"_s,
                                             u"capture 1000"_s, u"capture 3000"_s}));
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineCapturesTest::pendingPartThatFails()
{
    // The bank has no card for it; the deciding is pure.
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    world.advance(6000);
    QTRY_COMPARE(world.synced(held->id).captured, 2000);
    OX_OK(world.capture(held->id, 1000));
    const PaymentDetails details = world.details(held->id);
    CallOutcome declined;
    declined.kind = OutcomeClass::Decided;
    declined.reply.state = ReplyState::Declined;
    declined.reply.error = {u"capture_failed"_s, u"processor_error"_s, {}, u"UE_3000"_s};
    const Result<Settlement> settled =
        settle(details.payment, details.attempts.last(), details.operations.last(), declined,
               world.clock().nowMs());
    OX_OK(settled);
    QCOMPARE(amounts(settled->payment), u"partially_captured_and_capturable 4000 2000 0"_s);
    QCOMPARE(toText(settled->operation.state), u"declined"_s);
}

void EngineCapturesTest::capture_async_pending()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    const Result<Payment> first = world.capture(held->id, 2000);
    OX_OK(first);
    QCOMPARE(amounts(*first), u"processing 4000 0 2000"_s);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"capture_initiated"_s);
    const Result<Payment> second = world.capture(held->id, 1500);
    OX_OK(second);
    QCOMPARE(amounts(*second), u"processing 2500 0 3500"_s);
    QCOMPARE(world.problems(held->id), QString());
    OX_REFUSED(world.capture(held->id, 2501), ErrorCode::AmountAboveCapturable,
               u"amount_to_capture"_s);
    world.advance(6000);
    QTRY_COMPARE(amounts(world.synced(held->id)),
                 u"partially_captured_and_capturable 2500 3500 0"_s);
    const Result<Payment> cancelled = world.cancel(held->id);
    OX_OK(cancelled);
    QCOMPARE(amounts(*cancelled), u"partially_captured 0 3500 0"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineCapturesTest::partFailsWhileAnotherPends()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    const Result<Payment> both = world.capture(held->id, 1500);
    OX_OK(both);
    const PaymentDetails details = world.details(held->id);
    CallOutcome rejected;
    rejected.kind = OutcomeClass::Rejected;
    rejected.error = {u"amount_too_large"_s, u"amount_too_large"_s, {}, u"UE_4000"_s};
    const Result<Settlement> settled =
        settle(details.payment, details.attempts.last(), details.operations.last(), rejected,
               world.clock().nowMs());
    OX_OK(settled);
    // The first part is still being decided: not back to requires_capture.
    QCOMPARE(amounts(settled->payment), u"processing 4000 0 2000"_s);
    QCOMPARE(toText(settled->attempt.status), u"capture_initiated"_s);
}

void EngineCapturesTest::finalPartReleasesTheRest()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4242424242424242");
    OX_OK(held);
    const Result<Payment> part = world.capture(held->id, 2000);
    OX_OK(part);
    QCOMPARE(amounts(*part), u"partially_captured_and_capturable 4000 2000 0"_s);
    const Result<Payment> last = world.capture(held->id, 1000, true);
    OX_OK(last);
    QCOMPARE(amounts(*last), u"partially_captured 0 3000 0"_s);
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"capture 2000"_s,
                                                   u"capture 1000"_s, u"void 3000"_s}));
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineCapturesTest::noFinalPartWhileOnePends()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    OX_REFUSED(world.capture(held->id, 1000, true), ErrorCode::Busy, u"amount_to_capture"_s);
    QCOMPARE(world.payment(held->id).capturePending, 2000);
    OX_REFUSED(world.cancel(held->id), ErrorCode::InvalidState, u"status"_s);
}

void EngineCapturesTest::takesAllWhileOnePends()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    OX_OK(world.capture(held->id, 4000));
    world.advance(6000);
    QTRY_COMPARE(amounts(world.synced(held->id)), u"succeeded 0 6000 0"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineCapturesTest::storedAmountIsTheDefault()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000, CaptureMethod::Manual);
    command.amountToCapture = 2500;
    const Payment payment = world.created(std::move(command));
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    const Result<Payment> done = world.capture(payment.id);
    OX_OK(done);
    QCOMPARE(amounts(*done), u"partially_captured 0 2500 0"_s);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCapturesTest::refused_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<ErrorCode>("code");
    const qint64 none = -1'000'000;
    QTest::newRow("nothing") << CaptureMethod::Manual << qint64(0) << ErrorCode::AmountNotPositive;
    QTest::newRow("negative") << CaptureMethod::Manual << qint64(-1)
                              << ErrorCode::AmountNotPositive;
    QTest::newRow("one too much") << CaptureMethod::Manual << qint64(6001)
                                  << ErrorCode::AmountAboveCapturable;
    QTest::newRow("far too much") << CaptureMethod::Manual << std::numeric_limits<qint64>::max()
                                  << ErrorCode::AmountAboveCapturable;
    QTest::newRow("multiple, one too much")
        << CaptureMethod::ManualMultiple << qint64(6001) << ErrorCode::AmountAboveCapturable;
    QTest::newRow("multiple, no amount")
        << CaptureMethod::ManualMultiple << none << ErrorCode::MissingField;
}

void EngineCapturesTest::refused()
{
    QFETCH(const CaptureMethod, method);
    QFETCH(const qint64, amount);
    QFETCH(const ErrorCode, code);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, method, "4242424242424242");
    OX_OK(held);
    const QMap<QString, qint64> rows = world.rowCounts();
    const qint64 requests = world.bank().requestCount();
    const std::optional<qint64> wanted =
        amount == -1'000'000 ? std::nullopt : std::optional(amount);
    OX_REFUSED(world.capture(held->id, wanted), code, u"amount_to_capture"_s);
    QCOMPARE(world.rowCounts(), rows);
    QCOMPARE(world.bank().requestCount(), requests);
    QVERIFY(world.payment(held->id) == *held);
}

void EngineCapturesTest::refusedByStatus_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("status");
    QTest::newRow("not confirmed")
        << QByteArray() << CaptureMethod::Manual << u"requires_confirmation"_s;
    QTest::newRow("automatic") << "4242424242424242"_ba << CaptureMethod::Automatic
                               << u"succeeded"_s;
    QTest::newRow("declined") << "4000000000000002"_ba << CaptureMethod::Manual << u"failed"_s;
    QTest::newRow("challenge") << "4000000000003220"_ba << CaptureMethod::ManualMultiple
                               << u"requires_customer_action"_s;
    QTest::newRow("pending") << "4000009905090000"_ba << CaptureMethod::ManualMultiple
                             << u"processing"_s;
    QTest::newRow("review") << "4000009908010005"_ba << CaptureMethod::Manual
                            << u"requires_merchant_action"_s;
}

void EngineCapturesTest::refusedByStatus()
{
    QFETCH(const QByteArray, card);
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000, method));
    if (!card.isEmpty())
        OX_OK(world.confirm(payment.id, card.constData()));
    QCOMPARE(toText(world.payment(payment.id).status), status);
    OX_REFUSED(world.capture(payment.id, 1000), ErrorCode::InvalidState, u"status"_s);
    QCOMPARE(world.problems(payment.id), QString());
}

void EngineCapturesTest::captureFails()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4000009906050003");
    OX_OK(held);
    QCOMPARE(toText(held->status), u"requires_capture"_s);
    const Result<Payment> failed = world.capture(held->id, 6000);
    OX_OK(failed);
    QCOMPARE(amounts(*failed), u"failed 0 0 0"_s);
    QCOMPARE(failed->error.category, u"processor_error"_s);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"capture_failed"_s);
    QCOMPARE(world.problems(held->id), QString());

    const Result<Payment> parts =
        world.pay(6000, CaptureMethod::ManualMultiple, "4000009906050003");
    OX_OK(parts);
    const Result<Payment> part = world.capture(parts->id, 2000);
    OX_OK(part);
    QCOMPARE(amounts(*part), u"requires_capture 6000 0 0"_s); // its amount is free again
    OX_OK(world.cancel(parts->id));
    QCOMPARE(world.settledProblems(parts->id), QString());
}

void EngineCapturesTest::onlyOneCapture()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009907050002");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    const Result<Payment> second = world.capture(held->id, 1000);
    OX_OK(second);
    QCOMPARE(second->captured, 2000);
    QCOMPARE(second->capturePending, 0);
    QCOMPARE(second->error.category, u"already_captured"_s);
    QCOMPARE(world.problems(held->id), QString());
}

void EngineCapturesTest::asynchronous()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4000009906040004");
    OX_OK(held);
    const Result<Payment> pending = world.capture(held->id, 6000);
    OX_OK(pending);
    QCOMPARE(amounts(*pending), u"processing 0 0 6000"_s);
    QVERIFY(!pending->outcomeUnknown);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"capture_initiated"_s);
    world.advance(6000); // nobody asks: the schedule does
    QTRY_COMPARE(amounts(world.payment(held->id)), u"succeeded 0 6000 0"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

QTEST_GUILESS_MAIN(EngineCapturesTest)
#include "enginecapturestest.moc"
