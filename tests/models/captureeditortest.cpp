#include "models/captureeditor.h"

#include "models/voideditor.h"
#include "services/domain/paymentlifecycle.h"
#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The forms that capture and release one hold.
class CaptureEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void saysWhatHappensToTheRest_data();
    void saysWhatHappensToTheRest();
    void refusedAmountsSendNothing_data();
    void refusedAmountsSendNothing();
    void twoClicksAreOneCapture();
    void sendsWhatWasSaid();
    void severalParts();
    void refusedCaptureMayBeTriedAgain();
    void unknownOutcomeLocksUntilItIsKnown_data();
    void unknownOutcomeLocksUntilItIsKnown();
    void knowsWhenItIsAskedAgain();
    void planFollowsThePayment();
    void requestErrorsKeepTheSameOperation();
    void releases();
    void releaseNeedsAReason();
    void releaseRefusedKeepsTheHold();
    void releaseUnknownLocks();
    void releaseNotPossible_data();
    void releaseNotPossible();
};

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

void enter(CaptureEditor &editor, qint64 minorUnits)
{
    editor.setMode(CaptureEditor::Mode::Amount);
    editor.setAmount({minorUnits, editor.payment().currency});
}

} // namespace

void CaptureEditorTest::saysWhatHappensToTheRest_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<int>("amount");
    QTest::addColumn<bool>("last");
    QTest::addColumn<QString>("effect");
    QTest::newRow("all") << CaptureMethod::Manual << 10000 << false
                         << u"This takes everything that is left on the hold."_s;
    QTest::newRow("part of a single one")
        << CaptureMethod::Manual << 7500 << false
        << u"This hold allows one capture: 25.00 EUR will be released now."_s;
    QTest::newRow("part of several") << CaptureMethod::ManualMultiple << 7500 << false
                                     << u"25.00 EUR stays held until Thu 16:00."_s;
    QTest::newRow("last of several")
        << CaptureMethod::ManualMultiple << 7500 << true << u"25.00 EUR will be released now."_s;
}

void CaptureEditorTest::saysWhatHappensToTheRest()
{
    QFETCH(CaptureMethod, method);
    QFETCH(int, amount);
    QFETCH(bool, last);
    EditorWorld world;
    CaptureEditor editor(world.workspace, world.held(10000, method));
    enter(editor, amount);
    editor.setFinal(last);
    QTEST(plain(editor.afterEffect()), "effect");
    QVERIFY(editor.isValid());
}

void CaptureEditorTest::refusedAmountsSendNothing_data()
{
    QTest::addColumn<int>("amount");
    QTest::addColumn<QString>("problem");
    QTest::newRow("zero") << 0 << u"The amount must be more than zero."_s;
    QTest::newRow("negative") << -1 << u"The amount must be more than zero."_s;
    QTest::newRow("above the hold")
        << 10001
        << u"Only 100.00 EUR is left on this hold; you asked for 100.01 EUR. Nothing was taken by "
           "this capture. Capture 100.00 EUR, or ask the customer for the other 0.01 EUR."_s;
}

void CaptureEditorTest::refusedAmountsSendNothing()
{
    QFETCH(int, amount);
    EditorWorld world;
    CaptureEditor editor(world.workspace, world.held(10000));
    enter(editor, amount);
    QVERIFY(!editor.isValid());
    QTEST(plain(editor.problem()), "problem");
    QCOMPARE(editor.afterEffect(), QString());
    editor.submit();
    QVERIFY(world.payments.captured.empty());
}

void CaptureEditorTest::twoClicksAreOneCapture()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    world.payments.captureAnswers.hold = true;
    world.payments.captureAnswers.standing = EditorWorld::afterCapture(payment, 4000);
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &CaptureEditor::done);
    QCOMPARE(plain(editor.actionText()), u"Capture 40.00 EUR"_s);
    editor.submit();
    editor.submit();
    QVERIFY(editor.isBusy());
    QCOMPARE(world.payments.captured.size(), size_t(1));
    world.payments.captureAnswers.answerNext();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(plain(done.first().first().toString()), u"Captured 40.00 EUR."_s);
    editor.submit();
    QCOMPARE(world.payments.captured.size(), size_t(1));
}

