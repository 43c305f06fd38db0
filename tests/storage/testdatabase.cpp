#include "services/storage/databasefile.h"
#include "services/storage/dialect.h"
#include "services/storage/migrations.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>
#include <QtEndian>

using namespace Qt::StringLiterals;

/// What is opened, what is refused, and that a refused file keeps every byte.
class TestDatabase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everySettingHolds_data();
    void everySettingHolds();
    void readerCannotWrite();
    void notADatabase_data();
    void notADatabase();
    void newerSchema();
    void newerSchemaInTheLog();
    void otherProgramsDatabase();
    void interruptedCreationIsTakenUp();
    void missingFile();
    void missingFolder();
    void readOnlyFile();
    void readOnlyFolder();
    void networkFileSystems_data();
    void networkFileSystems();
    void corruptPagesAreReported();
    void errorsOfTheDriver_data();
    void errorsOfTheDriver();
    void brokenStatementIsAnErrorAndHeals();
};

namespace {

QByteArray contentOf(const QString &file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray("unreadable");
}

void write(const QString &file, const QByteArray &content)
{
    QFile target(file);
    QVERIFY(target.open(QIODevice::WriteOnly));
    QCOMPARE(target.write(content), content.size());
}

/// Opening must fail with that code, name the file, and change nothing in the folder.
void refuses(const QString &file, ErrorCode code, bool readOnly = false)
{
    const QFileInfo info(file);
    const QStringList before = info.dir().entryList(QDir::Files | QDir::Hidden, QDir::Name);
    const QByteArray content = contentOf(file);
    Database database;
    const Result<> opened = database.open({file, true, readOnly});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, code);
    QCOMPARE(opened.error().detail, file);
    QVERIFY(!database.isOpen());
    QCOMPARE(contentOf(file), content);
    QCOMPARE(info.dir().entryList(QDir::Files | QDir::Hidden, QDir::Name), before);
}

} // namespace

void TestDatabase::everySettingHolds_data()
{
    QTest::addColumn<QString>("pragma");
    QTest::addColumn<QString>("expected");
    const QList<std::pair<QString, QString>> settings = {
        {u"journal_mode"_s, u"wal"_s}, {u"synchronous"_s, u"2"_s},
        {u"foreign_keys"_s, u"1"_s},   {u"busy_timeout"_s, u"5000"_s},
        {u"trusted_schema"_s, u"0"_s}, {u"cell_size_check"_s, u"1"_s},
        {u"secure_delete"_s, u"1"_s},  {u"temp_store"_s, u"2"_s},
        {u"mmap_size"_s, u"0"_s},      {u"query_only"_s, u"0"_s},
    };
    for (const auto &[pragma, expected] : settings)
        QTest::newRow(qPrintable(pragma)) << pragma << expected;
}

void TestDatabase::everySettingHolds()
{
    QFETCH(QString, pragma);
    QFETCH(QString, expected);
    StorageWorld world;
    QCOMPARE(world.value(u"PRAGMA "_s + pragma), expected);
}

void TestDatabase::readerCannotWrite()
{
    StorageWorld world;
    world.stored(world.payment(u"pay_a"_s));
    Database reader;
    QVERIFY(reader.open({world.file, false, true}));
    PaymentStore payments(reader);
    QVERIFY(payments.find(world.merchant, {u"pay_a"_s}));
    Payment second = world.payment(u"pay_b"_s);
    const Result<> inserted = payments.insert(second, {});
    QVERIFY(!inserted);
    QCOMPARE(inserted.error().code, ErrorCode::FileReadOnly);
    // What the writer commits is seen by the reader's next statement.
    world.stored(world.payment(u"pay_c"_s));
    QVERIFY(payments.find(world.merchant, {u"pay_c"_s}));
}

void TestDatabase::notADatabase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("dear diary\n").repeated(500);
    QTest::newRow("short") << QByteArray("x");
    QTest::newRow("magic alone") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("almost the magic")
        << QByteArray("SQLite format 4\0", 16) + QByteArray(8000, 'x');
    QTest::newRow("magic and rubbish")
        << QByteArray("SQLite format 3\0", 16) + QByteArray(8000, 'x');
    QTest::newRow("zeros") << QByteArray(8192, '\0');
}

