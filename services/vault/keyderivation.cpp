#include "services/vault/keyderivation.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>

namespace {

constexpr qsizetype kHashSize = 32;

OSSL_PARAM octets(const char *name, QByteArrayView bytes)
{
    // libcrypto takes no null pointer, not even to nothing.
    const char *data = bytes.isEmpty() ? "" : bytes.data();
    return OSSL_PARAM_construct_octet_string(name, const_cast<char *>(data),
                                             static_cast<size_t>(bytes.size()));
}

SecretBytes derive(const char *algorithm, const OSSL_PARAM *parameters, qsizetype size)
{
    EVP_KDF *kdf = EVP_KDF_fetch(nullptr, algorithm, nullptr);
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
    EVP_KDF_free(kdf);
    SecretBytes derived = SecretBytes::zeros(size);
    const bool done = context
                      && EVP_KDF_derive(context, reinterpret_cast<unsigned char *>(derived.data()),
                                        static_cast<size_t>(size), parameters)
                             == 1;
    EVP_KDF_CTX_free(context);
    return done ? std::move(derived) : SecretBytes();
}

} // namespace

SecretBytes hkdfSha256(QByteArrayView key, QByteArrayView salt, QByteArrayView info, qsizetype size)
{
    char digest[] = "SHA256";
    const std::array parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        octets(OSSL_KDF_PARAM_KEY, key),
        octets(OSSL_KDF_PARAM_SALT, salt),
        octets(OSSL_KDF_PARAM_INFO, info),
        OSSL_PARAM_construct_end(),
    };
    return derive("HKDF", parameters.data(), size);
}

SecretBytes scrypt(QByteArrayView passphrase, QByteArrayView salt, ScryptCost cost, qsizetype size)
{
    if (cost.logN < 1 || cost.logN > 24 || cost.r < 1 || cost.p < 1)
        return {};
    uint64_t n = uint64_t(1) << static_cast<unsigned>(cost.logN);
    auto r = static_cast<uint64_t>(cost.r);
    auto p = static_cast<uint64_t>(cost.p);
    uint64_t mostMemory = 1024U * r * (n + p + 2); // scrypt takes 128 r (N + p + 2)
    const std::array parameters = {
        octets(OSSL_KDF_PARAM_PASSWORD, passphrase),
        octets(OSSL_KDF_PARAM_SALT, salt),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &mostMemory),
        OSSL_PARAM_construct_end(),
    };
    return derive("SCRYPT", parameters.data(), size);
}

struct KeyedHash::Private
{
    EVP_MAC_CTX *context = nullptr;
    bool keyed = false;

    Private() = default;
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private() { EVP_MAC_CTX_free(context); }
};

KeyedHash::KeyedHash(QByteArrayView key) : d(std::make_unique<Private>())
{
    EVP_MAC *mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    d->context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    char digest[] = "SHA256";
    const std::array parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    d->keyed = d->context
               && EVP_MAC_init(d->context, reinterpret_cast<const unsigned char *>(key.data()),
                               static_cast<size_t>(key.size()), parameters.data())
                      == 1;
}

KeyedHash::~KeyedHash() = default;
KeyedHash::KeyedHash(KeyedHash &&) noexcept = default;
KeyedHash &KeyedHash::operator=(KeyedHash &&) noexcept = default;

QByteArray KeyedHash::of(std::initializer_list<QByteArrayView> parts)
{
    // Without a key the context starts anew with the one it has.
    if (!d->keyed || EVP_MAC_init(d->context, nullptr, 0, nullptr) != 1)
        return {};
    for (const QByteArrayView part : parts) {
        if (EVP_MAC_update(d->context, reinterpret_cast<const unsigned char *>(part.data()),
                           static_cast<size_t>(part.size()))
            != 1)
            return {};
    }
    QByteArray hash(kHashSize, Qt::Uninitialized);
    size_t written = 0;
    const bool done = EVP_MAC_final(d->context, reinterpret_cast<unsigned char *>(hash.data()),
                                    &written, static_cast<size_t>(hash.size()))
                          == 1
                      && written == static_cast<size_t>(kHashSize);
    return done ? hash : QByteArray();
}
