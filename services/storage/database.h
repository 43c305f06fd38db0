#pragma once

#include "services/core/result.h"

#include <QString>
#include <QVariant>

#include <memory>

class QSqlQuery;

/// Where the data live and how they are opened.
struct DatabaseOptions
{
    QString file; ///< SQLite file
    bool createIfMissing = true;
    bool readOnly = false; ///< a reader: query_only, never checkpoints
};

/// One connection, used by the thread that opened it. Statements are prepared once and kept.
class Database
{
public:
    Database();
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens, sets and reads back every pragma the durability rules ask for. Errors, with the file
    /// in `detail`: FileNotFound, FileNotDatabase, FileNewerSchema, FileReadOnly, FileOnNetwork,
    /// StorageUnavailable. The file is left untouched on every one of them.
    Result<> open(const DatabaseOptions &options);
    /// Opens, or makes, a file that is derived from another and can be made anew at any time: no
    /// checks, and nothing waits for the disk.
    Result<> openDerived(const QString &file);
    void close();
    bool isOpen() const;
    /// The file this connection was opened on.
    QString file() const;

    /// Makes the tables of another file readable as `schema`, a literal name; attaches again when
    /// the file was replaced meanwhile. NotFound when there is no such file. Not in a transaction.
    Result<> attach(const QString &file, const QString &schema);
    void detach(const QString &schema);

    /// Brings the schema up to date: one transaction a migration, a verified backup before the
    /// first of them on a database that has data.
    Result<> migrate();

    /// A prepared statement, kept for the next time; finish() it when done. The reference lives
    /// until close(). `sql` must be a literal (it is the key).
    QSqlQuery &prepared(const QString &sql);
    /// A statement that is used once and not kept.
    std::unique_ptr<QSqlQuery> transient(const QString &sql);
    /// Runs a bound statement of this connection; the Error is storageError()'s. All writes of the
    /// stores pass here.
    Result<> run(QSqlQuery &query);

    Result<> execute(const QString &sql);
    Result<> begin(); ///< BEGIN IMMEDIATE
    Result<> commit();
    void rollback();
    Result<> openSavepoint(); ///< one at a time, inside a transaction; see Savepoint
    Result<> releaseSavepoint();
    /// Undoes everything since the savepoint, and ends it.
    void rollbackToSavepoint();
    /// How often anything was undone: what was remembered of an undone write is not true.
    quint64 rollbacks() const;

#ifdef WITH_TEST_HOOKS
    /// The writes (COMMIT among them) after the next `after` ones fail with that native error code
    /// and do nothing: `times` of them, -1 for all. times 0 heals.
    void injectFailure(int after, int nativeCode, int times);
#endif

private:
    Result<> connectTo(const DatabaseOptions &options, bool derived);

    struct Private;
    std::unique_ptr<Private> d;
};

/// The Error that fits the query's last error: Duplicate for a broken UNIQUE (the field is the last
/// column of the broken index, the detail lists all of them), DiskFull, FileReadOnly,
/// StorageUnavailable, FileNotDatabase, and Internal for a broken CHECK, key or statement.
Error storageError(const QSqlQuery &query);

/// Whether the error speaks of the file or the disk, not of what was asked.
bool isStorageFailure(const Error &error);