void TestDatabase::notADatabase()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"some.db"_s);
    write(file, content);
    refuses(file, ErrorCode::FileNotDatabase);
    refuses(file, ErrorCode::FileNotDatabase, true);
}

void TestDatabase::newerSchema()
{
    StorageWorld world;
    QVERIFY(world.run(dialect::setSchemaVersion(newestSchema() + 1)));
    world.database.close(); // the last connection empties the log
    refuses(world.file, ErrorCode::FileNewerSchema);
    refuses(world.file, ErrorCode::FileNewerSchema, true);
}

void TestDatabase::newerSchemaInTheLog()
{
    StorageWorld world;
    world.database.close();
    QVERIFY(world.database.open({world.file, true, false}));
    QVERIFY(world.run(dialect::setSchemaVersion(newestSchema() + 1)));
    // As a crash leaves it: the header does not say yet what the log says.
    QTemporaryDir crashed;
    const QString file = crashed.filePath(u"payments.db"_s);
    QVERIFY(QFile::copy(world.file, file));
    QVERIFY(QFile::copy(world.file + u"-wal"_s, file + u"-wal"_s));
    const QByteArray log = contentOf(file + u"-wal"_s);
    const QByteArray content = contentOf(file);
    Database database;
    const Result<> opened = database.open({file, true, false});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::FileNewerSchema);
    QCOMPARE(contentOf(file), content);
    QCOMPARE(contentOf(file + u"-wal"_s), log);
}

void TestDatabase::otherProgramsDatabase()
{
    StorageWorld world;
    QVERIFY(world.run(u"PRAGMA application_id = 0"_s));
    world.database.close();
    refuses(world.file, ErrorCode::FileNotDatabase);
    StorageWorld second;
    QVERIFY(second.run(u"PRAGMA application_id = 252006674"_s));
    second.database.close();
    refuses(second.file, ErrorCode::FileNotDatabase);
}

void TestDatabase::interruptedCreationIsTakenUp()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"fresh.db"_s);
    write(file, {});
    Database database;
    QVERIFY(database.open({file, true, false}));
    database.close(); // made, not migrated
    QVERIFY(QFileInfo(file).size() > 0);
    QVERIFY(database.open({file, true, false}));
    QVERIFY(database.migrate());
}

void TestDatabase::missingFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"none.db"_s);
    Database database;
    const Result<> opened = database.open({file, false, false});
    QCOMPARE(opened.error().code, ErrorCode::FileNotFound);
    QCOMPARE(opened.error().detail, file);
    QCOMPARE(database.open({file, true, true}).error().code, ErrorCode::FileNotFound);
    QVERIFY(!QFile::exists(file));
}

void TestDatabase::missingFolder()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"no/such/place.db"_s);
    Database database;
    QCOMPARE(database.open({file, true, false}).error().code, ErrorCode::FileNotFound);
}

void TestDatabase::readOnlyFile()
{
    StorageWorld world;
    world.database.close();
    QVERIFY(QFile::setPermissions(world.file, QFile::ReadOwner | QFile::ReadGroup));
    refuses(world.file, ErrorCode::FileReadOnly);
    QVERIFY(QFile::setPermissions(world.file, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(world.database.open({world.file, false, false}));
}

void TestDatabase::readOnlyFolder()
{
    StorageWorld world;
    world.database.close();
    const QString path = world.folder.path();
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner));
    Database database;
    const ErrorCode existing = database.open({world.file, false, false}).error().code;
    const ErrorCode fresh = database.open({path + u"/new.db"_s, true, false}).error().code;
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(existing, ErrorCode::FileReadOnly);
    QCOMPARE(fresh, ErrorCode::FileReadOnly);
    QVERIFY(!QFile::exists(path + u"/new.db"_s));
}

