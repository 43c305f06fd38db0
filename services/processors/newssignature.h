#pragma once

#include <QByteArray>

/// What checking the signature of a processor's news is made of.
namespace news_signature {

/// How far a signed time may be from now, in ms.
inline constexpr qint64 kReplayWindowMs = 300'000;

/// HMAC-SHA256 of `data`, 32 bytes.
QByteArray hmacSha256(QByteArrayView secret, QByteArrayView data);
/// Compares in a time that does not depend on where they differ.
bool sameBytes(QByteArrayView a, QByteArrayView b);
/// Whether a signed time is near enough to now.
bool isFresh(qint64 signedAtMs, qint64 nowMs);

} // namespace news_signature
