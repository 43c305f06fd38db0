#include "services/storage/dialect.h"
#include "services/storage/journalstore.h"
#include "services/storage/migrations.h"
#include "services/storage/writequeue.h"
#include "tests/storage/failingdisk.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>

#include <cerrno>

using namespace Qt::StringLiterals;

/// The n-th write, sync, truncation or opening of a file fails, once and for ever, for every n
/// until nothing fails any more: the database is in its old or its new state, says which, and
/// heals.
class TestStorageFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void eachCallFails_data();
    void eachCallFails();
    void openingFails_data();
    void openingFails();
    void backupFails();
};

namespace {

struct Answer
{
    bool told = false;
    Result<> result;
};

/// A reservation as the engine makes it: payment, operation and trail, in one half.
WriteQueue::Half reservation(StorageWorld &world, const QString &id)
{
    return [&world, id]() -> Result<> {
        Payment payment = world.payment(id);
        payment.description = QString(6'000, u'x'); // some pages
        Result<> written = world.payments.insert(payment, {});
        if (written)
            written = world.operations.insert(world.operation(payment, u"op_"_s + id));
        if (written)
            written = world.payments.appendStep(payment, world.step(u"a"_s));
        if (written)
            written = JournalStore(world.database)
                          .appendEvent(world.merchant, u"payment.changed"_s, id, payment.rowId, 1);
        return written;
    };
}

/// Rows of that reservation: 4 or 0, never between.
int rowsOf(StorageWorld &world, const QString &id)
{
    return world
        .value(u"SELECT (SELECT count(*) FROM payment WHERE payment_id = '%1') + "
               "(SELECT count(*) FROM operation WHERE payment_id = '%1') + "
               "(SELECT count(*) FROM event_log WHERE object_id = '%1') + "
               "(SELECT count(*) FROM payment_step s JOIN payment p ON p.row_id = s.payment_row_id "
               "WHERE p.payment_id = '%1')"_s.arg(id))
        .toInt();
}

void faultRows()
{
    QTest::addColumn<int>("errorNumber");
    QTest::addColumn<bool>("forEver");
    QTest::newRow("disk full once") << ENOSPC << false;
    QTest::newRow("disk full for ever") << ENOSPC << true;
    QTest::newRow("I/O error once") << EIO << false;
    QTest::newRow("I/O error for ever") << EIO << true;
}

/// One round: whether a fault fired.
bool faultAt(int call, int errorNumber, bool forEver)
{
    StorageWorld world;
    WriteQueue queue(world.database);
    queue.setRetryIntervalMs(5);
    QSignalSpy degraded(&queue, &WriteQueue::degraded);
    Answer normal;
    Answer known;
    const auto into = [](Answer &answer) {
        return [&answer](const Result<> &result) { answer = {true, result}; };
    };
    // A checkpoint at every commit, so that the database file itself is written too.
    world.value(u"PRAGMA wal_autocheckpoint = 1"_s);

    FailingDisk::fail(world.folder.path(), call, errorNumber, forEver);
    queue.enqueue(reservation(world, u"normal"_s), into(normal));
    queue.enqueue(reservation(world, u"known"_s), into(known), WriteQueue::Importance::MustSucceed);
    [&] { QTRY_VERIFY(normal.told); }();
    const bool fired = FailingDisk::failures() > 0;
    FailingDisk::heal();

    [&] {
        QTRY_VERIFY(known.told);
        QTRY_VERIFY(!queue.isDegraded());
        QVERIFY(known.result);
        QCOMPARE(degraded.count() % 2, 0);
        if (!normal.result) {
            const ErrorCode code = normal.result.error().code;
            QVERIFY(code == ErrorCode::DiskFull || code == ErrorCode::StorageUnavailable);
            QVERIFY(degraded.count() >= 2);
        }
        // Healed: the next one is taken.
        Answer next;
        queue.enqueue(reservation(world, u"next"_s), into(next));
        QTRY_VERIFY(next.told);
        QVERIFY(next.result);
        // What was said is what is there, after a restart too.
        for (const bool restarted : {false, true}) {
            if (restarted) {
                world.database.close();
                QVERIFY(world.database.open({world.file, false, false}));
            }
            QVERIFY(world.isSound());
            QCOMPARE(rowsOf(world, u"normal"_s), normal.result ? 4 : 0);
            QCOMPARE(rowsOf(world, u"known"_s), 4);
            QCOMPARE(rowsOf(world, u"next"_s), 4);
        }
    }();
    return fired;
}

/// "version: objects" of a schema.
QString shapeOf(Database &database)
{
    QStringList numbers;
    for (const QString &sql : {dialect::schemaVersion(), dialect::countSchemaObjects()}) {
        const auto query = database.transient(sql);
        const bool read = database.run(*query) && query->next();
        numbers.append(read ? query->value(0).toString() : u"?"_s);
    }
    return numbers.join(u": "_s);
}

/// A database that lacks one migration, made once; each fault works on a copy. So a fault costs
/// that migration, not all before it.
class SchemaBefore
{
public:
    explicit SchemaBefore(int version) : m_version(version)
    {
        if (version > 1)
            make(m_old, version - 1, m_oldShape);
        make(m_folder.filePath(u"new.db"_s), version, m_newShape);
    }

    /// One round: whether a fault fired.
    bool faultAt(int call, int errorNumber, bool forEver) const
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"payments.db"_s);
        if (m_version > 1)
            QFile::copy(m_old, file);
        Database database;
        const auto arm = [&] { FailingDisk::fail(folder.path(), call, errorNumber, forEver); };
        FailingDisk::heal();
        if (m_version == 1) // opening is a part of it
            arm();
        bool armed = m_version == 1;
        Result<> made = database.open({file, true, false});
        if (made)
            made = runMigrations(database, known(), [&] {
                if (!armed) // the copy that is made before has a test of its own
                    arm();
                armed = true;
            });
        const bool fired = FailingDisk::failures() > 0;
        FailingDisk::heal();
        database.close();
        [&] { check(file, made); }();
        return fired;
    }

private:
    QList<Migration> known() const { return knownMigrations().first(m_version); }

