#pragma once

#include "services/domain/refund.h"
#include "services/storage/database.h"

/// Which refunds a list shows.
struct RefundFilter
{
    std::optional<RefundStatus> status = {};
    PaymentId paymentId = {}; ///< empty: of all payments
};

/// Rows of refunds. Decides nothing; writes belong inside a WriteQueue half.
class RefundStore
{
public:
    explicit RefundStore(Database &database) : m_database(database) {}

    /// Duplicate with field "refund_id" when the id is taken.
    Result<> insert(const Refund &refund);
    /// Writes what may change. NotFound when there is no such refund.
    Result<> update(const Refund &refund);
    Result<Refund> find(const MerchantId &merchant, const RefundId &id);
    Result<Refund> findByOperation(const MerchantId &merchant, const OperationId &id);
    /// Newest first, at most limit, older than the row `before` (0: from the newest on).
    Result<QList<Refund>> list(const MerchantId &merchant, const RefundFilter &filter,
                               qint64 before, int limit);
    /// All of a payment, in the order they were made.
    Result<QList<Refund>> forPayment(const MerchantId &merchant, const PaymentId &id);

    /// Scheduled refunds whose time has come, of all merchants, earliest first.
    Result<QList<Refund>> due(qint64 nowMs, int limit);

private:
    Database &m_database;
};
