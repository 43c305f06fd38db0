#include "models/capturemanytable.h"
#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Phase = CaptureManyEditor::Phase;
using Section = CaptureManyEditor::Section;

/// Capturing many holds at once.
class CaptureManyEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void sortsIntoGroups_data();
    void sortsIntoGroups();
    void loadsAFewAtATime();
    void loadsByRowId();
    void aBrokenListStartsNothing();
    void comesByEndOfHold();
    void neverAddsCurrencies();
    void manyNeedTheirNumberTyped();
    void amountsAreEdited();
    void keepsThirtyTwoInFlight();
    void survivesSingleFailures();
    void restCanBeCancelled();
    void unknownBecomesKnown();
    void changedPaymentIsJudgedAgain();
    void tableIsAWellBehavedModel();
};

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

QList<PaymentId> idsOf(const QList<Payment> &payments)
{
    QList<PaymentId> ids;
    for (const Payment &payment : payments)
        ids.append(payment.id);
    return ids;
}

QList<Payment> holds(EditorWorld &world, int count)
{
    QList<Payment> payments;
    for (int i = 0; i < count; ++i)
        payments.append(world.held(1000 + i));
    return payments;
}

/// Answers every capture with success, in the order they are asked for.
void answerWithSuccess(EditorWorld &world, const QList<Payment> &payments)
{
    for (const Payment &payment : payments)
        world.payments.captureAnswers.script(EditorWorld::afterCapture(payment, payment.amount));
}

} // namespace

void CaptureManyEditorTest::sortsIntoGroups_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<bool>("unknown");
    QTest::addColumn<int>("hoursLeft");
    QTest::addColumn<CaptureGroup>("group");
    QTest::addColumn<bool>("included");
    const auto row = [](const char *name, PaymentStatus status, bool unknown, int hours,
                        CaptureGroup group, bool included) {
        QTest::newRow(name) << status << unknown << hours << group << included;
    };
    using enum PaymentStatus;
    row("held", RequiresCapture, false, 48, CaptureGroup::Ready, true);
    row("ends in the hour", RequiresCapture, false, 0, CaptureGroup::NeedsALook, false);
    row("ended", RequiresCapture, false, -1, CaptureGroup::Cannot, false);
    row("part held", PartiallyAuthorizedAndRequiresCapture, false, 48, CaptureGroup::NeedsALook,
        false);
    row("part captured", PartiallyCapturedAndCapturable, false, 48, CaptureGroup::NeedsALook,
        false);
    row("not known", Processing, true, 48, CaptureGroup::NeedsALook, false);
    row("in progress", Processing, false, 48, CaptureGroup::NeedsALook, false);
    row("paid", Succeeded, false, -1, CaptureGroup::AlreadyDone, false);
    row("closed", PartiallyCaptured, false, -1, CaptureGroup::AlreadyDone, false);
    row("failed", Failed, false, 48, CaptureGroup::Cannot, false);
    row("released", Cancelled, false, 48, CaptureGroup::Cannot, false);
    row("draft", RequiresConfirmation, false, 48, CaptureGroup::Cannot, false);
    row("expired", Expired, false, -1, CaptureGroup::Cannot, false);
}

void CaptureManyEditorTest::sortsIntoGroups()
{
    QFETCH(PaymentStatus, status);
    QFETCH(bool, unknown);
    QFETCH(int, hoursLeft);
    QFETCH(bool, included);
    EditorWorld world;
    Payment payment = world.held(4000, CaptureMethod::ManualMultiple);
    payment.status = status;
    payment.outcomeUnknown = unknown;
    payment.captureBeforeMs = world.clock.nowMs() + hoursLeft * 3'600'000LL + 60'000;
    world.keep(payment);
    CaptureManyEditor editor(world.workspace, idsOf({payment}));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    const CaptureRow &row = editor.rows().first();
    QTEST(row.group, "group");
    QCOMPARE(row.included, included);
    QCOMPARE(row.why.isEmpty(), row.group == CaptureGroup::Ready);
}

void CaptureManyEditorTest::loadsAFewAtATime()
{
    EditorWorld world;
    world.payments.findAnswers.hold = true;
    const QList<Payment> payments = holds(world, 40);
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QCOMPARE(editor.phase(), Phase::Loading);
    QCOMPARE(world.payments.findAnswers.waiting(), CaptureManyEditor::kLoadsAtOnce);
    world.payments.findAnswers.answerNext();
    QTRY_COMPARE(editor.loaded(), 1);
    QCOMPARE(world.payments.findAnswers.waiting(), CaptureManyEditor::kLoadsAtOnce);
    while (editor.phase() == Phase::Loading) {
        if (world.payments.findAnswers.waiting() > 0)
            world.payments.findAnswers.answerLast();
        QTest::qWait(0);
    }
    QCOMPARE(editor.rows().size(), 40);
    QCOMPARE(editor.includedCount(), 40);
}

