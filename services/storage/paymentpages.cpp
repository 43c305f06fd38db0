#include "services/storage/paymentpages.h"

#include "services/storage/dialect.h"
#include "services/storage/row.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace paymentsql;

namespace {

/// Up to so many matches are read and sorted; above, they are dense enough to be met by walking.
constexpr int kFew = 5'000;
/// The widest walk before the other way is taken.
constexpr int kWalk = 30'000;
/// When neither way is cheap, the part that leaves the least is looked for among so many.
constexpr int kMany = 200'000;

bool isOfIndex(const Part &part, const QString &index)
{
    return part.ranges.size() == 1 && part.ranges.constFirst().index == index;
}

/// The columns a condition speaks of, each with a comma before it.
QString columnsOf(const Condition &condition)
{
    QString columns;
    for (const QLatin1StringView column :
         {"status"_L1,         "outcome_unknown"_L1,     "currency"_L1,
          "amount"_L1,         "created_at_ms"_L1,       "capture_before_ms"_L1,
          "order_key"_L1,      "customer_key"_L1,        "email_key"_L1,
          "customer_id"_L1,    "card_brand"_L1,          "last4"_L1,
          "capture_method"_L1, "connector"_L1,           "refunded"_L1,
          "noted"_L1,          "profile_id"_L1,          "connector_account_id"_L1,
          "payment_method"_L1, "payment_method_type"_L1, "authentication_type"_L1}) {
        if (condition.sql.contains(column))
            columns += u", "_s + column;
    }
    return columns;
}

} // namespace

PaymentPages::PaymentPages(Database &database, const MerchantId &merchant, const QList<Part> &parts,
                           const Order &order)
    : m_database(database)
    , m_merchant(merchant)
    , m_parts(parts)
    , m_order(order)
{
}

Result<QList<qint64>> PaymentPages::first(int limit)
{
    if (const Part *part = splitByCreation())
        return mergeByCreation(*part, limit);
    const Result<const Part *> few = smallest(kFew);
    if (!few)
        return few.error();
    if (*few)
        return sortMatches(**few, limit);
    const Result<Found> walked = walk(limit);
    if (!walked)
        return walked.error();
    if (walked->conclusive)
        return walked->ids;
    const Result<const Part *> many = smallest(kMany);
    if (!many)
        return many.error();
    return *many ? sortMatches(**many, limit) : all(limit);
}

Result<QList<qint64>> PaymentPages::all(int limit)
{
    const Condition filter = allOf(m_parts);
    // Without a filter the index alone answers; with one, the planner knows best.
    const QString index = m_parts.isEmpty() ? dialect::useIndex(m_order.index) : QString();
    QVariantList values{m_merchant.value};
    values += filter.values;
    values.append(limit);
    return ids(u"SELECT row_id FROM payment"_s + index + u" WHERE merchant_id = ?"_s + filter.sql
                   + u" ORDER BY "_s + m_order.sql() + u" LIMIT ?"_s,
               values, m_parts.isEmpty() ? 1024 : 128);
}

Result<std::optional<QList<qint64>>> PaymentPages::fewMatches(int most)
{
    const Result<const Part *> part = smallest(most);
    if (!part)
        return part.error();
    if (!*part)
        return std::optional<QList<qint64>>();
    const Result<QList<qint64>> found = sortMatches(**part, most);
    return found ? Result<std::optional<QList<qint64>>>(*found)
                 : Result<std::optional<QList<qint64>>>(found.error());
}

/// The one part there is, when the wanted order can be had by reading each of its values in turn.
const Part *PaymentPages::splitByCreation() const
{
    const bool byCreation = m_order.columns.constFirst() == "created_at_ms"_L1;
    if (!byCreation || m_parts.size() != 1 || m_parts.constFirst().byCreation.isEmpty())
        return nullptr;
    return &m_parts.constFirst();
}

Result<QList<qint64>> PaymentPages::mergeByCreation(const Part &part, int limit)
{
    QList<std::pair<qint64, qint64>> rows; // creation time, id
    for (const Range &range : part.byCreation) {
        const auto query = m_database.transient(
            u"SELECT created_at_ms, row_id FROM payment"_s + dialect::useIndex(range.index)
            + u" WHERE merchant_id = ? AND "_s + range.condition.sql + u" ORDER BY "_s
            + m_order.sql() + u" LIMIT ?"_s);
        Binder(*query) << m_merchant;
        int place = 1;
        for (const QVariant &value : range.condition.values)
            query->bindValue(place++, value);
        query->bindValue(place, limit);
        const Result<> ran = m_database.run(*query);
        if (!ran)
            return ran.error();
        while (query->next())
            rows.append({query->value(0).toLongLong(), query->value(1).toLongLong()});
    }
    std::ranges::sort(rows);
    if (m_order.descending)
        std::ranges::reverse(rows);
    QList<qint64> merged;
    for (qsizetype i = 0; i < qMin<qsizetype>(rows.size(), limit); ++i)
        merged.append(rows.at(i).second);
    return merged;
}

