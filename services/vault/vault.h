#pragma once

#include "services/core/random.h"
#include "services/core/result.h"
#include "services/domain/card.h"
#include "services/domain/vaultrecord.h"
#include "services/vault/selftest.h"
#include "services/vault/vaultkeys.h"

#include <optional>

/// A card or keys for the store, and what finds the same card number again.
struct SealedCard
{
    int keyGeneration = 0;
    QByteArray sealed;
    QByteArray fingerprint;
};

/// A root key that nobody keeps yet, and what the database is to know of it.
struct NewVaultKey
{
    VaultKeyGeneration generation;
    SecretBytes rootKey;
};

/// A vault that nobody keeps yet. First the key is given to a key provider, then the header to the
/// store: a header without a key opens nothing.
struct NewVault
{
    VaultHeader header;
    SecretBytes rootKey;
};

/// Seals cards and opens them for one call. Knows keys and bytes; stores nothing, logs nothing, and
/// nothing that it hands out as sealed can be read without it. One thread.
class Vault
{
public:
    /// Data keys that may be wrapped under one root key.
    static constexpr qint64 kMostWraps = qint64(1) << 30;

    /// `expected` are the answers that the algorithms must give before the vault opens.
    explicit Vault(Random &random, const KnownAnswers &expected = knownAnswers());
    ~Vault();
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;

    /// A vault with new keys. This object stays as it is.
    Result<NewVault> create(qint64 nowMs);

    /// Takes the keys of a vault. VaultSelfTestFailed, VaultKeyMissing (the newest generation's key
    /// is not among them; older ones may be left out), VaultKeyWrong, VaultRecordDamaged (field
    /// "vault_header"). Locked after every error.
    Result<> unlock(const VaultHeader &header, const RootKeys &rootKeys);
    /// Forgets the keys.
    void lock();
    bool isUnlocked() const { return m_keys.has_value(); }

    /// The next root key, to which the records can be moved once it is kept and stored.
    Result<NewVaultKey> nextKey(qint64 nowMs);

    /// A data key of its own, bound to the place. The CVC is not looked at. VaultLocked,
    /// VaultKeyUsedUp, and what is wrong with the card.
    Result<SealedCard> seal(const VaultPlace &place, const CardDetails &card);
    /// For one call: without a CVC. VaultLocked; VaultKeyMissing when its generation's key was not
    /// given; VaultRecordDamaged (field: the record's id) when it was cut, changed or moved.
    Result<CardDetails> open(const VaultPlace &place, const QByteArray &sealed);
    /// Keys that are no card: a text of up to 4,094 bytes. TooLong, and the errors of seal().
    Result<SealedCard> sealSecret(const VaultPlace &place, const SecretBytes &secret);
    /// For one call. Errors as open().
    Result<SecretBytes> openSecret(const VaultPlace &place, const QByteArray &sealed);
    /// The same data key under the newest root key; the content is carried over unread.
    /// Errors as open(), and VaultKeyUsedUp.
    Result<SealedCard> rewrap(const VaultRecord &record);
    /// A new data key, for after a key may have been seen by others. Errors as rewrap().
    Result<SealedCard> reseal(const VaultRecord &record);

    /// Keyed: equal for the same number of the same merchant, and of no use without the key.
    Result<QByteArray> fingerprint(const MerchantId &merchant, const Pan &number);
    /// The MAC of the audit trail.
    Result<QByteArray> auditMac(QByteArrayView previous, QByteArrayView row);

private:
    Result<SecretBytes> dataKey(const VaultPlace &place, const QByteArray &sealed);
    Result<SecretBytes> openBlock(const VaultPlace &place, const QByteArray &sealed);
    Result<QByteArray> sealBlock(const VaultPlace &place, const SecretBytes &block);
    bool wrap(QByteArray &sealed, const QByteArray &binding, const SecretBytes &dataKey,
              QByteArrayView wrapNonce);
    Result<> mayWrap() const;

    Random &m_random;
    const KnownAnswers m_expected;
    std::optional<Result<>> m_selfTest; ///< run once
    Cipher m_cipher;
    VaultHeader m_header;
    std::optional<VaultKeys> m_keys;
    qint64 m_wraps = 0; ///< under the newest root key
};
