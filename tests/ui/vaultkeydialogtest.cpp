#include "tests/support/editorworld.h"
#include "tests/support/fakevault.h"
#include "tests/support/fakevaultkeys.h"
#include "tests/support/seed.h"
#include "ui/vault/vaultdialog.h"
#include "ui/widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Page = VaultDialog::Page;

namespace {

/// A dialog over an open vault, shown.
struct Desk : EditorWorld
{
    explicit Desk(const VaultStatus &status)
    {
        workspace.vault = &vault;
        workspace.vaultKeys = &keys;
        vault.now = status;
        controller = std::make_unique<VaultController>(workspace);
        autoLock = std::make_unique<AutoLock>(*controller, clock, settings);
        controller->look();
        [&] { QTRY_VERIFY(controller->isKnown()); }();
        dialog = std::make_unique<VaultDialog>(*controller, *autoLock, nullptr);
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
    void act() const { QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier); }
    QString message() const { return dialog->findChild<MessageBar *>(u"message"_s)->text(); }
    bool waitFor(Page page) const
    {
        return QTest::qWaitFor([&] { return dialog->page() == page && !controller->isBusy(); },
                               20'000);
    }

    FakeVault vault{events};
    FakeVaultKeys keys{events};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    std::unique_ptr<VaultController> controller;
    std::unique_ptr<AutoLock> autoLock;
    std::unique_ptr<VaultDialog> dialog;
};

} // namespace

/// A new key for the vault, by keys and clicks.
class VaultKeyDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void changesTheKey_data();
    void changesTheKey();
    void keyChangeIsChecked();
    void keyChangeThatFails();
    void keyChangeIsFollowed();
};

void VaultKeyDialogTest::changesTheKey_data()
{
    QTest::addColumn<KeyPlace>("place");
    QTest::newRow("keychain") << KeyPlace::Keychain;
    QTest::newRow("key file") << KeyPlace::KeyFile;
}

void VaultKeyDialogTest::changesTheKey()
{
    QFETCH(const KeyPlace, place);
    const bool isFile = place == KeyPlace::KeyFile;
    Desk desk({VaultState::Open, {}, place});
    QCOMPARE(desk.dialog->page(), Page::Open);
    desk.child<QPushButton>(u"changeKey"_s)->click();
    QCOMPARE(desk.dialog->page(), Page::ChangeKey);
    const auto fields = [&](const QString &name) { return desk.child<QWidget>(name); };
    QCOMPARE(fields(u"oldPassphrase"_s) != nullptr, isFile);
    QCOMPARE(fields(u"newPassphrase"_s) != nullptr, isFile);
    if (isFile) {
        QTest::keyClicks(fields(u"oldPassphrase"_s)->findChild<QWidget *>(u"passphrase"_s),
                         u"the old passphrase"_s);
        auto *wanted = fields(u"newPassphrase"_s);
        QTest::keyClicks(wanted->findChild<QWidget *>(u"passphrase"_s), u"the new passphrase"_s);
        QTest::keyClicks(wanted->findChild<QWidget *>(u"passphraseAgain"_s),
                         u"the new passphrase"_s);
    }
    desk.act();
    QTRY_COMPARE(desk.keys.asked, QStringList{u"change"_s});
    QCOMPARE(desk.keys.oldPassphrase, isFile ? "the old passphrase"_ba : QByteArray());
    QCOMPARE(desk.keys.newPassphrase, isFile ? "the new passphrase"_ba : QByteArray());
    // The old sheets are of no use, so a new one comes at once.
    if (isFile) {
        QVERIFY(desk.waitFor(Page::Sheet));
        QCOMPARE(desk.vault.passphrase, "the new passphrase"_ba);
    } else {
        QVERIFY(desk.waitFor(Page::NewSheet));
        QVERIFY(desk.child<QLabel>(u"newSheetText"_s)->text().contains(u"no more"_s));
    }
}

void VaultKeyDialogTest::keyChangeIsChecked()
{
    Desk desk({VaultState::Open, {}, KeyPlace::KeyFile});
    desk.child<QPushButton>(u"changeKey"_s)->click();
    desk.act();
    QVERIFY(desk.keys.asked.isEmpty()); // the old one is missing
    auto *old = desk.child<QWidget>(u"oldPassphrase"_s);
    auto *wanted = desk.child<QWidget>(u"newPassphrase"_s);
    QTest::keyClicks(old->findChild<QWidget *>(u"passphrase"_s), u"the old passphrase"_s);
    QTest::keyClicks(wanted->findChild<QWidget *>(u"passphrase"_s), u"short"_s);
    desk.act();
    QVERIFY(desk.keys.asked.isEmpty());
    QVERIFY(wanted->findChild<QLabel *>(u"passphraseProblem"_s)->isVisible());
    QTest::keyClicks(wanted->findChild<QWidget *>(u"passphrase"_s), u" is what it was"_s);
    QTest::keyClicks(wanted->findChild<QWidget *>(u"passphraseAgain"_s), u"something else"_s);
    desk.act();
    QVERIFY(desk.keys.asked.isEmpty());
    QVERIFY(wanted->findChild<QLabel *>(u"passphraseAgainProblem"_s)->isVisible());
}

void VaultKeyDialogTest::keyChangeThatFails()
{
    Desk desk({VaultState::Open, {}, KeyPlace::Keychain});
    desk.keys.refusal = Error{ErrorCode::VaultKeyDenied};
    desk.child<QPushButton>(u"changeKey"_s)->click();
    desk.act();
    QTRY_VERIFY(desk.message().contains(u"refused access"_s));
    QCOMPARE(desk.dialog->page(), Page::ChangeKey);
    desk.child<QPushButton>(u"second"_s)->click();
    QCOMPARE(desk.dialog->page(), Page::Open);
}

void VaultKeyDialogTest::keyChangeIsFollowed()
{
    Desk desk({VaultState::Open, {}, KeyPlace::Keychain});
    QVERIFY(!desk.child<QWidget>(u"keyProgress"_s));
    desk.keys.set({true, false, 100, 1'100, 0, {}});
    QTRY_VERIFY(desk.child<QLabel>(u"keyProgressText"_s));
    const auto text = [&] { return desk.child<QLabel>(u"keyProgressText"_s)->text(); };
    QVERIFY2(text().contains(u"1,100 left"_s) || text().contains(u"1100 left"_s),
             qPrintable(text()));
    QVERIFY(!desk.child<QPushButton>(u"changeKey"_s)->isEnabled());
    desk.child<QPushButton>(u"pauseKeyChange"_s)->click();
    QTRY_COMPARE(desk.child<QPushButton>(u"pauseKeyChange"_s)->text(), u"Go on"_s);
    desk.child<QPushButton>(u"pauseKeyChange"_s)->click();
    QTRY_COMPARE(desk.keys.asked, (QStringList{u"pause"_s, u"resume"_s}));
    desk.keys.set({false, false, 1'200, 0, 0, {}});
    QTRY_VERIFY(text().contains(u"under the new one"_s));
    QVERIFY(!desk.child<QPushButton>(u"pauseKeyChange"_s));
    QVERIFY(desk.child<QPushButton>(u"changeKey"_s)->isEnabled());
}

QTEST_MAIN(VaultKeyDialogTest)
#include "vaultkeydialogtest.moc"
