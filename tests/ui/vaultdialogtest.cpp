#include "ui/vault/vaultdialog.h"

#include "tests/support/editorworld.h"
#include "tests/support/fakevault.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/vault/vaultcorner.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretfield.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using Page = VaultDialog::Page;

namespace {

/// Answers as it is told, and keeps what it was asked.
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

VaultStatus locked(KeyPlace place, ErrorCode code = ErrorCode::VaultLocked)
{
    return {VaultState::Locked, {code}, place};
}

/// A dialog over a vault, shown.
struct Desk : EditorWorld
{
    explicit Desk(const VaultStatus &status)
    {
        workspace.vault = &vault;
        vault.now = status;
        controller = std::make_unique<VaultController>(workspace);
        autoLock = std::make_unique<AutoLock>(*controller, clock, settings);
        controller->look();
        [&] { QTRY_VERIFY(controller->isKnown()); }();
        const SaveChooser save = [this](QWidget *, const QString &,
                                        const std::function<void(const QString &)> &chosen) {
            chosen(saveTo);
        };
        dialog = std::make_unique<VaultDialog>(*controller, *autoLock, nullptr, prompts, save);
        dialog->show();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(dialog.get())); }();
    }

    template <class Widget>
    Widget *child(const QString &name) const
    {
        for (Widget *widget : dialog->findChildren<Widget *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void type(const QString &name, const QString &text) const
    {
        auto *field = child<QWidget>(name);
        [&] { QVERIFY2(field, qPrintable(name)); }();
        QTest::keyClicks(field, text);
    }
    void act() const { QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier); }
    QString said() const { return child<MessageBar>(u"message"_s) ? message() : QString(); }
    QString message() const { return dialog->findChild<MessageBar *>(u"message"_s)->text(); }
    bool waitFor(Page page) const
    {
        return QTest::qWaitFor([&] { return dialog->page() == page && !controller->isBusy(); },
                               20'000);
    }

    FakeVault vault{events};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    QString saveTo = folder.filePath(u"sheet.pdf"_s);
    ScriptedPrompts prompts;
    std::unique_ptr<VaultController> controller;
    std::unique_ptr<AutoLock> autoLock;
    std::unique_ptr<VaultDialog> dialog;
};

/// What no key of every keyboard makes.
void commit(QWidget *field, const QString &text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(field, &event);
}

/// The line that the sheet page asks for, from 1.
int askedLine(const Desk &desk)
{
    const QString name = desk.child<QLineEdit>(u"sheetProof"_s)->accessibleName();
    return name.mid(name.indexOf(u"line "_s) + 5, 1).toInt();
}

} // namespace

/// The vault as a person meets it: by keys and clicks.
class VaultDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void createsWithASheet_data();
    void createsWithASheet();
    void passphraseIsChecked();
    void sheetHasToBeOnPaper();
    void leavingTheSheetAsks();
    void sheetIsSavedForItsOwnerOnly();
    void keychainThatFailsLeadsToTheFile();
    void unlocks_data();
    void unlocks();
    void restores();
    void newSheet();
    void locksAndChoosesMinutes();
    void followsWhatOthersDo();
    void everyPageIsLabelled();
    void windowTellsHowItStands();
    void windowOpensWithoutTheVault();
    void activityKeepsItOpen();
};

void VaultDialogTest::createsWithASheet_data()
{
    QTest::addColumn<bool>("file");
    QTest::newRow("keychain") << false;
    QTest::newRow("key file") << true;
}

void VaultDialogTest::createsWithASheet()
{
    QFETCH(const bool, file);
    Desk desk({});
    QCOMPARE(desk.dialog->page(), Page::Create);
    if (file)
        desk.child<QAbstractButton>(u"inKeyFile"_s)->click();
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    QCOMPARE(desk.vault.asked, (QStringList{u"create"_s, u"sheet"_s}));
    QCOMPARE(desk.vault.place, file ? KeyPlace::KeyFile : KeyPlace::Keychain);
    QCOMPARE(desk.vault.passphrase, "a good passphrase"_ba); // the sheet's
    for (SecretField *field : desk.dialog->findChildren<SecretField *>())
        QVERIFY(field->isEmpty());
    desk.type(u"sheetProof"_s, u"%1 wmc"_s.arg(askedLine(desk))); // case and blanks do not matter
    desk.act();
    QVERIFY(!desk.dialog->isVisible());
    QVERIFY(desk.dialog->findChild<QLabel *>(u"sheet"_s)->text().isEmpty());
}

