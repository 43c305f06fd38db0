#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Holds that end, are smaller than asked for, or are not what was asked for.
class EngineHoldsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void holdRunsOut();
    void partCapturedHoldRunsOut();
    void partialAuthorization_data();
    void partialAuthorization();
    void wrongAmountIsConflicted();
    void wrongReplyToCapture_data();
    void wrongReplyToCapture();

private:
    /// {status, capturable, captured, pending} as one line.
    static QString amounts(const Payment &payment);
};

QString EngineHoldsTest::amounts(const Payment &payment)
{
    return u"%1 %2 %3 %4"_s.arg(toText(payment.status))
        .arg(amountCapturable(payment))
        .arg(payment.captured)
        .arg(payment.capturePending);
}

void EngineHoldsTest::holdRunsOut()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4000009906030005");
    OX_OK(held);
    QCOMPARE(held->captureBeforeMs, world.clock().nowMs() + 60'000);
    world.advance(60'001);
    const qint64 posts = world.wire().keys().size();
    const Result<Payment> late = world.capture(held->id, 6000);
    // The schedule may have noticed first; either way nothing is sent.
    QVERIFY(!late);
    QVERIFY(late.error().code == ErrorCode::AuthorizationExpired
            || late.error().code == ErrorCode::InvalidState);
    QCOMPARE(world.wire().keys().size(), posts);
    QTRY_COMPARE(amounts(world.synced(held->id)), u"expired 0 0 0"_s);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"expired"_s);
    OX_REFUSED(world.cancel(held->id), ErrorCode::InvalidState, u"status"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineHoldsTest::partCapturedHoldRunsOut()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906030005");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    world.advance(60'001);
    QTRY_COMPARE(amounts(world.synced(held->id)), u"partially_captured 0 2000 0"_s);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"partial_charged"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineHoldsTest::partialAuthorization_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("captured");
    QTest::newRow("allowed, manual")
        << true << CaptureMethod::Manual << u"partially_authorized_and_requires_capture 4200 0 0"_s
        << u"partially_captured 0 4200 0"_s;
    QTest::newRow("allowed, multiple") << true << CaptureMethod::ManualMultiple
                                       << u"partially_authorized_and_requires_capture 4200 0 0"_s
                                       << u"partially_captured 0 4200 0"_s;
    QTest::newRow("allowed, automatic")
        << true << CaptureMethod::Automatic << u"partially_captured 0 4200 0"_s << QString();
    QTest::newRow("not allowed") << false << CaptureMethod::Manual << u"failed 0 0 0"_s
                                 << QString();
}

void EngineHoldsTest::partialAuthorization()
{
    QFETCH(const bool, allowed);
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, after);
    QFETCH(const QString, captured);
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000, method);
    command.partialAuthorizationAllowed = allowed;
    const Payment payment = world.created(std::move(command));
    const Result<Payment> paid = world.confirm(payment.id, "4000009902000002");
    OX_OK(paid);
    QCOMPARE(amounts(*paid), after);
    QCOMPARE(paid->authorized, allowed ? 4200 : 0);
    if (!captured.isEmpty()) {
        OX_OK(world.sync(payment.id)); // a read of it tells nothing new
        QCOMPARE(amounts(world.payment(payment.id)), after);
        OX_REFUSED(world.capture(payment.id, 4201), ErrorCode::AmountAboveCapturable,
                   u"amount_to_capture"_s);
        const Result<Payment> all = world.capture(payment.id, 4200);
        OX_OK(all);
        QCOMPARE(amounts(*all), captured);
    }
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineHoldsTest::wrongAmountIsConflicted()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Manual, "4000009905130004");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"conflicted"_s);
    QCOMPARE(paid->captured, 0);
    QCOMPARE(paid->authorized, 0);
    QCOMPARE(toText(world.details(paid->id).attempts.last().status), u"integrity_failure"_s);
    OX_REFUSED(world.capture(paid->id, 6000), ErrorCode::InvalidState, u"status"_s);
    OX_REFUSED(EngineWorld::await(
                   world.payments().confirm(world.confirmation(paid->id, "4242424242424242"))),
               ErrorCode::InvalidState, u"status"_s);
    QCOMPARE(world.problems(paid->id), QString());
    const Result<Payment> cancelled = world.cancel(paid->id);
    OX_OK(cancelled);
    QCOMPARE(toText(cancelled->status), u"cancelled"_s);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QCOMPARE(world.problems(paid->id), QString());
}

void EngineHoldsTest::wrongReplyToCapture_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::newRow("amount") << BankFault::WrongAmount;
    QTest::newRow("currency") << BankFault::WrongCurrency;
    QTest::newRow("reference") << BankFault::WrongReference;
    QTest::newRow("redirect") << BankFault::Redirect;
}

void EngineHoldsTest::wrongReplyToCapture()
{
    QFETCH(const BankFault, fault);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    world.bank().injectFault(fault, 1, u"captures"_s);
    const Result<Payment> captured = world.capture(held->id, 6000);
    OX_OK(captured);
    QCOMPARE(toText(captured->status), u"conflicted"_s);
    QCOMPARE(captured->captured, 0);
    QCOMPARE(captured->capturePending, 0);
    QCOMPARE(toText(world.details(held->id).operations.last().state), u"integrity"_s);
    QCOMPARE(world.problems(held->id), QString());
}

QTEST_GUILESS_MAIN(EngineHoldsTest)
#include "engineholdstest.moc"
