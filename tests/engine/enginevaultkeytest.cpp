#include "services/engine/vaultkeyservice.h"
#include "services/storage/database.h"
#include "services/vault/filekeyprovider.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

#include <atomic>

using namespace Qt::StringLiterals;

/// A vault whose key is changed loses nothing, whenever it is interrupted.
class EngineVaultKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everythingMoves();
    void emptyVault();
    void refused();
    void nothingChangesWithoutAKeptKey_data();
    void nothingChangesWithoutAKeptKey();
    void pausedAndGoneOn();
    void lockedMeanwhile();
    void endedMeanwhile();
    void damagedStays();
    void passphraseOfAKeyFile();

private:
    static constexpr const char *kGood = "4242424242424242";
    static constexpr int kMany = 230; ///< more than two batches

    static Result<VaultKeyProgress> change(EngineWorld &world, VaultKeyService &keys,
                                           const char *old = "", const char *wanted = "")
    {
        return EngineWorld::await(
            keys.change({world.caller(), SecretBytes(old), SecretBytes(wanted)}));
    }
    static VaultKeyProgress progress(VaultKeyService &keys)
    {
        return EngineWorld::await(keys.progress()).value_or(VaultKeyProgress{true});
    }
    /// "generation: records" for each generation there is.
    static QStringList generations(const EngineWorld &world)
    {
        return world.column(u"SELECT generation || ': ' || (SELECT count(*) FROM vault_record r "
                            "WHERE r.key_generation = g.generation) FROM vault_key_generation g "
                            "ORDER BY generation"_s);
    }
    /// Cards enough for several batches.
    static void fill(SavingWorld &world);
    /// Asks for something on the engine thread, as soon as the new key is in force.
    static void whenBegun(EngineWorld &world, const std::function<void()> &ask)
    {
        const auto asked = std::make_shared<std::atomic<bool>>(false);
        QObject::connect(
            &world.engine().events(), &Events::vaultChanged, &world.engine().events(),
            [asked, ask] {
                if (!asked->exchange(true))
                    ask();
            },
            Qt::DirectConnection);
    }
    static bool canPay(SavingWorld &world, const PaymentMethodId &method)
    {
        const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::None));
        ConfirmPayment command;
        command.caller = world.caller();
        command.id = payment.id;
        command.paymentMethodId = method;
        command.cvc = Cvc(QByteArrayView("123"));
        const auto paid = EngineWorld::await(world.payments().confirm(std::move(command)));
        return paid && paid->status == PaymentStatus::Succeeded;
    }
};

void EngineVaultKeyTest::everythingMoves()
{
    SavingWorld world;
    OX_OK(world.open());
    VaultKeyService keys(world.engine());
    const Result<Payment> kept = world.save(kGood);
    OX_OK(kept);
    OX_OK(world.save("5555555555554444"));
    QCOMPARE(progress(keys), VaultKeyProgress());
    const Result<VaultKeyProgress> begun = change(world, keys);
    OX_OK(begun);
    QTRY_VERIFY(!progress(keys).isMoving);
    QCOMPARE(progress(keys).left, 0);
    QVERIFY(progress(keys).moved >= world.records().size());
    QCOMPARE(generations(world), QStringList{u"2: 2"_s}); // the old one is given up
    QCOMPARE(progress(keys).problem, Error());
    QVERIFY(canPay(world, kept->paymentMethodId));
    QVERIFY(world.audits(u"vault"_s).contains(u"vault.key"_s));
    QTRY_VERIFY(world.audits(u"vault"_s).contains(u"vault.moved"_s));
    // The next start needs the new key only.
    OX_OK(world.restart());
    OX_OK(world.unlock());
    QVERIFY(canPay(world, kept->paymentMethodId));
    QCOMPARE(world.save(kGood).value_or({}).paymentMethodId, kept->paymentMethodId); // same number
}

void EngineVaultKeyTest::emptyVault()
{
    SavingWorld world;
    OX_OK(world.open());
    VaultKeyService keys(world.engine());
    OX_OK(change(world, keys));
    QTRY_VERIFY(!progress(keys).isMoving);
    OX_OK(change(world, keys)); // as often as one likes
    QTRY_VERIFY(!progress(keys).isMoving);
    OX_OK(world.save(kGood));
}

