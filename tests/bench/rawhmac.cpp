#include "tests/bench/rawhmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

namespace {

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace

struct RawHmac::Private
{
    EVP_MAC *mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
};

RawHmac::RawHmac(const QByteArray &key) : d(std::make_unique<Private>())
{
    char digest[] = "SHA256";
    const std::array parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC_init(d->context, bytesOf(key), static_cast<size_t>(key.size()), parameters.data());
}

RawHmac::~RawHmac()
{
    EVP_MAC_CTX_free(d->context);
    EVP_MAC_free(d->mac);
}

bool RawHmac::of(const QByteArray &first, const QByteArray &second, char *hash)
{
    size_t written = 0;
    return EVP_MAC_init(d->context, nullptr, 0, nullptr) == 1
           && EVP_MAC_update(d->context, bytesOf(first), static_cast<size_t>(first.size())) == 1
           && EVP_MAC_update(d->context, bytesOf(second), static_cast<size_t>(second.size())) == 1
           && EVP_MAC_final(d->context, reinterpret_cast<unsigned char *>(hash), &written, 32) == 1;
}
