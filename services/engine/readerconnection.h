#pragma once

#include "services/storage/database.h"

/// This thread's own read-only connection to the file, opened when it is first asked for and closed
/// with the thread. Errors as Database::open.
Result<Database *> readerConnection(const QString &file);
