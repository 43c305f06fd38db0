#include "tests/ui/vaultscenes.h"

#include "tests/support/editorworld.h"
#include "tests/support/fakecustomers.h"
#include "tests/support/fakevault.h"
#include "tests/support/fakevaultkeys.h"
#include "tests/support/pageworld.h"
#include "ui/mainwindow.h"
#include "ui/payments/newpaymentdialog.h"
#include "ui/payments/paymentspage.h"
#include "ui/theme.h"
#include "ui/vault/vaultcorner.h"
#include "ui/vault/vaultdialog.h"
#include "ui/widgets/datatable.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kWindow(1280, 720);

struct DialogWorld : EditorWorld
{
    explicit DialogWorld(const VaultStatus &status)
    {
        workspace.vault = &vault;
        workspace.vaultKeys = &keys;
        vault.now = status;
        controller = std::make_unique<VaultController>(workspace);
        autoLock = std::make_unique<AutoLock>(*controller, clock, settings);
        controller->look();
        until([&] { return controller->isKnown(); });
    }

    FakeVault vault{events};
    FakeVaultKeys keys{events};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    std::unique_ptr<VaultController> controller;
    std::unique_ptr<AutoLock> autoLock;
};

Stage dialogScene(const VaultStatus &status,
                  const std::function<void(VaultDialog &, DialogWorld &)> &play = {})
{
    auto world = std::make_shared<DialogWorld>(status);
    auto *dialog = new VaultDialog(*world->controller, *world->autoLock, nullptr);
    Stage stage = stageOf(world, dialog);
    if (play)
        stage.play = [dialog, world = world.get(), play] { play(*dialog, *world); };
    return stage;
}

void press(VaultDialog &dialog, const QString &button)
{
    for (QAbstractButton *found : dialog.findChildren<QAbstractButton *>(button)) {
        if (found->isVisible())
            return found->click();
    }
}

void typePassphrase(VaultDialog &dialog, const QString &again)
{
    for (QWidget *field : dialog.findChildren<QWidget *>(u"passphrase"_s)) {
        if (field->isVisible())
            QTest::keyClicks(field, u"a good passphrase"_s);
    }
    for (QWidget *field : dialog.findChildren<QWidget *>(u"passphraseAgain"_s)) {
        if (field->isVisible())
            QTest::keyClicks(field, again);
    }
}

VaultStatus locked(KeyPlace place, ErrorCode code = ErrorCode::VaultLocked)
{
    return {VaultState::Locked, {code}, place};
}

Stage createScene()
{
    return dialogScene({}, [](VaultDialog &dialog, DialogWorld &) {
        press(dialog, u"inKeyFile"_s);
        typePassphrase(dialog, u"another one"_s);
        press(dialog, u"primary"_s);
    });
}

Stage failedCreateScene()
{
    return dialogScene({}, [](VaultDialog &dialog, DialogWorld &world) {
        world.vault.createError = Error{ErrorCode::VaultKeychainError};
        typePassphrase(dialog, u"a good passphrase"_s);
        press(dialog, u"primary"_s);
        until([&] { return !world.controller->failure().isEmpty(); });
    });
}

Stage sheetScene()
{
    return dialogScene({}, [](VaultDialog &dialog, DialogWorld &) {
        typePassphrase(dialog, u"a good passphrase"_s);
        press(dialog, u"primary"_s);
        until([&] { return dialog.page() == VaultDialog::Page::Sheet; });
        QTest::keyClicks(dialog.findChild<QWidget *>(u"sheetProof"_s), u"XXXX"_s);
        press(dialog, u"primary"_s);
    });
}

Stage restoreScene()
{
    return dialogScene(
        locked(KeyPlace::Keychain, ErrorCode::VaultKeyMissing),
        [](VaultDialog &dialog, DialogWorld &world) {
            world.vault.restoreError = Error{ErrorCode::RecoverySheetUnreadable, u"line 3"_s};
            press(dialog, u"second"_s);
            dialog.findChild<QPlainTextEdit *>(u"restoreSheet"_s)->setPlainText(world.vault.sheet);
            typePassphrase(dialog, {});
            press(dialog, u"primary"_s);
            until([&] { return !world.controller->failure().isEmpty(); });
        });
}

/// With a passphrase that is too short, and one that is not the same.
Stage changeKeyScene()
{
    return dialogScene({VaultState::Open, {}, KeyPlace::KeyFile},
                       [](VaultDialog &dialog, DialogWorld &) {
                           press(dialog, u"changeKey"_s);
                           typePassphrase(dialog, u"another one"_s);
                           press(dialog, u"primary"_s);
                       });
}

