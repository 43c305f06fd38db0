#pragma once

#include "services/core/result.h"
#include "services/domain/auditchain.h"

/// Notes of the last line of the audit trail in a text file beside the database, one a line, to be
/// copied to where nobody who can reach the database can reach it.
namespace auditheadfile {

/// "shop.sqlite.audit-heads" of "shop.sqlite".
QString nameFor(const QString &databaseFile);
/// Appends a note. StorageUnavailable when the file cannot be written.
Result<> append(const QString &databaseFile, const AuditHead &head, qint64 atMs);
/// Those that can be read; none when there is no such file.
QList<AuditHead> read(const QString &databaseFile);

} // namespace auditheadfile
