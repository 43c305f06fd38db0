#pragma once

#include "services/core/random.h"
#include "services/core/result.h"
#include "services/domain/vaultrecord.h"
#include "services/vault/cipher.h"
#include "services/vault/keyderivation.h"

#include <map>
#include <optional>

/// The root keys of a vault by generation.
using RootKeys = std::map<int, SecretBytes>;

/// The keys of an unlocked vault: what wraps data keys, and what the vault keeps wrapped itself.
class VaultKeys
{
public:
    static constexpr qsizetype kRootKeySize = 32;

    /// VaultKeyMissing when the newest generation's key is not among them, VaultKeyWrong when a key
    /// does not pass its generation's check, VaultRecordDamaged (field "vault_header") when it does
    /// and yet opens nothing.
    static Result<VaultKeys> open(Cipher &cipher, const VaultHeader &header,
                                  const RootKeys &rootKeys);

    /// A generation for a root key: its check value and the vault's own keys wrapped under it.
    /// Fresh ones unless `existing` has them already.
    static Result<VaultKeyGeneration> wrapUnder(Cipher &cipher, Random &random,
                                                const VaultId &vault, int number,
                                                const SecretBytes &rootKey,
                                                const VaultKeys *existing);

    /// The key that data keys of a generation are wrapped under; null when it was not given.
    const SecretBytes *wrappingKey(int generation) const;
    KeyedHash &fingerprints() { return m_fingerprints; }
    KeyedHash &audit() { return m_audit; }

private:
    explicit VaultKeys(SecretBytes ownKeys);

    std::map<int, SecretBytes> m_wrappingKeys;
    SecretBytes m_ownKeys; ///< fingerprint key, audit key
    KeyedHash m_fingerprints;
    KeyedHash m_audit;
};
