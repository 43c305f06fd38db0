#pragma once

#include "services/core/id.h"
#include "services/domain/auditchain.h"
#include "services/storage/database.h"

#include <functional>
#include <optional>

/// Append-only rows beside every change: the audit trail and the event log (outbox) from which the
/// search index and, later, webhooks are fed.
class JournalStore
{
public:
    /// What ties a line to the link before it.
    using Seal = std::function<Result<AuditLink>(QByteArrayView previous, QByteArrayView line)>;

    /// Lines are linked, and sealed by nobody.
    explicit JournalStore(Database &database);
    JournalStore(Database &database, Seal seal);

    /// Behind the last line, linked to it, in the caller's transaction.
    Result<> appendAudit(const AuditEntry &entry);
    /// The last line that is there; number 0 when there is none.
    Result<AuditHead> lastLine();
    /// The notes of the last line, as they were written.
    Result<QList<AuditHead>> heads();
    /// Notes the last line, in the place of the note of its kind.
    Result<> writeHead(const AuditHead &head);
    /// The link of one line; NotFound when it is not there. Empty when it has none.
    Result<QByteArray> linkOf(qint64 number);

    /// kind such as "payment.changed"; objectRowId is the payment's place in the store.
    Result<> appendEvent(const MerchantId &merchant, const QString &kind, const QString &objectId,
                         qint64 objectRowId, qint64 atMs);

private:
    Result<> readLast();
    Result<> linkUnlinked();

    Database &m_database;
    const Seal m_seal;
    std::optional<AuditHead> m_last; ///< as this connection last read or wrote it
    quint64 m_rollbacks = 0;
};
