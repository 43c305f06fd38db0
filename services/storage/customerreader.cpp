#include "services/storage/customerreader.h"

#include "services/domain/payment.h"
#include "services/storage/customerwords.h"
#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using paymentcolumns::keyOf;
using paymentcolumns::placeholders;

namespace {

/// Ids asked for in one statement.
constexpr qsizetype kChunk = 128;

/// Binds a chunk of values, filled up with the last one: it names no other row.
template <class Value>
void bindChunk(Binder &binder, const QList<Value> &values, qsizetype from)
{
    for (qsizetype i = from; i < from + kChunk; ++i)
        binder << values.at(std::min(i, values.size() - 1));
}

/// What payments of one status, all with a hold or all without, add to a total.
Result<PaidTotal> readTotal(RowReader &row)
{
    PaidTotal total;
    total.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    Payment payment;
    payment.status = row.known(paymentStatusFromText, PaymentStatus::Review);
    total.count = row.number();
    total.captured = payment.captured = row.number();
    total.refunded = row.number();
    payment.authorized = row.number();
    payment.captureLimit = row.number();
    payment.capturePending = row.number();
    total.capturable = payment.authorized > 0 ? amountCapturable(payment) : 0;
    if (!row.isValid())
        return unknownValueError("payment");
    return total;
}

void addTotal(QList<PaidTotal> &totals, const PaidTotal &part)
{
    const auto found = std::ranges::find(totals, part.currency, &PaidTotal::currency);
    if (found == totals.end())
        return totals.append(part);
    found->count += part.count;
    found->captured += part.captured;
    found->refunded += part.refunded;
    found->capturable += part.capturable;
}

} // namespace

Result<QList<qint64>> CustomerReader::ordering(const MerchantId &merchant,
                                               const QString &beginsWith, int limit)
{
    static const QString everyone = u"SELECT row_id FROM customer WHERE merchant_id = ? "
                                    "AND redacted = 0 ORDER BY row_id DESC LIMIT ?"_s;
    // Each index is read no further than is shown, however many begin like that.
    static const QString found =
        u"SELECT row_id FROM customer WHERE merchant_id = ? AND row_id IN ("
        "SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
        "AND redacted = 0 AND name_key <> '' AND name_key >= ? AND name_key < ? "
        "ORDER BY name_key LIMIT ?) "
        "UNION SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
        "AND redacted = 0 AND email_key <> '' AND email_key >= ? AND email_key < ? "
        "ORDER BY email_key LIMIT ?) "
        "UNION SELECT row_id FROM (SELECT customer_row_id AS row_id FROM customer_word "
        "WHERE merchant_id = ? AND word >= ? AND word < ? ORDER BY word LIMIT ?) "
        "UNION SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
        "AND redacted = 0 AND customer_id >= ? AND customer_id < ? "
        "ORDER BY customer_id LIMIT ?)) ORDER BY row_id DESC LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(beginsWith.isEmpty() ? everyone : found);
    Binder binder(query);
    binder << merchant;
    if (!beginsWith.isEmpty()) {
        static const QString last = QString::fromUcs4(U"\U0010FFFF", 1);
        const QString key = keyOf(beginsWith);
        const QString pastKey = key + last;
        const QString pastText = beginsWith + last;
        for (int column = 0; column < 2; ++column)
            binder << merchant << key << pastKey << limit;
        const QString word = customerwords::keyFor(beginsWith);
        binder << merchant << word << QString(word + last) << limit;
        binder << merchant << beginsWith << pastText << limit;
    }
    binder << limit;
    return readAll<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}

Result<QList<CustomerRow>> CustomerReader::rows(const MerchantId &merchant,
                                                const QList<qint64> &rowIds)
{
    QHash<qint64, CustomerRow> found;
    found.reserve(rowIds.size());
    Result<> read = readCustomers(merchant, rowIds, found);
    QHash<QString, CustomerRow *> byId;
    for (auto it = found.begin(); it != found.end(); ++it)
        byId.insert(it->id.value, &it.value());
    if (read)
        read = countMethods(merchant, byId);
    if (read)
        read = addPayments(merchant, byId);
    if (!read)
        return read.error();
    QList<CustomerRow> ordered;
    ordered.reserve(rowIds.size());
    for (const qint64 rowId : rowIds) {
        if (const auto row = found.constFind(rowId); row != found.cend())
            ordered.append(*row);
    }
    return ordered;
}

