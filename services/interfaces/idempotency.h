#pragma once

#include "services/core/result.h"
#include "services/domain/idempotency.h"

#include <QFuture>

/// Requests that are done once however often they are sent. Every call may come from any thread and
/// returns at once. Errors: Overloaded, StorageUnavailable.
class Idempotency
{
public:
    /// How long answers are kept at least.
    static constexpr qint64 kKeptMs = qint64(72) * 3'600'000;

    virtual ~Idempotency() = default;

    /// Writes down that the request is being done, unless it was before. Duplicate with field
    /// "idempotency_key" when the key was used for another request.
    virtual QFuture<Result<IdempotencyClaim>> claim(IdempotentRequest request) = 0;
    /// Keeps the answer of a claimed request.
    virtual QFuture<Result<bool>> finish(const MerchantId &merchant, const QString &key, int status,
                                         const QByteArray &answer) = 0;
    /// Forgets a claimed request that had no effect.
    virtual QFuture<Result<bool>> forget(const MerchantId &merchant, const QString &key) = 0;
};