    static void make(const QString &file, int version, QString &shape)
    {
        Database database;
        QVERIFY(database.open({file, true, false}));
        QVERIFY(runMigrations(database, knownMigrations().first(version)));
        shape = shapeOf(database);
    }

    /// What is left after a fault.
    void check(const QString &file, const Result<> &made) const
    {
        if (!made)
            QVERIFY2(isStorageFailure(made.error()) || made.error().code == ErrorCode::FileNotFound,
                     qPrintable(made.error().detail));
        Database database;
        QVERIFY(database.open({file, true, false}));
        const QString left = shapeOf(database);
        const bool isOld = m_version == 1 ? left.startsWith(u"0:"_s) : left == m_oldShape;
        QVERIFY2(left == m_newShape || (!made && isOld), qPrintable(left));
        QVERIFY(runMigrations(database, known()));
        QCOMPARE(shapeOf(database), m_newShape);
        if (m_version == newestSchema())
            QVERIFY(AccountStore(database).insertMerchant({u"mer"_s}, u"M"_s, true, 1));
    }

    const int m_version;
    const QTemporaryDir m_folder;
    const QString m_old = m_folder.filePath(u"old.db"_s);
    QString m_oldShape;
    QString m_newShape;
};

} // namespace

void TestStorageFaults::initTestCase()
{
    testSeed();
    // Thousands of syncs, and it does not matter here whether they reach a disk.
    const QString memory = u"/dev/shm"_s;
    if (QFileInfo(memory).isWritable())
        qputenv("TMPDIR", memory.toLocal8Bit());
}

void TestStorageFaults::eachCallFails_data()
{
    faultRows();
}

void TestStorageFaults::eachCallFails()
{
    QFETCH(int, errorNumber);
    QFETCH(bool, forEver);
    int call = 0;
    while (faultAt(call, errorNumber, forEver)) {
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"at call %1"_s.arg(call)));
        ++call;
    }
    QVERIFY(!QTest::currentTestFailed());
    qInfo("%d calls were made to fail", call);
    QVERIFY2(call > 10, "the faults did not reach SQLite's calls");
}

void TestStorageFaults::openingFails_data()
{
    faultRows();
}

/// Making a new database, and bringing one from each schema to the next: it fails with a code, is
/// at the old schema or the new one, and works on the same file after.
void TestStorageFaults::openingFails()
{
    QFETCH(int, errorNumber);
    QFETCH(bool, forEver);
    int calls = 0;
    for (int version = 1; version <= newestSchema(); ++version) {
        const SchemaBefore before(version);
        int call = 0;
        while (before.faultAt(call, errorNumber, forEver)) {
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"schema %1, call %2"_s.arg(version).arg(call)));
            ++call;
        }
        QVERIFY(!QTest::currentTestFailed());
        QVERIFY2(call > 1, qPrintable(u"schema %1: no fault reached it"_s.arg(version)));
        calls += call;
    }
    qInfo("%d calls were made to fail", calls);
    QVERIFY2(calls > 10, "the faults did not reach SQLite's calls");
}

/// A backup is whole or there is none, and the database does not notice.
void TestStorageFaults::backupFails()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    // Steps through the many writes of a copy; the first ones, where it is opened, one by one.
    int call = 0;
    for (;; call += call < 12 ? 1 : 11) {
        QTemporaryDir elsewhere;
        const QString target = elsewhere.filePath(u"copy.db"_s);
        FailingDisk::fail(elsewhere.path(), call, ENOSPC, true);
        const Result<> copied = writeBackup(world.database, target);
        const bool fired = FailingDisk::failures() > 0;
        FailingDisk::heal();
        if (!copied)
            QVERIFY2(isStorageFailure(copied.error()), qPrintable(copied.error().detail));
        QCOMPARE(QFile::exists(target), copied.has_value());
        if (copied) {
            Database backup;
            QVERIFY(backup.open({target, false, false}));
            QCOMPARE(*PaymentStore(backup).find(world.merchant, payment.id), payment);
        }
        if (!fired)
            break;
    }
    QVERIFY2(call > 10, "the faults did not reach SQLite's calls");
    QVERIFY(world.isSound());
}

QTEST_GUILESS_MAIN(TestStorageFaults)
#include "teststoragefaults.moc"
