#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"

/// One line of the audit trail. Never card data, keys or secrets.
struct AuditEntry
{
    qint64 atMs = 0;
    MerchantId merchantId;
    QString actor;
    QString action; ///< "payment.confirm", "operation.settle", "program.start" ...
    QString object; ///< id of what it was done to
    QString result; ///< status afterwards, or the refusal
    QString detail; ///< amounts, kinds; machine-readable "key=value" pairs
};

/// Append-only rows beside every change: the audit trail and the event log (outbox) from which the
/// search index and, later, webhooks are fed.
class JournalStore
{
public:
    explicit JournalStore(Database &database) : m_database(database) {}

    Result<> appendAudit(const AuditEntry &entry);
    /// kind such as "payment.changed"; objectRowId is the payment's place in the store.
    Result<> appendEvent(const MerchantId &merchant, const QString &kind, const QString &objectId,
                         qint64 objectRowId, qint64 atMs);

private:
    Database &m_database;
};
