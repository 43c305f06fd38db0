#pragma once

#include "services/domain/auditchain.h"
#include "services/storage/database.h"

#include <functional>

/// What a payment's row says.
struct PaymentAmounts
{
    MerchantId merchantId;
    PaymentId id;
    qint64 captured = 0;
    qint64 refunded = 0;
};

/// Reads the audit trail: for people, and to check it.
class AuditReader
{
public:
    explicit AuditReader(Database &database) : m_database(database) {}

    /// Lines of a merchant and of the installation, as AuditQuery says. Looks at no more than some
    /// thousand lines a call.
    Result<AuditPage> page(const MerchantId &merchant, const AuditQuery &query);

    /// Lines of everybody in their order, from after a number on, until `take` says false; at most
    /// `limit`, 0 for all. A line's link and parts (merchant, object, detail) are good in `take`
    /// only, and so is what shares their memory.
    Result<> lines(qint64 after, int limit, const std::function<bool(const AuditLine &)> &take);
    /// The notes of the last line.
    Result<QList<AuditHead>> heads();
    /// Every payment with what was captured and refunded, in minor units.
    Result<> amounts(const std::function<void(const PaymentAmounts &)> &take);
    /// The number of the last line.
    Result<qint64> lastNumber();

private:
    Database &m_database;
};