void EngineVaultKeyTest::refused()
{
    SavingWorld world;
    OX_OK(world.start());
    VaultKeyService keys(world.engine());
    OX_REFUSED(change(world, keys), ErrorCode::VaultLocked, u"vault"_s);
    OX_OK(world.await(world.vault().create(world.caller())));
    world.keys().setHolding(true);
    const auto first = keys.change({world.caller(), {}, {}});
    OX_REFUSED(change(world, keys), ErrorCode::Busy, u"vault"_s);
    world.keys().setHolding(false);
    OX_OK(world.await(first));
    QTRY_VERIFY(!progress(keys).isMoving);
    SavingWorld keyless({.keepsKeys = false});
    OX_OK(keyless.start());
    VaultKeyService none(keyless.engine());
    OX_REFUSED(change(keyless, none), ErrorCode::VaultLocked, u"vault"_s);
}

void EngineVaultKeyTest::nothingChangesWithoutAKeptKey_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("denied") << ErrorCode::VaultKeyDenied;
    QTest::newRow("no keychain") << ErrorCode::VaultKeychainError;
    QTest::newRow("locked") << ErrorCode::VaultKeyMissing;
    QTest::newRow("too late") << ErrorCode::VaultKeyTimeout;
}

void EngineVaultKeyTest::nothingChangesWithoutAKeptKey()
{
    QFETCH(const ErrorCode, code);
    SavingWorld world;
    OX_OK(world.open());
    VaultKeyService keys(world.engine());
    const Result<Payment> kept = world.save(kGood);
    OX_OK(kept);
    const QStringList before =
        world.column(u"SELECT hex(sealed) FROM vault_record ORDER BY row_id"_s);
    world.keys().setFailure(code);
    const Result<VaultKeyProgress> refused = change(world, keys);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    world.keys().setFailure({});
    QCOMPARE(world.column(u"SELECT hex(sealed) FROM vault_record ORDER BY row_id"_s), before);
    QVERIFY(!progress(keys).isMoving);
    QVERIFY(canPay(world, kept->paymentMethodId));
    OX_OK(world.restart());
    OX_OK(world.unlock());
    QVERIFY(canPay(world, kept->paymentMethodId));
}

void EngineVaultKeyTest::fill(SavingWorld &world)
{
    for (int i = 0; i < kMany; ++i)
        OX_OK(world.save(kGood, u"cus_%1"_s.arg(i + 10)));
}

void EngineVaultKeyTest::pausedAndGoneOn()
{
    SavingWorld world({.inMemory = true});
    OX_OK(world.open());
    VaultKeyService keys(world.engine());
    fill(world);
    whenBegun(world, [&] { keys.pause(); });
    OX_OK(change(world, keys));
    QTRY_VERIFY(!progress(keys).isMoving);
    const VaultKeyProgress stopped = progress(keys);
    QVERIFY(stopped.moved > 0 && stopped.moved + stopped.left >= kMany);
    QVERIFY(stopped.left > 0 && stopped.isPaused);
    OX_REFUSED(change(world, keys), ErrorCode::InvalidState, u"vault"_s);
    const Result<Payment> between = world.save("5555555555554444"); // under the new key
    OX_OK(between);
    OX_OK(world.await(keys.resume()));
    QTRY_VERIFY(!progress(keys).isMoving);
    QCOMPARE(progress(keys).left, 0);
    QVERIFY(canPay(world, between->paymentMethodId));
}

void EngineVaultKeyTest::lockedMeanwhile()
{
    SavingWorld world({.inMemory = true});
    OX_OK(world.open());
    VaultKeyService keys(world.engine());
    fill(world);
    whenBegun(world, [&] { world.vault().lock(world.caller()); });
    OX_OK(change(world, keys));
    QTRY_VERIFY(!progress(keys).isMoving);
    QVERIFY(progress(keys).left > 0);
    OX_OK(world.unlock());
    QTRY_VERIFY(progress(keys).left == 0 && !progress(keys).isMoving);
    QCOMPARE(progress(keys).problem, Error());
}

