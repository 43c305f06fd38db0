#include "services/vault/vaultblob.h"
#include "tests/vault/vaultworld.h"

#include <QSet>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

/// A sealed record opens to what was put in, where it was put, and in no other way.
class VaultRecordsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void opensToWhatWasPutIn_data();
    void opensToWhatWasPutIn();
    void lengthTellsNothing();
    void refusesWhatIsNoCard_data();
    void refusesWhatIsNoCard();
    void vault_swap_data();
    void vault_swap();
    void vault_truncated_tag();
    void vault_bitflip_data();
    void vault_bitflip();
    void vault_nonce_unique();
    void strangeBytesNeverOpen();
    void keysAreSealedToo();
};

void VaultRecordsTest::keysAreSealedToo()
{
    VaultWorld world;
    const VaultPlace place{{u"mer_one"_s}, {}, u"mca_one"_s, VaultRecordKind::AccountKeys};
    QSet<qsizetype> lengths;
    QByteArray sealed;
    for (const qsizetype size : {qsizetype(0), qsizetype(1), qsizetype(100), qsizetype(4'094)}) {
        const QByteArray text(size, 'k');
        const Result<SealedCard> done = world.vault.sealSecret(place, SecretBytes(text));
        QVERIFY(done.has_value());
        sealed = done->sealed;
        lengths.insert(sealed.size());
        QVERIFY(!sealed.contains("kkkk"));
        const Result<SecretBytes> opened = world.vault.openSecret(place, sealed);
        QVERIFY(opened.has_value());
        QVERIFY(opened->sameAs(text));
    }
    QCOMPARE(lengths.size(), 1);
    const QByteArray long1(4'095, 'k');
    QCOMPARE(codeOf(world.vault.sealSecret(place, SecretBytes(long1))), ErrorCode::TooLong);
    VaultPlace elsewhere = place;
    elsewhere.kind = VaultRecordKind::ProfileKeys;
    QCOMPARE(codeOf(world.vault.openSecret(elsewhere, sealed)), ErrorCode::VaultRecordDamaged);
    elsewhere = place;
    elsewhere.merchantId.value = u"mer_two"_s;
    QCOMPARE(codeOf(world.vault.openSecret(elsewhere, sealed)), ErrorCode::VaultRecordDamaged);
    QCOMPARE(codeOf(world.vault.open(place, sealed)), ErrorCode::VaultRecordDamaged);
    // And a card does not open as keys.
    QCOMPARE(codeOf(world.vault.openSecret(VaultWorld::place(), world.sealed())),
             ErrorCode::VaultRecordDamaged);
    world.rotate();
    const VaultRecord record{1, place, 1, sealed, {}, 1, 1};
    for (const Result<SealedCard> &moved :
         {world.vault.rewrap(record), world.vault.reseal(record)}) {
        QVERIFY(moved.has_value());
        QCOMPARE(moved->keyGeneration, 2);
        QCOMPARE(world.vault.openSecret(place, moved->sealed)->size(), 4'094);
    }
    world.vault.lock();
    QCOMPARE(codeOf(world.vault.openSecret(place, sealed)), ErrorCode::VaultLocked);
    QCOMPARE(codeOf(world.vault.sealSecret(place, SecretBytes())), ErrorCode::VaultLocked);
}

void VaultRecordsTest::opensToWhatWasPutIn_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<int>("month");
    QTest::addColumn<int>("year");
    QTest::newRow("plain") << "4242424242424242"_ba << u"Ada Lovelace"_s << 9 << 2031;
    QTest::newRow("8 digits") << "42424242"_ba << u"A"_s << 1 << 2000;
    QTest::newRow("15 digits") << "378282246310005"_ba << u"A"_s << 12 << 2099;
    QTest::newRow("19 digits") << "6759649826438453000"_ba << u""_s << 12 << 2026;
    QTest::newRow("leading zeros") << "0000000000000000018"_ba << u"A"_s << 2 << 2030;
    QTest::newRow("another script") << "4242424242424242"_ba << u"Ада Лавлейс"_s << 9 << 2031;
    QTest::newRow("48 bytes of name") << "4242424242424242"_ba << QString(48, u'n') << 9 << 2031;
    QTest::newRow("49 bytes of name") << "4242424242424242"_ba << QString(49, u'n') << 9 << 2031;
    QTest::newRow("255 wide letters") << "4242424242424242"_ba << QString(255, u'字') << 9 << 2031;
}

void VaultRecordsTest::opensToWhatWasPutIn()
{
    QFETCH(const QByteArray, number);
    QFETCH(const QString, holder);
    QFETCH(const int, month);
    QFETCH(const int, year);
    VaultWorld world;
    CardDetails card = VaultWorld::card(number, holder);
    card.expiryMonth = month;
    card.expiryYear = year;
    const Result<SealedCard> sealed = world.vault.seal(VaultWorld::place(), card);
    QVERIFY(sealed);
    QCOMPARE(sealed->keyGeneration, 1);
    QCOMPARE(sealed->fingerprint.size(), 32);
    QVERIFY(!sealed->sealed.contains(number));
    const Result<CardDetails> opened = world.vault.open(VaultWorld::place(), sealed->sealed);
    QVERIFY(opened);
    QVERIFY(opened->cvc.isEmpty()); // never kept
    card.cvc.clear();
    QCOMPARE(textOf(*opened), textOf(card));
    // And again: opening changes nothing.
    QCOMPARE(textOf(*world.vault.open(VaultWorld::place(), sealed->sealed)), textOf(card));
}

void VaultRecordsTest::lengthTellsNothing()
{
    VaultWorld world;
    QSet<qsizetype> lengths;
    for (const auto &[number, holder] :
         {std::pair("42424242", u""_s), std::pair("6759649826438453000", QString(48, u'n'))})
        lengths.insert(
            world.vault.seal(VaultWorld::place(), VaultWorld::card(number, holder))->sealed.size());
    QCOMPARE(lengths, QSet<qsizetype>{1 + 4 + 12 + 32 + 16 + 12 + 64 + 16});
}

void VaultRecordsTest::refusesWhatIsNoCard_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("month");
    QTest::addColumn<int>("year");
    QTest::addColumn<int>("nameLength");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no number") << ""_ba << 9 << 2031 << 1 << ErrorCode::CardNumberInvalid;
    QTest::newRow("7 digits") << "4242424"_ba << 9 << 2031 << 1 << ErrorCode::CardNumberInvalid;
    QTest::newRow("20 digits") << QByteArray(20, '4') << 9 << 2031 << 1
                               << ErrorCode::CardNumberInvalid;
    QTest::newRow("a letter") << "424242424242424a"_ba << 9 << 2031 << 1
                              << ErrorCode::CardNumberInvalid;
    QTest::newRow("month 13") << "4242424242424242"_ba << 13 << 2031 << 1
                              << ErrorCode::CardExpiryInvalid;
    QTest::newRow("year 31") << "4242424242424242"_ba << 9 << 31 << 1
                             << ErrorCode::CardExpiryInvalid;
    QTest::newRow("name") << "4242424242424242"_ba << 9 << 2031 << 817 << ErrorCode::TooLong;
}

void VaultRecordsTest::refusesWhatIsNoCard()
{
    QFETCH(const QByteArray, number);
    QFETCH(const int, month);
    QFETCH(const int, year);
    QFETCH(const int, nameLength);
    QFETCH(const ErrorCode, code);
    VaultWorld world;
    CardDetails card = VaultWorld::card(number, QString(nameLength, u'n'));
    card.expiryMonth = month;
    card.expiryYear = year;
    QCOMPARE(codeOf(world.vault.seal(VaultWorld::place(), card)), code);
}

void VaultRecordsTest::vault_swap_data()
{
    QTest::addColumn<QString>("merchant");
    QTest::addColumn<QString>("customer");
    QTest::addColumn<QString>("record");
    QTest::addColumn<VaultRecordKind>("kind");
    const auto saved = VaultRecordKind::SavedCard;
    QTest::newRow("record") << u"mer_one"_s << u"cus_one"_s << u"pm_two"_s << saved;
    QTest::newRow("customer") << u"mer_one"_s << u"cus_two"_s << u"pm_one"_s << saved;
    QTest::newRow("no customer") << u"mer_one"_s << u""_s << u"pm_one"_s << saved;
    QTest::newRow("merchant") << u"mer_two"_s << u"cus_one"_s << u"pm_one"_s << saved;
    QTest::newRow("kind") << u"mer_one"_s << u"cus_one"_s << u"pm_one"_s
                          << VaultRecordKind::HeldCard;
    QTest::newRow("shifted") << u"mer_onec"_s << u"us_one"_s << u"pm_one"_s << saved;
}

void VaultRecordsTest::vault_swap()
{
    QFETCH(const QString, merchant);
    QFETCH(const QString, customer);
    QFETCH(const QString, record);
    QFETCH(const VaultRecordKind, kind);
    VaultWorld world;
    const QByteArray sealed = world.sealed();
    QVERIFY(world.vault.open(VaultWorld::place(), sealed));
    const VaultPlace elsewhere{{merchant}, {customer}, record, kind};
    const Result<CardDetails> opened = world.vault.open(elsewhere, sealed);
    QCOMPARE(codeOf(opened), ErrorCode::VaultRecordDamaged);
    QCOMPARE(opened.error().field, record);
    QCOMPARE(codeOf(world.vault.rewrap({0, elsewhere, 1, sealed, {}, 0, 0})),
             ErrorCode::VaultRecordDamaged);

    // A vault with the same root key and another id is another vault.
    VaultWorld other;
    QCOMPARE(codeOf(other.vault.open(VaultWorld::place(), sealed)), ErrorCode::VaultRecordDamaged);
    // Parts of two records put together are none.
    QByteArray mixed = world.sealed();
    const QByteArray second = world.sealed();
    mixed.replace(65, mixed.size() - 65, second.sliced(65)); // nonce, content and its tag
    QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), mixed)), ErrorCode::VaultRecordDamaged);
}

