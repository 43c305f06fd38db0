#include "tests/support/memoryscan.h"
#include "tests/vault/vaultworld.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Root keys: the right one opens, a wrong one is called wrong, and changing it loses nothing.
class VaultKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void vault_wrong_key();
    void damagedHeaderIsNotAWrongKey();
    void fingerprint_keyed();
    void lockedDoesNothing();
    void everyVaultIsItsOwn();
    void recordsMoveToTheNextKey();
    void olderKeyMayBeMissing();
    void newestKeyMustBeThere();
    void resealTakesANewDataKey();
    void aKeyIsUsedUp();
    void auditMac();
    void rootKeyIsGoneAfterLock();
    void wrappingKeyIsGoneAfterLock();
    void cardIsGoneAfterTheCall();
};

void VaultKeysTest::vault_wrong_key()
{
    VaultWorld world;
    const QByteArray sealed = world.sealed();
    const VaultHeader before = world.header;
    QList<QByteArray> wrong{QByteArray(32, '\0'), QByteArray(31, 'a'), QByteArray(),
                            QByteArray(64, 'a')};
    QByteArray nearly = world.keys.at(1).view().toByteArray();
    nearly[31] = static_cast<char>(nearly.at(31) ^ 1);
    wrong.append(nearly);
    for (const QByteArray &key : wrong) {
        RootKeys keys;
        keys.emplace(1, SecretBytes(key));
        const Result<> unlocked = world.vault.unlock(world.header, keys);
        QCOMPARE(codeOf(unlocked), ErrorCode::VaultKeyWrong);
        QVERIFY(!world.vault.isUnlocked());
        QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), sealed)), ErrorCode::VaultLocked);
    }
    // Nothing was "mended": the right key still opens.
    QCOMPARE(world.header, before);
    QVERIFY(world.vault.unlock(world.header, world.keys));
    QVERIFY(world.vault.open(VaultWorld::place(), sealed));
}

void VaultKeysTest::damagedHeaderIsNotAWrongKey()
{
    VaultWorld world;
    const QByteArray good = world.header.generations.first().wrappedKeys;
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray changed = good;
        changed[at] = static_cast<char>(changed.at(at) ^ 0x40);
        world.header.generations.first().wrappedKeys = changed;
        const Result<> unlocked = world.vault.unlock(world.header, world.keys);
        QCOMPARE(codeOf(unlocked), ErrorCode::VaultRecordDamaged);
        QCOMPARE(unlocked.error().field, u"vault_header"_s);
    }
    world.header.generations.first().wrappedKeys = good.chopped(1);
    QCOMPARE(codeOf(world.vault.unlock(world.header, world.keys)), ErrorCode::VaultRecordDamaged);
    world.header.generations.first().wrappedKeys = good;
    world.header.keyDerivation = u"another"_s;
    QCOMPARE(codeOf(world.vault.unlock(world.header, world.keys)), ErrorCode::VaultRecordDamaged);
    world.header.generations.clear();
    world.header.keyDerivation = u"hkdf-sha256-1"_s;
    QCOMPARE(codeOf(world.vault.unlock(world.header, world.keys)), ErrorCode::VaultRecordDamaged);
}

void VaultKeysTest::fingerprint_keyed()
{
    VaultWorld world;
    const MerchantId one{u"mer_one"_s};
    const Pan number(QByteArrayView("4242424242424242"));
    const QByteArray print = *world.vault.fingerprint(one, number);
    QCOMPARE(world.vault.seal(VaultWorld::place(), VaultWorld::card())->fingerprint, print);
    QCOMPARE(world.vault.seal(VaultWorld::place(u"pm_two"_s), VaultWorld::card())->fingerprint,
             print);
    QVERIFY(*world.vault.fingerprint({u"mer_two"_s}, number) != print);
    QVERIFY(*world.vault.fingerprint(one, Pan(QByteArrayView("4242424242424241"))) != print);
    // Where the merchant ends and the number begins is part of it.
    QVERIFY(*world.vault.fingerprint({u"mer_one4"_s}, Pan(QByteArrayView("242424242424242")))
            != print);
    // Another vault's key gives something else: the number alone does not.
    QVERIFY(*VaultWorld().vault.fingerprint(one, number) != print);
    // It outlives a change of the root key.
    world.rotate();
    QVERIFY(world.unlocked);
    QCOMPARE(*world.vault.fingerprint(one, number), print);
}

