#pragma once

#include "services/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class Database;

/// One numbered step of the schema. Never edited once released.
struct Migration
{
    int number = 0; ///< from 1, without gaps
    QString name;
    QByteArray sql;
};

/// The migrations this program carries (:/sql/sqlite), in order.
const QList<Migration> &knownMigrations();
/// The number of the last one: what a database of this program is at.
int newestSchema();

/// The statements of a migration file: each ends with a line that ends in ";", a trigger with the
/// line "END;". Lines that begin with "--" are left out.
QStringList splitStatements(const QByteArray &sql);

/// Applies those that are missing, each in one transaction with its checksum and version. Before
/// the first of them on a database that has data, a backup beside it that was checked and synced.
/// `beforeEach` runs before every statement (tests). Errors: FileNewerSchema when the database is
/// ahead or was made by other migrations than these, or what the disk said; the schema is then what
/// the last whole migration left.
Result<> runMigrations(Database &database, const QList<Migration> &migrations,
                       const std::function<void()> &beforeEach = {});

/// A consistent copy of the whole database in a file that does not exist yet, checked for integrity
/// and synced to disk.
Result<> writeBackup(Database &database, const QString &target);