void CaptureEditorTest::sendsWhatWasSaid()
{
    EditorWorld world;
    Payment payment = world.held(10000);
    payment.amountToCapture = 6000;
    world.payments.captureAnswers.standing = EditorWorld::afterCapture(payment, 6000);
    CaptureEditor editor(world.workspace, payment);
    QCOMPARE(editor.amount().value_or(Money{}), (Money{6000, Currency::Eur}));
    editor.submit();
    QCOMPARE(world.payments.captured.size(), size_t(1));
    const CapturePayment &sent = world.payments.captured.front();
    QCOMPARE(sent.id, payment.id);
    QCOMPARE(sent.amount, std::optional<qint64>(6000));
    QCOMPARE(sent.caller.actor, u"operator:test"_s);
    QVERIFY(!sent.clientOperationId.isEmpty());
}

void CaptureEditorTest::severalParts()
{
    EditorWorld world;
    Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &CaptureEditor::done);
    for (const qint64 part : {6000, 2500, 1500}) {
        payment = EditorWorld::afterCapture(payment, part);
        world.payments.captureAnswers.script(payment);
        enter(editor, part);
        editor.submit();
        QTRY_VERIFY(!editor.isBusy());
    }
    QCOMPARE(done.size(), 3);
    QCOMPARE(plain(done.at(0).first().toString()), u"Captured 60.00 EUR. 40.00 EUR stays held."_s);
    QCOMPARE(plain(done.at(2).first().toString()), u"Captured 15.00 EUR."_s);
    QVERIFY(!editor.canGoOn());
    QSet<QString> operations;
    for (const CapturePayment &sent : world.payments.captured)
        operations.insert(sent.clientOperationId);
    QCOMPARE(operations.size(), 3);
    QVERIFY(!world.payments.captured.at(0).finalCapture);
    QVERIFY(world.payments.captured.at(2).finalCapture);
    QCOMPARE(editor.captures().size(), 3);
}

void CaptureEditorTest::refusedCaptureMayBeTriedAgain()
{
    EditorWorld world;
    const Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    world.payments.captureAnswers.script(
        EditorWorld::refused(payment, u"processor_error"_s, PaymentStatus::RequiresCapture));
    world.payments.captureAnswers.script(EditorWorld::afterCapture(payment, 5000));
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy failed(&editor, &CaptureEditor::failed);
    QSignalSpy done(&editor, &CaptureEditor::done);
    enter(editor, 5000);
    editor.submit();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(editor.failure().what.contains(u"a fault at the processor"_s));
    QVERIFY(editor.isValid());
    editor.submit();
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(world.payments.captured.at(0).clientOperationId
            != world.payments.captured.at(1).clientOperationId);
}

void CaptureEditorTest::unknownOutcomeLocksUntilItIsKnown_data()
{
    QTest::addColumn<bool>("wasDone");
    QTest::newRow("it was done") << true;
    QTest::newRow("it was not") << false;
}

void CaptureEditorTest::unknownOutcomeLocksUntilItIsKnown()
{
    QFETCH(bool, wasDone);
    EditorWorld world;
    const Payment payment = world.held(4990);
    const Payment unknown = EditorWorld::unknownCapture(payment, 4990);
    world.payments.captureAnswers.standing = unknown;
    world.keep(unknown);
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &CaptureEditor::done);
    editor.submit();
    QTRY_VERIFY(editor.isLocked());
    QVERIFY(!editor.isValid());
    editor.submit();
    QCOMPARE(world.payments.captured.size(), size_t(1));
    Payment known =
        wasDone ? EditorWorld::afterCapture(payment, 4990)
                : EditorWorld::refused(payment, u"not_executed"_s, PaymentStatus::RequiresCapture);
    known.version = unknown.version + 1;
    world.keep(known);
    world.publish(known);
    QTRY_VERIFY(!editor.isLocked());
    if (wasDone) {
        QCOMPARE(done.size(), 1);
        QCOMPARE(plain(done.first().first().toString()),
                 u"Checked: the capture of 49.90 EUR did go through."_s);
    } else {
        QVERIFY(editor.failure().oneLine().contains(u"You can try again now."_s));
        QVERIFY(editor.isValid());
    }
}

void CaptureEditorTest::knowsWhenItIsAskedAgain()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    const Payment unknown = EditorWorld::unknownCapture(payment, 4000);
    Operation operation;
    operation.state = OperationState::Unknown;
    operation.nextCheckAtMs = world.clock.nowMs() + 5000;
    world.keep(unknown, {operation});
    world.payments.captureAnswers.standing = unknown;
    CaptureEditor editor(world.workspace, payment);
    editor.submit();
    QTRY_VERIFY2(editor.failure().todo.contains(u"10:00:05"_s), qPrintable(editor.failure().todo));
}

