#include "services/engine/vaultrotation.h"
#include "services/storage/accountstore.h"
#include "services/storage/vaultstore.h"
#include "services/vault/privatefile.h"
#include "tests/support/manualclock.h"
#include "tests/vault/vaultworld.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// A change of the root key that is killed anywhere loses no record: what was committed is under
/// the new key, the rest under the old one, and both are there.
class VaultRotateKillTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void vault_rotate_kill();
    void killedAnyTime();
    void damagedRecordKeepsTheOldKey();
};

namespace {

constexpr int kRecords = 250; ///< three batches

QByteArray numberOf(int record)
{
    return "42424242" + QByteArray::number(10'000'000 + record);
}

VaultPlace placeOf(int record)
{
    return {{record % 2 == 0 ? u"mer_one"_s : u"mer_two"_s},
            {u"cus_%1"_s.arg(record % 7)},
            u"pm_%1"_s.arg(record),
            VaultRecordKind::SavedCard};
}

/// A database with records and root keys in files of their own, one program's use of it.
class Installation
{
public:
    explicit Installation(const QString &folder) : m_folder(folder) {}

    Result<> open()
    {
        const Result<> opened = m_database.open({m_folder + u"/payments.db"_s, true, false});
        return opened ? m_database.migrate() : opened;
    }
    Result<> setUp();
    Result<> unlock();
    /// Changes the root key; `step` is called between all that can be told apart.
    Result<> rotate(const std::function<void()> &step);
    /// What is wrong; empty when every record opens to its card.
    QString problem();
    VaultStore &store() { return m_store; }
    Vault &vault() { return m_vault; }
    Database &database() { return m_database; }

    Result<> inTransaction(
        const std::function<Result<>()> &half, const std::function<void()> &step = [] {})
    {
        Result<> done = m_database.begin();
        if (done)
            done = half();
        step();
        if (done)
            done = m_database.commit();
        if (!done)
            m_database.rollback();
        step();
        return done;
    }
    Result<> keep(const QString &name, const SecretBytes &key)
    {
        return writePrivateFile(m_folder + u'/' + name, key.view().toByteArray());
    }

private:
    Result<> addNextKey(const std::function<void()> &step);

