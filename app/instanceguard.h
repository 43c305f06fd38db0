#pragma once

#include "services/core/result.h"

#include <QString>

/// Sees to it that one process at a time works on a SQLite file: a locked file next to it, with the
/// holder's name inside. The operating system drops the lock when the holder dies, however it dies,
/// so nothing is ever left to be cleaned up by hand.
class InstanceGuard
{
public:
    InstanceGuard() = default;
    ~InstanceGuard();
    InstanceGuard(const InstanceGuard &) = delete;
    InstanceGuard &operator=(const InstanceGuard &) = delete;

    /// Takes the file for this process, whatever name it is reached by; the file itself is neither
    /// opened nor made. Lets go of a file it held before.
    /// Errors, with the file and, when known, the holder in `detail`: FileInUse, FileNotFound (no
    /// such folder), FileReadOnly (the folder cannot be written), StorageUnavailable.
    Result<> acquire(const QString &databaseFile);
    void release();
    bool isHeld() const { return m_descriptor >= 0; }

    /// The name of the lock file that belongs to a database file.
    static QString lockFileOf(const QString &databaseFile);

private:
    int m_descriptor = -1;
};
