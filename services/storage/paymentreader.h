#pragma once

#include "services/core/id.h"
#include "services/domain/paymentquery.h"
#include "services/storage/database.h"

/// The reads behind the payments table; runs on a reader connection. What each read gives is said
/// at interfaces/paymentlists.h.
class PaymentReader
{
public:
    explicit PaymentReader(Database &database) : m_database(database) {}

    Result<QList<PaymentSummary>> firstPage(const MerchantId &merchant, const PaymentQuery &query,
                                            int limit);
    Result<QList<qint64>> ordering(const MerchantId &merchant, const PaymentQuery &query);
    Result<QList<PaymentSummary>> rows(const MerchantId &merchant, const QList<qint64> &rowIds);
    Result<QList<CurrencyTotal>> totals(const MerchantId &merchant, const QList<qint64> &rowIds);
    Result<QHash<QString, qint64>> counts(const MerchantId &merchant);
    /// {indexed, waiting}
    Result<std::pair<qint64, qint64>> searchProgress(const MerchantId &merchant);

private:
    Database &m_database;
};
