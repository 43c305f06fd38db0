#pragma once

#include "services/core/id.h"
#include "services/domain/operation.h"
#include "services/domain/paymentquery.h"

#include <QFuture>

/// How far the search index has come behind the commits.
struct SearchProgress
{
    qint64 indexed = 0;
    qint64 waiting = 0; ///< payments not yet searchable by free words
};

/// Windowed reading of the payments table, on the reader threads. A list is read in three steps:
/// the first page at once, the row ids of the whole ordering behind it, then pages of rows by id.
/// Errors: StorageUnavailable, InvalidValue (a column that cannot be sorted by).
class PaymentLists
{
public:
    virtual ~PaymentLists() = default;

    virtual QFuture<Result<QList<PaymentSummary>>>
    firstPage(const MerchantId &merchant, const PaymentQuery &query, int limit) = 0;
    /// Row ids in the query's order, at most 10,000,000.
    virtual QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                                    const PaymentQuery &query) = 0;
    /// The rows with these ids, in the same order; rows that have gone are left out.
    virtual QFuture<Result<QList<PaymentSummary>>> rows(const MerchantId &merchant,
                                                        const QList<qint64> &rowIds) = 0;
    virtual QFuture<Result<QList<CurrencyTotal>>> totals(const MerchantId &merchant,
                                                         const QList<qint64> &rowIds) = 0;
    /// Number of payments per status (one row each), and of unknown outcomes under "unknown".
    virtual QFuture<Result<QHash<QString, qint64>>> counts(const MerchantId &merchant) = 0;
    virtual QFuture<Result<SearchProgress>> searchProgress(const MerchantId &merchant) = 0;
    /// Every payment with one of these names, each once. TooMany (field "order_reference") when the
    /// names stand for more than 200,000.
    virtual QFuture<Result<QList<Payment>>> named(const MerchantId &merchant,
                                                  const PaymentNames &names) = 0;
    /// The operations that were asked for under one of these client operation ids.
    virtual QFuture<Result<QList<Operation>>> operations(const MerchantId &merchant,
                                                         const QStringList &clientOperationIds) = 0;
};
