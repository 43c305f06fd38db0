#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"
#include "services/storage/paymentsql.h"

/// Finds the first rows of an ordered and filtered list without looking at all of them, whatever
/// the filter leaves over: few rows are sorted, many are met soon by walking the order's index.
class PaymentPages
{
public:
    PaymentPages(Database &database, const MerchantId &merchant,
                 const QList<paymentsql::Part> &parts, const paymentsql::Order &order);

    /// The ids of the first `limit` rows, in order.
    Result<QList<qint64>> first(int limit);
    /// The ids of all rows, in order, at most `limit`.
    Result<QList<qint64>> all(int limit);
    /// All matching ids when an index shows that they are fewer than `most`; in no order.
    Result<std::optional<QList<qint64>>> fewMatches(int most);

private:
    struct Found
    {
        bool conclusive = false;
        QList<qint64> ids;
    };

    const paymentsql::Part *splitByCreation() const;
    Result<QList<qint64>> mergeByCreation(const paymentsql::Part &part, int limit);
    Result<Found> walk(int limit);
    Result<const paymentsql::Part *> smallest(int most);
    Result<int> countUpTo(const paymentsql::Part &part, int most);
    Result<QList<qint64>> sortMatches(const paymentsql::Part &part, int limit);
    Result<QList<qint64>> ids(const QString &sql, const QVariantList &values, qsizetype expected);

    Database &m_database;
    const MerchantId m_merchant;
    const QList<paymentsql::Part> m_parts;
    const paymentsql::Order m_order;
};
