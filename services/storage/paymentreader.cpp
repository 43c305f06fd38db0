#include "services/storage/paymentreader.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/paymentpages.h"
#include "services/storage/row.h"
#include "services/storage/searchindex.h"
#include "services/storage/wordsearch.h"

#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace paymentcolumns;

namespace {

constexpr int kLargestOrdering = 10'000'000;
/// Ids asked for in one statement.
constexpr qsizetype kChunk = 128;
/// Payments that one question by names may find.
constexpr qsizetype kMostNamed = 200'000;
/// So many found payments are sorted by reading them; more, by walking the order past them.
constexpr qsizetype kSortedByReading = 20'000;

QString summaryColumns()
{
    return u"row_id, payment_id, version, status, outcome_unknown, currency, amount, captured, "
           "refunded, net_amount, authorized, capture_limit, capture_pending, capture_method, "
           "authentication_type, order_reference, customer_name, customer_email, card_brand, "
           "last4, connector, processor_reference, description, error_category, profile_id, "
           "attempt_count, capture_before_ms, created_at_ms, modified_at_ms"_s;
}

/// Reads what amountCapturable() needs beside the amounts that are shown.
qint64 readCapturable(RowReader &row, PaymentStatus status, qint64 captured, qint64 &authorized)
{
    Payment payment;
    payment.status = status;
    payment.captured = captured;
    payment.netAmount = row.number();
    payment.authorized = authorized = row.number();
    payment.captureLimit = row.number();
    payment.capturePending = row.number();
    return amountCapturable(payment);
}

Result<PaymentSummary> readSummary(const QSqlQuery &query)
{
    RowReader row(query);
    PaymentSummary summary;
    summary.rowId = row.number();
    row.into(summary.id);
    summary.version = row.number();
    summary.status = row.known(paymentStatusFromText, PaymentStatus::Review);
    summary.outcomeUnknown = row.flag();
    summary.currency = row.known(storedCurrency, Currency::Eur);
    summary.amount = row.number();
    summary.captured = row.number();
    summary.refunded = row.number();
    summary.capturable = readCapturable(row, summary.status, summary.captured, summary.authorized);
    summary.captureMethod = row.known(captureMethodFromText, CaptureMethod::Automatic);
    summary.authenticationType =
        row.known(authenticationTypeFromText, AuthenticationType::NoThreeDs);
    summary.orderReference = row.text();
    summary.customerName = row.text();
    summary.customerEmail = row.text();
    summary.cardBrand = brandFromText(row.text());
    summary.last4 = row.text();
    summary.connector = row.text();
    summary.processorReference = row.text();
    summary.description = row.text();
    summary.declineCategory = row.text();
    row.into(summary.profileId);
    summary.attemptCount = row.smallNumber();
    summary.captureBeforeMs = row.number();
    summary.createdAtMs = row.number();
    summary.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("payment");
    return summary;
}

/// Rows with the given ids, kChunk in a statement that is prepared once; ids 0 fit no row.
template <class Take>
Result<> readChunks(Database &database, const QString &columns, const QString &grouping,
                    const MerchantId &merchant, const QList<qint64> &rowIds, Take take)
{
    QSqlQuery &query = database.prepared(u"SELECT "_s + columns
                                         + u" FROM payment WHERE merchant_id = ? AND row_id IN ("_s
                                         + placeholders(kChunk) + u')' + grouping);
    for (qsizetype from = 0; from < rowIds.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        for (qsizetype i = from; i < from + kChunk; ++i)
            binder << (i < rowIds.size() ? rowIds.at(i) : qint64(0));
        Result<> outcome = database.run(query);
        while (outcome && query.next())
            outcome = take(query);
        query.finish();
        if (!outcome)
            return outcome;
    }
    return {};
}

/// Adds the payments whose column has one of the values, kChunk in a statement; `condition` ends
/// "... IN (". TooMany above kMostNamed.
Result<> readNamed(Database &database, const QString &condition, const MerchantId &merchant,
                   QStringList values, QHash<qint64, Payment> &found)
{
    static const QString select =
        u"SELECT "_s + all() + u" FROM payment WHERE merchant_id = ? AND "_s;
    values.removeAll(QString());
    QSqlQuery &query =
        database.prepared(select + condition + u" IN ("_s + placeholders(kChunk) + u')');
    for (qsizetype from = 0; from < values.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        for (qsizetype i = from; i < from + kChunk; ++i)
            binder << values.at(qMin(i, values.size() - 1)); // the last one again: names no other
        const Result<QList<Payment>> chunk =
            readAll<Payment>(database.run(query), query, readPayment);
        if (!chunk)
            return chunk.error();
        for (const Payment &payment : *chunk)
            found.insert(payment.rowId, payment);
        if (found.size() > kMostNamed)
            return Error{ErrorCode::TooMany, u"order_reference"_s};
    }
    return {};
}

paymentsql::Order orderOf(const PaymentQuery &query)
{
    return paymentsql::orderOf(query.sortBy, query.descending);
}

/// Searching without a chosen order ranks the matches; a chosen order is kept strictly.
bool isRanked(const PaymentQuery &query)
{
    return query.sortBy == PaymentColumn::Created && query.descending;
}

} // namespace

