#pragma once

#include <QByteArray>

#include <memory>

/// AES-256-GCM by libcrypto and nothing else: one key, one context, a nonce counted up.
class RawGcm
{
public:
    explicit RawGcm(const QByteArray &key);
    ~RawGcm();

    /// Seals and opens the bytes once, with that additional data; false when it does not come back.
    bool sealAndOpen(const QByteArray &plain, const QByteArray &aad);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
