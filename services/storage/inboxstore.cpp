#include "services/storage/inboxstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<InboxEntry> readEntry(const QSqlQuery &query)
{
    RowReader row(query);
    InboxEntry entry;
    entry.rowId = row.number();
    row.into(entry.merchantId);
    row.into(entry.account);
    entry.connector = row.text();
    entry.eventId = row.text();
    entry.eventType = row.text();
    entry.verified = row.flag();
    entry.news = row.bytes();
    entry.payload = row.bytes();
    entry.state = row.known(inboxStateFromText, InboxState::Noted);
    entry.note = row.text();
    row.into(entry.paymentId);
    entry.copies = row.smallNumber();
    entry.tries = row.smallNumber();
    entry.occurredAtMs = row.number();
    entry.receivedAtMs = row.number();
    entry.handledAtMs = row.number();
    entry.nextTryAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("inbox");
    return entry;
}

/// A pattern for "begins with", in which nothing but the end is open.
QString beginning(QString text)
{
    text.replace(u'!', u"!!"_s).replace(u'%', u"!%"_s).replace(u'_', u"!_"_s);
    return text + u'%';
}

} // namespace

Result<std::optional<qint64>> InboxStore::insert(const InboxEntry &entry)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO inbox (merchant_id, connector_account, connector, event_id, event_type, "
        "verified, news, payload, state, note, payment_id, copies, tries, occurred_at_ms, "
        "received_at_ms, handled_at_ms, next_try_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (merchant_id, connector_account, event_id) DO NOTHING"_s);
    Binder(query) << entry.merchantId << entry.account << entry.connector << entry.eventId
                  << entry.eventType << entry.verified << entry.news << entry.payload << entry.state
                  << entry.note << entry.paymentId << entry.copies << entry.tries
                  << entry.occurredAtMs << entry.receivedAtMs << entry.handledAtMs
                  << entry.nextTryAtMs;
    const Result<> ran = m_database.run(query);
    if (!ran)
        return ran.error();
    if (query.numRowsAffected() == 1)
        return std::optional<qint64>(query.lastInsertId().toLongLong());
    QSqlQuery &again =
        m_database.prepared(u"UPDATE inbox SET copies = copies + 1 "
                            "WHERE merchant_id = ? AND connector_account = ? AND event_id = ?"_s);
    Binder(again) << entry.merchantId << entry.account << entry.eventId;
    const Result<> counted = m_database.run(again);
    return counted ? Result<std::optional<qint64>>(std::optional<qint64>()) : counted.error();
}

Result<> InboxStore::update(const InboxEntry &entry)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE inbox SET state = ?, note = ?, payment_id = ?, tries = ?, handled_at_ms = ?, "
        "next_try_at_ms = ? WHERE merchant_id = ? AND row_id = ?"_s);
    Binder(query) << entry.state << entry.note << entry.paymentId << entry.tries
                  << entry.handledAtMs << entry.nextTryAtMs << entry.merchantId << entry.rowId;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"event"_s);
}

Result<InboxEntry> InboxStore::find(const MerchantId &merchant, qint64 rowId)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, connector_account, connector, event_id, event_type, "
        "verified, news, payload, state, note, payment_id, copies, tries, occurred_at_ms, "
        "received_at_ms, handled_at_ms, next_try_at_ms FROM inbox "
        "WHERE merchant_id = ? AND row_id = ?"_s);
    Binder(query) << merchant << rowId;
    return readOne<InboxEntry>(m_database.run(query), query, readEntry);
}

Result<QList<InboxEntry>> InboxStore::due(qint64 nowMs, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, connector_account, connector, event_id, event_type, "
        "verified, news, payload, state, note, payment_id, copies, tries, occurred_at_ms, "
        "received_at_ms, handled_at_ms, next_try_at_ms FROM inbox "
        "WHERE next_try_at_ms > 0 AND next_try_at_ms <= ? ORDER BY next_try_at_ms LIMIT ?"_s);
    Binder(query) << nowMs << limit;
    return readAll<InboxEntry>(m_database.run(query), query, readEntry);
}

Result<InboxPage> InboxStore::list(const MerchantId &merchant, const InboxQuery &wanted)
{
    const QString text = beginning(wanted.text);
    const QString state = wanted.state ? toText(*wanted.state) : QString();
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, connector_account, connector, event_id, event_type, "
        "verified, news, payload, state, note, payment_id, copies, tries, occurred_at_ms, "
        "received_at_ms, handled_at_ms, next_try_at_ms FROM inbox "
        "WHERE merchant_id = ? AND (? = '' OR state = ?) AND (event_id LIKE ? ESCAPE '!' "
        "OR payment_id LIKE ? ESCAPE '!' OR event_type LIKE ? ESCAPE '!') "
        "ORDER BY received_at_ms DESC, row_id DESC LIMIT ? OFFSET ?"_s);
    Binder(query) << merchant << state << state << text << text << text << wanted.limit
                  << wanted.offset;
    const auto entries = readAll<InboxEntry>(m_database.run(query), query, readEntry);
    if (!entries)
        return entries.error();
    QSqlQuery &count = m_database.prepared(
        u"SELECT count(*) FROM inbox "
        "WHERE merchant_id = ? AND (? = '' OR state = ?) AND (event_id LIKE ? ESCAPE '!' "
        "OR payment_id LIKE ? ESCAPE '!' OR event_type LIKE ? ESCAPE '!')"_s);
    Binder(count) << merchant << state << state << text << text << text;
    const auto total = readOne<qint64>(m_database.run(count), count, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
    return total ? Result<InboxPage>(InboxPage{*entries, *total}) : total.error();
}

Result<QList<OperationId>> InboxStore::operationsKnownAs(const MerchantId &merchant,
                                                         const ConnectorAccountId &account,
                                                         const QString &processorReference)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT operation_id FROM operation "
        "WHERE merchant_id = ? AND connector_account = ? AND processor_ref = ?"_s);
    Binder(query) << merchant << account << processorReference;
    return readAll<OperationId>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<OperationId>(OperationId{row.value(0).toString()});
    });
}

Result<QList<PaymentId>> InboxStore::paymentsKnownAs(const MerchantId &merchant,
                                                     const QString &processorReference)
{
    QSqlQuery &query = m_database.prepared(u"SELECT payment_id FROM payment "
                                           "WHERE merchant_id = ? AND processor_reference = ?"_s);
    Binder(query) << merchant << processorReference;
    return readAll<PaymentId>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<PaymentId>(PaymentId{row.value(0).toString()});
    });
}