Result<QList<qint64>> PaymentReader::matching(const MerchantId &merchant, const PaymentQuery &query,
                                              int limit, bool firstOnly)
{
    if (!isSortable(query.sortBy))
        return Error{ErrorCode::InvalidValue, u"sort_by"_s, toText(query.sortBy)};
    const QList<paymentsql::Part> parts =
        paymentsql::partsOf(query.filter) + paymentsql::partsOf(m_ways);
    const QString text = query.filter.search.text.trimmed();
    if (text.isEmpty()) {
        PaymentPages pages(m_database, merchant, parts, orderOf(query));
        return firstOnly ? pages.first(limit) : pages.all(limit);
    }
    WordSearch search(m_database, merchant, text, parts);
    if (isRanked(query))
        return search.ranked(limit);
    const Result<QList<qint64>> found = search.ranked(kLargestOrdering);
    return found ? sorted(merchant, query, *found, limit) : found;
}

/// The found ids in the query's order, at most limit.
Result<QList<qint64>> PaymentReader::sorted(const MerchantId &merchant, const PaymentQuery &query,
                                            const QList<qint64> &found, int limit)
{
    const paymentsql::Order order = orderOf(query);
    const QSet<qint64> wanted(found.cbegin(), found.cend());
    const bool byReading = found.size() <= kSortedByReading;
    QString sql = u"SELECT row_id FROM payment WHERE merchant_id = ?"_s;
    if (byReading) {
        // Row ids are ours and numbers: nothing of a person gets into this text.
        QStringList ids;
        for (const qint64 id : found)
            ids.append(QString::number(id));
        sql += u" AND row_id IN ("_s + ids.join(u',') + u')';
    }
    const auto ordered = m_database.transient(sql + u" ORDER BY "_s + order.sql());
    Binder(*ordered) << merchant;
    const Result<> ran = m_database.run(*ordered);
    if (!ran)
        return ran.error();
    QList<qint64> result;
    while (result.size() < qMin<qsizetype>(limit, wanted.size()) && ordered->next()) {
        const qint64 id = ordered->value(0).toLongLong();
        if (byReading || wanted.contains(id))
            result.append(id);
    }
    return result;
}

Result<QList<PaymentSummary>> PaymentReader::firstPage(const MerchantId &merchant,
                                                       const PaymentQuery &query, int limit)
{
    const Result<QList<qint64>> ids = matching(merchant, query, limit, true);
    return ids ? rows(merchant, *ids) : Result<QList<PaymentSummary>>(ids.error());
}

Result<QList<qint64>> PaymentReader::ordering(const MerchantId &merchant, const PaymentQuery &query)
{
    return matching(merchant, query, kLargestOrdering, false);
}

Result<QList<PaymentSummary>> PaymentReader::rows(const MerchantId &merchant,
                                                  const QList<qint64> &rowIds)
{
    QHash<qint64, PaymentSummary> known;
    known.reserve(rowIds.size());
    const Result<> read =
        readChunks(m_database, summaryColumns(), {}, merchant, rowIds, [&](const QSqlQuery &row) {
            const Result<PaymentSummary> summary = readSummary(row);
            if (!summary)
                return Result<>(summary.error());
            known.insert(summary->rowId, *summary);
            return Result<>();
        });
    if (!read)
        return read.error();
    QList<PaymentSummary> ordered;
    ordered.reserve(rowIds.size());
    for (const qint64 id : rowIds) {
        const auto found = known.constFind(id);
        if (found != known.cend())
            ordered.append(*found);
    }
    return ordered;
}