void VaultKeysTest::lockedDoesNothing()
{
    VaultWorld world;
    const QByteArray sealed = world.sealed();
    const VaultRecord record{0, VaultWorld::place(), 1, sealed, {}, 0, 0};
    world.vault.lock();
    QVERIFY(!world.vault.isUnlocked());
    QCOMPARE(codeOf(world.vault.seal(VaultWorld::place(), VaultWorld::card())),
             ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), sealed)), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.rewrap(record)), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.reseal(record)), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.nextKey(1)), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.auditMac("a", "b")), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.fingerprint({u"m"_s}, Pan(QByteArrayView("42424242")))),
             ErrorCode::VaultLocked);
    QVERIFY(world.vault.unlock(world.header, world.keys));
    QVERIFY(world.vault.open(VaultWorld::place(), sealed));
}

void VaultKeysTest::everyVaultIsItsOwn()
{
    VaultWorld one;
    VaultWorld two;
    QVERIFY(one.header.id.value != two.header.id.value);
    QVERIFY(!one.keys.at(1).sameAs(two.keys.at(1).view()));
    QVERIFY(one.header.generations.first().keyName != two.header.generations.first().keyName);
    // The same root key under another vault's id is a wrong key.
    QCOMPARE(codeOf(two.vault.unlock(two.header, one.keys)), ErrorCode::VaultKeyWrong);
    // What the database knows does not hold the key.
    for (const QByteArray &stored :
         {one.header.generations.first().keyCheck, one.header.generations.first().wrappedKeys})
        QVERIFY(!stored.contains(one.keys.at(1).view().first(16)));
}

void VaultKeysTest::recordsMoveToTheNextKey()
{
    VaultWorld world;
    const QByteArray old = world.sealed();
    world.rotate();
    QVERIFY(world.unlocked);
    QCOMPARE(textOf(*world.vault.open(VaultWorld::place(), old)),
             "4242424242424242 9/2031 Ada Lovelace "_ba);
    const Result<SealedCard> moved =
        world.vault.rewrap({0, VaultWorld::place(), 1, old, "print"_ba, 0, 0});
    QVERIFY(moved);
    QCOMPARE(moved->keyGeneration, 2);
    QCOMPARE(moved->fingerprint, "print"_ba);
    QCOMPARE(world.vault.seal(VaultWorld::place(), VaultWorld::card())->keyGeneration, 2);
    // With the old key gone only what was moved opens.
    world.header.generations.removeFirst();
    world.keys.erase(1);
    QVERIFY(world.vault.unlock(world.header, world.keys));
    QCOMPARE(textOf(*world.vault.open(VaultWorld::place(), moved->sealed)),
             "4242424242424242 9/2031 Ada Lovelace "_ba);
    QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), old)), ErrorCode::VaultRecordDamaged);
}

void VaultKeysTest::olderKeyMayBeMissing()
{
    VaultWorld world;
    const QByteArray old = world.sealed();
    world.rotate();
    const QByteArray fresh = world.sealed();
    world.keys.erase(1);
    QVERIFY(world.vault.unlock(world.header, world.keys));
    QVERIFY(world.vault.open(VaultWorld::place(), fresh));
    const Result<CardDetails> opened = world.vault.open(VaultWorld::place(), old);
    QCOMPARE(codeOf(opened), ErrorCode::VaultKeyMissing);
    QCOMPARE(opened.error().detail, world.header.generations.first().keyName);
    // A wrong older key is no missing one.
    world.keys.emplace(1, SecretBytes(QByteArray(32, 'x')));
    QCOMPARE(codeOf(world.vault.unlock(world.header, world.keys)), ErrorCode::VaultKeyWrong);
}

void VaultKeysTest::newestKeyMustBeThere()
{
    VaultWorld world;
    world.rotate();
    world.keys.erase(2);
    QCOMPARE(codeOf(world.vault.unlock(world.header, world.keys)), ErrorCode::VaultKeyMissing);
    QVERIFY(!world.vault.isUnlocked());
}

void VaultKeysTest::resealTakesANewDataKey()
{
    VaultWorld world;
    const QByteArray old = world.sealed();
    const Result<SealedCard> again = world.vault.reseal({0, VaultWorld::place(), 1, old, {}, 0, 0});
    QVERIFY(again);
    QVERIFY(again->sealed.sliced(77) != old.sliced(77)); // the content
    QCOMPARE(textOf(*world.vault.open(VaultWorld::place(), again->sealed)),
             "4242424242424242 9/2031 Ada Lovelace "_ba);
}

