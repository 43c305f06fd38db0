#include "services/storage/refundwindow.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/refundstore.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

/// A WHERE with the values of its placeholders; SQL is of literals only.
class Conditions
{
public:
    Conditions(const MerchantId &merchant, const RefundWindowQuery &query)
        : m_values{merchant.value}
    {
        if (!query.id.isEmpty())
            add(u"refund_id = ?"_s, query.id.value);
        if (!query.paymentId.isEmpty())
            add(u"payment_id = ?"_s, query.paymentId.value);
        addTexts(u"status"_s, query.statuses);
        addTexts(u"currency"_s, query.currencies);
        addOneOf(u"connector"_s, query.connectors);
        addOneOf(u"connector_account_id"_s, query.connectorAccounts);
        addOneOf(u"profile_id"_s, query.profiles);
        if (query.amountFrom)
            add(u"amount >= ?"_s, *query.amountFrom);
        if (query.amountTo)
            add(u"amount <= ?"_s, *query.amountTo);
        if (query.fromMs)
            add(u"created_at_ms >= ?"_s, *query.fromMs);
        if (query.toMs)
            add(u"created_at_ms <= ?"_s, *query.toMs);
    }

    const QString &sql() const { return m_sql; }

    /// Those of the conditions, and then `more`.
    void bindTo(QSqlQuery &query, const QVariantList &more = {}) const
    {
        int at = 0;
        for (const QVariantList &values : {m_values, more}) {
            for (const QVariant &value : values)
                query.bindValue(at++, value);
        }
    }

private:
    void add(const QString &condition, const QVariant &value)
    {
        m_sql += u" AND "_s + condition;
        m_values.append(value);
    }

    void addOneOf(const QString &column, const QStringList &values)
    {
        if (values.isEmpty())
            return;
        m_sql += u" AND "_s + column + u" IN ("_s
                 + paymentcolumns::placeholders(static_cast<int>(values.size())) + u')';
        for (const QString &value : values)
            m_values.append(value);
    }

    template <class Enum>
    void addTexts(const QString &column, const QList<Enum> &values)
    {
        QStringList texts;
        for (const Enum value : values)
            texts.append(toText(value));
        addOneOf(column, texts);
    }

    QString m_sql = u" FROM refund WHERE merchant_id = ?"_s;
    QVariantList m_values;
};

} // namespace

Result<RefundWindow> readRefundWindow(Database &database, const MerchantId &merchant,
                                      const RefundWindowQuery &query)
{
    const Conditions where(merchant, query);
    RefundWindow window;
    const auto counting = database.transient(u"SELECT count(*)"_s + where.sql());
    where.bindTo(*counting);
    const auto total =
        readOne<qint64>(database.run(*counting), *counting, [](const QSqlQuery &row) {
            return Result<qint64>(row.value(0).toLongLong());
        });
    if (!total)
        return total.error();
    window.total = *total;
    const auto reading = database.transient(u"SELECT refund_id"_s + where.sql()
                                            + u" ORDER BY row_id DESC LIMIT ? OFFSET ?"_s);
    where.bindTo(*reading, {query.limit, query.offset});
    const auto ids = readAll<QString>(database.run(*reading), *reading, [](const QSqlQuery &row) {
        return Result<QString>(row.value(0).toString());
    });
    if (!ids)
        return ids.error();
    RefundStore store(database);
    for (const QString &id : *ids) {
        const Result<Refund> refund = store.find(merchant, {id});
        if (!refund)
            return refund.error();
        window.refunds.append(*refund);
    }
    return window;
}
