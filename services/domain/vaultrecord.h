#pragma once

#include "services/core/id.h"
#include "services/core/securebytes.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

using VaultId = Id<struct VaultTag>;

/// What a sealed record is. Part of what it is bound to: one kind never opens as the other.
enum class VaultRecordKind {
    SavedCard,    ///< kept until the customer has it removed
    HeldCard,     ///< given with a payment that is not confirmed yet, kept for a while
    AccountKeys,  ///< of an account at a processor
    ProfileKeys,  ///< what webhooks and returns are signed with
    NetworkToken, ///< of a saved card: a number of the card's network, without a cryptogram
};

/// Whether it is a text of keys and not a card.
inline bool isSecret(VaultRecordKind kind)
{
    return kind == VaultRecordKind::AccountKeys || kind == VaultRecordKind::ProfileKeys;
}

QString toText(VaultRecordKind kind); ///< "saved_card", "held_card", "account_keys" ...
std::optional<VaultRecordKind> vaultRecordKindFromText(QStringView text);

/// Where a sealed record belongs. It opens there and nowhere else.
struct VaultPlace
{
    MerchantId merchantId;
    CustomerId customerId; ///< may be empty
    QString recordId;      ///< payment_method_id, payment_token, or whose keys they are
    VaultRecordKind kind = VaultRecordKind::SavedCard;

    friend bool operator==(const VaultPlace &, const VaultPlace &) = default;
};

/// A card as the store has it: nothing here can be read without the vault.
struct VaultRecord
{
    qint64 rowId = 0;
    VaultPlace place;
    int keyGeneration = 0; ///< of the root key its data key is wrapped under
    QByteArray sealed;
    /// Keyed; equal for the same number of the same merchant. Empty of keys.
    QByteArray fingerprint;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const VaultRecord &, const VaultRecord &) = default;
};

/// One root key of a vault, as far as the database knows it.
struct VaultKeyGeneration
{
    int number = 0;         ///< from 1
    QString keyName;        ///< what the key provider keeps it under; random, never used twice
    QByteArray keyCheck;    ///< tells a wrong key from a damaged record
    QByteArray wrappedKeys; ///< the vault's own keys, which every generation keeps
    qint64 wraps = 0;       ///< data keys wrapped under it so far
    qint64 createdAtMs = 0;

    friend bool operator==(const VaultKeyGeneration &, const VaultKeyGeneration &) = default;
};

/// What tells a program that there is a vault, and which key opens it. Nothing in it is secret.
struct VaultHeader
{
    VaultId id;
    QString keyDerivation; ///< how keys come from the root key: "hkdf-sha256-1"
    qint64 createdAtMs = 0;
    /// Ascending; the last seals, the others open what was not moved yet. Never empty.
    QList<VaultKeyGeneration> generations;

    friend bool operator==(const VaultHeader &, const VaultHeader &) = default;
};

/// Where the root key of a vault is kept.
enum class KeyPlace {
    Keychain,   ///< of the desktop
    KeyFile,    ///< beside the data file, under a passphrase that a person types
    SampleFile, ///< the same under a passphrase that everybody knows: for sample data only
};

/// Where a root key goes, and what opens that place.
struct KeyAccess
{
    KeyPlace place = KeyPlace::Keychain;
    SecretBytes passphrase = {}; ///< of a key file
};