Result<QList<CurrencyTotal>> PaymentReader::totals(const MerchantId &merchant,
                                                   const QList<qint64> &rowIds)
{
    QList<qint64> distinct = rowIds; // a row that is named twice counts once
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    QMap<QString, CurrencyTotal> totals;
    // What can be captured is a sum of amounts among payments of one status that all have a hold,
    // or all have none.
    const Result<> read =
        readChunks(m_database,
                   u"currency, count(*), sum(amount), status, sum(captured), sum(net_amount), "
                   "sum(authorized), sum(capture_limit), sum(capture_pending)"_s,
                   u" GROUP BY currency, status, authorized = 0"_s, merchant, distinct,
                   [&](const QSqlQuery &current) {
                       RowReader row(current);
                       const Currency currency = row.known(storedCurrency, Currency::Eur);
                       CurrencyTotal &total = totals[toText(currency)];
                       total.currency = currency;
                       total.count += row.number();
                       total.amount += row.number();
                       const PaymentStatus status =
                           row.known(paymentStatusFromText, PaymentStatus::Review);
                       const qint64 captured = row.number();
                       qint64 authorized = 0;
                       total.capturable += readCapturable(row, status, captured, authorized);
                       return row.isValid() ? Result<>() : Result<>(unknownValueError("payment"));
                   });
    if (!read)
        return read.error();
    return totals.values();
}

Result<QList<Payment>> PaymentReader::named(const MerchantId &merchant, const PaymentNames &names)
{
    QStringList orderKeys;
    orderKeys.reserve(names.orderReferences.size());
    for (const QString &reference : names.orderReferences)
        orderKeys.append(keyOf(reference));
    QHash<qint64, Payment> found;
    Result<> read = readNamed(m_database, u"order_key"_s, merchant, orderKeys, found);
    if (read)
        read = readNamed(m_database, u"payment_id"_s, merchant, names.paymentIds, found);
    if (read)
        read = readNamed(m_database, u"processor_reference <> '' AND processor_reference"_s,
                         merchant, names.processorReferences, found);
    if (!read)
        return read.error();
    QList<Payment> payments = found.values();
    std::ranges::sort(payments, {}, &Payment::rowId);
    return payments;
}

Result<QHash<QString, qint64>> PaymentReader::counts(const MerchantId &merchant)
{
    QHash<QString, qint64> counts;
    QSqlQuery &byStatus = m_database.prepared(
        u"SELECT status, count(*) FROM payment WHERE merchant_id = ? GROUP BY status"_s);
    Binder(byStatus) << merchant;
    Result<> ran = m_database.run(byStatus);
    while (ran && byStatus.next())
        counts.insert(byStatus.value(0).toString(), byStatus.value(1).toLongLong());
    byStatus.finish();
    if (!ran)
        return ran.error();
    QSqlQuery &unknown = m_database.prepared(
        u"SELECT count(*) FROM payment WHERE merchant_id = ? AND outcome_unknown = 1"_s);
    Binder(unknown) << merchant;
    ran = m_database.run(unknown);
    if (!ran)
        return ran.error();
    counts.insert(u"unknown"_s, unknown.next() ? unknown.value(0).toLongLong() : 0);
    unknown.finish();
    return counts;
}

Result<std::pair<qint64, qint64>> PaymentReader::searchProgress(const MerchantId &merchant)
{
    const QString schema = u"words"_s;
    const Result<> attached = m_database.attach(SearchIndex::fileFor(m_database.file()), schema);
    if (attached) {
        const auto progress = searchscope::progress(m_database, m_database, schema, merchant);
        if (progress)
            return progress;
        m_database.detach(schema);
    }
    // No index: every payment waits for it.
    QSqlQuery &total = m_database.prepared(u"SELECT count(*) FROM payment WHERE merchant_id = ?"_s);
    Binder(total) << merchant;
    return readOne<std::pair<qint64, qint64>>(
        m_database.run(total), total, [](const QSqlQuery &row) {
            return Result<std::pair<qint64, qint64>>(
                std::pair<qint64, qint64>(0, row.value(0).toLongLong()));
        });
}
