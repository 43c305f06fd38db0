#include "services/vault/desktopkeyprovider.h"
#include "tests/engine/expect.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// The recovery sheet: written while the key is there, and the key's way back when it is not.
class EngineVaultSheetTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void bringsALostKeyBack();
    void refusedSheets();
    void needsAVault();
    void needsTheRightKey();
    void openVaultIsNotRestored();
    void notKeptIsNotOpen();
    void paymentsGoOnMeanwhile();

private:
    static SecretBytes words(const char *text = "correct horse battery")
    {
        return SecretBytes(text);
    }
    static Result<QString> sheet(SavingWorld &world)
    {
        return world.await(world.vault().recoverySheet(world.caller(), words()));
    }
    static Result<VaultStatus> restore(SavingWorld &world, const QString &sheet,
                                       const char *passphrase = "correct horse battery")
    {
        return world.await(world.vault().restore(
            {world.caller(), sheet, {KeyPlace::Keychain, words(passphrase)}}));
    }
};

void EngineVaultSheetTest::bringsALostKeyBack()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<QString> paper = sheet(world);
    OX_OK(paper);
    QCOMPARE(paper->count(u'\n'), 8);
    OX_OK(world.save("4242424242424242"));
    OX_OK(world.restart());
    world.keys().spoil(); // somebody else's key lies where the vault's was
    OX_REFUSED(world.unlock(), ErrorCode::VaultKeyWrong, QString());
    const Result<VaultStatus> restored = restore(world, paper->toLower().replace(u'-', u' '));
    OX_OK(restored);
    QCOMPARE(restored->state, VaultState::Open);
    OX_OK(world.restart());
    OX_OK(world.unlock()); // it is kept again
    QCOMPARE(world.saved().size(), 1);
    QCOMPARE(world.audits(u"vault"_s),
             (QStringList{u"vault.create"_s, u"vault.sheet"_s, u"vault.unlock"_s,
                          u"vault.restore"_s, u"vault.unlock"_s}));
}

void EngineVaultSheetTest::refusedSheets()
{
    SavingWorld world;
    OX_OK(world.open());
    const QString paper = *sheet(world);
    SavingWorld other;
    OX_OK(other.start());
    OX_OK(other.pay(1000, CaptureMethod::Automatic, "4242424242424242")); // other random numbers
    OX_OK(other.await(other.vault().create(other.caller())));
    const QString foreign = *sheet(other);
    OX_OK(world.restart());
    const QStringList before = world.keys().calls();
    OX_REFUSED(restore(world, paper, "wrong horse battery"), ErrorCode::VaultPassphraseWrong,
               u"passphrase"_s);
    QString mistyped = paper;
    mistyped[1] = mistyped.at(1) == u'3' ? u'4' : u'3';
    OX_REFUSED(restore(world, mistyped), ErrorCode::RecoverySheetUnreadable, u"line 1"_s);
    OX_REFUSED(restore(world, {}), ErrorCode::RecoverySheetUnreadable, u"lines"_s);
    OX_REFUSED(restore(world, foreign), ErrorCode::VaultKeyWrong, QString());
    QCOMPARE(world.keys().calls(), before); // none of them reached whoever keeps keys
    const Result<VaultStatus> status = world.await(world.vault().status());
    QCOMPARE(status->state, VaultState::Locked);
    QCOMPARE(status->reason.code, ErrorCode::VaultKeyWrong);
}

void EngineVaultSheetTest::needsAVault()
{
    SavingWorld world;
    OX_OK(world.start());
    OX_REFUSED(sheet(world), ErrorCode::NotFound, u"vault"_s);
    OX_REFUSED(restore(world, u"x"_s), ErrorCode::NotFound, u"vault"_s);
    OX_REFUSED(world.await(world.vault().recoverySheet(world.caller(), SecretBytes("short"))),
               ErrorCode::VaultPassphraseTooShort, u"passphrase"_s);
}

void EngineVaultSheetTest::needsTheRightKey()
{
    SavingWorld world;
    OX_OK(world.open());
    world.keys().spoil();
    OX_REFUSED(sheet(world), ErrorCode::VaultKeyWrong, QString());
    world.keys().setFailure(ErrorCode::VaultKeyDenied);
    OX_REFUSED(sheet(world), ErrorCode::VaultKeyDenied, QString());
    // The vault that is open stays so.
    QCOMPARE(world.await(world.vault().status())->state, VaultState::Open);
}

void EngineVaultSheetTest::openVaultIsNotRestored()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_REFUSED(restore(world, *sheet(world)), ErrorCode::InvalidState, u"vault"_s);
}

void EngineVaultSheetTest::notKeptIsNotOpen()
{
    SavingWorld world;
    OX_OK(world.open());
    const QString paper = *sheet(world);
    OX_OK(world.restart());
    world.keys().setFailure(ErrorCode::VaultKeyDenied);
    OX_REFUSED(restore(world, paper), ErrorCode::VaultKeyDenied, QString());
    QCOMPARE(world.await(world.vault().status())->state, VaultState::Locked);
    world.keys().setFailure({});
    OX_OK(restore(world, paper));
}

/// The half second of a sheet is nobody else's.
void EngineVaultSheetTest::paymentsGoOnMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const auto paper = world.vault().recoverySheet(world.caller(), words());
    const auto second = world.vault().recoverySheet(world.caller(), words());
    OX_REFUSED(world.await(second), ErrorCode::Busy, u"vault"_s);
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    OX_OK(world.await(paper));
}

QTEST_GUILESS_MAIN(EngineVaultSheetTest)
#include "enginevaultsheettest.moc"
