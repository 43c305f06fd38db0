#include "services/storage/database.h"

#include "services/storage/databasefile.h"
#include "services/storage/dialect.h"
#include "services/storage/migrations.h"

#include <QHash>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>
#include <unordered_map>

using namespace Qt::StringLiterals;

/// Literals of this program; texts that are built anew each time must not fill the memory.
static constexpr qsizetype kMostKnownAddresses = 256;

struct Database::Private
{
    /// Holds the text, so that no other text can come to lie at its address.
    struct Known
    {
        QString sql;
        QSqlQuery *query = nullptr;
    };

    QString connectionName; ///< empty while closed
    QString file;
    QHash<QString, std::shared_ptr<QSqlQuery>> statements;
    QHash<const QChar *, Known> byAddress; ///< the same, without hashing a kilobyte of text
    std::unordered_map<const QSqlQuery *, Error> unprepared; ///< those that could not be prepared
    QHash<QString, QByteArray> attached;                     ///< schema to identity of its file
    quint64 rollbacks = 0;

#ifdef WITH_TEST_HOOKS
    int writesBeforeFailure = 0;
    int failuresLeft = 0; ///< -1: all
    int failureCode = 0;

    bool failsNow(const QSqlQuery &query)
    {
        if (failuresLeft == 0)
            return false;
        const QString sql = query.lastQuery();
        for (const auto harmless :
             {"SELECT"_L1, "WITH"_L1, "PRAGMA"_L1, "SAVEPOINT"_L1, "RELEASE"_L1, "ROLLBACK"_L1}) {
            if (sql.startsWith(harmless))
                return false;
        }
        if (writesBeforeFailure-- > 0)
            return false;
        writesBeforeFailure = 0;
        if (failuresLeft > 0)
            --failuresLeft;
        return true;
    }
#endif
};

Database::Database() : d(std::make_unique<Private>()) {}

Database::~Database()
{
    close();
}

namespace {

QString textOf(QSqlQuery &query)
{
    const QString text = query.next() ? query.value(0).toString() : QString();
    query.finish();
    return text;
}

/// Makes every setting and reads it back.
Result<> applySettings(const QSqlDatabase &connection, const QList<dialect::Setting> &settings)
{
    QSqlQuery query(connection);
    for (const dialect::Setting &setting : settings) {
        if (!setting.set.isEmpty() && !query.exec(setting.set))
            return storageError(query);
        query.finish();
        if (setting.expected.isEmpty())
            continue;
        if (!query.exec(setting.read))
            return storageError(query);
        if (const QString actual = textOf(query); actual.toLower() != setting.expected)
            return Error{ErrorCode::StorageUnavailable, {}, setting.read + u" is "_s + actual};
    }
    return {};
}

} // namespace

Result<> Database::open(const DatabaseOptions &options)
{
    close();
    const bool mayCreate = options.createIfMissing && !options.readOnly;
    const Result<> checked = checkDatabaseFile(options.file, mayCreate, newestSchema());
    if (!checked)
        return checked;
    return connectTo(options, false);
}

Result<> Database::openDerived(const QString &file)
{
    close();
    return connectTo({file, true, false}, true);
}

Result<> Database::connectTo(const DatabaseOptions &options, bool derived)
{
    static std::atomic<int> counter = 0;
    const QString name = u"ox_%1"_s.arg(++counter);
    Result<> outcome;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(options.file);
        connection.setConnectOptions(dialect::connectOptions(options.readOnly));
        const auto settings =
            derived ? dialect::derivedSettings() : dialect::connectionSettings(options.readOnly);
        outcome = connection.open() ? applySettings(connection, settings)
                                    : Result<>(Error{ErrorCode::StorageUnavailable});
        if (!outcome)
            connection.close();
    }
    if (!outcome) {
        QSqlDatabase::removeDatabase(name);
        const ErrorCode code = isStorageFailure(outcome.error()) ? outcome.error().code
                                                                 : ErrorCode::StorageUnavailable;
        return Error{code, {}, options.file};
    }
    d->connectionName = name;
    d->file = options.file;
    return {};
}

void Database::close()
{
    if (!isOpen())
        return;
    d->byAddress.clear();
    d->statements.clear();
    d->unprepared.clear();
    d->attached.clear();
    QSqlDatabase::database(d->connectionName, false).close();
    QSqlDatabase::removeDatabase(d->connectionName);
    d->connectionName.clear();
    d->file.clear();
}

