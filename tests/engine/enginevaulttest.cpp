#include "services/vault/filekeyprovider.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineVaultTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void noneUntilCreated();
    void createdOnce();
    void nothingIsStoredWithoutAKeptKey_data();
    void nothingIsStoredWithoutAKeptKey();
    void lockedAfterRestart();
    void lockedWithReason_data();
    void lockedWithReason();
    void wrongKeyChangesNothing();
    void lockAndUnlock();
    void oneCallForKeysAtATime();
    void engineStopsWhileTheKeychainIsSilent();
    void nobodyKeepsKeys();
    void paymentsNeedNoVault();
    void withAKeyFile();

private:
    static Result<VaultStatus> status(EngineWorld &world)
    {
        return world.await(world.vault().status());
    }
    static QStringList audits(const EngineWorld &world)
    {
        return world.column(u"SELECT action || ' ' || result FROM audit WHERE object = 'vault' "
                            "ORDER BY audit_seq"_s);
    }
};

void EngineVaultTest::noneUntilCreated()
{
    EngineWorld world;
    OX_OK(world.start());
    QCOMPARE(status(world)->state, VaultState::None);
    OX_REFUSED(world.await(world.vault().unlock(world.caller())), ErrorCode::NotFound, u"vault"_s);
    QCOMPARE(world.await(world.vault().lock(world.caller()))->state, VaultState::None);
    // Asking made nothing, here or where keys are kept.
    QVERIFY(world.keys().calls().isEmpty());
    QCOMPARE(world.rowCounts().value(u"vault_header"_s), 0);
}

void EngineVaultTest::createdOnce()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<VaultStatus> created = world.await(world.vault().create(world.caller()));
    OX_OK(created);
    QCOMPARE(created->state, VaultState::Open);
    QCOMPARE(status(world)->state, VaultState::Open);
    QCOMPARE(audits(world), QStringList{u"vault.create done"_s});
    const QStringList before = world.column(u"SELECT vault_id FROM vault_header"_s);
    OX_REFUSED(world.await(world.vault().create(world.caller())), ErrorCode::Duplicate, u"vault"_s);
    OX_OK(world.restart());
    OX_REFUSED(world.await(world.vault().create(world.caller())), ErrorCode::Duplicate, u"vault"_s);
    QCOMPARE(world.column(u"SELECT vault_id FROM vault_header"_s), before);
    QCOMPARE(world.keys().calls(), QStringList{u"create"_s});
}

void EngineVaultTest::nothingIsStoredWithoutAKeptKey_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("denied") << int(ErrorCode::VaultKeyDenied);
    QTest::newRow("no keychain") << int(ErrorCode::VaultKeychainError);
    QTest::newRow("read back differs") << int(ErrorCode::VaultKeyNotKept);
    QTest::newRow("too late") << int(ErrorCode::VaultKeyTimeout);
}

void EngineVaultTest::nothingIsStoredWithoutAKeptKey()
{
    QFETCH(const int, code);
    EngineWorld world;
    OX_OK(world.start());
    world.keys().setFailure(static_cast<ErrorCode>(code));
    OX_REFUSED(world.await(world.vault().create(world.caller())), static_cast<ErrorCode>(code),
               QString());
    QCOMPARE(status(world)->state, VaultState::None);
    QCOMPARE(world.rowCounts().value(u"vault_header"_s), 0);
    QCOMPARE(audits(world), QStringList{u"vault.create refused"_s});
    world.keys().setFailure({});
    OX_OK(world.await(world.vault().create(world.caller())));
    QCOMPARE(status(world)->state, VaultState::Open);
}

void EngineVaultTest::lockedAfterRestart()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.vault().create(world.caller())));
    OX_OK(world.restart());
    QCOMPARE(*status(world), (VaultStatus{VaultState::Locked, {ErrorCode::VaultLocked}}));
    QCOMPARE(world.await(world.vault().unlock(world.caller()))->state, VaultState::Open);
    QCOMPARE(audits(world), (QStringList{u"vault.create done"_s, u"vault.unlock done"_s}));
}

void EngineVaultTest::lockedWithReason_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("missing or keychain locked") << int(ErrorCode::VaultKeyMissing);
    QTest::newRow("denied") << int(ErrorCode::VaultKeyDenied);
    QTest::newRow("too late") << int(ErrorCode::VaultKeyTimeout);
    QTest::newRow("no keychain") << int(ErrorCode::VaultKeychainError);
    QTest::newRow("wrong passphrase") << int(ErrorCode::VaultPassphraseWrong);
}

void EngineVaultTest::lockedWithReason()
{
    QFETCH(const int, code);
    const auto expected = static_cast<ErrorCode>(code);
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.vault().create(world.caller())));
    OX_OK(world.restart());
    world.keys().setFailure(expected);
    OX_REFUSED(world.await(world.vault().unlock(world.caller())), expected, QString());
    QCOMPARE(*status(world), (VaultStatus{VaultState::Locked, {expected}}));
    QCOMPARE(audits(world).last(), u"vault.unlock refused"_s);
    // No key was ever made in place of the one that did not come.
    QCOMPARE(world.keys().calls().filter(u"create"_s).size(), 1);
    world.keys().setFailure({});
    QCOMPARE(world.await(world.vault().unlock(world.caller()))->state, VaultState::Open);
    // Once it was open, being locked has no other reason.
    OX_OK(world.await(world.vault().lock(world.caller())));
    QCOMPARE(status(world)->reason.code, ErrorCode::VaultLocked);
}