    const QString m_folder;
    SystemRandom m_random;
    ManualClock m_clock;
    Database m_database;
    VaultStore m_store{m_database};
    Vault m_vault{m_random};
};

Result<> Installation::setUp()
{
    const Result<NewVault> made = m_vault.create(1);
    if (!made)
        return made.error();
    const Result<> kept = keep(made->header.generations.first().keyName, made->rootKey);
    if (!kept)
        return kept;
    return inTransaction([&]() -> Result<> {
        AccountStore accounts(m_database);
        for (const QString &merchant : {u"mer_one"_s, u"mer_two"_s}) {
            const Result<> added = accounts.insertMerchant({merchant}, u"M"_s, true, 1);
            if (!added)
                return added;
        }
        Result<> stored = m_store.insertHeader(made->header);
        if (stored)
            stored = unlock();
        for (int record = 0; stored && record < kRecords; ++record) {
            const VaultPlace place = placeOf(record);
            const auto sealed = m_vault.seal(place, VaultWorld::card(numberOf(record)));
            if (!sealed)
                return sealed.error();
            stored = m_store.insert(
                {0, place, sealed->keyGeneration, sealed->sealed, sealed->fingerprint, 1, 1});
        }
        return stored;
    });
}

Result<> Installation::unlock()
{
    const Result<VaultHeader> header = m_store.header();
    if (!header)
        return header.error();
    RootKeys keys;
    for (const VaultKeyGeneration &generation : header->generations) {
        const auto key = readPrivateFile(m_folder + u'/' + generation.keyName, 100);
        if (key)
            keys.emplace(generation.number, SecretBytes(*key));
    }
    return m_vault.unlock(*header, keys);
}

Result<> Installation::addNextKey(const std::function<void()> &step)
{
    const Result<NewVaultKey> next = m_vault.nextKey(2);
    if (!next)
        return next.error();
    const Result<> kept = keep(next->generation.keyName, next->rootKey);
    step();
    if (!kept)
        return kept;
    const Result<> added =
        inTransaction([&] { return m_store.addGeneration(next->generation); }, step);
    return added ? unlock() : added;
}

Result<> Installation::rotate(const std::function<void()> &step)
{
    const Result<VaultHeader> before = m_store.header();
    if (!before)
        return before.error();
    if (before->generations.first().number == 2)
        return {};                         // killed after the very last commit
    if (before->generations.size() == 1) { // else begun before, and the newer key is there already
        const Result<> added = addNextKey(step);
        if (!added)
            return added;
    }
    VaultRotation rotation(m_vault, m_store, m_clock);
    for (bool isLast = false; !isLast;) {
        const Result<> moved = inTransaction(
            [&]() -> Result<> {
                const Result<VaultRotation::Batch> batch = rotation.step();
                if (!batch)
                    return batch.error();
                isLast = batch->isLast;
                return {};
            },
            step);
        if (!moved)
            return moved;
        rotation.committed();
    }
    return inTransaction([&] { return m_store.dropGeneration(before->generations.first().number); },
                         step);
}

QString Installation::problem()
{
    const Result<> unlocked = unlock();
    if (!unlocked)
        return u"not unlocked: %1"_s.arg(static_cast<int>(unlocked.error().code));
    for (int record = 0; record < kRecords; ++record) {
        const VaultPlace place = placeOf(record);
        const Result<VaultRecord> found = m_store.find(place.merchantId, place.recordId);
        if (!found)
            return place.recordId + u" is gone"_s;
        const Result<CardDetails> card = m_vault.open(place, found->sealed);
        if (!card || card->number.reveal() != numberOf(record))
            return place.recordId + u" does not open"_s;
        if (*m_vault.fingerprint(place.merchantId, card->number) != found->fingerprint)
            return place.recordId + u" has another fingerprint"_s;
    }
    return {};
}

/// Rotates in a child that runs `step` between all steps; how the child ended.
int rotateInChild(
    const QString &folder, const std::function<void()> &step,
    const std::function<void(pid_t)> &meanwhile = [](pid_t) {})
{
    const pid_t child = ::fork();
    if (child == 0) {
        Installation installation(folder);
        const bool done =
            installation.open() && installation.unlock() && installation.rotate(step).has_value();
        ::_exit(done ? 0 : 1);
    }
    meanwhile(child);
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

/// A copy to rotate, so that the records are sealed once only.
void copyTo(const QString &from, const QString &to)
{
    for (const QString &name : QDir(from).entryList(QDir::Files))
        QVERIFY(QFile::copy(from + u'/' + name, to + u'/' + name));
}

QString checked(const QString &folder, qint64 *underNew = nullptr)
{
    Installation installation(folder);
    const Result<> opened = installation.open();
    if (!opened)
        return opened.error().detail;
    if (underNew)
        *underNew = *installation.store().countUnder(2);
    return installation.problem();
}

} // namespace

void VaultRotateKillTest::vault_rotate_kill()
{
    QTemporaryDir prepared;
    {
        Installation installation(prepared.path());
        QVERIFY(installation.open());
        QVERIFY(installation.setUp());
        QCOMPARE(installation.problem(), QString());
    }
    int kills = 0;
    QSet<qint64> found;
    for (int stepToDieAt = 1;; ++stepToDieAt) {
        QTemporaryDir folder;
        copyTo(prepared.path(), folder.path());
        int step = 0;
        const int status = rotateInChild(folder.path(), [&] {
            if (++step == stepToDieAt)
                ::raise(SIGKILL);
        });
        qint64 underNew = 0;
        QCOMPARE(checked(folder.path(), &underNew), QString());
        found.insert(underNew);
        if (!WIFSIGNALED(status)) {
            QCOMPARE(status, 0);
            QCOMPARE(underNew, qint64(kRecords));
            break;
        }
        ++kills;
        // Started again it ends what it began.
        QCOMPARE(rotateInChild(folder.path(), [] {}), 0);
        QCOMPARE(checked(folder.path(), &underNew), QString());
        QCOMPARE(underNew, qint64(kRecords));
    }
    QCOMPARE(kills, 1 + 2 + 2 * 3 + 2);
    QCOMPARE(found, QSet<qint64>({0, 100, 200, kRecords})); // whole batches
}

void VaultRotateKillTest::killedAnyTime()
{
    QTemporaryDir prepared;
    {
        Installation installation(prepared.path());
        QVERIFY(installation.open());
        QVERIFY(installation.setUp());
    }
    std::mt19937_64 dice(testSeed());
    constexpr int kWanted = 20;
    int kills = 0;
    quint64 windowUs = 20'000; // narrowed to how long a rotation takes here
    for (int round = 0; kills < kWanted && round < 300; ++round) {
        QTemporaryDir folder;
        copyTo(prepared.path(), folder.path());
        bool killed = true;
        for (int tries = 0; killed && tries < 5; ++tries) { // killed again while it goes on
            const qint64 waitNs = static_cast<qint64>(dice() % windowUs) * 1'000;
            const int status = rotateInChild(
                folder.path(), [] {},
                [&](pid_t child) {
                    QElapsedTimer timer;
                    for (timer.start(); timer.nsecsElapsed() < waitNs;) {
                    }
                    ::kill(child, SIGKILL);
                });
            QCOMPARE(checked(folder.path()), QString());
            killed = WIFSIGNALED(status);
            kills += killed ? 1 : 0;
            if (!killed)
                windowUs = qMax<quint64>(windowUs * 3 / 4, 500);
        }
        QCOMPARE(rotateInChild(folder.path(), [] {}), 0);
        QCOMPARE(checked(folder.path()), QString());
    }
    QVERIFY2(kills >= kWanted, qPrintable(QString::number(kills)));
}

void VaultRotateKillTest::damagedRecordKeepsTheOldKey()
{
    QTemporaryDir folder;
    Installation installation(folder.path());
    QVERIFY(installation.open());
    QVERIFY(installation.setUp());
    VaultRecord record = *installation.store().find({u"mer_one"_s}, u"pm_0"_s);
    const QByteArray whole = record.sealed;
    record.sealed[30] = static_cast<char>(record.sealed.at(30) ^ 1); // the wrapped data key
    QVERIFY(installation.store().replace(record, whole));
    // Everything else moves; the old key stays, since a backup may still mend the record.
    QCOMPARE(codeOf(installation.rotate([] {})), ErrorCode::InvalidState);
    QCOMPARE(*installation.store().countUnder(2), qint64(kRecords - 1));
    QCOMPARE(*installation.store().countUnder(1), qint64(1));
    const QByteArray damaged = record.sealed;
    record.sealed = whole;
    QVERIFY(installation.store().replace(record, damaged));
    QCOMPARE(installation.problem(), QString());
}

QTEST_GUILESS_MAIN(VaultRotateKillTest)
#include "vaultrotatekilltest.moc"
