#pragma once

#include "services/core/result.h"

#include <QString>
#include <QVariant>

#include <memory>

class QSqlQuery;

/// Where the data live and how they are opened.
struct DatabaseOptions
{
    QString file;              ///< SQLite file
    bool createIfMissing = true;
    bool readOnly = false;     ///< a reader: query_only, never checkpoints
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
    void close();
    bool isOpen() const;

    /// Brings the schema up to date: one transaction a migration, a verified backup before the
    /// first of them on a database that has data.
    Result<> migrate();

    /// A prepared statement, kept for the next time; finish() it when done. The reference lives
    /// until close(). `sql` must be a literal (it is the key).
    QSqlQuery &prepared(const QString &sql);

    Result<> execute(const QString &sql);
    Result<> begin();          ///< BEGIN IMMEDIATE
    Result<> commit();
    void rollback();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The Error that fits the query's last error: Duplicate for a broken UNIQUE, DiskFull,
/// FileReadOnly, StorageUnavailable otherwise.
Error storageError(const QSqlQuery &query);
