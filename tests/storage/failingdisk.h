#pragma once

#include <QString>

/// Makes real system calls on files of one folder fail: this program's own pwrite64, write,
/// fdatasync, fsync, ftruncate64 and open64 stand before those of the C library.
class FailingDisk
{
public:
    /// The calls on files below `folder` after the next `after` ones fail with that errno: one, or
    /// all from then on.
    static void fail(const QString &folder, int after, int errorNumber, bool forEver);
    static void heal();
    /// Calls that were made to fail since fail().
    static int failures();
};