void EngineVaultTest::wrongKeyChangesNothing()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.vault().create(world.caller())));
    OX_OK(world.restart());
    const auto header = world.column(u"SELECT hex(wrapped_keys) FROM vault_key_generation"_s);
    world.keys().spoil();
    const Result<VaultStatus> refused = world.await(world.vault().unlock(world.caller()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::VaultKeyWrong);
    QCOMPARE(status(world)->reason.code, ErrorCode::VaultKeyWrong);
    QCOMPARE(world.column(u"SELECT hex(wrapped_keys) FROM vault_key_generation"_s), header);
    world.keys().spoil(); // and back
    OX_OK(world.await(world.vault().unlock(world.caller())));
}

void EngineVaultTest::lockAndUnlock()
{
    EngineWorld world;
    OX_OK(world.start());
    int told = 0;
    QObject here;
    connect(
        &world.engine().events(), &Events::vaultChanged, &here, [&told] { ++told; },
        Qt::QueuedConnection);
    OX_OK(world.await(world.vault().create(world.caller())));
    QCOMPARE(world.await(world.vault().lock(world.caller()))->state, VaultState::Locked);
    QCOMPARE(status(world)->state, VaultState::Locked);
    QCOMPARE(world.await(world.vault().unlock(world.caller()))->state, VaultState::Open);
    // Open already: nobody is asked for the key again.
    QCOMPARE(world.await(world.vault().unlock(world.caller()))->state, VaultState::Open);
    QCOMPARE(world.keys().calls(), (QStringList{u"create"_s, u"load"_s}));
    QTRY_COMPARE(told, 3);
}

void EngineVaultTest::oneCallForKeysAtATime()
{
    EngineWorld world;
    OX_OK(world.start());
    world.keys().setHolding(true);
    const auto creating = world.vault().create(world.caller());
    QTRY_COMPARE(world.keys().calls().size(), 1);
    OX_REFUSED(world.await(world.vault().create(world.caller())), ErrorCode::Busy, u"vault"_s);
    QCOMPARE(status(world)->state, VaultState::None);
    // Meanwhile everything else goes on.
    OX_OK(world.pay(6000, CaptureMethod::Automatic, "4242424242424242"));
    world.keys().setHolding(false);
    OX_OK(world.await(creating));
    OX_OK(world.restart());
    world.keys().setHolding(true);
    const auto first = world.vault().unlock(world.caller());
    QTRY_COMPARE(world.keys().calls().size(), 2);
    OX_REFUSED(world.await(world.vault().unlock(world.caller())), ErrorCode::Busy, u"vault"_s);
    world.keys().setHolding(false);
    OX_OK(world.await(first));
    QCOMPARE(status(world)->state, VaultState::Open);
}

void EngineVaultTest::engineStopsWhileTheKeychainIsSilent()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.vault().create(world.caller())));
    OX_OK(world.restart());
    world.keys().setHolding(true);
    const auto unlocking = world.vault().unlock(world.caller());
    QTRY_COMPARE(world.keys().calls().size(), 2);
    world.stop();
    world.keys().forgetHeld();
    OX_REFUSED(world.await(unlocking), ErrorCode::StorageUnavailable, QString());
}

void EngineVaultTest::nobodyKeepsKeys()
{
    WorldSetup setup;
    setup.keepsKeys = false;
    EngineWorld world(setup);
    OX_OK(world.start());
    QCOMPARE(status(world)->state, VaultState::None);
    OX_REFUSED(world.await(world.vault().create(world.caller())), ErrorCode::NotSupported,
               u"vault"_s);
    QCOMPARE(world.rowCounts().value(u"vault_header"_s), 0);
}

void EngineVaultTest::paymentsNeedNoVault()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.vault().create(world.caller())));
    OX_OK(world.await(world.vault().lock(world.caller())));
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4242424242424242");
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    OX_OK(world.capture(held->id, 4000, true));
    OX_OK(world.pay(6000, CaptureMethod::Automatic, "4000000000003220"));
    QCOMPARE(toText(world.payment(held->id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
    QCOMPARE(status(world)->state, VaultState::Locked);
}

void EngineVaultTest::withAKeyFile()
{
    EngineWorld world; // for its database and bank
    SystemRandom random;
    const auto provider = [&](const char *passphrase) {
        return std::make_unique<FileKeyProvider>(world.folder() + u"/keys"_s,
                                                 SecretBytes(passphrase), random);
    };
    const auto engineWith = [&](KeyProvider &keys) {
        return std::make_unique<Engine>(
            EngineOptions{world.file(), QUrl(u"http://127.0.0.1:18081/return/"_s), world.clock(),
                          random, [&world] { return world.wire().makeTransport(); }, &keys});
    };
    const auto keys = provider("twelve letters or more");
    {
        const auto engine = engineWith(*keys);
        VaultService vault(*engine);
        OX_OK(world.await(engine->open()));
        QCOMPARE(world.await(vault.create(world.caller()))->state, VaultState::Open);
        engine->stop();
    }
    const auto mistyped = provider("twelve letters or less");
    {
        const auto engine = engineWith(*mistyped);
        VaultService vault(*engine);
        OX_OK(world.await(engine->open()));
        const Result<VaultStatus> refused = world.await(vault.unlock(world.caller()));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::VaultPassphraseWrong);
        engine->stop();
    }
    const auto engine = engineWith(*keys);
    VaultService vault(*engine);
    OX_OK(world.await(engine->open()));
    QCOMPARE(world.await(vault.unlock(world.caller()))->state, VaultState::Open);
    engine->stop();
}

QTEST_GUILESS_MAIN(EngineVaultTest)
#include "enginevaulttest.moc"
