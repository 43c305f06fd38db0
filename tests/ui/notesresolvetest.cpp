#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/notes/notedialog.h"
#include "ui/notes/notesview.h"
#include "ui/payments/resolvedialog.h"
#include "ui/theme.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

class ScriptedPrompts final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answered) override
    {
        asked.append(question.name);
        answered(answer);
    }

    QStringList asked;
    bool answer = false;
};

const PaymentId kPayment{u"pay_1"_s};

} // namespace

/// Notes, and what nobody knows yet, by keys and clicks.
class NotesResolveTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void noteIsWritten();
    void badNoteIsMarked();
    void leavingAsks();
    void notesAreShown();
    void unknownIsShown();
    void askedAgain();
    void evidenceIsKept();

private:
    /// A capture whose outcome is not known.
    static PaymentId addUnknown(PageWorld &world)
    {
        world.lists.generate(1);
        world.addDetails(1);
        const PaymentId id = world.lists.row(1).id;
        PaymentDetails &details = world.payments.details[id];
        details.payment.status = PaymentStatus::Processing;
        details.payment.outcomeUnknown = true;
        Operation operation;
        operation.id = {u"op_1"_s};
        operation.kind = OperationKind::Capture;
        operation.state = OperationState::Unknown;
        operation.amount = 4'990;
        operation.idempotencyKey = u"key_1"_s;
        operation.sendCount = 1;
        operation.checkCount = 3;
        operation.lastSentAtMs = world.clock.nowMs() - 60'000;
        details.operations = {operation};
        return id;
    }
};

void NotesResolveTest::noteIsWritten()
{
    PageWorld world;
    NoteEditor editor(world.workspace, {NoteAbout::Customer, u"cus_1"_s}, u"Maria Keller"_s);
    ScriptedPrompts prompts;
    NoteDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *text = dialog.findChild<QPlainTextEdit *>(u"noteText"_s);
    QTest::keyClicks(text, u"Prefers e-mail"_s);
    QCOMPARE(dialog.findChild<QLabel *>(u"noteLength"_s)->text(), u"986 characters left"_s);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(world.notes.added, QStringList{u"Prefers e-mail"_s});
    QVERIFY(prompts.asked.isEmpty());
}

void NotesResolveTest::badNoteIsMarked()
{
    PageWorld world;
    NoteEditor editor(world.workspace, {NoteAbout::Payment, kPayment.value}, {});
    ScriptedPrompts prompts;
    NoteDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *text = dialog.findChild<QPlainTextEdit *>(u"noteText"_s);
    QTest::keyClicks(text, u"card 4242 4242 4242 4242"_s);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(20);
    QVERIFY(dialog.isVisible());
    QVERIFY(world.notes.added.isEmpty());
    QVERIFY(text->accessibleDescription().contains(u"No card number"_s));
}

void NotesResolveTest::leavingAsks()
{
    PageWorld world;
    NoteEditor editor(world.workspace, {NoteAbout::Payment, kPayment.value}, {});
    ScriptedPrompts prompts;
    NoteDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTest::keyClicks(dialog.findChild<QPlainTextEdit *>(u"noteText"_s), u"half a"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(prompts.asked, QStringList{u"discardNote"_s});
    QVERIFY(dialog.isVisible());
    prompts.answer = true;
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog.isVisible());
    QVERIFY(world.notes.added.isEmpty());
}

void NotesResolveTest::notesAreShown()
{
    PageWorld world;
    const NoteSubject subject{NoteAbout::Payment, kPayment.value};
    NotesView view(world.workspace, nullptr);
    QSignalSpy asked(&view, &NotesView::addAsked);
    view.setSubject(subject);
    view.show();
    QVERIFY(view.findChild<QLabel *>(u"noNotes"_s)->isVisible());
    world.notes.add({world.workspace.caller, subject, u"<b>bold</b> claims"_s});
    auto *list = view.findChild<QWidget *>(u"noteList"_s);
    QTRY_VERIFY(list->isVisible());
    const QList<QLabel *> lines = list->findChildren<QLabel *>();
    QCOMPARE(lines.constLast()->text(), u"<b>bold</b> claims"_s);
    QCOMPARE(lines.constLast()->textFormat(), Qt::PlainText);
    QVERIFY(!view.findChild<QLabel *>(u"noNotes"_s)->isVisible());
    view.findChild<QPushButton *>(u"addNote"_s)->click();
    QCOMPARE(asked.size(), 1);
}