Result<> CustomerReader::readCustomers(const MerchantId &merchant, const QList<qint64> &rowIds,
                                       QHash<qint64, CustomerRow> &found)
{
    static const QString sql =
        u"SELECT row_id, customer_id, name, email, phone_country_code, phone, created_at_ms, "
        "modified_at_ms FROM customer WHERE merchant_id = ? AND redacted = 0 AND row_id IN ("_s
        + placeholders(kChunk) + u')';
    QSqlQuery &query = m_database.prepared(sql);
    for (qsizetype from = 0; from < rowIds.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        bindChunk(binder, rowIds, from);
        const Result<> ran = m_database.run(query);
        while (ran && query.next()) {
            RowReader row(query);
            CustomerRow customer;
            customer.rowId = row.number();
            row.into(customer.id);
            customer.name = row.text();
            customer.email = row.text();
            const QString code = row.text();
            const QString number = row.text();
            customer.phone = code.isEmpty() ? number : QString(code + u' ' + number);
            customer.createdAtMs = row.number();
            customer.modifiedAtMs = row.number();
            found.insert(customer.rowId, customer);
        }
        query.finish();
        if (!ran)
            return ran;
    }
    return {};
}

Result<> CustomerReader::countMethods(const MerchantId &merchant,
                                      QHash<QString, CustomerRow *> &rows)
{
    static const QString sql = u"SELECT customer_id, count(*) FROM saved_method "
                               "WHERE merchant_id = ? AND customer_id IN ("_s
                               + placeholders(kChunk) + u") GROUP BY customer_id"_s;
    const QStringList ids = rows.keys();
    QSqlQuery &query = m_database.prepared(sql);
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        bindChunk(binder, ids, from);
        const Result<> ran = m_database.run(query);
        while (ran && query.next())
            rows.value(query.value(0).toString())->methods = query.value(1).toInt();
        query.finish();
        if (!ran)
            return ran;
    }
    return {};
}

Result<> CustomerReader::addPayments(const MerchantId &merchant,
                                     QHash<QString, CustomerRow *> &rows)
{
    static const QString sql =
        u"SELECT customer_id, max(created_at_ms), currency, status, count(*), sum(captured), "
        "sum(refunded), sum(authorized), sum(capture_limit), sum(capture_pending) "
        "FROM payment WHERE merchant_id = ? AND customer_id <> '' AND customer_id IN ("_s
        + placeholders(kChunk) + u") GROUP BY customer_id, currency, status, authorized = 0"_s;
    const QStringList ids = rows.keys();
    QSqlQuery &query = m_database.prepared(sql);
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        bindChunk(binder, ids, from);
        Result<> outcome = m_database.run(query);
        while (outcome && query.next()) {
            RowReader row(query);
            CustomerRow *customer = rows.value(row.text());
            customer->lastPaymentMs = std::max(customer->lastPaymentMs, row.number());
            const Result<PaidTotal> total = readTotal(row);
            if (total)
                addTotal(customer->totals, *total);
            else
                outcome = total.error();
        }
        query.finish();
        if (!outcome)
            return outcome;
    }
    return {};
}

Result<QList<PaidTotal>> CustomerReader::totals(const MerchantId &merchant,
                                                const CustomerId &customer)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT currency, status, count(*), sum(captured), sum(refunded), sum(authorized), "
        "sum(capture_limit), sum(capture_pending) FROM payment WHERE merchant_id = ? "
        "AND customer_id <> '' AND customer_id = ? GROUP BY currency, status, authorized = 0"_s);
    Binder(query) << merchant << customer;
    const auto parts =
        readAll<PaidTotal>(m_database.run(query), query, [](const QSqlQuery &current) {
            RowReader row(current);
            return readTotal(row);
        });
    if (!parts)
        return parts.error();
    QList<PaidTotal> totals;
    for (const PaidTotal &part : *parts)
        addTotal(totals, part);
    return totals;
}
