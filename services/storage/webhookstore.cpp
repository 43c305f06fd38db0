#include "services/storage/webhookstore.h"

#include "services/storage/row.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {

Result<WebhookEvent> readEvent(const QSqlQuery &query)
{
    RowReader row(query);
    WebhookEvent event;
    event.rowId = row.number();
    row.into(event.merchantId);
    row.into(event.profileId);
    event.id = row.text();
    event.eventClass = row.text();
    event.type = row.text();
    event.objectId = row.text();
    event.body = row.bytes();
    event.tries = row.smallNumber();
    event.deliveredAtMs = row.number();
    event.nextTryAtMs = row.number();
    event.createdAtMs = row.number();
    return event;
}

Result<WebhookTry> readTry(const QSqlQuery &query)
{
    RowReader row(query);
    WebhookTry made;
    made.number = row.smallNumber();
    made.id = row.text();
    made.kind = row.known(webhookTryKindFromText, WebhookTryKind::First);
    made.url = row.text();
    made.signature = row.text();
    made.httpStatus = row.smallNumber();
    made.delivered = row.flag();
    made.problem = row.text();
    made.atMs = row.number();
    made.durationMs = row.number();
    if (!row.isValid())
        return unknownValueError("webhook_try");
    return made;
}

/// With blanks around each, to be looked for in one text.
QString listed(const QStringList &words)
{
    return words.isEmpty() ? QString() : QString(u' ' + words.join(u' ') + u' ');
}

} // namespace

Result<> WebhookStore::insert(const WebhookEvent &event)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO webhook_event (merchant_id, profile_id, event_id, event_class, event_type, "
        "object_id, body, tries, delivered_at_ms, next_try_at_ms, created_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (merchant_id, object_id, event_type) DO NOTHING"_s);
    Binder(query) << event.merchantId << event.profileId << event.id << event.eventClass
                  << event.type << event.objectId << event.body << event.tries
                  << event.deliveredAtMs << event.nextTryAtMs << event.createdAtMs;
    return m_database.run(query);
}

Result<WebhookEvent> WebhookStore::find(const MerchantId &merchant, const QString &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, profile_id, event_id, event_class, event_type, object_id, "
        "body, tries, delivered_at_ms, next_try_at_ms, created_at_ms FROM webhook_event "
        "WHERE merchant_id = ? AND event_id = ?"_s);
    Binder(query) << merchant << id;
    return readOne<WebhookEvent>(m_database.run(query), query, readEvent);
}

Result<QList<WebhookEvent>> WebhookStore::due(qint64 nowMs, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, profile_id, event_id, event_class, event_type, object_id, "
        "body, tries, delivered_at_ms, next_try_at_ms, created_at_ms FROM webhook_event "
        "WHERE next_try_at_ms > 0 AND next_try_at_ms <= ? ORDER BY next_try_at_ms LIMIT ?"_s);
    Binder(query) << nowMs << limit;
    return readAll<WebhookEvent>(m_database.run(query), query, readEvent);
}

Result<WebhookPage> WebhookStore::list(const MerchantId &merchant, const WebhookQuery &wanted)
{
    const qint64 toMs = wanted.toMs == 0 ? std::numeric_limits<qint64>::max() : wanted.toMs;
    const QString classes = listed(wanted.classes);
    const QString types = listed(wanted.types);
    const int delivered = wanted.delivered ? int(*wanted.delivered) : -1;
    const auto bind = [&](QSqlQuery &query) {
        Binder binder(query);
        binder << merchant << wanted.fromMs << toMs << wanted.objectId << wanted.objectId
               << wanted.eventId << wanted.eventId << classes << classes << types << types
               << delivered << delivered;
        return binder;
    };
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, profile_id, event_id, event_class, event_type, object_id, "
        "body, tries, delivered_at_ms, next_try_at_ms, created_at_ms FROM webhook_event "
        "WHERE merchant_id = ? AND created_at_ms >= ? AND created_at_ms <= ? "
        "AND (? = '' OR object_id = ?) AND (? = '' OR event_id = ?) "
        "AND (? = '' OR instr(?, ' ' || event_class || ' ') > 0) "
        "AND (? = '' OR instr(?, ' ' || event_type || ' ') > 0) "
        "AND (? < 0 OR (delivered_at_ms > 0) = ?) "
        "ORDER BY created_at_ms DESC, row_id DESC LIMIT ? OFFSET ?"_s);
    bind(query) << wanted.limit << wanted.offset;
    const auto events = readAll<WebhookEvent>(m_database.run(query), query, readEvent);
    if (!events)
        return events.error();
    QSqlQuery &count =
        m_database.prepared(u"SELECT count(*) FROM webhook_event "
                            "WHERE merchant_id = ? AND created_at_ms >= ? AND created_at_ms <= ? "
                            "AND (? = '' OR object_id = ?) AND (? = '' OR event_id = ?) "
                            "AND (? = '' OR instr(?, ' ' || event_class || ' ') > 0) "
                            "AND (? = '' OR instr(?, ' ' || event_type || ' ') > 0) "
                            "AND (? < 0 OR (delivered_at_ms > 0) = ?)"_s);
    bind(count);
    const auto total = readOne<qint64>(m_database.run(count), count, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
    return total ? Result<WebhookPage>(WebhookPage{*events, *total}) : total.error();
}

Result<QList<WebhookTry>> WebhookStore::tries(const WebhookEvent &event)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT try_no, try_id, try_kind, url, signature, http_status, delivered, problem, at_ms, "
        "duration_ms FROM webhook_try WHERE merchant_id = ? AND event_row_id = ? "
        "ORDER BY try_no"_s);
    Binder(query) << event.merchantId << event.rowId;
    return readAll<WebhookTry>(m_database.run(query), query, readTry);
}

Result<> WebhookStore::addTry(const WebhookEvent &after, const WebhookTry &made)
{
    QSqlQuery &insert = m_database.prepared(
        u"INSERT INTO webhook_try (event_row_id, try_no, merchant_id, try_id, try_kind, url, "
        "signature, http_status, delivered, problem, at_ms, duration_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(insert) << after.rowId << made.number << after.merchantId << made.id << made.kind
                   << made.url << made.signature << made.httpStatus << made.delivered
                   << made.problem << made.atMs << made.durationMs;
    const Result<> inserted = m_database.run(insert);
    if (!inserted)
        return inserted;
    QSqlQuery &query = m_database.prepared(
        u"UPDATE webhook_event SET tries = ?, delivered_at_ms = ?, next_try_at_ms = ? "
        "WHERE merchant_id = ? AND event_id = ?"_s);
    Binder(query) << after.tries << after.deliveredAtMs << after.nextTryAtMs << after.merchantId
                  << after.id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"event_id"_s);
}

Result<> WebhookStore::giveUp(const WebhookEvent &event)
{
    QSqlQuery &query = m_database.prepared(u"UPDATE webhook_event SET next_try_at_ms = 0 "
                                           "WHERE merchant_id = ? AND event_id = ?"_s);
    Binder(query) << event.merchantId << event.id;
    return m_database.run(query);
}
