#include "services/storage/migrations.h"

#include "services/storage/database.h"
#include "services/storage/databasefile.h"
#include "services/storage/dialect.h"
#include "services/storage/row.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

static void initResources()
{
    // A static library's resources are dropped by the linker unless somebody asks for them.
    Q_INIT_RESOURCE(sql);
}

namespace {

QString checksumOf(const Migration &migration)
{
    const QByteArray sum = QCryptographicHash::hash(migration.sql, QCryptographicHash::Sha256);
    return QString::fromLatin1(sum.toHex());
}

QList<Migration> loadMigrations()
{
    initResources();
    QList<Migration> migrations;
    const QDir folder(u":/sql/sqlite"_s);
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("resource :/sql/sqlite is damaged");
        migrations.append({name.section(u'_', 0, 0).toInt(), name, file.readAll()});
    }
    return migrations;
}

Result<int> schemaVersion(Database &database)
{
    const auto query = database.transient(dialect::schemaVersion());
    const Result<> ran = database.run(*query);
    if (!ran)
        return ran.error();
    return query->next() ? query->value(0).toInt() : 0;
}

/// The migrations that made this database must be the ones we know under these numbers.
Result<> checkHistory(Database &database, const QList<Migration> &migrations, int version)
{
    if (version == 0)
        return {};
    const auto query =
        database.transient(u"SELECT number, checksum FROM schema_migration ORDER BY number"_s);
    const Result<> ran = database.run(*query);
    if (!ran)
        return ran;
    int count = 0;
    while (query->next()) {
        const int number = query->value(0).toInt();
        const bool isKnown = number >= 1 && number <= migrations.size()
                             && checksumOf(migrations.at(number - 1)) == query->value(1).toString();
        if (!isKnown)
            return Error{ErrorCode::FileNewerSchema, {}, database.file()};
        ++count;
    }
    if (count != version)
        return Error{ErrorCode::FileNewerSchema, {}, database.file()};
    return {};
}

Result<> record(Database &database, const Migration &migration)
{
    const auto query = database.transient(
        u"INSERT INTO schema_migration (number, name, checksum) VALUES (?, ?, ?)"_s);
    Binder(*query) << migration.number << migration.name << checksumOf(migration);
    return database.run(*query);
}

Result<> applyStatements(Database &database, const Migration &migration,
                         const std::function<void()> &beforeEach)
{
    QStringList statements = {u"CREATE TABLE IF NOT EXISTS schema_migration ("
                              "number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                              "checksum TEXT NOT NULL)"_s};
    statements += splitStatements(migration.sql);
    statements += {dialect::setApplicationId(dialect::kApplicationId),
                   dialect::setSchemaVersion(migration.number)};
    for (const QString &statement : statements) {
        if (beforeEach)
            beforeEach();
        const Result<> ran = database.execute(statement);
        if (!ran)
            return ran;
    }
    return record(database, migration);
}

Result<> apply(Database &database, const Migration &migration,
               const std::function<void()> &beforeEach)
{
    const Result<> begun = database.begin();
    if (!begun)
        return begun;
    // Somebody else may have been here while we waited for the lock.
    const Result<int> version = schemaVersion(database);
    Result<> outcome = version ? Result<>() : Result<>(version.error());
    if (outcome && *version < migration.number)
        outcome = applyStatements(database, migration, beforeEach);
    if (outcome && beforeEach)
        beforeEach();
    if (outcome)
        outcome = database.commit();
    if (!outcome)
        database.rollback();
    return outcome;
}

QString freeBackupName(const QString &file, int version)
{
    for (int i = 1;; ++i) {
        const QString suffix = i == 1 ? QString() : QString(u'-' + QString::number(i));
        const QString name = u"%1.schema%2%3.backup"_s.arg(file).arg(version).arg(suffix);
        if (!QFile::exists(name))
            return name;
    }
}

Result<> checkIntegrity(const QString &file)
{
    Database database;
    const Result<> opened = database.open({file, false, false});
    if (!opened)
        return opened;
    const auto check = database.transient(dialect::integrityCheck());
    const Result<> ran = database.run(*check);
    if (!ran)
        return ran;
    if (!check->next() || check->value(0).toString() != "ok"_L1)
        return Error{ErrorCode::StorageUnavailable, {}, file};
    return {};
}

} // namespace

const QList<Migration> &knownMigrations()
{
    static const QList<Migration> migrations = loadMigrations();
    return migrations;
}

int newestSchema()
{
    return knownMigrations().last().number;
}

QStringList splitStatements(const QByteArray &sql)
{
    QStringList statements;
    QString current;
    for (const QString &line : QString::fromUtf8(sql).split(u'\n')) {
        if (line.trimmed().isEmpty() || line.trimmed().startsWith("--"_L1))
            continue;
        current += line + u'\n';
        const bool isTrigger = current.startsWith("CREATE TRIGGER"_L1);
        const bool ends = isTrigger ? line == "END;"_L1 : line.trimmed().endsWith(u';');
        if (ends) {
            statements.append(current.trimmed());
            current.clear();
        }
    }
    if (!current.trimmed().isEmpty())
        statements.append(current.trimmed());
    return statements;
}

Result<> runMigrations(Database &database, const QList<Migration> &migrations,
                       const std::function<void()> &beforeEach)
{
    const Result<int> version = schemaVersion(database);
    if (!version)
        return version.error();
    if (*version > migrations.size())
        return Error{ErrorCode::FileNewerSchema, {}, database.file()};
    const Result<> history = checkHistory(database, migrations, *version);
    if (!history)
        return history;
    if (*version > 0 && *version < migrations.size()) {
        const Result<> kept = writeBackup(database, freeBackupName(database.file(), *version));
        if (!kept)
            return kept;
    }
    for (const Migration &migration : migrations.sliced(*version)) {
        const Result<> applied = apply(database, migration, beforeEach);
        if (!applied)
            return applied;
    }
    return {};
}

Result<> writeBackup(Database &database, const QString &target)
{
    if (QFile::exists(target))
        return Error{ErrorCode::Duplicate, u"file"_s, target};
    const auto copy = database.transient(dialect::copyInto());
    Binder(*copy) << target;
    Result<> outcome = database.run(*copy);
    if (outcome)
        outcome = checkIntegrity(target);
    if (outcome)
        outcome = syncToDisk(target);
    if (!outcome) {
        for (const QString &name :
             {target, QString(target + u"-wal"_s), QString(target + u"-shm"_s)})
            QFile::remove(name);
    }
    return outcome;
}