void VaultRecordsTest::vault_truncated_tag()
{
    VaultWorld world;
    const QByteArray sealed = world.sealed();
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), sealed.first(size))),
                 ErrorCode::VaultRecordDamaged);
    QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), sealed + '\0')),
             ErrorCode::VaultRecordDamaged);
    QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), sealed + sealed)),
             ErrorCode::VaultRecordDamaged);
}

void VaultRecordsTest::vault_bitflip_data()
{
    QTest::addColumn<QString>("holder");
    QTest::newRow("small") << u"Ada Lovelace"_s;
    QTest::newRow("large") << QString(60, u'n');
}

void VaultRecordsTest::vault_bitflip()
{
    QFETCH(const QString, holder);
    VaultWorld world;
    const QByteArray sealed =
        world.vault.seal(VaultWorld::place(), VaultWorld::card("4242424242424242", holder))->sealed;
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QByteArray changed = sealed;
        changed[bit / 8] = static_cast<char>(changed.at(bit / 8) ^ (1 << (bit % 8)));
        QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), changed)),
                 ErrorCode::VaultRecordDamaged);
    }
    QVERIFY(world.vault.open(VaultWorld::place(), sealed));
}

void VaultRecordsTest::vault_nonce_unique()
{
    VaultWorld world;
    constexpr int kRecords = 20'000;
    QSet<QByteArray> wrapNonces;
    QSet<QByteArray> nonces;
    QSet<QByteArray> keys;
    for (int i = 0; i < kRecords; ++i) {
        const QByteArray sealed = world.sealed();
        const auto parts = vaultblob::split(sealed);
        QVERIFY(parts);
        wrapNonces.insert(parts->wrapNonce.toByteArray());
        nonces.insert(parts->nonce.toByteArray());
        keys.insert(parts->wrapped.toByteArray());
    }
    QCOMPARE(wrapNonces.size(), kRecords);
    QCOMPARE(nonces.size(), kRecords);
    QCOMPARE(keys.size(), kRecords);
    QVERIFY(!wrapNonces.intersects(nonces));

    // Wrapped again the data key gets another nonce, the content keeps its own.
    const QByteArray sealed = world.sealed();
    const QByteArray again =
        world.vault.rewrap({0, VaultWorld::place(), 1, sealed, {}, 0, 0})->sealed;
    QVERIFY(vaultblob::split(again)->wrapNonce != vaultblob::split(sealed)->wrapNonce);
    QVERIFY(vaultblob::split(again)->content == vaultblob::split(sealed)->content);
}

void VaultRecordsTest::strangeBytesNeverOpen()
{
    VaultWorld world;
    std::mt19937_64 dice(testSeed());
    const QByteArray sealed = world.sealed();
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = sealed;
        const auto changes = 1 + dice() % 8;
        for (quint64 change = 0; change < changes; ++change)
            bytes[static_cast<qsizetype>(dice() % static_cast<quint64>(bytes.size()))] =
                static_cast<char>(dice());
        if (dice() % 4 == 0)
            bytes.truncate(static_cast<qsizetype>(dice() % static_cast<quint64>(bytes.size())));
        if (bytes != sealed)
            QCOMPARE(codeOf(world.vault.open(VaultWorld::place(), bytes)),
                     ErrorCode::VaultRecordDamaged);
    }
}

QTEST_APPLESS_MAIN(VaultRecordsTest)
#include "vaultrecordstest.moc"
