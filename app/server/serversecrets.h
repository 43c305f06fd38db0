#pragma once

#include "app/server/serveroptions.h"
#include "services/core/securebytes.h"

/// What a server is told by files and descriptors that nobody else may read. All errors carry one
/// clear sentence in `detail`.

/// The passphrase of the key file: the first line of its file or descriptor.
Result<SecretBytes> readServerPassphrase(const ServerOptions &options);
/// The admin key: the first line of its file, 32 characters or more, no blanks.
Result<SecretBytes> readAdminKey(const QString &file);

/// One clear sentence for whatever kept the server from starting.
QString sentenceFor(const Error &error, const ServerOptions &options);
