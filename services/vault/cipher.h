#pragma once

#include "services/core/securebytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <span>

/// AES-256-GCM of libcrypto, with its algorithm looked up once. One thread at a time.
class Cipher
{
public:
    static constexpr qsizetype kKeySize = 32;
    static constexpr qsizetype kNonceSize = 12;
    static constexpr qsizetype kTagSize = 16;

    Cipher();
    ~Cipher();
    Cipher(const Cipher &) = delete;
    Cipher &operator=(const Cipher &) = delete;

    /// Writes plain's ciphertext and then the tag to `out`, which is kTagSize longer than plain.
    /// False when libcrypto fails or a length is wrong; `out` is then worthless.
    bool seal(QByteArrayView key, QByteArrayView nonce, QByteArrayView aad, QByteArrayView plain,
              std::span<char> out);
    /// The plaintext of ciphertext and tag; nothing at all when the tag, the key, the nonce or the
    /// additional data do not fit, or a length is wrong.
    SecretBytes open(QByteArrayView key, QByteArrayView nonce, QByteArrayView aad,
                     QByteArrayView sealed);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
