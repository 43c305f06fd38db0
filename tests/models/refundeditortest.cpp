#include "models/refundeditor.h"

#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The form that gives money back, and what it says.
class RefundEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void saysWhatHappens_data();
    void saysWhatHappens();
    void refusedSendsNothing_data();
    void refusedSendsNothing();
    void twoClicksAreOneRefund();
    void sendsWhatWasSaid();
    void plansALaterOne();
    void pastTimeIsRefused();
    void outcomesInWords_data();
    void outcomesInWords();
    void refusedMayBeTriedAgainAsAnother();
    void unknownLocksUntilItIsKnown();
    void lostAnswerIsLookedUp();
    void otherRefundsLeaveLess();
    void reasonIsKept_data();
    void reasonIsKept();
    void recordsReadAsWords();
};

namespace {

constexpr qint64 kHourMs = 3'600'000;

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

void enter(RefundEditor &editor, qint64 minorUnits)
{
    editor.setMode(RefundEditor::Mode::Amount);
    editor.setAmount({minorUnits, editor.payment().currency});
}

} // namespace

void RefundEditorTest::saysWhatHappens_data()
{
    QTest::addColumn<int>("amount");
    QTest::addColumn<bool>("later");
    QTest::addColumn<QString>("effect");
    QTest::addColumn<QString>("action");
    QTest::newRow("all") << 6000 << false
                         << u"60.00 EUR goes back to Visa •• 4242; this cannot be undone. Nothing "
                            "stays."_s
                         << u"Refund 60.00 EUR"_s;
    QTest::newRow("part") << 2000 << false
                          << u"20.00 EUR goes back to Visa •• 4242; this cannot be undone. 40.00 "
                             "EUR stays."_s
                          << u"Refund 20.00 EUR"_s;
    QTest::newRow("part, later")
        << 2000 << true
        << u"20.00 EUR goes back to Visa •• 4242 on 21 Nov 2026 09:00; until then it can be given "
           "up. 40.00 EUR stays."_s
        << u"Plan refund of 20.00 EUR"_s;
}

void RefundEditorTest::saysWhatHappens()
{
    QFETCH(int, amount);
    QFETCH(bool, later);
    EditorWorld world;
    RefundEditor editor(world.workspace, world.paid(6000));
    enter(editor, amount);
    editor.setLater(later);
    QTEST(plain(editor.effect()), "effect");
    QTEST(plain(editor.actionText()), "action");
    QVERIFY(editor.isValid());
}

void RefundEditorTest::refusedSendsNothing_data()
{
    QTest::addColumn<int>("amount");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("problem");
    QTest::newRow("zero") << 0 << 1 << u"The amount must be more than zero."_s;
    QTest::newRow("more than is left")
        << 6001 << 1
        << u"Only 60.00 EUR can still be refunded; you asked for 60.01 EUR. Refund 60.00 EUR at "
           "most."_s;
    QTest::newRow("too old") << 2000 << 366
                             << u"This payment is more than a year old: the processor refunds it "
                                "no more. Send the money back to the customer in another way."_s;
}

void RefundEditorTest::refusedSendsNothing()
{
    QFETCH(int, amount);
    QFETCH(int, days);
    EditorWorld world;
    Payment payment = world.paid(6000);
    payment.createdAtMs = world.clock.nowMs() - days * 24 * kHourMs;
    world.keep(payment);
    RefundEditor editor(world.workspace, payment);
    enter(editor, amount);
    QVERIFY(!editor.isValid());
    QTEST(plain(editor.problem()), "problem");
    QCOMPARE(editor.effect(), QString());
    editor.submit();
    QVERIFY(world.refunds.created.empty());
}

void RefundEditorTest::twoClicksAreOneRefund()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &RefundEditor::done);
    world.refunds.createAnswers.hold = true;
    world.refunds.createAnswers.standing =
        world.refund(payment, editor.refundId(), 6000, RefundStatus::Succeeded);
    editor.submit();
    editor.submit();
    QVERIFY(editor.isBusy());
    QCOMPARE(world.refunds.created.size(), size_t(1));
    world.refunds.createAnswers.answerNext();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(plain(done.first().first().toString()), u"Refunded 60.00 EUR."_s);
    editor.submit();
    QCOMPARE(world.refunds.created.size(), size_t(1));
}

