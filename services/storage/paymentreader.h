#pragma once

#include "services/core/id.h"
#include "services/domain/paymentquery.h"
#include "services/domain/paymentways.h"
#include "services/storage/database.h"

#include <QHash>

#include <utility>

/// The reads behind the payments table; runs on a reader connection. What each read gives is said
/// at interfaces/paymentlists.h. Equal values of the sorted column stand in the order of creation
/// (status, currency, method, connector) and then of storing, in the direction of the sort.
///
/// Searching free words under the default order (Created, descending) gives the best matches first
/// (wordsearch.h); under any other order the matches are strictly in that order.
class PaymentReader
{
public:
    explicit PaymentReader(Database &database) : m_database(database) {}

    /// From now on pages and orderings hold only those that fit this too.
    void restrictTo(const PaymentWays &ways) { m_ways = ways; }

    Result<QList<PaymentSummary>> firstPage(const MerchantId &merchant, const PaymentQuery &query,
                                            int limit);
    Result<QList<qint64>> ordering(const MerchantId &merchant, const PaymentQuery &query);
    Result<QList<PaymentSummary>> rows(const MerchantId &merchant, const QList<qint64> &rowIds);
    Result<QList<CurrencyTotal>> totals(const MerchantId &merchant, const QList<qint64> &rowIds);
    Result<QList<Payment>> named(const MerchantId &merchant, const PaymentNames &names);
    Result<QHash<QString, qint64>> counts(const MerchantId &merchant);
    /// {indexed, waiting}
    Result<std::pair<qint64, qint64>> searchProgress(const MerchantId &merchant);

private:
    Result<QList<qint64>> matching(const MerchantId &merchant, const PaymentQuery &query, int limit,
                                   bool firstOnly);
    Result<QList<qint64>> sorted(const MerchantId &merchant, const PaymentQuery &query,
                                 const QList<qint64> &found, int limit);

    Database &m_database;
    PaymentWays m_ways;
};