void CaptureEditorTest::planFollowsThePayment()
{
    EditorWorld world;
    const Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy noticed(&editor, &CaptureEditor::noticed);
    enter(editor, 8000);
    QVERIFY(editor.isValid());
    const Payment changed = EditorWorld::afterCapture(payment, 6000);
    world.keep(changed);
    world.publish(changed);
    QTRY_COMPARE(noticed.size(), 1);
    QVERIFY(!editor.isValid());
    QCOMPARE(editor.remaining(), (Money{4000, Currency::Eur}));
}

void CaptureEditorTest::requestErrorsKeepTheSameOperation()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    world.payments.captureAnswers.script(Error{ErrorCode::Overloaded});
    world.payments.captureAnswers.script(EditorWorld::afterCapture(payment, 4000));
    CaptureEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &CaptureEditor::done);
    editor.submit();
    QTRY_VERIFY(!editor.failure().isEmpty());
    editor.submit();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(world.payments.captured.at(0).clientOperationId,
             world.payments.captured.at(1).clientOperationId);
}

void CaptureEditorTest::releases()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    Payment released = payment;
    released.status = PaymentStatus::Cancelled;
    world.payments.cancelAnswers.hold = true;
    world.payments.cancelAnswers.standing = released;
    VoidEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &VoidEditor::done);
    QCOMPARE(plain(editor.actionText()), u"Release 40.00 EUR"_s);
    editor.setReason(VoidEditor::Reason::OutOfStock);
    editor.setNote(u"sold out"_s);
    editor.submit();
    editor.submit();
    QCOMPARE(world.payments.cancelled.size(), size_t(1));
    QCOMPARE(world.payments.cancelled.front().reason, u"out_of_stock: sold out"_s);
    QVERIFY(!world.payments.cancelled.front().clientOperationId.isEmpty());
    world.payments.cancelAnswers.answerNext();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(plain(done.first().first().toString()), u"Released 40.00 EUR."_s);
}

void CaptureEditorTest::releaseNeedsAReason()
{
    EditorWorld world;
    VoidEditor editor(world.workspace, world.held(4000));
    editor.setReason(VoidEditor::Reason::Other);
    QVERIFY(!editor.isValid());
    editor.setNote(QString(300, u'x'));
    QVERIFY(editor.problem().contains(u"too long by 52"_s));
    editor.submit();
    QVERIFY(world.payments.cancelled.empty());
    editor.setNote(u"wrong shop"_s);
    QVERIFY(editor.isValid());
}

void CaptureEditorTest::releaseRefusedKeepsTheHold()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    world.payments.cancelAnswers.standing =
        EditorWorld::refused(payment, u"void_refused"_s, PaymentStatus::RequiresCapture);
    VoidEditor editor(world.workspace, payment);
    editor.submit();
    QTRY_VERIFY(!editor.failure().isEmpty());
    QCOMPARE(editor.failure().where, u"Nothing was released; the money is still held."_s);
    QVERIFY(editor.isValid());
}

void CaptureEditorTest::releaseUnknownLocks()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    Payment unknown = EditorWorld::unknownCapture(payment, 0);
    world.keep(unknown);
    world.payments.cancelAnswers.standing = unknown;
    VoidEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &VoidEditor::done);
    editor.submit();
    QTRY_VERIFY(editor.isLocked());
    QVERIFY(editor.failure().where.contains(u"may or may not have been released"_s));
    editor.submit();
    QCOMPARE(world.payments.cancelled.size(), size_t(1));
    Payment released = payment;
    released.version = unknown.version + 1;
    released.status = PaymentStatus::Cancelled;
    world.keep(released);
    world.publish(released);
    QTRY_COMPARE(done.size(), 1);
}

void CaptureEditorTest::releaseNotPossible_data()
{
    QTest::addColumn<PaymentStatus>("status");
    for (const PaymentStatus status : allPaymentStatuses()) {
        if (!mayCancel(status))
            QTest::newRow(qPrintable(toText(status))) << status;
    }
}

void CaptureEditorTest::releaseNotPossible()
{
    QFETCH(PaymentStatus, status);
    EditorWorld world;
    Payment payment = world.held(4000);
    payment.status = status;
    VoidEditor editor(world.workspace, payment);
    QVERIFY(!editor.problem().isEmpty());
    editor.submit();
    QVERIFY(world.payments.cancelled.empty());
}

QTEST_GUILESS_MAIN(CaptureEditorTest)
#include "captureeditortest.moc"
