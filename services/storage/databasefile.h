#pragma once

#include "services/core/result.h"

#include <QString>

/// Whether a type of file system, as the system names it ("nfs4", "fuse.sshfs"), lives on another
/// machine. Locks and shared memory cannot be trusted there.
bool isNetworkFileSystem(QStringView type);

/// Whether a database file may be opened, without changing a byte of it or of the files beside it.
/// Errors, with the file in `detail`: FileNotFound, FileReadOnly (file or folder), FileOnNetwork,
/// FileNotDatabase (also a database of another program), FileNewerSchema, StorageUnavailable.
Result<> checkDatabaseFile(const QString &file, bool createIfMissing, int newestSchema);

/// Makes a file that was written, and its name in the folder, survive a loss of power.
Result<> syncToDisk(const QString &file);

/// What tells this file from one that later has the same name; empty when there is none.
QByteArray fileIdentity(const QString &file);