void RefundEditorTest::sendsWhatWasSaid()
{
    EditorWorld world;
    RefundEditor editor(world.workspace, world.paid(6000));
    const RefundId id = editor.refundId();
    enter(editor, 2000);
    editor.setReason(MoneyReason::Kind::OutOfStock);
    editor.setNote(u"  one of two "_s);
    editor.submit();
    QCOMPARE(world.refunds.created.size(), size_t(1));
    const CreateRefund &sent = world.refunds.created.front();
    QCOMPARE(sent.id, id);
    QCOMPARE(sent.paymentId, editor.payment().id);
    QCOMPARE(sent.amount, std::optional<qint64>(2000));
    QCOMPARE(sent.reason, u"out_of_stock: one of two"_s);
    QCOMPARE(sent.dueAtMs, 0);
    QCOMPARE(sent.caller.actor, u"operator:test"_s);
}

void RefundEditorTest::plansALaterOne()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &RefundEditor::done);
    editor.setLater(true);
    QCOMPARE(editor.dueAtMs() - world.clock.nowMs(), 23 * kHourMs); // tomorrow at nine
    Refund planned = world.refund(payment, editor.refundId(), 6000, RefundStatus::Pending);
    planned.dueAtMs = editor.dueAtMs();
    world.refunds.createAnswers.standing = planned;
    editor.submit();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(world.refunds.created.front().dueAtMs, editor.dueAtMs());
    QCOMPARE(plain(done.first().first().toString()),
             u"The refund of 60.00 EUR is planned for Sat 09:00."_s);
}

void RefundEditorTest::pastTimeIsRefused()
{
    EditorWorld world;
    RefundEditor editor(world.workspace, world.paid(6000));
    editor.setLater(true);
    editor.setDueAt(world.clock.nowMs());
    QVERIFY(!editor.isValid());
    QCOMPARE(editor.timeProblem(), u"This time is past. Choose a later one, or refund now."_s);
    editor.submit();
    QVERIFY(world.refunds.created.empty());
    editor.setLater(false);
    QVERIFY(editor.isValid());
}

void RefundEditorTest::outcomesInWords_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("line"); ///< of done, or the failure
    QTest::newRow("pending") << u"pending"_s << QString() << QString()
                             << u"The refund of 60.00 EUR was accepted and is decided later."_s;
    QTest::newRow("refused")
        << u"failed"_s << u"not_captured"_s << u"not_refundable"_s
        << u"This could not be done (cannot be refunded). No money went back. Send the money back "
           "to the customer in another way."_s;
    QTest::newRow("processor away")
        << u"failed"_s << u"connector_unreachable"_s << u"connector_unreachable"_s
        << u"The processor could not be reached. No money went back. Try again; check the "
           "connection if it stays so."_s;
    QTest::newRow("came back")
        << u"failed"_s << u"refund_reversed"_s << u"processor_error"_s
        << u"The customer's bank sent the refund back. The money is with you again; the customer "
           "does not have it. Ask the customer for another way to return it."_s;
    QTest::newRow("does not match")
        << u"review"_s << u"amount_mismatch"_s << u"integrity"_s
        << u"The processor confirmed something other than it was asked for. The money may or may "
           "not have gone back; its amount stays reserved. Compare the refund with the "
           "processor's own records before anything else."_s;
}

void RefundEditorTest::outcomesInWords()
{
    QFETCH(QString, status);
    QFETCH(QString, code);
    QFETCH(QString, category);
    QFETCH(QString, line);
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &RefundEditor::done);
    QSignalSpy failed(&editor, &RefundEditor::failed);
    Refund refund = world.refund(payment, editor.refundId(), 6000, *refundStatusFromText(status));
    refund.error = {code, category, u"no"_s, {}};
    world.refunds.createAnswers.standing = refund;
    editor.submit();
    QTRY_COMPARE(done.size() + failed.size(), 1);
    const ErrorText &text = editor.failure();
    const QString told = done.isEmpty() ? QStringList{text.what, text.where, text.todo}.join(u' ')
                                        : done.first().first().toString();
    QCOMPARE(plain(told), line);
    QCOMPARE(done.isEmpty(), !text.isEmpty());
}

void RefundEditorTest::refusedMayBeTriedAgainAsAnother()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    const RefundId first = editor.refundId();
    Refund refused = world.refund(payment, first, 6000, RefundStatus::Failed);
    refused.error = {u"refund_failed"_s, u"processor_error"_s, {}, {}};
    world.refunds.createAnswers.standing = refused;
    editor.submit();
    QTRY_VERIFY(!editor.failure().isEmpty());
    QVERIFY(editor.isValid());
    QVERIFY(editor.refundId() != first);
    editor.submit();
    QTRY_COMPARE(world.refunds.created.size(), size_t(2));
    QVERIFY(world.refunds.created.back().id != first);
}

