#include "ui/processors/processorspage.h"

#include "tests/support/fakeaccounts.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretfield.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct AccountWorld : PageWorld
{
    FakeAccounts accounts{events};
};

struct Shown
{
    explicit Shown(AccountWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
    {
        window.setProcessors(world.accounts);
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
        auto *pages = window.findChild<QListWidget *>(u"pages"_s);
        pages->setCurrentRow(pages->count() - 1);
        page = window.processorsPage();
        table = page->findChild<DataTable *>(u"processorsTable"_s);
        [&] { QTRY_VERIFY(page->table().readAtMs() > 0); }();
        page->focusTable();
    }
    QString said() const { return page->findChild<MessageBar *>(u"processorsMessage"_s)->text(); }
    QWidget *part(const QString &name) const { return page->findChild<QWidget *>(name); }
    QDialog *dialog(const QString &name = u"processorDialog"_s) const
    {
        QDialog *found = nullptr;
        [&] { QTRY_VERIFY((found = page->findChild<QDialog *>(name)) && found->isVisible()); }();
        if (found && !QTest::qWaitForWindowActive(found))
            qWarning("the dialog did not become active");
        return found;
    }
    /// Chooses the first account, and waits until the side shows it.
    void choose(int row = 0) const
    {
        table->chooseRow(row);
        QTest::qWait(300);
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    ProcessorsPage *page = nullptr;
    DataTable *table = nullptr;
};

/// Counts what a person does: each is one key, click, choice or paste.
struct Steps
{
    int count = 0;

    void key(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        ++count;
        QTest::keyClick(widget, key, modifiers);
    }
    void click(QWidget *widget)
    {
        ++count;
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void paste(QWidget *field, const char *text)
    {
        ++count;
        field->setFocus();
        QTest::keyClicks(field, QString::fromLatin1(text));
    }
    void pick(QComboBox *box, const QString &text)
    {
        ++count;
        box->setCurrentText(text);
    }
};

} // namespace

/// The page of accounts at processors by mouse and key.
class ProcessorsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isThereOnlyWithAccounts();
    void showsWhatIsKnown();
    void connectsAProcessor();
    void replacesALeakedKey();
    void refusesKeysOfTheOtherMode();
    void keysStayHidden();
    void disablesAndEnables();
    void removalSaysWhatDependsOnIt();
    void oldKeysCanComeBack();
    void lockedVaultIsTold();
    void emptyAndFailedAreTold();
    void everyActionHasAKey();
};

void ProcessorsPageTest::isThereOnlyWithAccounts()
{
    PageWorld world;
    Theme theme(*qApp, world.settings);
    RecordedActions actions;
    MainWindow window(world.workspace, world.time, world.settings, theme, actions);
    QVERIFY(!window.processorsPage());
}

void ProcessorsPageTest::showsWhatIsKnown()
{
    AccountWorld world;
    const qint64 nowMs = world.clock.nowMs();
    world.accounts.add(u"adyen"_s, u"Adyen shop"_s, nowMs);
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, nowMs - 12LL * 24 * 3'600'000);
    AccountHealth paused;
    paused.isPaused = true;
    paused.lastFailureMs = nowMs;
    paused.lastFailure = u"no_answer"_s;
    world.accounts.healths.insert(u"mca_2"_s, paused);
    Shown shown(world);
    const auto cell = [&shown](int row, ProcessorColumn column) {
        return shown.page->table().index(row, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(shown.page->table().rowCount(), 2);
    QCOMPARE(cell(0, ProcessorColumn::Health), u"Not asked yet"_s);
    QCOMPARE(cell(0, ProcessorColumn::KeyAge), u"today"_s);
    QCOMPARE(cell(1, ProcessorColumn::Health), u"Paused"_s);
    QCOMPARE(cell(1, ProcessorColumn::KeyAge), u"12 days"_s);
    QCOMPARE(cell(1, ProcessorColumn::Environment), u"TEST"_s);
    QVERIFY(cell(1, ProcessorColumn::Features).contains(u"saved cards"_s));
    shown.choose(1);
    QTRY_COMPARE(shown.page->findChild<QLabel *>(u"accountTitle"_s)->text(), u"Stripe shop"_s);
    QVERIFY(shown.page->findChild<QLabel *>(u"accountMeaning"_s)->text().contains(u"no answer"_s));
}

void ProcessorsPageTest::connectsAProcessor()
{
    AccountWorld world;
    Shown shown(world);
    Steps steps;
    steps.key(shown.table, Qt::Key_N);
    QDialog *dialog = shown.dialog();
    steps.pick(dialog->findChild<QComboBox *>(u"processor"_s), u"Adyen"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"keyName"_s);
    QVERIFY(name && name->isVisible());
    steps.paste(dialog->findChild<SecretField *>(u"key"_s), "AQEtest_1");
    steps.paste(name, "ShopECOM");
    steps.click(dialog->findChild<QPushButton *>(u"test"_s));
    auto *message = dialog->findChild<MessageBar *>();
    QTRY_VERIFY(message->text().contains(u"Nothing was charged"_s));
    QVERIFY(world.accounts.accounts.isEmpty());
    QVERIFY(dialog->findChild<QCheckBox *>(u"cards"_s)->isChecked()); // methods are preset
    steps.key(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(world.accounts.accounts.size(), 1);
    QTRY_COMPARE(shown.page->table().rowCount(), 1);
    QTRY_VERIFY(shown.said().contains(u"Adyen is connected"_s));
    QCOMPARE(world.accounts.keys,
             R"({"auth_type":"BodyKey","api_key":"AQEtest_1","key1":"ShopECOM"})"_ba);
    QCOMPARE(world.accounts.asked, (QStringList{u"verify"_s, u"create"_s}));
    QVERIFY2(steps.count <= 8, qPrintable(QString::number(steps.count)));
    qInfo("A1 connect a processor and prove it works: %d steps (goal 8)", steps.count);
}

void ProcessorsPageTest::replacesALeakedKey()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    Shown shown(world);
    shown.choose();
    Steps steps;
    steps.key(shown.table, Qt::Key_R);
    QDialog *dialog = shown.dialog();
    QVERIFY(dialog->findChild<QCheckBox *>(u"keepOld"_s)->isChecked());
    steps.paste(dialog->findChild<SecretField *>(u"key"_s), "sk_test_new");
    steps.click(dialog->findChild<QPushButton *>(u"test"_s));
    QTRY_VERIFY(dialog->findChild<MessageBar *>()->text().contains(u"Nothing was charged"_s));
    steps.key(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(shown.said().contains(u"stay for 24 hours"_s));
    QCOMPARE(world.accounts.asked, (QStringList{u"test"_s, u"update"_s}));
    QVERIFY(world.accounts.accounts.first().previousUntilMs > 0);
    QVERIFY2(steps.count <= 5, qPrintable(QString::number(steps.count)));
    qInfo("A2 replace a leaked key with no downtime: %d steps (goal 5)", steps.count);
}

void ProcessorsPageTest::refusesKeysOfTheOtherMode()
{
    AccountWorld world;
    Shown shown(world);
    QTest::keyClick(shown.table, Qt::Key_N);
    QDialog *dialog = shown.dialog();
    dialog->findChild<QComboBox *>(u"processor"_s)->setCurrentText(u"Stripe"_s);
    auto *primary = dialog->findChild<QPushButton *>(u"primary"_s);
    auto *message = dialog->findChild<MessageBar *>();
    QTest::mouseClick(primary, Qt::LeftButton); // nothing typed
    QTRY_VERIFY(message->text().contains(u"A key is missing"_s));
    QCOMPARE(world.accounts.asked, QStringList());
    QTest::keyClicks(dialog->findChild<SecretField *>(u"key"_s), u"sk_live_1"_s);
    QTest::mouseClick(primary, Qt::LeftButton);
    QTRY_VERIFY(message->text().contains(u"a live key is never used in one"_s));
    QVERIFY(message->text().contains(u"Nothing was sent for payment"_s));
    QVERIFY(world.accounts.accounts.isEmpty());
    auto *key = dialog->findChild<SecretField *>(u"key"_s);
    key->clear();
    QTest::keyClicks(key, u"wrong_1"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"test"_s), Qt::LeftButton);
    QTRY_VERIFY(message->text().contains(u"Stripe refused the keys"_s));
}

void ProcessorsPageTest::keysStayHidden()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    Shown shown(world);
    shown.choose();
    QTest::keyClick(shown.table, Qt::Key_R);
    QDialog *dialog = shown.dialog();
    auto *key = dialog->findChild<SecretField *>(u"key"_s);
    QTest::keyClicks(key, u"sk_test_visible"_s);
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u"visible"_s));
    QVERIFY(!key->maskedText().contains(u's'));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"primary"_s), Qt::LeftButton);
    QTRY_VERIFY(shown.said().contains(u"new keys"_s));
    QVERIFY(!world.accounts.accounts.first().authShownJson.contains(u"visible"_s));
}

