#pragma once

#include "services/core/httpmessage.h"
#include "services/core/result.h"
#include "services/domain/processoraccount.h"
#include "services/processors/processornews.h"

#include <QJsonObject>

/// Reads Adyen's standard webhooks. Each item is signed by itself, without a time: what is told
/// twice has the same event id. Also news of tokens ("recurring.token.…"), which are signed whole,
/// in a header.
namespace AdyenNews {

/// As Connector::parseNews. Items of another merchant account are left out.
Result<QList<ProcessorNews>> read(const ProcessorAccount &account, const HttpHeaders &headers,
                                  QByteArrayView rawBody, QByteArrayView secret);
/// The signature of one item: base64 of HMAC-SHA256 under the key that `secret` spells in hex.
QByteArray signatureOf(const QJsonObject &item, QByteArrayView secret);

} // namespace AdyenNews