void NotesResolveTest::unknownIsShown()
{
    PageWorld world;
    const PaymentId id = addUnknown(world);
    ResolveEditor editor(world.workspace, id);
    ScriptedPrompts prompts;
    ResolveDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTRY_VERIFY(editor.isOpen());
    QVERIFY(editor.title().startsWith(u"Capture of "_s));
    QVERIFY(editor.explanation().contains(u"may or may not have moved"_s));
    QStringList facts;
    for (const Fact &fact : editor.facts())
        facts.append(fact.label + u": "_s + fact.value);
    QVERIFY2(facts.contains(u"Sent under key: key_1"_s), qPrintable(facts.join(u'\n')));
    QVERIFY(facts.contains(u"Times asked since: 3"_s));
    // Two persons decide such things: shown, said why, and not to be done.
    for (const QString &name : {u"markDone"_s, u"markNotDone"_s}) {
        auto *choice = dialog.findChild<QRadioButton *>(name);
        QVERIFY(choice->isVisible() && !choice->isEnabled());
        QVERIFY(choice->accessibleDescription().contains(u"two persons"_s));
    }
    QVERIFY(dialog.findChild<QLabel *>(u"whyNotByHand"_s)->isVisible());
}

void NotesResolveTest::askedAgain()
{
    PageWorld world;
    const PaymentId id = addUnknown(world);
    ResolveEditor editor(world.workspace, id);
    ScriptedPrompts prompts;
    ResolveDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTRY_VERIFY(editor.isOpen());
    Payment still = world.payments.details[id].payment;
    world.payments.syncAnswers.script(still);
    QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(editor.answer().contains(u"still"_s), qPrintable(editor.answer()));
    QVERIFY(editor.isOpen());
    PaymentDetails &details = world.payments.details[id];
    details.payment.status = PaymentStatus::Succeeded;
    details.payment.outcomeUnknown = false;
    details.operations.first().state = OperationState::Succeeded;
    world.payments.syncAnswers.script(details.payment);
    QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!editor.isOpen());
    QTRY_COMPARE(editor.title(), u"It is known now"_s);
    QVERIFY2(editor.answer().contains(u"Paid"_s), qPrintable(editor.answer()));
    QVERIFY(!editor.mayAsk());
}

void NotesResolveTest::evidenceIsKept()
{
    PageWorld world;
    const PaymentId id = addUnknown(world);
    ResolveEditor editor(world.workspace, id);
    ScriptedPrompts prompts;
    ResolveDialog dialog(editor, nullptr, prompts);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTRY_VERIFY(editor.isOpen());
    auto *evidence = dialog.findChild<QPlainTextEdit *>(u"evidence"_s);
    auto *keep = dialog.findChild<QPushButton *>(u"keepEvidence"_s);
    QVERIFY(!keep->isEnabled());
    QTest::keyClicks(evidence, u"4242 4242 4242 4242"_s);
    QVERIFY(!keep->isEnabled());
    evidence->clear();
    QTest::keyClicks(evidence, u"On the statement of 4 March"_s);
    QVERIFY(keep->isEnabled());
    keep->click();
    QTRY_COMPARE(world.notes.added, QStringList{u"On the statement of 4 March"_s});
    QCOMPARE(world.notes.notes.constFirst().subject, (NoteSubject{NoteAbout::Payment, id.value}));
    QTRY_VERIFY(evidence->toPlainText().isEmpty());
    QVERIFY(world.payments.details[id].payment.outcomeUnknown); // nothing is decided by it
}

QTEST_MAIN(NotesResolveTest)
#include "notesresolvetest.moc"
