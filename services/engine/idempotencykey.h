#pragma once

#include "services/domain/operation.h"

/// The key one call of an operation carries: the first 40 hex digits of HMAC-SHA256 under the
/// install key over merchant, payment, attempt, kind, sequence and call. Known before the row
/// exists, the same after a restored backup, and short enough for every processor (Adyen takes 64).
/// call is "main" for the effect itself, "fence" for the cancel that ends an unknown one.
QString idempotencyKey(const QByteArray &installKey, const Operation &operation,
                       QLatin1StringView call);

/// Keyed MAC of the canonical request: amounts, kind, account and the card's fingerprint, never the
/// CVC. card may be null.
QByteArray requestMac(const QByteArray &installKey, const Operation &operation,
                      const CardDetails *card, const QString &token = {});

/// What is kept of a secret that callers must show again, such as a client secret.
QByteArray keyedHash(const QByteArray &installKey, QByteArrayView secret);

/// What finds a key of the API again.
QByteArray apiKeyHash(const QByteArray &installKey, QByteArrayView key);