bool Database::isOpen() const
{
    return !d->connectionName.isEmpty();
}

QString Database::file() const
{
    return d->file;
}

Result<> Database::attach(const QString &file, const QString &schema)
{
    const QByteArray identity = fileIdentity(file);
    if (identity.isEmpty())
        return Error{ErrorCode::NotFound, {}, file};
    if (d->attached.value(schema) == identity)
        return {};
    detach(schema);
    const auto query = transient(dialect::attach(schema));
    query->bindValue(0, file);
    const Result<> attached = run(*query);
    if (attached)
        d->attached.insert(schema, identity);
    return attached;
}

void Database::detach(const QString &schema)
{
    if (d->attached.remove(schema) == 0)
        return;
    // Statements on the old file would keep it, and are of no use any more.
    d->byAddress.clear();
    d->statements.clear();
    d->unprepared.clear();
    static_cast<void>(execute(dialect::detach(schema)));
}

Result<> Database::migrate()
{
    return runMigrations(*this, knownMigrations());
}

QSqlQuery &Database::prepared(const QString &sql)
{
    const auto known = d->byAddress.constFind(sql.constData());
    if (known != d->byAddress.cend() && known->sql.size() == sql.size())
        return *known->query;
    std::shared_ptr<QSqlQuery> &statement = d->statements[sql];
    if (!statement || d->unprepared.contains(statement.get())) {
        if (statement)
            d->unprepared.erase(statement.get());
        statement = transient(sql);
    }
    if (d->byAddress.size() < kMostKnownAddresses && !d->unprepared.contains(statement.get()))
        d->byAddress.insert(sql.constData(), {sql, statement.get()});
    return *statement;
}

std::unique_ptr<QSqlQuery> Database::transient(const QString &sql)
{
    auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(d->connectionName, false));
    query->setForwardOnly(true);
    d->unprepared.erase(query.get());
    if (!query->prepare(sql))
        d->unprepared.emplace(query.get(), storageError(*query));
    return query;
}

Result<> Database::run(QSqlQuery &query)
{
    if (!d->unprepared.empty()) {
        const auto failed = d->unprepared.find(&query);
        if (failed != d->unprepared.end())
            return failed->second;
    }
#ifdef WITH_TEST_HOOKS
    if (d->failsNow(query))
        return dialect::errorFor(QString::number(d->failureCode), u"injected"_s);
#endif
    if (!query.exec())
        return storageError(query);
    return {};
}

Result<> Database::execute(const QString &sql)
{
    const std::unique_ptr<QSqlQuery> query = transient(sql);
    return run(*query);
}

Result<> Database::begin()
{
    return run(prepared(dialect::beginWrite()));
}

Result<> Database::commit()
{
    return run(prepared(u"COMMIT"_s));
}

void Database::rollback()
{
    ++d->rollbacks;
    // Fails when SQLite has rolled back by itself, which is what is wanted.
    static_cast<void>(run(prepared(u"ROLLBACK"_s)));
}

Result<> Database::openSavepoint()
{
    return run(prepared(u"SAVEPOINT half"_s));
}

Result<> Database::releaseSavepoint()
{
    return run(prepared(u"RELEASE SAVEPOINT half"_s));
}

void Database::rollbackToSavepoint()
{
    ++d->rollbacks;
    // What cannot be undone here is undone with the whole transaction.
    if (run(prepared(u"ROLLBACK TO SAVEPOINT half"_s)))
        static_cast<void>(releaseSavepoint());
}

quint64 Database::rollbacks() const
{
    return d->rollbacks;
}

#ifdef WITH_TEST_HOOKS
void Database::injectFailure(int after, int nativeCode, int times)
{
    d->writesBeforeFailure = after;
    d->failureCode = nativeCode;
    d->failuresLeft = times;
}
#endif

Error storageError(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    return dialect::errorFor(error.nativeErrorCode(), error.databaseText());
}

bool isStorageFailure(const Error &error)
{
    return error.code == ErrorCode::StorageUnavailable || error.code == ErrorCode::DiskFull
           || error.code == ErrorCode::FileReadOnly || error.code == ErrorCode::FileNotDatabase;
}
