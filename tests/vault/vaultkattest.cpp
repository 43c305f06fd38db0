#include "services/vault/cipher.h"
#include "services/vault/keyderivation.h"
#include "tests/vault/vaultworld.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// As this vault wrote them when it was new, under a root key of 32 times 'R'.
constexpr char kKeyCheck[] = "8cb15f611fc1361a457edafda71fabb2";
constexpr char kWrappedKeys[] = "95373dabfe0629ddd7d870aa4061407d677fc346e42d00c948ce663c33c14e92"
                                "ff408aac2b8c81dce93bdd4eeb312f8355bcf4054da06c8cddae8aefc6f9e2f7"
                                "c233d7eff376caac0ce106efe868ac22125d98fcf7f59b07cbd7414c";
constexpr char kSealed[] = "0100000001be4e0a0895a272594832c1e4967621aac3d8d8ed9498fd0379d4cd"
                           "5f5eea1e443bdac445ba057933fdc0e710ede943fe54d023a2aabf89df9ba5bf"
                           "e686d5b7ecbd491c035d1fc4808be37fbc5a943f8bc69250fe7b4c9580f89ed2"
                           "f6a51032bad669d0ce7e073a2cff9e10ecffd721b4e0db1eea05d1f72fa4eefb"
                           "aabaed9b9329048b850eb409e2c03e41c06f333b65e170598b5a18b7b1";
constexpr char kFingerprint[] = "e8caf433c88f5cf9059ff720447ceba11ebb7589eea63d4bc9c20a9aae65727b";

} // namespace

/// The algorithms give what the published vectors say, other ones than the vault tests itself with;
/// and a vault whose own test fails stays shut.
class VaultKatTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void vault_kat();
    void gcmRefusesWrongLengths();
    void failedSelfTestKeepsItShut_data();
    void failedSelfTestKeepsItShut();
    void recordsOfVersionOneStayReadable();
};

void VaultKatTest::vault_kat()
{
    QVERIFY(cryptoSelfTest(knownAnswers()));
    // Test case 14 of the GCM specification.
    Cipher cipher;
    const QByteArray zeros(32, '\0');
    QByteArray sealed(32, '\0');
    const std::span<char> target(sealed.data(), 32);
    QVERIFY(cipher.seal(zeros, zeros.first(12), {}, zeros.first(16), target));
    QCOMPARE(sealed.toHex(), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"_ba);
    QVERIFY(cipher.open(zeros, zeros.first(12), {}, sealed).sameAs(zeros.first(16)));
    // RFC 5869, case 3.
    QCOMPARE(
        hkdfSha256(QByteArray(22, '\x0b'), {}, {}, 42).view().toByteArray().toHex(),
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"_ba);
    // RFC 4231, case 1.
    QCOMPARE(KeyedHash(QByteArray(20, '\x0b')).of({"Hi", " There"}).toHex(),
             "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"_ba);
    // RFC 7914, second vector.
    QCOMPARE(scrypt("password", "NaCl", {10, 8, 16}, 64).view().toByteArray().toHex(),
             "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
             "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"_ba);
}

void VaultKatTest::gcmRefusesWrongLengths()
{
    Cipher cipher;
    const QByteArray zeros(64, '\0');
    QByteArray sealed(32, '\0');
    const std::span<char> target(sealed.data(), 32);
    QVERIFY(!cipher.seal(zeros.first(16), zeros.first(12), {}, zeros.first(16), target));
    QVERIFY(!cipher.seal(zeros.first(32), zeros.first(11), {}, zeros.first(16), target));
    QVERIFY(!cipher.seal(zeros.first(32), zeros.first(12), {}, zeros.first(17), target));
    for (const qsizetype size : {0, 1, 15, 16})
        QVERIFY(cipher.open(zeros.first(32), zeros.first(12), {}, zeros.first(size)).isEmpty());
}

void VaultKatTest::failedSelfTestKeepsItShut_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const QString &name : {u"AES-256-GCM"_s, u"HKDF-SHA256"_s, u"HMAC-SHA256"_s, u"scrypt"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void VaultKatTest::failedSelfTestKeepsItShut()
{
    QFETCH(const QString, algorithm);
    KnownAnswers wrong = knownAnswers();
    QByteArray &answer = algorithm == "AES-256-GCM"_L1   ? wrong.gcm
                         : algorithm == "HKDF-SHA256"_L1 ? wrong.hkdf
                         : algorithm == "HMAC-SHA256"_L1 ? wrong.hmac
                                                         : wrong.scrypt;
    answer[answer.size() / 2] = static_cast<char>(answer.at(answer.size() / 2) ^ 4);
    VaultWorld world;
    Vault vault(world.random, wrong);
    for (int again = 0; again < 2; ++again) {
        const Result<> unlocked = vault.unlock(world.header, world.keys);
        QCOMPARE(codeOf(unlocked), ErrorCode::VaultSelfTestFailed);
        QCOMPARE(unlocked.error().detail, algorithm);
        QVERIFY(!vault.isUnlocked());
        QCOMPARE(codeOf(vault.seal(VaultWorld::place(), VaultWorld::card())),
                 ErrorCode::VaultLocked);
    }
}

void VaultKatTest::recordsOfVersionOneStayReadable()
{
    // What changes how they are read loses every stored card.
    VaultHeader header;
    header.id = {u"vlt_00000000000000000001"_s};
    header.keyDerivation = u"hkdf-sha256-1"_s;
    VaultKeyGeneration generation;
    generation.number = 1;
    generation.keyCheck = QByteArray::fromHex(kKeyCheck);
    generation.wrappedKeys = QByteArray::fromHex(kWrappedKeys);
    header.generations = {generation};
    RootKeys keys;
    keys.emplace(1, SecretBytes(QByteArray(32, 'R')));
    SystemRandom random;
    Vault vault(random);
    const Result<> unlocked = vault.unlock(header, keys);
    QVERIFY2(unlocked, qPrintable(unlocked ? QString() : unlocked.error().field));
    const QByteArray sealed = QByteArray::fromHex(kSealed);
    const Result<CardDetails> card = vault.open(VaultWorld::place(), sealed);
    QVERIFY(card);
    QCOMPARE(textOf(*card), "4242424242424242 9/2031 Ada Lovelace "_ba);
    QCOMPARE(vault.fingerprint({u"mer_one"_s}, card->number)->toHex(), QByteArray(kFingerprint));
}

QTEST_APPLESS_MAIN(VaultKatTest)
#include "vaultkattest.moc"