Stage movingScene()
{
    return dialogScene(
        {VaultState::Open, {}, KeyPlace::Keychain}, [](VaultDialog &dialog, DialogWorld &world) {
            world.keys.set({true, false, 12'300, 4'500, 0, {}});
            until([&] { return dialog.findChild<QWidget *>(u"keyProgress"_s)->isVisible(); });
        });
}

// The window.

struct VaultWindowWorld : PageWorld
{
    VaultWindowWorld()
    {
        workspace.vault = &vault;
        workspace.mask = &mask;
    }

    FakeVault vault{events};
    PrivacyMask mask;
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage windowScene(const std::function<void(MainWindow &, VaultWindowWorld &)> &play)
{
    auto world = std::make_shared<VaultWindowWorld>();
    world->lists.generate(40);
    for (qint64 rowId = 1; rowId <= 40; ++rowId)
        world->addDetails(rowId);
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(kWindow);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, world = world.get(), play] {
        until([&] { return window->paymentsPage()->table().rowCount() == 40; });
        play(*window, *world);
        until([&] { return window->vaultCorner()->vault().isKnown(); });
    };
    return stage;
}

Stage troubledWindowScene()
{
    return windowScene([](MainWindow &window, VaultWindowWorld &world) {
        world.vault.now = locked(KeyPlace::KeyFile, ErrorCode::KeyFileDamaged);
        window.vaultCorner();
    });
}

Stage maskedScene()
{
    return windowScene([](MainWindow &window, VaultWindowWorld &world) {
        world.vault.now = {VaultState::Open, {}, KeyPlace::Keychain};
        world.mask.setOn(true);
        auto *table = window.findChild<DataTable *>(u"paymentsTable"_s);
        table->setFocus();
        table->chooseRow(2);
        const auto *empty = window.paymentsPage()->findChild<QWidget *>(u"inspectorEmpty"_s);
        until([&] { return !empty->isVisible(); });
    });
}

// A new payment.

struct SavedWorld : EditorWorld
{
    SavedWorld()
    {
        workspace.vault = &vault;
        workspace.methods = &methods;
    }

    FakeVault vault{events};
    FakeSavedMethods methods;
    std::unique_ptr<NewPaymentEditor> editor;
};

/// The method step of a customer with saved cards.
Stage methodScene(const VaultStatus &status, bool choosesSaved)
{
    auto world = std::make_shared<SavedWorld>();
    world->vault.now = status;
    Payment payment;
    payment.id = {u"pay_00000000000000000001"_s};
    payment.merchantId = world->workspace.caller.merchantId;
    payment.amount = payment.netAmount = 4000;
    payment.customer.id = {u"cus_1"_s};
    payment.customer.name = u"Wilhelmina Maria von Hohenstein"_s;
    for (int i = 0; i < 2; ++i)
        world->methods.keepVisa(payment.customer.id);
    world->editor = std::make_unique<NewPaymentEditor>(world->workspace, payment);
    auto *dialog = new NewPaymentDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, world = world.get(), choosesSaved] {
        until([&] { return dialog->findChild<QAbstractButton *>(u"saved_1"_s) != nullptr; });
        if (!choosesSaved)
            return;
        dialog->findChild<QAbstractButton *>(u"saved_1"_s)->click();
        QTest::keyClicks(dialog->findChild<QWidget *>(u"savedCode"_s), u"12"_s);
        dialog->findChild<QAbstractButton *>(u"primary"_s)->click();
    };
    return stage;
}

} // namespace

QList<Scene> vaultScenes()
{
    const VaultStatus open{VaultState::Open, {}, KeyPlace::Keychain};
    const auto of = [](const VaultStatus &status) {
        return [status] { return dialogScene(status); };
    };
    return {
        {u"vault-create"_s, createScene},
        {u"vault-create-failed"_s, failedCreateScene},
        {u"vault-sheet"_s, sheetScene},
        {u"vault-locked"_s, of(locked(KeyPlace::Keychain, ErrorCode::VaultKeyMissing))},
        {u"vault-locked-file"_s, of(locked(KeyPlace::KeyFile))},
        {u"vault-wrong-key"_s, of(locked(KeyPlace::Keychain, ErrorCode::VaultKeyWrong))},
        {u"vault-damaged"_s, of(locked(KeyPlace::Keychain, ErrorCode::VaultRecordDamaged))},
        {u"vault-restore"_s, restoreScene},
        {u"vault-open"_s, of(open)},
        {u"vault-change-key"_s, changeKeyScene},
        {u"vault-moving"_s, movingScene},
        {u"vault-sample"_s, of({VaultState::Open, {}, KeyPlace::SampleFile})},
        {u"vault-trouble"_s, troubledWindowScene},
        {u"payments-masked"_s, maskedScene},
        {u"new-3-saved"_s, [open] { return methodScene(open, true); }},
        {u"new-3-locked"_s, [] { return methodScene(locked(KeyPlace::KeyFile), false); }},
    };
}