void TestDatabase::networkFileSystems_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isNetwork");
    for (const QString &type : {u"nfs"_s, u"nfs4"_s, u"cifs"_s, u"smb3"_s, u"smb2"_s,
                                u"fuse.sshfs"_s, u"NFS4"_s, u"davfs"_s, u"glusterfs"_s})
        QTest::newRow(qPrintable(type)) << type << true;
    for (const QString &type : {u"ext4"_s, u"xfs"_s, u"btrfs"_s, u"tmpfs"_s, u"overlay"_s,
                                u"fuseblk"_s, u"vfat"_s, u"apfs"_s, u"NTFS"_s, u""_s})
        QTest::newRow(qPrintable(u"local "_s + type)) << type << false;
}

void TestDatabase::networkFileSystems()
{
    QFETCH(QString, type);
    QFETCH(bool, isNetwork);
    QCOMPARE(isNetworkFileSystem(type), isNetwork);
}

void TestDatabase::corruptPagesAreReported()
{
    StorageWorld world;
    for (int i = 0; i < 200; ++i)
        world.stored(world.payment(u"pay_%1"_s.arg(i)));
    world.database.close();
    QByteArray content = contentOf(world.file);
    content.replace(4096, content.size() - 4096, QByteArray(content.size() - 4096, '\x5a'));
    write(world.file, content);
    Database database;
    Result<> outcome = database.open({world.file, false, false});
    if (outcome)
        outcome =
            PaymentStore(database).find(world.merchant, {u"pay_1"_s}).and_then([](const Payment &) {
                return Result<>();
            });
    QVERIFY(!outcome);
    QVERIFY2(isStorageFailure(outcome.error()), qPrintable(outcome.error().detail));
    database.close();
    QCOMPARE(contentOf(world.file), content);
}

void TestDatabase::errorsOfTheDriver_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<ErrorCode>("expected");
    QTest::addColumn<QString>("field");
    const QString unique = u"UNIQUE constraint failed: payment.merchant_id, payment.payment_id"_s;
    QTest::newRow("full") << u"13"_s << u"full"_s << ErrorCode::DiskFull << QString();
    QTest::newRow("io") << u"10"_s << u"io"_s << ErrorCode::StorageUnavailable << QString();
    QTest::newRow("io fsync") << u"1034"_s << u"io"_s << ErrorCode::StorageUnavailable << QString();
    QTest::newRow("read-only") << u"8"_s << u"ro"_s << ErrorCode::FileReadOnly << QString();
    QTest::newRow("corrupt") << u"11"_s << u"bad"_s << ErrorCode::StorageUnavailable << QString();
    QTest::newRow("not db") << u"26"_s << u"no"_s << ErrorCode::FileNotDatabase << QString();
    QTest::newRow("busy") << u"5"_s << u"busy"_s << ErrorCode::StorageUnavailable << QString();
    QTest::newRow("unique") << u"19"_s << unique << ErrorCode::Duplicate << u"payment_id"_s;
    QTest::newRow("unique 2067") << u"2067"_s << unique << ErrorCode::Duplicate << u"payment_id"_s;
    QTest::newRow("primary key") << u"1555"_s << unique << ErrorCode::Duplicate << u"payment_id"_s;
    QTest::newRow("check") << u"275"_s << u"CHECK constraint failed: x"_s << ErrorCode::Internal
                           << QString();
    QTest::newRow("sql") << u"1"_s << u"syntax error"_s << ErrorCode::Internal << QString();
    QTest::newRow("none") << QString() << u"driver"_s << ErrorCode::Internal << QString();
}

void TestDatabase::errorsOfTheDriver()
{
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(ErrorCode, expected);
    QFETCH(QString, field);
    const Error error = dialect::errorFor(code, message);
    QCOMPARE(error.code, expected);
    QCOMPARE(error.field, field);
}

void TestDatabase::brokenStatementIsAnErrorAndHeals()
{
    StorageWorld world;
    const QString sql = u"SELECT later FROM later"_s;
    const Result<> before = world.database.run(world.database.prepared(sql));
    QVERIFY(!before);
    QVERIFY2(before.error().detail.contains("no such table"_L1), qPrintable(before.error().detail));
    QVERIFY(world.run(u"CREATE TABLE later (later INTEGER)"_s));
    QVERIFY(world.database.run(world.database.prepared(sql)));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "testdatabase.moc"