void CaptureManyEditorTest::loadsByRowId()
{
    EditorWorld world;
    QList<qint64> rowIds;
    for (int i = 0; i < 3; ++i) {
        const Payment payment = world.held(1000);
        world.lists.row(payment.rowId).id = payment.id;
        rowIds.append(payment.rowId);
    }
    CaptureManyEditor editor(world.workspace, rowIds);
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QCOMPARE(editor.includedCount(), 3);
}

void CaptureManyEditorTest::aBrokenListStartsNothing()
{
    EditorWorld world;
    world.lists.failure = Error{ErrorCode::StorageUnavailable};
    CaptureManyEditor editor(world.workspace, QList<qint64>{1, 2});
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QVERIFY(editor.problem().contains(u"database"_s));
    editor.start();
    QVERIFY(world.payments.captured.empty());
}

void CaptureManyEditorTest::comesByEndOfHold()
{
    EditorWorld world;
    QList<Payment> payments = holds(world, 3);
    const qint64 now = world.clock.nowMs();
    payments[0].captureBeforeMs = 0; // not known: last
    payments[1].captureBeforeMs = now + 90'000'000;
    payments[2].captureBeforeMs = now + 80'000'000;
    for (const Payment &payment : payments)
        world.keep(payment);
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QCOMPARE(editor.rows().at(0).id, payments.at(2).id);
    QCOMPARE(editor.rows().at(1).id, payments.at(1).id);
    QCOMPARE(editor.rows().at(2).id, payments.at(0).id);
}

void CaptureManyEditorTest::neverAddsCurrencies()
{
    EditorWorld world;
    const QList<Payment> payments = {world.held(1000), world.held(500),
                                     world.held(700, CaptureMethod::Manual, Currency::Jpy)};
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QCOMPARE(editor.includedTotals(),
             QList<Money>({Money{1500, Currency::Eur}, Money{700, Currency::Jpy}}));
}

void CaptureManyEditorTest::manyNeedTheirNumberTyped()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 21);
    answerWithSuccess(world, payments);
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QVERIFY(editor.needsTypedCount());
    editor.start();
    editor.setTypedCount(u"20"_s);
    editor.start();
    QVERIFY(world.payments.captured.empty());
    editor.setIncluded(0, false); // 20 now: nothing to type any more
    QVERIFY(editor.canStart());
    editor.setIncluded(0, true);
    editor.setTypedCount(u"21"_s);
    editor.start();
    QTRY_COMPARE(editor.phase(), Phase::Finished);
    QCOMPARE(world.payments.captured.size(), size_t(21));
}

void CaptureManyEditorTest::amountsAreEdited()
{
    EditorWorld world;
    const Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    world.payments.captureAnswers.standing = EditorWorld::afterCapture(payment, 6000);
    CaptureManyEditor editor(world.workspace, idsOf({payment}));
    CaptureManyTable table(editor);
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    const QModelIndex amount =
        table.index(0, static_cast<int>(CaptureManyTable::Column::ToCapture));
    const QModelIndex note = table.index(0, static_cast<int>(CaptureManyTable::Column::Note));
    const QModelIndex rest = table.index(0, static_cast<int>(CaptureManyTable::Column::Rest));
    QCOMPARE(amount.data(Qt::EditRole).toString(), u"100.00"_s);
    for (const QString &wrong : {u"100.01"_s, u"0"_s, u"1,2,3"_s, u"ten"_s}) {
        QVERIFY(table.setData(amount, wrong, Qt::EditRole));
        QVERIFY(!editor.canStart());
        QVERIFY(!note.data().toString().isEmpty());
        QVERIFY(amount.data(CaptureManyTable::ProblemRole).toBool());
        editor.start();
    }
    QVERIFY(world.payments.captured.empty());
    QVERIFY(table.setData(amount, u"60.00"_s, Qt::EditRole));
    QCOMPARE(plain(rest.data().toString()), u"40.00 EUR stays held"_s);
    editor.start();
    QTRY_COMPARE(editor.phase(), Phase::Finished);
    QCOMPARE(world.payments.captured.front().amount, std::optional<qint64>(6000));
    QCOMPARE(plain(note.data().toString()), u"Captured 60.00 EUR"_s);
}