void ProcessorsPageTest::disablesAndEnables()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    Shown shown(world);
    shown.choose();
    QTest::keyClick(shown.table, Qt::Key_D);
    QTRY_VERIFY(shown.said().contains(u"is disabled"_s));
    QVERIFY(world.accounts.accounts.first().account.disabled);
    QTRY_VERIFY(!shown.page->table().isLoading());
    QTRY_COMPARE(shown.page->table().index(0, 0).data().toString(), u"Disabled"_s);
    QTest::mouseClick(shown.part(u"accountSwitch"_s), Qt::LeftButton);
    QTRY_VERIFY(shown.said().contains(u"is enabled"_s));
    QVERIFY(!world.accounts.accounts.first().account.disabled);
}

void ProcessorsPageTest::removalSaysWhatDependsOnIt()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    world.accounts.uses = {3, 0, 2, true};
    Shown shown(world);
    shown.choose();
    QTest::keyClick(shown.table, Qt::Key_Delete);
    QDialog *dialog = shown.dialog(u"removalDialog"_s);
    auto *effects = dialog->findChild<QLabel *>(u"effect"_s);
    QTRY_VERIFY(effects->text().contains(u"money held there: 3"_s));
    QVERIFY(effects->text().contains(u"a token there: 2"_s));
    QVERIFY(effects->text().contains(u"only account"_s));
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(world.accounts.accounts.isEmpty());
    QTRY_COMPARE(shown.page->table().rowCount(), 0);
}

