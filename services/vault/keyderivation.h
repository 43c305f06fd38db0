#pragma once

#include "services/core/securebytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

/// Empty when libcrypto fails.
SecretBytes hkdfSha256(QByteArrayView key, QByteArrayView salt, QByteArrayView info,
                       qsizetype size);

/// What a passphrase costs: N = 2^logN. 17, 8, 1 take 128 MiB and about half a second.
struct ScryptCost
{
    int logN = 17;
    int r = 8;
    int p = 1;

    friend bool operator==(const ScryptCost &, const ScryptCost &) = default;
};

/// Blocks for as long as it costs. Empty when libcrypto fails or has not the memory.
SecretBytes scrypt(QByteArrayView passphrase, QByteArrayView salt, ScryptCost cost, qsizetype size);

/// HMAC-SHA256 under one key, set up once. One thread at a time.
class KeyedHash
{
public:
    explicit KeyedHash(QByteArrayView key);
    ~KeyedHash();
    KeyedHash(KeyedHash &&) noexcept;
    KeyedHash &operator=(KeyedHash &&) noexcept;

    /// Of the parts, one after the other; empty when libcrypto fails.
    QByteArray of(std::initializer_list<QByteArrayView> parts);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