void VaultKeysTest::aKeyIsUsedUp()
{
    VaultWorld world;
    world.header.generations.first().wraps = Vault::kMostWraps - 2;
    QVERIFY(world.vault.unlock(world.header, world.keys));
    const QByteArray first = world.sealed();
    QVERIFY(!first.isEmpty());
    QVERIFY(world.vault.rewrap({0, VaultWorld::place(), 1, first, {}, 0, 0}));
    QCOMPARE(codeOf(world.vault.seal(VaultWorld::place(), VaultWorld::card())),
             ErrorCode::VaultKeyUsedUp);
    QCOMPARE(codeOf(world.vault.rewrap({0, VaultWorld::place(), 1, first, {}, 0, 0})),
             ErrorCode::VaultKeyUsedUp);
    QVERIFY(world.vault.open(VaultWorld::place(), first)); // reading goes on
    world.rotate();
    QVERIFY(world.vault.seal(VaultWorld::place(), VaultWorld::card()));
}

void VaultKeysTest::auditMac()
{
    VaultWorld world;
    const QByteArray mac = *world.vault.auditMac("previous", "row");
    QCOMPARE(mac.size(), 32);
    QCOMPARE(*world.vault.auditMac("previous", "row"), mac);
    QVERIFY(*world.vault.auditMac("previous", "Row") != mac);
    QVERIFY(*VaultWorld().vault.auditMac("previous", "row") != mac);
    world.rotate();
    QCOMPARE(*world.vault.auditMac("previous", "row"), mac);
}

void VaultKeysTest::rootKeyIsGoneAfterLock()
{
    if (!MemoryScan::isPossible())
        QSKIP("the memory of a process cannot be read here");
    VaultWorld world;
    const MemoryScan scan(world.keys.at(1).view()); // remembers it in disguise
    QVERIFY2(scan.places() > 0, "the scan does not see what is there");
    const QByteArray sealed = world.sealed();
    world.keys.clear();
    QCOMPARE(scan.places(), 0); // the vault itself needs no root key
    QVERIFY(world.vault.open(VaultWorld::place(), sealed));
    world.vault.lock();
    QCOMPARE(scan.places(), 0);
}

void VaultKeysTest::wrappingKeyIsGoneAfterLock()
{
    if (!MemoryScan::isPossible())
        QSKIP("the memory of a process cannot be read here");
    VaultWorld world;
    const MemoryScan scan = [&] {
        const SecretBytes wrapping =
            hkdfSha256(world.keys.at(1).view(), world.header.id.value.toUtf8(), "kek|1|1", 32);
        return MemoryScan(wrapping.view());
    }();
    QVERIFY2(scan.places() > 0, "the scan does not see what is there");
    QVERIFY(!world.sealed().isEmpty());
    world.vault.lock();
    QCOMPARE(scan.places(), 0);
}

void VaultKeysTest::cardIsGoneAfterTheCall()
{
    if (!MemoryScan::isPossible())
        QSKIP("the memory of a process cannot be read here");
    VaultWorld world;
    CardDetails card = VaultWorld::card();
    card.number = [&] {
        SecretBytes digits = SecretBytes::zeros(16);
        world.random.fill({digits.data(), 16});
        for (qsizetype i = 0; i < digits.size(); ++i)
            digits.data()[i] = static_cast<char>('0' + (digits.view().at(i) & 7));
        return Pan(digits.view());
    }();
    const MemoryScan scan(card.number.reveal());
    QVERIFY2(scan.places() > 0, "the scan does not see what is there");
    const Result<SealedCard> sealed = world.vault.seal(VaultWorld::place(), card);
    QVERIFY(sealed);
    card.number.clear();
    QCOMPARE(scan.places(), 0);
    {
        const Result<CardDetails> opened = world.vault.open(VaultWorld::place(), sealed->sealed);
        QVERIFY(opened && !opened->number.isEmpty());
        QVERIFY(scan.places() > 0);
    }
    QCOMPARE(scan.places(), 0);
}

QTEST_APPLESS_MAIN(VaultKeysTest)
#include "vaultkeystest.moc"
