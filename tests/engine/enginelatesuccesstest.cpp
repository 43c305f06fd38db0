#include "services/domain/settlement.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Evidence that comes after a payment counts as failed.
class EngineLateSuccessTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void late_success_after_failed_data();
    void late_success_after_failed();
    void lateHoldCanBeReleased();
    void stillFailed();
    void notAskedByItself();
    void contradictionIsForAPerson();
    void correctionTable();
    void lateCapture();

private:
    static constexpr const char *kDecline = "4000000000009979";

    static void succeedLate(EngineWorld &world, const Payment &payment)
    {
        world.control("late_success", "{\"id\":\"" + payment.processorReference.toLatin1() + "\"}");
    }
    static QStringList corrections(const EngineWorld &world)
    {
        return world.column(u"SELECT detail FROM audit WHERE action = 'integrity.correction' "
                            "ORDER BY audit_seq"_s);
    }
};

void EngineLateSuccessTest::late_success_after_failed_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("status");
    QTest::addColumn<qint64>("captured");
    QTest::newRow("sale") << CaptureMethod::Automatic << u"succeeded"_s << qint64(6000);
    QTest::newRow("hold") << CaptureMethod::Manual << u"requires_capture"_s << qint64(0);
}

void EngineLateSuccessTest::late_success_after_failed()
{
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, status);
    QFETCH(const qint64, captured);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> failed = world.pay(6000, method, kDecline);
    OX_OK(failed);
    QCOMPARE(toText(failed->status), u"failed"_s);
    succeedLate(world, *failed);
    world.advance(1000);
    const Result<Payment> after = world.sync(failed->id);
    OX_OK(after);
    QCOMPARE(toText(after->status), status);
    QCOMPARE(after->authorized, 6000);
    QCOMPARE(after->captured, captured);
    QCOMPARE(after->error, PaymentError());
    QCOMPARE(world.settledProblems(failed->id), QString());
    // Never in silence: a step, and a line in the audit trail.
    const PaymentStep last = world.details(failed->id).steps.last();
    QCOMPARE(last.event, u"integrity_correction"_s);
    QCOMPARE(toText(last.status), status);
    QCOMPARE(last.amount, 6000);
    QCOMPARE(corrections(world).size(), 1);
    QVERIFY(corrections(world).first().contains(u"was=failed operation_was=declined"_s));
    // Told once.
    OX_OK(world.sync(failed->id));
    QCOMPARE(corrections(world).size(), 1);
    OX_OK(world.restart());
    QCOMPARE(toText(world.payment(failed->id).status), status);
}

void EngineLateSuccessTest::lateHoldCanBeReleased()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> failed = world.pay(6000, CaptureMethod::Manual, kDecline);
    OX_OK(failed);
    succeedLate(world, *failed);
    OX_OK(world.sync(failed->id));
    const Result<Payment> released = world.cancel(failed->id);
    OX_OK(released);
    QCOMPARE(toText(released->status), u"cancelled"_s);
    QCOMPARE(world.effects(failed->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QCOMPARE(world.settledProblems(failed->id), QString());
}

void EngineLateSuccessTest::stillFailed()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> failed = world.pay(6000, CaptureMethod::Automatic, kDecline);
    OX_OK(failed);
    const Payment before = world.payment(failed->id);
    const qsizetype steps = world.details(failed->id).steps.size();
    OX_OK(world.sync(failed->id));
    QCOMPARE(world.payment(failed->id), before);
    QCOMPARE(world.details(failed->id).steps.size(), steps);
    world.bank().injectFault(BankFault::Http500, 1, u"payments"_s); // nobody knows more then
    OX_OK(world.sync(failed->id));
    QCOMPARE(world.payment(failed->id), before);
    QCOMPARE(corrections(world), QStringList());
}

void EngineLateSuccessTest::notAskedByItself()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> failed = world.pay(6000, CaptureMethod::Automatic, kDecline);
    OX_OK(failed);
    const qsizetype calls = world.wire().keys().size();
    world.advance(3'600'000);
    QTest::qWait(50);
    QCOMPARE(world.wire().keys().size(), calls);
    QCOMPARE(toText(world.payment(failed->id).status), u"failed"_s);
}

void EngineLateSuccessTest::contradictionIsForAPerson()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> failed = world.pay(6000, CaptureMethod::Automatic, kDecline);
    OX_OK(failed);
    succeedLate(world, *failed);
    world.bank().injectFault(BankFault::WrongAmount, 1, u"payments"_s);
    OX_OK(world.sync(failed->id));
    QCOMPARE(toText(world.payment(failed->id).status), u"failed"_s);
    QCOMPARE(world.column(u"SELECT count(*) FROM audit WHERE action = 'operation.refused'"_s),
             QStringList{u"1"_s});
    OX_OK(world.sync(failed->id)); // the bank has come to its senses
    QCOMPARE(toText(world.payment(failed->id).status), u"succeeded"_s);
}

void EngineLateSuccessTest::correctionTable()
{
    using enum PaymentStatus;
    using enum PaymentEvent;
    const QHash<QString, PaymentStatus> wanted{
        {toText(Authorized), RequiresCapture},
        {toText(AuthorizedInPart), PartiallyAuthorizedAndRequiresCapture},
        {toText(Captured), Succeeded},
        {toText(CapturedAndClosed), PartiallyCaptured},
    };
    for (const PaymentStatus from : allPaymentStatuses()) {
        for (const PaymentEvent event : allPaymentEvents()) {
            const Result<PaymentStatus> to = corrected(from, event);
            const bool allowed = from == Failed && wanted.contains(toText(event));
            QCOMPARE(to.has_value(), allowed);
            if (allowed)
                QCOMPARE(*to, wanted.value(toText(event)));
        }
    }
}

/// A capture that counted as refused for good, on a hold for one capture.
void EngineLateSuccessTest::lateCapture()
{
    Payment payment;
    payment.id = {u"pay_1"_s};
    payment.status = PaymentStatus::Failed;
    payment.captureMethod = CaptureMethod::Manual;
    payment.amount = payment.netAmount = payment.authorized = payment.captureLimit = 6000;
    payment.attemptCount = 1;
    Attempt attempt;
    attempt.number = 1;
    attempt.status = AttemptStatus::CaptureFailed;
    Operation operation;
    operation.kind = OperationKind::Capture;
    operation.state = OperationState::Declined;
    operation.attemptNumber = 1;
    operation.amount = 6000;
    QVERIFY(mayBeCorrected(payment, operation));
    CallOutcome outcome;
    outcome.kind = OutcomeClass::Decided;
    outcome.reply.state = ReplyState::Captured;
    outcome.reply.amount = 6000;
    const Result<Settlement> late = settleLate(payment, attempt, operation, outcome, 5);
    OX_OK(late);
    QCOMPARE(toText(late->payment.status), u"succeeded"_s);
    QCOMPARE(late->payment.captured, 6000);
    QCOMPARE(late->payment.capturePending, 0);
    QCOMPARE(late->operation.state, OperationState::Succeeded);
    outcome.reply.state = ReplyState::Declined;
    const Result<Settlement> nothing = settleLate(payment, attempt, operation, outcome, 5);
    OX_OK(nothing);
    QVERIFY(!nothing->changed);
    QCOMPARE(nothing->payment, payment);
    operation.state = OperationState::Succeeded;
    QVERIFY(!mayBeCorrected(payment, operation));
}

QTEST_GUILESS_MAIN(EngineLateSuccessTest)
#include "enginelatesuccesstest.moc"
