#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Holds that are captured by themselves.
class EngineScheduledTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void scheduled_capture_once();
    void scheduled_after_downtime();
    void storedAmountIsTaken();
    void capturedEarly();
    void cancelledBefore();
    void clockGoesBack();
    void processorAwayForAWhile();
    void declinedCaptureEndsIt();
    void needsATimeToCome_data();
    void needsATimeToCome();
    void changedByUpdate();
    void tooLateToConfirm();
    void holdEndsBefore();

private:
    static Payment draftFor(EngineWorld &world, qint64 captureOnMs);
    static Payment held(EngineWorld &world, qint64 inMs, const char *card = "4242424242424242");
    static constexpr qint64 kHour = 3'600'000;
};

Payment EngineScheduledTest::draftFor(EngineWorld &world, qint64 captureOnMs)
{
    CreatePayment command = world.draft(6000, CaptureMethod::Scheduled);
    command.captureOnMs = captureOnMs;
    return world.created(std::move(command));
}

Payment EngineScheduledTest::held(EngineWorld &world, qint64 inMs, const char *card)
{
    const Payment payment = draftFor(world, world.clock().nowMs() + inMs);
    return world.confirm(payment.id, card).value_or({});
}

void EngineScheduledTest::scheduled_capture_once()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    QCOMPARE(toText(payment.status), u"requires_capture"_s);
    QCOMPARE(payment.captureOnMs, world.clock().nowMs() + kHour);
    world.advance(kHour - 1'000);
    QTest::qWait(1'200);
    QCOMPARE(world.effects(payment.id), QStringList{u"authorize 6000"_s});
    world.advance(1'000);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
    world.advance(24 * kHour);
    QTest::qWait(1'200);
    OX_OK(world.restart());
    QTest::qWait(600);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.details(payment.id).steps.at(3).actor, u"system"_s);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::scheduled_after_downtime()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    world.stop();
    world.advance(30 * kHour);
    OX_OK(world.start());
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::storedAmountIsTaken()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000, CaptureMethod::Scheduled);
    command.captureOnMs = world.clock().nowMs() + kHour;
    command.amountToCapture = 2500;
    const Payment payment = world.created(std::move(command));
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    world.advance(kHour);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"partially_captured"_s);
    QCOMPARE(world.payment(payment.id).captured, 2500);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::capturedEarly()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    OX_OK(world.capture(payment.id, 6000));
    world.advance(2 * kHour);
    QTest::qWait(1'200);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::cancelledBefore()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    OX_OK(world.cancel(payment.id));
    world.advance(2 * kHour);
    QTest::qWait(1'200);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::clockGoesBack()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    world.advance(kHour);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
    world.advance(-2 * kHour);
    QTest::qWait(600);
    world.advance(4 * kHour);
    QTest::qWait(1'200);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
}

void EngineScheduledTest::processorAwayForAWhile()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour);
    world.wire().setReachable(false);
    world.advance(kHour);
    QTRY_VERIFY_WITH_TIMEOUT(world.details(payment.id).operations.size() == 2
                                 && !world.payment(payment.id).hasOpenOperation,
                             60'000);
    QCOMPARE(toText(world.payment(payment.id).status), u"requires_capture"_s);
    world.wire().setReachable(true);
    // The same minute: not yet again. Then once more, and through.
    QTRY_COMPARE_WITH_TIMEOUT((world.advance(20'000), toText(world.payment(payment.id).status)),
                              u"succeeded"_s, 30'000);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineScheduledTest::declinedCaptureEndsIt()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour, "4000009906050003");
    world.advance(kHour);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"failed"_s);
    world.advance(kHour);
    QTest::qWait(1'200);
    QCOMPARE(world.details(payment.id).operations.size(), 2);
}

void EngineScheduledTest::needsATimeToCome_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<qint64>("inMs"); // 0: none given
    QTest::addColumn<int>("code");    // -1: taken
    const auto row = [](const char *name, CaptureMethod method, qint64 inMs, int code) {
        QTest::newRow(name) << int(method) << inMs << code;
    };
    row("no time", CaptureMethod::Scheduled, 0, int(ErrorCode::MissingField));
    row("past", CaptureMethod::Scheduled, -1, int(ErrorCode::InvalidValue));
    row("now", CaptureMethod::Scheduled, -1'000'000, int(ErrorCode::InvalidValue));
    row("to come", CaptureMethod::Scheduled, 1, -1);
    row("manual with a time", CaptureMethod::Manual, kHour, int(ErrorCode::InvalidValue));
    row("automatic with a time", CaptureMethod::Automatic, kHour, int(ErrorCode::InvalidValue));
    row("manual", CaptureMethod::Manual, 0, -1);
}

void EngineScheduledTest::needsATimeToCome()
{
    QFETCH(const int, method);
    QFETCH(const qint64, inMs);
    QFETCH(const int, code);
    EngineWorld world;
    OX_OK(world.start());
    const auto before = world.rowCounts();
    CreatePayment command = world.draft(6000, static_cast<CaptureMethod>(method));
    if (inMs != 0)
        command.captureOnMs = world.clock().nowMs() + inMs;
    const Result<CreatedPayment> made =
        EngineWorld::await(world.payments().create(std::move(command)));
    if (code < 0) {
        OX_OK(made);
        return;
    }
    OX_REFUSED(made, static_cast<ErrorCode>(code), u"capture_on"_s);
    QCOMPARE(world.rowCounts(), before);
}

void EngineScheduledTest::changedByUpdate()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = draftFor(world, world.clock().nowMs() + kHour);
    const auto change = [&](std::optional<CaptureMethod> method, std::optional<qint64> onMs) {
        UpdatePayment command;
        command.caller = world.caller();
        command.id = payment.id;
        command.captureMethod = method;
        command.captureOnMs = onMs;
        return EngineWorld::await(world.payments().update(std::move(command)));
    };
    const qint64 wanted = world.clock().nowMs() + 2 * kHour;
    const Result<Payment> later = change({}, wanted);
    OX_OK(later);
    QCOMPARE(later->captureOnMs, wanted);
    const Result<Payment> manual = change(CaptureMethod::Manual, {});
    OX_OK(manual);
    QCOMPARE(manual->captureOnMs, 0);
    OX_REFUSED(change(CaptureMethod::Scheduled, {}), ErrorCode::MissingField, u"capture_on"_s);
}

void EngineScheduledTest::tooLateToConfirm()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = draftFor(world, world.clock().nowMs() + 60'000);
    world.advance(60'000);
    OX_REFUSED(world.confirm(payment.id, "4242424242424242"), ErrorCode::InvalidValue,
               u"capture_on"_s);
    ConfirmPayment command = world.confirmation(payment.id, "4242424242424242");
    command.captureOnMs = world.clock().nowMs() + 60'000;
    OX_OK(EngineWorld::await(world.payments().confirm(std::move(command))));
    world.advance(60'000);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
}

/// The bank's hold ran out before its time: nothing is captured, and nothing is asked for.
void EngineScheduledTest::holdEndsBefore()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = held(world, kHour, "4000009906030005"); // held for a minute
    QVERIFY(payment.captureBeforeMs < payment.captureOnMs);
    world.advance(kHour);
    QTRY_COMPARE(toText(world.payment(payment.id).status), u"expired"_s);
    QCOMPARE(world.effects(payment.id).filter(u"capture"_s), QStringList());
    QCOMPARE(world.details(payment.id).operations.size(), 1);
}

QTEST_GUILESS_MAIN(EngineScheduledTest)
#include "enginescheduledtest.moc"