/// The program ends between two batches: the next one goes on as soon as the vault is open.
void EngineVaultKeyTest::endedMeanwhile()
{
    SavingWorld world({.inMemory = true});
    OX_OK(world.open());
    {
        VaultKeyService keys(world.engine());
        fill(world);
        whenBegun(world, [&] { keys.pause(); });
        OX_OK(change(world, keys));
        QTRY_VERIFY(!progress(keys).isMoving);
        QVERIFY(progress(keys).left > 0);
        world.stop();
    }
    OX_OK(world.start());
    VaultKeyService keys(world.engine());
    QVERIFY(progress(keys).left > 0);
    QVERIFY(!progress(keys).isMoving); // nothing can be moved yet
    OX_OK(world.unlock());
    QTRY_VERIFY(progress(keys).left == 0 && !progress(keys).isMoving);
    const SavedMethod method = world.saved(u"cus_10"_s).value(0);
    QVERIFY(!method.id.isEmpty());
}

void EngineVaultKeyTest::damagedStays()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> kept = world.save(kGood);
    OX_OK(world.save("5555555555554444", u"cus_2"_s));
    world.stop();
    Database file;
    OX_OK(file.open({world.file(), true, false}));
    OX_OK(file.execute(u"UPDATE vault_record SET sealed = zeroblob(length(sealed)) "
                       "WHERE record_id = '%1'"_s.arg(kept->paymentMethodId.value)));
    file.close();
    OX_OK(world.start());
    OX_OK(world.unlock());
    VaultKeyService keys(world.engine());
    OX_OK(change(world, keys));
    QTRY_VERIFY(!progress(keys).isMoving);
    QCOMPARE(progress(keys).damaged, 1);
    QCOMPARE(progress(keys).left, 1);
    QCOMPARE(generations(world), (QStringList{u"1: 1"_s, u"2: 1"_s})); // the old one is needed
}

void EngineVaultKeyTest::passphraseOfAKeyFile()
{
    SavingWorld world; // for its database and bank
    SystemRandom random;
    const auto with = [&](const char *passphrase, auto work) {
        FileKeyProvider provider(world.folder() + u"/keys"_s, SecretBytes(passphrase), random);
        Engine engine(EngineOptions{world.file(), QUrl(u"http://127.0.0.1:18081/return/"_s),
                                    world.clock(), random,
                                    [&world] { return world.wire().makeTransport(); }, &provider});
        VaultService vault(engine);
        OX_OK(EngineWorld::await(engine.open()));
        work(engine, vault, provider);
        engine.stop();
    };
    const auto unlocks = [&](const char *passphrase) {
        ErrorCode code = ErrorCode::Internal;
        bool opened = false;
        with(passphrase, [&](Engine &, VaultService &vault, FileKeyProvider &) {
            const auto answer = EngineWorld::await(vault.unlock(world.caller()));
            opened = answer.has_value();
            code = answer ? ErrorCode::Internal : answer.error().code;
        });
        return opened ? u"opened"_s : QString::number(int(code));
    };
    with("twelve letters or more", [&](Engine &, VaultService &vault, FileKeyProvider &) {
        OX_OK(EngineWorld::await(vault.create(world.caller())));
    });
    with("twelve letters or more", [&](Engine &, VaultService &, FileKeyProvider &provider) {
        QObject context;
        std::optional<Result<>> done;
        const auto changed = [&](const char *wanted) {
            done.reset();
            provider.changePassphrase(SecretBytes(wanted), &context,
                                      [&](const Result<> &answer) { done = answer; });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(done.has_value(), 60'000); }();
        };
        changed("too short");
        QVERIFY(!*done);
        QCOMPARE(done->error().code, ErrorCode::VaultPassphraseTooShort);
        changed("another one of twelve");
        OX_OK(*done);
    });
    QCOMPARE(unlocks("twelve letters or more"),
             QString::number(int(ErrorCode::VaultPassphraseWrong)));
    QCOMPARE(unlocks("another one of twelve"), u"opened"_s);
}

QTEST_GUILESS_MAIN(EngineVaultKeyTest)
#include "enginevaultkeytest.moc"
