#pragma once

#include "services/core/random.h"
#include "services/core/result.h"
#include "services/domain/vaultrecord.h"
#include "services/vault/keyderivation.h"

/// A root key on paper: wrapped under a passphrase and written so that a person can type it in.
///
/// Lines of 16 characters in fours and a check of two, in an alphabet without I, L, O and U; case,
/// spaces and dashes do not matter, and O, I and L are read as 0, 1 and 1. Each line's check tells
/// which one was mistyped.
namespace recoverysheet {

/// Takes half a second. VaultPassphraseTooShort.
Result<QString> write(const VaultHeader &header, int generation, const SecretBytes &rootKey,
                      const SecretBytes &passphrase, Random &random);

/// What a sheet was read as.
struct Recovered
{
    int generation = 0;
    SecretBytes rootKey;
};

/// Takes half a second. RecoverySheetUnreadable (field: "line 3"; "lines" when there are too few or
/// too many), VaultKeyWrong (a sheet of another vault), VaultPassphraseWrong.
Result<Recovered> read(const QString &text, const VaultHeader &header,
                       const SecretBytes &passphrase);

} // namespace recoverysheet
