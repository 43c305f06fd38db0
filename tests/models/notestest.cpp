#include "models/noteeditor.h"
#include "models/notelist.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Notes as they are written and read in the window.
class NotesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void written();
    void badTextIsNamed_data();
    void badTextIsNamed();
    void refusedByTheServices();
    void listFollows();
    void masked();
    void nowhereToKeepThem();

private:
    const NoteSubject m_payment{NoteAbout::Payment, u"pay_1"_s};
    const NoteSubject m_customer{NoteAbout::Customer, u"cus_1"_s};
};

void NotesTest::written()
{
    PageWorld world;
    NoteEditor editor(world.workspace, m_customer, u"Maria Keller"_s);
    QSignalSpy done(&editor, &NoteEditor::done);
    QCOMPARE(editor.title(), u"Note on Maria Keller"_s);
    QVERIFY(!editor.isTouched());
    editor.submit();
    QCOMPARE(editor.problem(), u"Write something first."_s);
    editor.setText(u" Prefers e-mail "_s);
    QCOMPARE(editor.problem(), QString());
    QCOMPARE(editor.lengthText(), u"986 characters left"_s);
    QVERIFY(editor.isTouched());
    editor.submit();
    editor.submit(); // the first is still under way
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(world.notes.added, QStringList{u"Prefers e-mail"_s});
    QCOMPARE(world.notes.notes.constFirst().subject, m_customer);
    QCOMPARE(world.notes.notes.constFirst().author, u"operator:Robin"_s);
}

void NotesTest::badTextIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const QString forbidden = u"No card number and no control character may stand here."_s;
    QTest::newRow("card") << u"card 4242 4242 4242 4242"_s << forbidden;
    QTest::newRow("control") << u"a\tb"_s << forbidden;
    QTest::newRow("long") << QString(kLongestNote + 3, u'x') << u"The note is too long."_s;
}

void NotesTest::badTextIsNamed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, problem);
    PageWorld world;
    NoteEditor editor(world.workspace, m_payment, {});
    editor.setText(text);
    QCOMPARE(editor.problem(), problem); // while it is typed
    editor.submit();
    QCOMPARE(editor.problem(), problem);
    QVERIFY(world.notes.added.isEmpty());
    if (text.size() > kLongestNote)
        QCOMPARE(editor.lengthText(), u"3 characters too many"_s);
    editor.setText(u"fine"_s);
    QCOMPARE(editor.problem(), QString());
}

void NotesTest::refusedByTheServices()
{
    PageWorld world;
    world.notes.refusal = Error{ErrorCode::NotFound, u"payment_id"_s};
    NoteEditor editor(world.workspace, m_payment, {});
    QSignalSpy failed(&editor, &NoteEditor::failed);
    editor.setText(u"fine"_s);
    editor.submit();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(editor.failure().what, u"There is no such payment."_s);
    QCOMPARE(editor.failure().reference, u"pay_1"_s);
    QVERIFY(!editor.isBusy());
    QCOMPARE(editor.text(), u"fine"_s); // nothing typed is lost
}

void NotesTest::listFollows()
{
    PageWorld world;
    NoteList list(world.workspace);
    QVERIFY(list.isAvailable());
    list.setSubject(m_payment);
    world.notes.add({world.workspace.caller, m_payment, u"first"_s});
    QTRY_COMPARE(list.entries().size(), 1);
    world.notes.add({world.workspace.caller, m_customer, u"about somebody"_s});
    world.notes.add({world.workspace.caller, m_payment, u"second"_s});
    QTRY_COMPARE(list.entries().size(), 2);
    QCOMPARE(list.entries().constFirst().text, u"second"_s);
    QVERIFY2(list.entries().constFirst().heading.startsWith(u"Robin, "_s),
             qPrintable(list.entries().constFirst().heading));
    list.setSubject(m_customer);
    QVERIFY(list.entries().isEmpty()); // never another one's
    QTRY_COMPARE(list.entries().size(), 1);
    list.setSubject({});
    QTest::qWait(0);
    QVERIFY(list.entries().isEmpty());
}

void NotesTest::masked()
{
    PageWorld world;
    PrivacyMask mask;
    world.workspace.mask = &mask;
    world.notes.add({world.workspace.caller, m_payment, u"Maria called"_s});
    NoteList list(world.workspace);
    list.setSubject(m_payment);
    QTRY_COMPARE(list.entries().size(), 1);
    mask.setOn(true);
    QCOMPARE(list.entries().constFirst().text, PrivacyMask::dots());
    mask.setOn(false);
    QCOMPARE(list.entries().constFirst().text, u"Maria called"_s);
}

void NotesTest::nowhereToKeepThem()
{
    PageWorld world;
    world.workspace.notes = nullptr;
    NoteList list(world.workspace);
    list.setSubject(m_payment);
    QVERIFY(!list.isAvailable());
    QVERIFY(list.entries().isEmpty());
}

QTEST_GUILESS_MAIN(NotesTest)
#include "notestest.moc"
