#include "services/vault/cipher.h"

#include <openssl/evp.h>

namespace {

struct FreeCipher
{
    void operator()(EVP_CIPHER *cipher) const { EVP_CIPHER_free(cipher); }
};
struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

} // namespace

struct Cipher::Private
{
    std::unique_ptr<EVP_CIPHER, FreeCipher> algorithm{
        EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context{EVP_CIPHER_CTX_new()};

    bool start(QByteArrayView key, QByteArrayView nonce, QByteArrayView aad, bool encrypt) const
    {
        int written = 0;
        if (key.size() != kKeySize || nonce.size() != kNonceSize || !algorithm || !context)
            return false;
        return EVP_CipherInit_ex2(context.get(), algorithm.get(), bytesOf(key), bytesOf(nonce),
                                  encrypt ? 1 : 0, nullptr)
                   == 1
               && EVP_CipherUpdate(context.get(), nullptr, &written, bytesOf(aad),
                                   static_cast<int>(aad.size()))
                      == 1;
    }

    bool encrypt(QByteArrayView plain, std::span<char> out) const
    {
        auto *target = reinterpret_cast<unsigned char *>(out.data());
        int written = 0;
        int rest = 0;
        return EVP_EncryptUpdate(context.get(), target, &written, bytesOf(plain),
                                 static_cast<int>(plain.size()))
                   == 1
               && EVP_EncryptFinal_ex(context.get(), target + written, &rest) == 1
               && written + rest == plain.size()
               && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize,
                                      target + plain.size())
                      == 1;
    }

    bool decrypt(QByteArrayView sealed, SecretBytes &plain) const
    {
        auto *target = reinterpret_cast<unsigned char *>(plain.data());
        int written = 0;
        int rest = 0;
        // libcrypto takes a shorter tag too when told so: the length is always the whole one.
        QByteArray tag = sealed.last(kTagSize).toByteArray();
        return EVP_DecryptUpdate(context.get(), target, &written, bytesOf(sealed),
                                 static_cast<int>(plain.size()))
                   == 1
               && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data())
                      == 1
               && EVP_DecryptFinal_ex(context.get(), target + written, &rest) == 1
               && written + rest == plain.size();
    }
};

Cipher::Cipher() : d(std::make_unique<Private>()) {}

Cipher::~Cipher() = default;

bool Cipher::seal(QByteArrayView key, QByteArrayView nonce, QByteArrayView aad,
                  QByteArrayView plain, std::span<char> out)
{
    if (static_cast<qsizetype>(out.size()) != plain.size() + kTagSize)
        return false;
    const bool sealed = d->start(key, nonce, aad, true) && d->encrypt(plain, out);
    EVP_CIPHER_CTX_reset(d->context.get()); // the key does not stay behind
    return sealed;
}

SecretBytes Cipher::open(QByteArrayView key, QByteArrayView nonce, QByteArrayView aad,
                         QByteArrayView sealed)
{
    if (sealed.size() <= kTagSize)
        return {};
    // libcrypto gives out plaintext before it has seen the tag: nobody gets it before the end.
    SecretBytes plain = SecretBytes::zeros(sealed.size() - kTagSize);
    const bool opened = d->start(key, nonce, aad, false) && d->decrypt(sealed, plain);
    EVP_CIPHER_CTX_reset(d->context.get());
    return opened ? std::move(plain) : SecretBytes();
}