void VaultDialogTest::passphraseIsChecked()
{
    Desk desk({});
    desk.act();
    QVERIFY(desk.child<QLabel>(u"passphraseProblem"_s));
    desk.type(u"passphrase"_s, u"too short"_s);
    desk.act();
    QVERIFY(desk.child<QLabel>(u"passphraseProblem"_s)->text().contains(u"12"_s));
    desk.type(u"passphrase"_s, u", but now "_s);
    commit(desk.child<SecretField>(u"passphrase"_s), u"\u00e4\U0001F511"_s);
    desk.type(u"passphraseAgain"_s, u"something else"_s);
    desk.act();
    QVERIFY(desk.child<QLabel>(u"passphraseAgainProblem"_s));
    QVERIFY(desk.vault.asked.isEmpty());
    auto *again = desk.child<SecretField>(u"passphraseAgain"_s);
    again->clear();
    QTest::keyClicks(again, u"too short, but now "_s);
    commit(again, u"\u00e4\U0001F511\U0001F512"_s);
    QCOMPARE(again->length(), 22);
    QTest::keyClick(again, Qt::Key_Backspace); // one character, however many bytes
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    QCOMPARE(desk.vault.passphrase, u"too short, but now \u00e4\U0001F511"_s.toUtf8());
}

void VaultDialogTest::sheetHasToBeOnPaper()
{
    Desk desk({});
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    desk.act();
    QVERIFY(desk.child<QLabel>(u"sheetProofProblem"_s));
    desk.type(u"sheetProof"_s, u"XXXX"_s);
    desk.act();
    QVERIFY(desk.dialog->isVisible());
}

void VaultDialogTest::leavingTheSheetAsks()
{
    Desk desk({});
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    QTest::keyClick(desk.dialog.get(), Qt::Key_Escape);
    QCOMPARE(desk.prompts.asked, QStringList{u"leaveSheet"_s});
    QVERIFY(desk.dialog->isVisible());
    desk.prompts.answer = true;
    QTest::keyClick(desk.dialog.get(), Qt::Key_Escape);
    QVERIFY(!desk.dialog->isVisible());
    QVERIFY(desk.dialog->findChild<QLabel *>(u"sheet"_s)->text().isEmpty());
}

void VaultDialogTest::sheetIsSavedForItsOwnerOnly()
{
    Desk desk({VaultState::Open, {}});
    desk.child<QAbstractButton>(u"second"_s)->click();
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    desk.child<QAbstractButton>(u"saveSheet"_s)->click();
    QFile file(desk.saveTo);
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF"));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
    QVERIFY(desk.child<QLabel>(u"sheetSaved"_s)->text().contains(desk.saveTo));
    desk.saveTo = u"/nonexistent/folder/sheet.pdf"_s;
    desk.child<QAbstractButton>(u"saveSheet"_s)->click();
    QVERIFY(desk.child<QLabel>(u"sheetSaved"_s)->text().contains(u"could not"_s));
}