void RefundEditorTest::unknownLocksUntilItIsKnown()
{
    EditorWorld world;
    Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &RefundEditor::done);
    Refund silent = world.refund(payment, editor.refundId(), 2000, RefundStatus::Pending);
    silent.error = {u"timeout"_s, u"unknown_outcome"_s, {}, {}};
    Operation asked;
    asked.state = OperationState::Unknown;
    asked.nextCheckAtMs = world.clock.nowMs() + 10'000;
    payment.version += 2;
    payment.refundPending = 2000;
    payment.outcomeUnknown = true;
    world.keep(payment, {asked}, {silent});
    world.refunds.createAnswers.standing = silent;
    enter(editor, 2000);
    editor.submit();
    QTRY_VERIFY(editor.failure().todo.contains(u"10:00:10"_s));
    QVERIFY(editor.isLocked());
    QVERIFY(!editor.isValid());
    QCOMPARE(editor.failure().where, u"The money may or may not have gone back."_s);
    QVERIFY(editor.failure().todo.contains(u"do not refund again"_s));
    editor.submit();
    QCOMPARE(world.refunds.created.size(), size_t(1));
    silent.status = RefundStatus::Succeeded;
    silent.error = {};
    payment.version += 1;
    payment.refundPending = 0;
    payment.refunded = 2000;
    payment.outcomeUnknown = false;
    world.keep(payment, {}, {silent});
    world.publish(payment);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(plain(done.first().first().toString()),
             u"Checked: the refund of 20.00 EUR did go through."_s);
}

/// The answer to an earlier click is lost, or that click was another window's: the refund is there.
void RefundEditorTest::lostAnswerIsLookedUp()
{
    EditorWorld world;
    Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy done(&editor, &RefundEditor::done);
    const Refund there = world.refund(payment, editor.refundId(), 6000, RefundStatus::Succeeded);
    payment.version += 2;
    payment.refunded = 6000;
    world.keep(payment, {}, {there});
    world.refunds.createAnswers.standing = Error{ErrorCode::Duplicate, u"refund_id"_s};
    editor.submit();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(world.refunds.created.size(), size_t(1));
}

void RefundEditorTest::otherRefundsLeaveLess()
{
    EditorWorld world;
    Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    QSignalSpy noticed(&editor, &RefundEditor::noticed);
    payment.version += 1;
    payment.refunded = 1500;
    payment.refundPending = 500;
    world.keep(payment);
    world.publish(payment);
    QTRY_COMPARE(noticed.size(), 1);
    QCOMPARE(plain(editor.actionText()), u"Refund 40.00 EUR"_s);
    payment.version += 1;
    payment.refundPending = 4500;
    world.keep(payment);
    world.publish(payment);
    QTRY_COMPARE(editor.problem(), u"Nothing is left to refund."_s);
    QVERIFY(!editor.isValid());
}

void RefundEditorTest::reasonIsKept_data()
{
    QTest::addColumn<MoneyReason::Kind>("kind");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("problem");
    QTest::newRow("none") << MoneyReason::Kind::Duplicate << QString() << QString();
    QTest::newRow("another needs a note")
        << MoneyReason::Kind::Other << u" "_s << u"Write the reason into the note."_s;
    QTest::newRow("too long") << MoneyReason::Kind::Duplicate << QString(246, u'x')
                              << u"The note is too long by 2 characters."_s;
    QTest::newRow("a card number") << MoneyReason::Kind::Other << u"card 4242 4242 4242 4242"_s
                                   << u"No card number and no control character may stand here."_s;
}

void RefundEditorTest::reasonIsKept()
{
    QFETCH(MoneyReason::Kind, kind);
    QFETCH(QString, note);
    QFETCH(QString, problem);
    EditorWorld world;
    RefundEditor editor(world.workspace, world.paid(6000));
    editor.setReason(kind);
    editor.setNote(note);
    QCOMPARE(editor.problem(), problem);
    QCOMPARE(editor.isValid(), problem.isEmpty());
}

void RefundEditorTest::recordsReadAsWords()
{
    for (const MoneyReason::Kind kind : MoneyReason::kinds()) {
        const MoneyReason noted{kind, u"did not fit"_s};
        QVERIFY(MoneyReason::fromRecord(noted.forRecord()).endsWith(u"did not fit"_s));
        QVERIFY(!MoneyReason::fromRecord(noted.forRecord()).contains(u'_'));
        const MoneyReason bare{kind, {}};
        QCOMPARE(MoneyReason::fromRecord(bare.forRecord()), MoneyReason::text(kind));
    }
    QCOMPARE(MoneyReason::fromRecord(u"written by a shop"_s), u"written by a shop"_s);
}

QTEST_GUILESS_MAIN(RefundEditorTest)
#include "refundeditortest.moc"
