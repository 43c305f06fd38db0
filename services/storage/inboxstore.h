#pragma once

#include "services/domain/inboxentry.h"
#include "services/domain/operation.h"
#include "services/storage/database.h"

/// What processors told of their own accord, and what it is matched with.
class InboxStore
{
public:
    explicit InboxStore(Database &database) : m_database(database) {}

    /// Its row id; nothing when the account's event is there already: that one is counted.
    Result<std::optional<qint64>> insert(const InboxEntry &entry);
    /// State, note, payment, tries and times.
    Result<> update(const InboxEntry &entry);
    Result<InboxEntry> find(const MerchantId &merchant, qint64 rowId);
    /// Of all merchants: those whose time has come, the longest waiting first.
    Result<QList<InboxEntry>> due(qint64 nowMs, int limit);
    /// Newest first.
    Result<InboxPage> list(const MerchantId &merchant, const InboxQuery &query);

    /// Operations of the account that the processor knows under that id, in no order.
    Result<QList<OperationId>> operationsKnownAs(const MerchantId &merchant,
                                                 const ConnectorAccountId &account,
                                                 const QString &processorReference);
    /// Payments that the processor knows under that id, in no order.
    Result<QList<PaymentId>> paymentsKnownAs(const MerchantId &merchant,
                                             const QString &processorReference);

private:
    Database &m_database;
};