void VaultDialogTest::keychainThatFailsLeadsToTheFile()
{
    Desk desk({});
    desk.vault.createError = Error{ErrorCode::VaultKeychainError};
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QTRY_VERIFY(desk.message().contains(u"key file"_s));
    QCOMPARE(desk.dialog->page(), Page::Create);
    desk.vault.createError.reset();
    desk.child<QAbstractButton>(u"inKeyFile"_s)->click();
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.type(u"passphraseAgain"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
    QCOMPARE(desk.vault.place, KeyPlace::KeyFile);
}

void VaultDialogTest::unlocks_data()
{
    QTest::addColumn<bool>("file");
    QTest::addColumn<int>("error");
    QTest::newRow("keychain locked") << false << int(ErrorCode::VaultKeyMissing);
    QTest::newRow("keychain denies") << false << int(ErrorCode::VaultKeyDenied);
    QTest::newRow("wrong key") << false << int(ErrorCode::VaultKeyWrong);
    QTest::newRow("wrong passphrase") << true << int(ErrorCode::VaultPassphraseWrong);
    QTest::newRow("key file gone") << true << int(ErrorCode::VaultKeyMissing);
}

void VaultDialogTest::unlocks()
{
    QFETCH(const bool, file);
    QFETCH(const int, error);
    const KeyPlace place = file ? KeyPlace::KeyFile : KeyPlace::Keychain;
    Desk desk(locked(place));
    QCOMPARE(desk.dialog->page(), Page::Unlock);
    QCOMPARE(desk.child<SecretField>(u"passphrase"_s) != nullptr, file);
    desk.vault.unlockError = Error{static_cast<ErrorCode>(error)};
    if (file)
        desk.type(u"passphrase"_s, u"not this one, no"_s);
    desk.act();
    const QString what = vaulttext::trouble({static_cast<ErrorCode>(error)}, place).what;
    QTRY_VERIFY2(desk.message().startsWith(what), qPrintable(desk.message()));
    QCOMPARE(desk.dialog->page(), Page::Unlock);
    desk.vault.unlockError.reset();
    if (file)
        desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Open));
    QCOMPARE(desk.vault.passphrase, file ? "a good passphrase"_ba : QByteArray());
}

void VaultDialogTest::restores()
{
    Desk desk(locked(KeyPlace::Keychain, ErrorCode::VaultKeyMissing));
    QVERIFY(!desk.message().isEmpty()); // says what is wrong before anybody tries
    desk.child<QAbstractButton>(u"second"_s)->click();
    QCOMPARE(desk.dialog->page(), Page::Restore);
    desk.act();
    QVERIFY(desk.child<QLabel>(u"restoreProblem"_s));
    desk.child<QPlainTextEdit>(u"restoreSheet"_s)->setPlainText(desk.vault.sheet);
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.vault.restoreError = Error{ErrorCode::RecoverySheetUnreadable, u"line 3"_s};
    desk.act();
    QTRY_VERIFY(desk.message().contains(u"Line 3"_s));
    desk.vault.restoreError.reset();
    desk.child<QAbstractButton>(u"inKeyFile"_s)->click();
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Open));
    QCOMPARE(desk.vault.typedSheet, desk.vault.sheet.trimmed() + u'\n');
    QCOMPARE(desk.vault.place, KeyPlace::KeyFile);
}

void VaultDialogTest::newSheet()
{
    Desk desk({VaultState::Open, {}, KeyPlace::KeyFile});
    desk.child<QAbstractButton>(u"second"_s)->click();
    QCOMPARE(desk.dialog->page(), Page::NewSheet);
    QVERIFY(!desk.child<SecretField>(u"passphraseAgain"_s)); // the file's own: no need to repeat
    desk.vault.sheetError = Error{ErrorCode::VaultPassphraseWrong};
    desk.type(u"passphrase"_s, u"not this one, no"_s);
    desk.act();
    QTRY_VERIFY(!desk.message().isEmpty());
    desk.vault.sheetError.reset();
    desk.type(u"passphrase"_s, u"a good passphrase"_s);
    desk.act();
    QVERIFY(desk.waitFor(Page::Sheet));
}

void VaultDialogTest::locksAndChoosesMinutes()
{
    Desk desk({VaultState::Open, {}});
    auto *minutes = desk.child<QComboBox>(u"autoLockMinutes"_s);
    QCOMPARE(minutes->currentData().toInt(), AutoLock::kDefaultMinutes);
    minutes->setFocus();
    QTest::keyClick(minutes, Qt::Key_Down);
    QCOMPARE(desk.autoLock->minutes(), 10);
    QCOMPARE(desk.settings.value(u"vault/autoLockMinutes"_s).toInt(), 10);
    desk.act();
    QTRY_COMPARE(desk.vault.asked, QStringList{u"lock"_s});
    QVERIFY(!desk.dialog->isVisible());
}

