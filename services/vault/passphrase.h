#pragma once

#include "services/core/result.h"
#include "services/core/securebytes.h"

/// Passphrases have at least this many characters.
inline constexpr qsizetype kShortestPassphrase = 12;

/// VaultPassphraseTooShort, or InvalidValue when it is not UTF-8.
Result<> checkPassphrase(const SecretBytes &passphrase);

/// A passphrase from an inherited file descriptor: its first line, at most 1024 bytes. Never from
/// the command line or the environment, where every process may read it. Errors of
/// checkPassphrase(), TooLong, and FileNotFound when nothing can be read.
Result<SecretBytes> readPassphrase(int descriptor);
