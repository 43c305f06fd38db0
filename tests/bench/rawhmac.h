#pragma once

#include <QByteArray>

#include <memory>

/// HMAC-SHA256 by libcrypto and nothing else: one key, one context.
class RawHmac
{
public:
    explicit RawHmac(const QByteArray &key);
    ~RawHmac();

    /// Of both, one after the other, into 32 bytes; false when libcrypto fails.
    bool of(const QByteArray &first, const QByteArray &second, char *hash);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