void CaptureManyEditorTest::keepsThirtyTwoInFlight()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 50);
    answerWithSuccess(world, payments);
    world.payments.captureAnswers.hold = true;
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    editor.setTypedCount(u"50"_s);
    editor.start();
    editor.start();
    QCOMPARE(world.payments.captureAnswers.waiting(), 32);
    world.payments.captureAnswers.answerNext();
    QTRY_COMPARE(editor.doneCount(), 1);
    QCOMPARE(world.payments.captureAnswers.waiting(), 32);
    while (editor.phase() == Phase::Running) {
        if (world.payments.captureAnswers.waiting() > 0)
            world.payments.captureAnswers.answerNext();
        QTest::qWait(0);
    }
    QSet<QString> operations;
    for (const CapturePayment &sent : world.payments.captured)
        operations.insert(sent.clientOperationId);
    QCOMPARE(operations.size(), 50);
    QCOMPARE(editor.countIn(Section::Captured), 50);
}

void CaptureManyEditorTest::survivesSingleFailures()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 5);
    auto &answers = world.payments.captureAnswers;
    answers.script(EditorWorld::afterCapture(payments.at(0), 1000));
    answers.script(
        EditorWorld::refused(payments.at(1), u"generic_decline"_s, PaymentStatus::Failed));
    answers.script(EditorWorld::unknownCapture(payments.at(2), 1002));
    answers.script(Error{ErrorCode::StorageUnavailable});
    answers.script(EditorWorld::afterCapture(payments.at(4), 1004));
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    editor.start();
    QTRY_COMPARE(editor.phase(), Phase::Finished);
    QCOMPARE(editor.countIn(Section::Captured), 2);
    QCOMPARE(editor.countIn(Section::Refused), 1);
    QCOMPARE(editor.countIn(Section::NotKnown), 1);
    QCOMPARE(editor.countIn(Section::NotSent), 1);
    QCOMPARE(editor.capturedTotals(), QList<Money>({Money{2004, Currency::Eur}}));
    QCOMPARE(plain(editor.summary()),
             u"Captured 2 of 5: 20.04 EUR. Refused: 1. Not known yet: 1. Not sent: 1."_s);
    const QStringList report = editor.report().split(u'\n');
    QCOMPARE(report.size(), 6); // the summary and one line a payment
    for (const CaptureRow &row : editor.rows())
        QVERIFY(!row.outcome.isEmpty());
}

void CaptureManyEditorTest::restCanBeCancelled()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 40);
    answerWithSuccess(world, payments);
    world.payments.captureAnswers.hold = true;
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    editor.setTypedCount(u"40"_s);
    editor.start();
    editor.cancelRest();
    QCOMPARE(editor.countIn(Section::NotSent), 8);
    QCOMPARE(editor.phase(), Phase::Running); // 32 are under way and are waited for
    while (editor.phase() == Phase::Running) {
        if (world.payments.captureAnswers.waiting() > 0)
            world.payments.captureAnswers.answerNext();
        QTest::qWait(0);
    }
    QCOMPARE(world.payments.captured.size(), size_t(32));
    QCOMPARE(editor.countIn(Section::Captured), 32);
}

void CaptureManyEditorTest::unknownBecomesKnown()
{
    EditorWorld world;
    const Payment payment = world.held(1000);
    world.payments.captureAnswers.standing = EditorWorld::unknownCapture(payment, 1000);
    CaptureManyEditor editor(world.workspace, idsOf({payment}));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    editor.start();
    QTRY_COMPARE(editor.countIn(Section::NotKnown), 1);
    const Payment known = EditorWorld::afterCapture(payment, 1000);
    world.keep(known);
    world.publish(known);
    QTRY_COMPARE(editor.countIn(Section::Captured), 1);
}

void CaptureManyEditorTest::changedPaymentIsJudgedAgain()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 2);
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    QTRY_COMPARE(editor.phase(), Phase::Planning);
    QCOMPARE(editor.includedCount(), 2);
    const Payment changed = EditorWorld::afterCapture(payments.at(0), 1000);
    world.keep(changed);
    world.publish(changed);
    QTRY_COMPARE(editor.includedCount(), 1);
    QCOMPARE(editor.countIn(CaptureGroup::AlreadyDone), 1);
}

void CaptureManyEditorTest::tableIsAWellBehavedModel()
{
    EditorWorld world;
    const QList<Payment> payments = holds(world, 30);
    answerWithSuccess(world, payments);
    CaptureManyEditor editor(world.workspace, idsOf(payments));
    CaptureManyTable table(editor);
    const QAbstractItemModelTester tester(&table,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(table.rowCount(), 30);
    QVERIFY(table.setData(table.index(3, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(editor.includedCount(), 29);
    editor.setTypedCount(u"29"_s);
    editor.start();
    QTRY_COMPARE(editor.phase(), Phase::Finished);
    QCOMPARE(table.index(3, 0).data(CaptureManyTable::SectionRole).toInt(), -1);
    QVERIFY(!table.setData(table.index(4, 0), Qt::Unchecked, Qt::CheckStateRole));
}

QTEST_GUILESS_MAIN(CaptureManyEditorTest)
#include "capturemanyeditortest.moc"
