#include "services/storage/customerstore.h"
#include "services/storage/methodstore.h"
#include "services/storage/networktokenstore.h"
#include "services/storage/vaultstore.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// Sealed records are kept, found by their merchant only, and gone when they are removed.
class TestVaultStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void headerIsWrittenOnce();
    void generationsComeAndGo();
    void recordsComeBack();
    void keysAreRecordsToo();
    void networkTokens();
    void othersRecordsDoNotExist();
    void sameNumberIsFound();
    void replacingExpectsWhatIsThere();
    void wrapsAreCounted();
    void batchesGoOnAfterARow();
    void removedCiphertextIsGone();
    void readerKeepsTheLog();
    void schemaRefuses_data();
    void schemaRefuses();
};

namespace {

VaultKeyGeneration generation(int number)
{
    return {number,
            u"vlt_a.key_%1"_s.arg(number),
            QByteArray(16, static_cast<char>('a' + number)),
            QByteArray(92, static_cast<char>('A' + number)),
            number * 10,
            1'000 + number};
}

struct VaultStoreWorld : StorageWorld
{
    VaultStoreWorld() { header.generations = {generation(1)}; }

    void insertHeader() { QVERIFY(store.insertHeader(header)); }
    VaultRecord record(const QString &id, int keyGeneration = 1) const
    {
        return {0,
                {merchant, {u"cus_one"_s}, id, VaultRecordKind::SavedCard},
                keyGeneration,
                "sealed "_ba + id.toUtf8() + QByteArray(150, '\x01'),
                QByteArray(32, 'f'),
                5,
                6};
    }

    VaultStore store{database};
    VaultHeader header{{u"vlt_a"_s}, u"hkdf-sha256-1"_s, 7, {}};
};

template <class T>
ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

/// Whether any file of the database holds these bytes.
bool isOnDisk(const VaultStoreWorld &world, const QByteArray &bytes)
{
    for (const QString &name : QDir(world.folder.path()).entryList(QDir::Files)) {
        QFile file(world.folder.filePath(name));
        if (file.open(QFile::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace

void TestVaultStore::headerIsWrittenOnce()
{
    VaultStoreWorld world;
    QCOMPARE(codeOf(world.store.header()), ErrorCode::NotFound);
    world.insertHeader();
    QCOMPARE(*world.store.header(), world.header);
    VaultHeader second{{u"vlt_b"_s}, u"hkdf-sha256-1"_s, 8, {generation(2)}};
    QCOMPARE(codeOf(world.store.insertHeader(second)), ErrorCode::Duplicate);
    QCOMPARE(*world.store.header(), world.header);
    VaultHeader none{{u"vlt_c"_s}, u"hkdf-sha256-1"_s, 8, {}};
    QCOMPARE(codeOf(world.store.insertHeader(none)), ErrorCode::InvalidValue);
}

void TestVaultStore::generationsComeAndGo()
{
    VaultStoreWorld world;
    world.insertHeader();
    QCOMPARE(codeOf(world.store.addGeneration(generation(1))), ErrorCode::Duplicate);
    VaultKeyGeneration sameName = generation(2);
    sameName.keyName = generation(1).keyName;
    QCOMPARE(codeOf(world.store.addGeneration(sameName)), ErrorCode::Duplicate);
    QVERIFY(world.store.addGeneration(generation(2)));
    QCOMPARE(world.store.header()->generations, QList({generation(1), generation(2)}));

    QVERIFY(world.store.insert(world.record(u"pm_a"_s, 1)));
    QCOMPARE(*world.store.countUnder(1), qint64(1));
    QCOMPARE(codeOf(world.store.dropGeneration(1)), ErrorCode::InvalidState); // a record needs it
    QCOMPARE(codeOf(world.store.dropGeneration(2)), ErrorCode::InvalidState); // the newest
    QCOMPARE(codeOf(world.store.dropGeneration(3)), ErrorCode::InvalidState); // none
    QVERIFY(world.store.remove(world.merchant, u"pm_a"_s));
    QVERIFY(world.store.dropGeneration(1));
    QCOMPARE(codeOf(world.store.dropGeneration(2)), ErrorCode::InvalidState);
    QCOMPARE(world.store.header()->generations, QList({generation(2)}));
}

void TestVaultStore::keysAreRecordsToo()
{
    VaultStoreWorld world;
    world.insertHeader();
    const auto keys = [&world](const QString &id, VaultRecordKind kind, const QByteArray &sealed) {
        return VaultRecord{0, {world.merchant, {}, id, kind}, 1, sealed, {}, 5, 6};
    };
    const auto kind = VaultRecordKind::AccountKeys;
    QVERIFY(world.store.insert(world.record(u"pm_a"_s)));
    QVERIFY(world.store.putSecret(keys(u"mca_a"_s, kind, "first")));
    QVERIFY(world.store.putSecret(keys(u"mca_a"_s, kind, "second"))); // in its place
    QVERIFY(world.store.putSecret(keys(u"mca_a"_s, VaultRecordKind::ProfileKeys, "other")));
    QCOMPARE(world.store.findSecret(world.merchant, kind, u"mca_a"_s)->sealed, "second");
    QCOMPARE(codeOf(world.store.findSecret(world.other, kind, u"mca_a"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(world.store.find(world.merchant, u"mca_a"_s)), ErrorCode::NotFound);
    QCOMPARE(*world.store.countUnder(1), 3);

    // The root key changes for all of them, cards first.
    QVERIFY(world.store.addGeneration(generation(2)));
    QStringList moved;
    qint64 after = 0;
    for (;;) {
        const auto batch = *world.store.notUnder(2, after, 1);
        if (batch.isEmpty())
            break;
        VaultRecord record = batch.constFirst();
        after = record.rowId;
        moved += record.place.recordId + u' ' + toText(record.place.kind);
        record.keyGeneration = 2;
        QVERIFY(world.store.replace(record, record.sealed));
        QCOMPARE(codeOf(world.store.replace(record, "something else")), ErrorCode::VersionConflict);
    }
    QCOMPARE(moved,
             QStringList({u"pm_a saved_card"_s, u"mca_a account_keys"_s, u"mca_a profile_keys"_s}));
    QCOMPARE(*world.store.countUnder(1), 0);
    QCOMPARE(*world.store.countUnder(2), 3);
    QVERIFY(world.store.dropGeneration(1));
    QVERIFY(world.store.removeSecret(world.merchant, kind, u"mca_a"_s));
    QVERIFY(world.store.removeSecret(world.merchant, kind, u"mca_a"_s));
    QCOMPARE(*world.store.countUnder(2), 2);
    QVERIFY(world.store.addGeneration(generation(3)));
    QVERIFY(world.store.remove(world.merchant, u"pm_a"_s));
    QCOMPARE(codeOf(world.store.dropGeneration(2)), ErrorCode::InvalidState); // keys need it
}

/// They change their root key with everything else, and are one a method.
void TestVaultStore::networkTokens()
{
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.addGeneration(generation(2)));
    Customer customer;
    customer.id = {u"cus_one"_s};
    customer.merchantId = world.merchant;
    QVERIFY(CustomerStore(world.database).insert(customer));
    QVERIFY(world.store.insert(world.record(u"pm_a"_s, 2)));
    SavedMethod method;
    method.id = {u"pm_a"_s};
    method.merchantId = world.merchant;
    method.customerId = customer.id;
    method.card = {CardBrand::Visa, u"4242"_s, u"424242"_s, 12, 2030, {}};
    method.fingerprint = QByteArray(32, 'f');
    method.vaultRecordId = u"pm_a"_s;
    QVERIFY(MethodStore(world.database).insert(method));
    NetworkTokenStore tokens(world.database);
    KeptNetworkToken token{{u"1111"_s, 4, 2029}, world.record(u"pm_a"_s)};
    token.record.place.kind = VaultRecordKind::NetworkToken;
    token.record.fingerprint.clear();
    QVERIFY(tokens.put(token));
    token.shown.last4 = u"2222"_s;
    QVERIFY(tokens.put(token));
    Result<KeptNetworkToken> found = tokens.find(world.merchant, method.id);
    QVERIFY(found);
    found->record.rowId = 0;
    QCOMPARE(*found, token);
    QCOMPARE(codeOf(tokens.find(world.other, method.id)), ErrorCode::NotFound);
    QCOMPARE(tokens.shownFor(world.merchant, customer.id)->size(), 1);
    QCOMPARE(tokens.shownFor(world.merchant, customer.id)->first().token, token.shown);

    QCOMPARE(codeOf(world.store.dropGeneration(1)), ErrorCode::InvalidState);
    QCOMPARE(*world.store.countUnder(1), 1);
    const auto left = world.store.notUnder(2, 0, 10);
    QCOMPARE(left->size(), 1);
    VaultRecord moved = left->first();
    QCOMPARE(moved.place, token.record.place);
    QVERIFY(world.store.notUnder(2, moved.rowId, 10)->isEmpty());
    moved.keyGeneration = 2;
    QVERIFY(world.store.replace(moved, moved.sealed));
    QCOMPARE(codeOf(world.store.replace(moved, "something else")), ErrorCode::VersionConflict);
    QCOMPARE(*world.store.countUnder(2), 2);
    QVERIFY(world.store.dropGeneration(1));
    QVERIFY(!MethodStore(world.database).remove(world.merchant, method.id)); // the token first
    QVERIFY(tokens.remove(world.merchant, method.id));
    QVERIFY(tokens.remove(world.merchant, method.id));
    QVERIFY(MethodStore(world.database).remove(world.merchant, method.id));
}

void TestVaultStore::recordsComeBack()
{
    VaultStoreWorld world;
    world.insertHeader();
    VaultRecord record = world.record(u"pm_a"_s);
    record.place.kind = VaultRecordKind::HeldCard;
    record.sealed = QByteArray("\0\x01\0 with zeros \xff\0", 17);
    QVERIFY(world.store.insert(record));
    VaultRecord found = *world.store.find(world.merchant, u"pm_a"_s);
    QVERIFY(found.rowId > 0);
    found.rowId = 0;
    QCOMPARE(found, record);
    QCOMPARE(codeOf(world.store.insert(record)), ErrorCode::Duplicate);
    VaultRecord noGeneration = world.record(u"pm_b"_s, 2);
    QVERIFY(!world.store.insert(noGeneration));
    QCOMPARE(codeOf(world.store.find(world.merchant, u"pm_none"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(world.store.remove(world.merchant, u"pm_none"_s)), ErrorCode::NotFound);
}

void TestVaultStore::othersRecordsDoNotExist()
{
    VaultStoreWorld world;
    world.insertHeader();
    const VaultRecord record = world.record(u"pm_a"_s);
    QVERIFY(world.store.insert(record));
    QCOMPARE(codeOf(world.store.find(world.other, u"pm_a"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(world.store.remove(world.other, u"pm_a"_s)), ErrorCode::NotFound);
    VaultRecord foreign = record;
    foreign.place.merchantId = world.other;
    QCOMPARE(codeOf(world.store.replace(foreign, record.sealed)), ErrorCode::VersionConflict);
    QVERIFY(
        world.store.withFingerprint(world.other, {u"cus_one"_s}, record.fingerprint)->isEmpty());
    QVERIFY(world.store.insert(foreign)); // an id of its own
    QVERIFY(world.store.remove(world.other, u"pm_a"_s));
    QVERIFY(world.store.find(world.merchant, u"pm_a"_s));
}

void TestVaultStore::sameNumberIsFound()
{
    VaultStoreWorld world;
    world.insertHeader();
    for (const QString &id : {u"pm_a"_s, u"pm_b"_s, u"pm_c"_s, u"pm_d"_s}) {
        VaultRecord record = world.record(id);
        if (id == "pm_c"_L1)
            record.place.customerId = {u"cus_two"_s};
        if (id == "pm_d"_L1)
            record.fingerprint = QByteArray(32, 'g');
        QVERIFY(world.store.insert(record));
    }
    const auto found =
        world.store.withFingerprint(world.merchant, {u"cus_one"_s}, QByteArray(32, 'f'));
    QVERIFY(found);
    QStringList ids;
    for (const VaultRecord &record : *found)
        ids.append(record.place.recordId);
    QCOMPARE(ids, QStringList({u"pm_a"_s, u"pm_b"_s}));
}

void TestVaultStore::replacingExpectsWhatIsThere()
{
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.addGeneration(generation(2)));
    const VaultRecord record = world.record(u"pm_a"_s);
    QVERIFY(world.store.insert(record));
    VaultRecord changed = record;
    changed.keyGeneration = 2;
    changed.sealed = "newer"_ba;
    changed.modifiedAtMs = 9;
    QCOMPARE(codeOf(world.store.replace(changed, "something else"_ba)), ErrorCode::VersionConflict);
    QVERIFY(world.store.replace(changed, record.sealed));
    QCOMPARE(codeOf(world.store.replace(changed, record.sealed)), ErrorCode::VersionConflict);
    VaultRecord found = *world.store.find(world.merchant, u"pm_a"_s);
    found.rowId = 0;
    QCOMPARE(found, changed);
}

void TestVaultStore::wrapsAreCounted()
{
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.addGeneration(generation(2)));
    const VaultRecord record = world.record(u"pm_a"_s);
    QVERIFY(world.store.insert(record));
    QVERIFY(world.store.insert(world.record(u"pm_b"_s)));
    VaultRecord changed = record;
    changed.keyGeneration = 2;
    changed.sealed = "newer"_ba;
    QVERIFY(world.store.replace(changed, record.sealed));
    QVERIFY(world.store.remove(world.merchant, u"pm_b"_s)); // never counted back
    const auto generations = world.store.header()->generations;
    QCOMPARE(generations.first().wraps, qint64(12));
    QCOMPARE(generations.last().wraps, qint64(21));
}

void TestVaultStore::batchesGoOnAfterARow()
{
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.addGeneration(generation(2)));
    for (int i = 0; i < 7; ++i)
        QVERIFY(world.store.insert(world.record(u"pm_%1"_s.arg(i), i % 3 == 0 ? 2 : 1)));
    QStringList ids;
    qint64 after = 0;
    for (int batch = 0; batch < 4; ++batch) {
        const auto records = world.store.notUnder(2, after, 3);
        QVERIFY(records);
        for (const VaultRecord &record : *records) {
            ids.append(record.place.recordId);
            after = record.rowId;
        }
    }
    QCOMPARE(ids, QStringList({u"pm_1"_s, u"pm_2"_s, u"pm_4"_s, u"pm_5"_s}));
}

void TestVaultStore::removedCiphertextIsGone()
{
    VaultStoreWorld world;
    world.insertHeader();
    const QByteArray canary = "CANARY-ciphertext-to-be-wiped"_ba;
    for (int i = 0; i < 50; ++i) {
        VaultRecord record = world.record(u"pm_%1"_s.arg(i));
        if (i == 25)
            record.sealed = canary + QByteArray(128, 'c');
        QVERIFY(world.store.insert(record));
    }
    QVERIFY2(isOnDisk(world, canary), "the search finds what is there");
    QVERIFY(world.store.remove(world.merchant, u"pm_25"_s));
    const Result<bool> wiped = world.store.wipeRemoved();
    QVERIFY(wiped && *wiped);
    QVERIFY(!isOnDisk(world, canary));
    QCOMPARE(*world.store.countUnder(1), qint64(49));
    QVERIFY(world.isSound());

    // So is what a rotation replaced.
    VaultRecord record = *world.store.find(world.merchant, u"pm_3"_s);
    const QByteArray old = record.sealed;
    QVERIFY(*world.store.wipeRemoved());
    QVERIFY(isOnDisk(world, old));
    record.sealed = "newer"_ba;
    QVERIFY(world.store.replace(record, old));
    QVERIFY(*world.store.wipeRemoved());
    QVERIFY(!isOnDisk(world, old));
}

void TestVaultStore::readerKeepsTheLog()
{
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.insert(world.record(u"pm_a"_s)));
    QVERIFY(world.run(u"PRAGMA busy_timeout = 10"_s));
    Database reader;
    QVERIFY(reader.open({world.file, false, true}));
    const auto select = reader.transient(u"SELECT record_id FROM vault_record UNION SELECT 'x'"_s);
    QVERIFY(reader.run(*select));
    QVERIFY(select->next()); // a statement that is not finished holds its view of the data
    QVERIFY(world.store.remove(world.merchant, u"pm_a"_s));
    const Result<bool> wiped = world.store.wipeRemoved();
    QVERIFY(wiped);
    QVERIFY(!*wiped);
    select->finish();
    QVERIFY(*world.store.wipeRemoved());
}

void TestVaultStore::schemaRefuses_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("unknown kind") << u"UPDATE vault_record SET record_kind = 'cvc'"_s;
    QTest::newRow("empty id") << u"UPDATE vault_record SET record_id = ''"_s;
    QTest::newRow("unknown merchant") << u"UPDATE vault_record SET merchant_id = 'mer_none'"_s;
    QTest::newRow("unknown generation") << u"UPDATE vault_record SET key_generation = 9"_s;
    QTest::newRow("nothing sealed") << u"UPDATE vault_record SET sealed = x''"_s;
    QTest::newRow("short fingerprint") << u"UPDATE vault_record SET fingerprint = x'00'"_s;
    QTest::newRow("second header") << u"INSERT INTO vault_header VALUES (2, 'vlt_b', 'k', 1)"_s;
    QTest::newRow("generation zero") << u"UPDATE vault_key_generation SET generation = 0"_s;
    QTest::newRow("short check") << u"UPDATE vault_key_generation SET key_check = x'00'"_s;
    QTest::newRow("generation in use") << u"DELETE FROM vault_key_generation"_s;
}

void TestVaultStore::schemaRefuses()
{
    QFETCH(const QString, change);
    VaultStoreWorld world;
    world.insertHeader();
    QVERIFY(world.store.insert(world.record(u"pm_a"_s)));
    const Result<> ran = world.run(change);
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(TestVaultStore)
#include "testvaultstore.moc"