void VaultDialogTest::followsWhatOthersDo()
{
    Desk desk({VaultState::Open, {}});
    desk.vault.set(locked(KeyPlace::Keychain));
    QVERIFY(desk.waitFor(Page::Unlock));
    desk.vault.set({VaultState::Open, {}});
    QVERIFY(desk.waitFor(Page::Open));
}

void VaultDialogTest::everyPageIsLabelled()
{
    Desk desk({});
    QVERIFY(!desk.dialog->windowTitle().isEmpty());
    for (const QWidget *widget : desk.dialog->findChildren<QWidget *>()) {
        const bool inner = widget->objectName().startsWith(u"qt_"_s);
        if (inner || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY(!widget->objectName().isEmpty());
        QVERIFY2(button || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

namespace {

struct WindowWorld : PageWorld
{
    WindowWorld()
    {
        workspace.vault = &vault;
        workspace.mask = &mask;
        lists.generate(10);
    }

    FakeVault vault{events};
    PrivacyMask mask;
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

} // namespace

void VaultDialogTest::windowTellsHowItStands()
{
    WindowWorld world;
    world.vault.now = locked(KeyPlace::Keychain);
    world.vault.unlockError = Error{ErrorCode::VaultKeyDenied};
    MainWindow window(world.workspace, world.time, world.settings, world.theme, world.actions);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QPushButton *>(u"vaultState"_s), 20'000);
    auto *word = window.findChild<QPushButton *>(u"vaultState"_s);
    auto *notice = window.findChild<MessageBar *>(u"vaultNotice"_s);
    QTRY_COMPARE(world.vault.asked, QStringList{u"unlock"_s});
    QTRY_VERIFY(notice->text().contains(u"Everything else works"_s));
    QVERIFY(word->isVisible());
    world.vault.unlockError.reset();
    word->click();
    auto *dialog = window.findChild<VaultDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>(u"primary"_s)->click();
    QTRY_COMPARE(word->text(), u"Vault open"_s);
    QVERIFY(notice->text().isEmpty());
    dialog->reject();
    QApplication::setActiveWindow(&window);
    QTRY_VERIFY(!window.findChild<VaultDialog *>());
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(word->text(), u"Vault locked"_s);
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(world.mask.isOn());
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!world.mask.isOn());
}

void VaultDialogTest::windowOpensWithoutTheVault()
{
    WindowWorld world;
    world.vault.statusAnswers.hold = true; // nobody answers
    MainWindow window(world.workspace, world.time, world.settings, world.theme, world.actions);
    QVERIFY(!window.findChild<QPushButton *>(u"vaultState"_s));
    QCOMPARE(world.vault.statusAnswers.waiting(), 0);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE_WITH_TIMEOUT(world.vault.statusAnswers.waiting(), 1, 20'000);
    QVERIFY(!window.findChild<QPushButton *>(u"vaultState"_s)->isVisible());
}

void VaultDialogTest::activityKeepsItOpen()
{
    WindowWorld world;
    world.vault.now = {VaultState::Open, {}};
    MainWindow window(world.workspace, world.time, world.settings, world.theme, world.actions);
    window.show();
    VaultCorner *corner = window.vaultCorner();
    corner->autoLock().setTick(5);
    QTRY_VERIFY(corner->vault().isOpen());
    for (int i = 0; i < 3; ++i) {
        world.clock.advance(4 * 60'000);
        QTest::keyClick(&window, Qt::Key_Shift);
    }
    QVERIFY(corner->vault().isOpen());
    world.clock.advance(5 * 60'000);
    QTRY_VERIFY(!corner->vault().isOpen());
    QTRY_VERIFY(window.findChild<MessageBar *>(u"vaultNotice"_s)->text().contains(u"itself"_s));
}

QTEST_MAIN(VaultDialogTest)
#include "vaultdialogtest.moc"
