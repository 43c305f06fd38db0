#pragma once

#include "services/core/result.h"
#include "services/domain/idempotency.h"
#include "services/storage/database.h"

/// A claimed request as it is stored.
struct IdempotencyRow
{
    MerchantId merchantId;
    QString key;
    QByteArray method;
    QString path;
    QByteArray bodyMac; ///< keyed; 32 bytes
    QString operationId;
    int status = 0;
    QByteArray sealedAnswer;
    qint64 claimedAtMs = 0;
    qint64 finishedAtMs = 0;
};

/// Requests that may be sent again.
class IdempotencyStore
{
public:
    explicit IdempotencyStore(Database &database) : m_database(database) {}

    Result<> insert(const IdempotencyRow &row);
    /// NotFound when the key is new.
    Result<IdempotencyRow> find(const MerchantId &merchant, const QString &key);
    /// InvalidState when it was finished before, or is gone.
    Result<> finish(const MerchantId &merchant, const QString &key, int status,
                    const QByteArray &sealedAnswer, qint64 nowMs);
    /// Removes a row without an answer; fine when there is none.
    Result<> removeUnfinished(const MerchantId &merchant, const QString &key);
    /// Removes what was answered before that time and whose effects are final.
    Result<> prune(const MerchantId &merchant, qint64 beforeMs);

private:
    Database &m_database;
};
