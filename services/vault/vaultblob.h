#pragma once

#include "services/domain/vaultrecord.h"
#include "services/vault/cipher.h"

#include <optional>

/// The layout of a sealed record: version (1) | key generation (4) | wrap nonce (12) | wrapped data
/// key (32) | wrap tag (16) | nonce (12) | ciphertext | tag (16). The version fixes every length.
namespace vaultblob {

inline constexpr char kSmallVersion = 1;  ///< a block of 64 bytes
inline constexpr char kLargeVersion = 2;  ///< a block of 832 bytes
inline constexpr char kSecretVersion = 3; ///< a block of 4096 bytes: keys, not a card

/// A view of the parts of a sealed record.
struct Parts
{
    char version = 0;
    int keyGeneration = 0;
    QByteArrayView wrapNonce;
    QByteArrayView wrapped; ///< with its tag
    QByteArrayView nonce;
    QByteArrayView content; ///< with its tag
};

/// Nothing when the version is not known or the length is not the version's.
std::optional<Parts> split(const QByteArray &sealed);
/// Room for a record of that version, zeros but for version and generation.
QByteArray room(char version, int keyGeneration);
/// Places in a record to write to.
std::span<char> wrapNonce(QByteArray &sealed);
std::span<char> wrapped(QByteArray &sealed);
std::span<char> nonce(QByteArray &sealed);
std::span<char> content(QByteArray &sealed);

/// What the content is bound to: version, vault, merchant, customer, record and kind, each with its
/// length. Not the key generation, which changes while the content stays.
QByteArray contentBinding(char version, const VaultId &vault, const VaultPlace &place);
/// What the wrapped data key is bound to: the same, and the generation.
QByteArray wrapBinding(const QByteArray &contentBinding, int keyGeneration);

/// Appends the length (4 bytes, big-endian) and the bytes.
void appendField(QByteArray &target, QByteArrayView bytes);

} // namespace vaultblob
