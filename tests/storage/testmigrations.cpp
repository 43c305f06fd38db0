#include "services/storage/dialect.h"
#include "services/storage/migrations.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// The schema comes up whole or not at all, and never from another program's history.
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void numbersHaveNoGaps();
    void statementsAreSplit();
    void freshDatabase();
    void twiceIsOnce();
    void backupBeforeTheNext();
    void failingMigrationLeavesTheOld();
    void changedMigrationIsRefused();
    void newerIsRefused();
    void killedBeforeEveryStatement();
    void backupRefusesAnExistingFile();
};

namespace {

QList<Migration> withSecond(const QByteArray &sql)
{
    QList<Migration> migrations = knownMigrations();
    migrations.append({static_cast<int>(migrations.size()) + 1, u"next.sql"_s, sql});
    return migrations;
}

QStringList backupsIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.backup"_s}, QDir::Files, QDir::Name);
}

/// Migrates in a child that is killed before its n-th statement; whether it was killed.
bool killedBefore(const QString &file, int statement)
{
    const pid_t child = ::fork();
    if (child == 0) {
        int left = statement;
        Database database;
        const bool opened = database.open({file, true, false}).has_value();
        const bool migrated = opened && runMigrations(database, knownMigrations(), [&] {
                                            if (--left == 0)
                                                ::raise(SIGKILL);
                                        }).has_value();
        ::_exit(migrated ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

struct Shape
{
    int version = -1;
    int objects = -1; ///< tables, indexes and triggers
};

Shape shapeOf(Database &database)
{
    Shape shape;
    for (const auto &[sql, number] : {std::pair(dialect::schemaVersion(), &shape.version),
                                      std::pair(dialect::countSchemaObjects(), &shape.objects)}) {
        const auto query = database.transient(sql);
        if (database.run(*query) && query->next())
            *number = query->value(0).toInt();
    }
    return shape;
}

/// How many objects a database of that version has.
int objectsAt(int version)
{
    static QHash<int, int> known;
    if (!known.contains(version)) {
        QTemporaryDir folder;
        Database database;
        if (database.open({folder.filePath(u"payments.db"_s), true, false})
            && runMigrations(database, knownMigrations().first(version)))
            known.insert(version, shapeOf(database).objects);
    }
    return known.value(version, -2);
}

} // namespace

void TestMigrations::numbersHaveNoGaps()
{
    QVERIFY(!knownMigrations().isEmpty());
    for (int i = 0; i < knownMigrations().size(); ++i)
        QCOMPARE(knownMigrations().at(i).number, i + 1);
    QCOMPARE(newestSchema(), static_cast<int>(knownMigrations().size()));
}

void TestMigrations::statementsAreSplit()
{
    const QByteArray sql = "-- why;\nCREATE TABLE a (\n    -- not this;\n    b TEXT\n);\n\n"
                           "CREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN\n    SELECT 1;\nEND;\n"
                           "INSERT INTO a VALUES ('x');";
    const QStringList statements = splitStatements(sql);
    QCOMPARE(statements.size(), 3);
    QVERIFY(statements.at(1).endsWith("END;"_L1));
    QVERIFY(statements.at(2).startsWith("INSERT"_L1));
}

void TestMigrations::freshDatabase()
{
    StorageWorld world;
    QCOMPARE(world.value(dialect::schemaVersion()), QString::number(newestSchema()));
    QCOMPARE(world.value(dialect::applicationId()), QString::number(dialect::kApplicationId));
    QCOMPARE(world.value(u"SELECT count(*) FROM schema_migration WHERE length(checksum) = 64"_s),
             QString::number(newestSchema()));
    QVERIFY(world.isSound());
    QCOMPARE(backupsIn(world.folder.path()), QStringList());
}

void TestMigrations::twiceIsOnce()
{
    StorageWorld world;
    QVERIFY(world.database.migrate());
    QCOMPARE(world.value(u"SELECT count(*) FROM schema_migration"_s),
             QString::number(newestSchema()));
}

void TestMigrations::backupBeforeTheNext()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const auto migrations = withSecond("CREATE TABLE extra (merchant_id TEXT);\n");
    QVERIFY(runMigrations(world.database, migrations));
    QCOMPARE(world.value(dialect::schemaVersion()), QString::number(migrations.size()));
    const QStringList backups = backupsIn(world.folder.path());
    QCOMPARE(backups.size(), 1);
    // The backup is the database as it was, and this program can use it.
    Database backup;
    QVERIFY(backup.open({world.folder.filePath(backups.constFirst()), false, false}));
    QVERIFY(backup.migrate());
    QCOMPARE(*PaymentStore(backup).find(world.merchant, payment.id), payment);
    QVERIFY(!backup.execute(u"SELECT 1 FROM extra"_s));
}

void TestMigrations::failingMigrationLeavesTheOld()
{
    StorageWorld world;
    const auto migrations =
        withSecond("CREATE TABLE extra (a TEXT);\nINSERT INTO nowhere VALUES (1);\n");
    QVERIFY(!runMigrations(world.database, migrations));
    QCOMPARE(world.value(dialect::schemaVersion()), QString::number(newestSchema()));
    QVERIFY(!world.run(u"SELECT 1 FROM extra"_s));
    QVERIFY(world.isSound());
    world.stored(world.payment(u"pay_a"_s));
}

void TestMigrations::changedMigrationIsRefused()
{
    StorageWorld world;
    QList<Migration> migrations = knownMigrations();
    migrations[0].sql += "-- a word more\n";
    const Result<> ran = runMigrations(world.database, migrations);
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::FileNewerSchema);
    QCOMPARE(ran.error().detail, world.file);
}

void TestMigrations::newerIsRefused()
{
    StorageWorld world;
    QVERIFY(runMigrations(world.database, withSecond("CREATE TABLE extra (a TEXT);\n")));
    QCOMPARE(world.database.migrate().error().code, ErrorCode::FileNewerSchema);
    world.database.close();
    QCOMPARE(world.database.open({world.file, false, false}).error().code,
             ErrorCode::FileNewerSchema);
}

void TestMigrations::killedBeforeEveryStatement()
{
    int kills = 0;
    QSet<int> seen;
    for (int statement = 1;; ++statement) {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"payments.db"_s);
        const bool killed = killedBefore(file, statement);
        kills += killed ? 1 : 0;
        Database database;
        const Result<> opened = database.open({file, true, false});
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        // What whole migrations left, never half of one.
        const Shape shape = shapeOf(database);
        QVERIFY(shape.version >= 0 && shape.version <= newestSchema());
        QCOMPARE(shape.objects, objectsAt(shape.version));
        QCOMPARE(shape.version == newestSchema(), !killed);
        seen.insert(shape.version);
        QVERIFY(database.migrate());
        QVERIFY(AccountStore(database).insertMerchant({u"mer"_s}, u"M"_s, true, 1));
        if (!killed)
            break;
    }
    QVERIFY2(kills > 40, "the statements were not passed one by one");
    QCOMPARE(seen.size(), newestSchema() + 1);
}

void TestMigrations::backupRefusesAnExistingFile()
{
    StorageWorld world;
    const QString target = world.folder.filePath(u"copy.db"_s);
    QVERIFY(writeBackup(world.database, target));
    const qint64 size = QFileInfo(target).size();
    QVERIFY(!writeBackup(world.database, target));
    QCOMPARE(QFileInfo(target).size(), size);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "testmigrations.moc"