/// Walks the order's index, not further than kWalk rows. What is found is the answer when the page
/// is full or the walk came to the end.
Result<PaymentPages::Found> PaymentPages::walk(int limit)
{
    Condition inside; // what the walked index itself can skip
    Condition outside;
    for (const Part &part : m_parts) {
        Condition &target = isOfIndex(part, m_order.index) ? inside : outside;
        target.sql += u" AND "_s + part.condition.sql;
        target.values += part.condition.values;
    }
    const QString walked = u" FROM payment"_s + dialect::useIndex(m_order.index)
                           + u" WHERE merchant_id = ?"_s + inside.sql;
    QVariantList walkedValues{m_merchant.value};
    walkedValues += inside.values;
    walkedValues.append(kWalk);

    // No second ORDER BY outside: it would have to see the whole walk before the first row.
    const Result<QList<qint64>> found = ids(
        u"SELECT row_id FROM (SELECT row_id"_s + columnsOf(outside) + walked + u" ORDER BY "_s
            + m_order.sql() + u" LIMIT ?) AS walked WHERE 1 = 1"_s + outside.sql + u" LIMIT ?"_s,
        walkedValues + outside.values + QVariantList{limit}, limit);
    if (!found)
        return found.error();
    if (found->size() == limit)
        return Found{true, *found};
    const Result<QList<qint64>> length = ids(
        u"SELECT count(*) FROM (SELECT 1"_s + walked + u" LIMIT ?) AS counted"_s, walkedValues, 1);
    if (!length)
        return length.error();
    return Found{length->constFirst() < kWalk, *found};
}

/// The part whose index leaves the fewest rows, when those are fewer than `most`; else nullptr.
Result<const Part *> PaymentPages::smallest(int most)
{
    const Part *best = nullptr;
    int fewest = most;
    for (const Part &part : m_parts) {
        if (part.ranges.isEmpty())
            continue;
        const Result<int> count = countUpTo(part, fewest);
        if (!count)
            return count.error();
        if (*count < fewest) {
            fewest = *count;
            best = &part;
        }
    }
    return best;
}

Result<int> PaymentPages::countUpTo(const Part &part, int most)
{
    int total = 0;
    for (const Range &range : part.ranges) {
        const auto query = m_database.transient(
            u"SELECT count(*) FROM (SELECT 1 FROM payment"_s + dialect::useIndex(range.index)
            + u" WHERE merchant_id = ? AND "_s + range.condition.sql + u" LIMIT ?) AS counted"_s);
        QVariantList values{m_merchant.value};
        values += range.condition.values;
        values.append(most);
        for (int i = 0; i < values.size(); ++i)
            query->bindValue(i, values.at(i));
        const Result<int> count =
            readOne<int>(m_database.run(*query), *query,
                         [](const QSqlQuery &row) { return Result<int>(row.value(0).toInt()); });
        if (!count)
            return count;
        total += *count;
    }
    return total;
}

/// Reads what that part leaves over and sorts it.
Result<QList<qint64>> PaymentPages::sortMatches(const Part &part, int limit)
{
    QStringList sets;
    QVariantList values;
    for (const Range &range : part.ranges) {
        sets.append(u"SELECT row_id FROM payment"_s + dialect::useIndex(range.index)
                    + u" WHERE merchant_id = ? AND "_s + range.condition.sql);
        values.append(m_merchant.value);
        values += range.condition.values;
    }
    const Condition filter = allOf(m_parts);
    values.append(m_merchant.value);
    values += filter.values;
    values.append(limit);
    return ids(u"SELECT row_id FROM payment WHERE row_id IN ("_s + sets.join(u" UNION "_s)
                   + u") AND merchant_id = ?"_s + filter.sql + u" ORDER BY "_s + m_order.sql()
                   + u" LIMIT ?"_s,
               values, limit);
}

Result<QList<qint64>> PaymentPages::ids(const QString &sql, const QVariantList &values,
                                        qsizetype expected)
{
    const auto query = m_database.transient(sql);
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values.at(i));
    const Result<> ran = m_database.run(*query);
    if (!ran)
        return ran.error();
    QList<qint64> found;
    found.reserve(qMin<qsizetype>(expected, 1024));
    while (query->next())
        found.append(query->value(0).toLongLong());
    if (query->lastError().isValid())
        return storageError(*query);
    return found;
}