void ProcessorsPageTest::oldKeysCanComeBack()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1).previousUntilMs =
        world.clock.nowMs() + 3'600'000;
    Shown shown(world);
    shown.choose();
    QWidget *restore = shown.part(u"accountRestore"_s);
    QTRY_VERIFY(restore->isVisible());
    QTest::mouseClick(restore, Qt::LeftButton);
    QTRY_VERIFY(shown.said().contains(u"old keys again"_s));
    QTRY_VERIFY(!restore->isVisible());
}

void ProcessorsPageTest::lockedVaultIsTold()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    Shown shown(world);
    auto *notice = shown.page->findChild<QLabel *>(u"processorsVault"_s);
    QVERIFY(!notice->isVisible());
    world.vault.set({VaultState::Locked, {ErrorCode::VaultLocked}});
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(u"locked"_s));
    world.accounts.error = Error{ErrorCode::VaultLocked};
    shown.choose();
    QTest::keyClick(shown.table, Qt::Key_T);
    QTRY_VERIFY(shown.said().contains(u"vault with the keys is locked"_s));
    world.vault.set({VaultState::Open, {}});
    QTRY_VERIFY(!notice->isVisible());
}

void ProcessorsPageTest::emptyAndFailedAreTold()
{
    AccountWorld world;
    Shown shown(world);
    QWidget *state = shown.part(u"processorsState"_s);
    QTRY_VERIFY(state->isVisible());
    QStringList words;
    for (const QLabel *label : state->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.join(u' ').contains(u"No processor is connected"_s));
    world.accounts.listError = Error{ErrorCode::StorageUnavailable};
    shown.page->reload();
    QTRY_VERIFY(shown.page->table().failure().has_value());
    world.accounts.listError.reset();
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    shown.page->reload();
    QTRY_COMPARE(shown.page->table().rowCount(), 1);
    QTRY_VERIFY(!state->isVisible());
}

void ProcessorsPageTest::everyActionHasAKey()
{
    AccountWorld world;
    world.accounts.add(u"stripe"_s, u"Stripe shop"_s, 1);
    Shown shown(world);
    shown.choose();
    QTest::keyClick(shown.table, Qt::Key_T);
    QTRY_VERIFY(shown.said().contains(u"Nothing was charged"_s));
    QTRY_VERIFY(!shown.page->table().isLoading());
    QTest::keyClick(shown.table, Qt::Key_Return);
    QDialog *dialog = shown.dialog();
    auto *label = dialog->findChild<QLineEdit *>(u"label"_s);
    QCOMPARE(label->text(), u"Stripe shop"_s);
    dialog->close();
    for (const QPushButton *button : shown.part(u"accountView"_s)->findChildren<QPushButton *>()) {
        QVERIFY(!button->text().isEmpty());
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }
}

QTEST_MAIN(ProcessorsPageTest)
#include "processorspagetest.moc"
