#include "tests/bench/rawgcm.h"

#include <openssl/evp.h>

#include <array>

struct RawGcm::Private
{
    EVP_CIPHER *algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    QByteArray key;
    std::array<unsigned char, 12> nonce{};
    std::array<unsigned char, 1024> sealed{};
    std::array<unsigned char, 1024> opened{};
    std::array<unsigned char, 16> tag{};

    const unsigned char *keyBytes() const
    {
        return reinterpret_cast<const unsigned char *>(key.constData());
    }
};

RawGcm::RawGcm(const QByteArray &key) : d(std::make_unique<Private>())
{
    d->key = key;
}

RawGcm::~RawGcm()
{
    EVP_CIPHER_CTX_free(d->context);
    EVP_CIPHER_free(d->algorithm);
}

bool RawGcm::sealAndOpen(const QByteArray &plain, const QByteArray &aad)
{
    const auto *in = reinterpret_cast<const unsigned char *>(plain.constData());
    const auto *extra = reinterpret_cast<const unsigned char *>(aad.constData());
    const int size = static_cast<int>(plain.size());
    const int extraSize = static_cast<int>(aad.size());
    int count = 0;
    for (size_t i = 0; i < d->nonce.size() && ++d->nonce.at(i) == 0; ++i) {
    }
    EVP_EncryptInit_ex2(d->context, d->algorithm, d->keyBytes(), d->nonce.data(), nullptr);
    EVP_EncryptUpdate(d->context, nullptr, &count, extra, extraSize);
    EVP_EncryptUpdate(d->context, d->sealed.data(), &count, in, size);
    EVP_EncryptFinal_ex(d->context, d->sealed.data() + count, &count);
    EVP_CIPHER_CTX_ctrl(d->context, EVP_CTRL_AEAD_GET_TAG, 16, d->tag.data());

    EVP_DecryptInit_ex2(d->context, d->algorithm, d->keyBytes(), d->nonce.data(), nullptr);
    EVP_DecryptUpdate(d->context, nullptr, &count, extra, extraSize);
    EVP_DecryptUpdate(d->context, d->opened.data(), &count, d->sealed.data(), size);
    EVP_CIPHER_CTX_ctrl(d->context, EVP_CTRL_AEAD_SET_TAG, 16, d->tag.data());
    return EVP_DecryptFinal_ex(d->context, d->opened.data() + count, &count) == 1
           && memcmp(d->opened.data(), in, plain.size()) == 0;
}
