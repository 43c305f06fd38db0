#pragma once

#include "services/core/result.h"

#include <QByteArray>
#include <QString>

/// A small file that only its owner may touch. Reading and writing refuse a link, somebody else's
/// file, a second name of it and a mode that lets others in: KeyFileUnsafe.

/// FileNotFound, KeyFileUnsafe, TooLong, or StorageUnavailable.
Result<QByteArray> readPrivateFile(const QString &file, qsizetype longest);

/// Replaces the file as a whole: a new one is written beside it, synced, renamed over it, and the
/// folder synced. Whatever happens meanwhile, the old or the new one is there. DiskFull,
/// KeyFileUnsafe, StorageUnavailable.
Result<> writePrivateFile(const QString &file, const QByteArray &contents);
