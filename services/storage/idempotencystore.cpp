#include "services/storage/idempotencystore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<IdempotencyRow> readRow(const QSqlQuery &query)
{
    RowReader row(query);
    IdempotencyRow result;
    row.into(result.merchantId);
    result.key = row.text();
    result.method = row.text().toLatin1();
    result.path = row.text();
    result.bodyMac = row.bytes();
    result.operationId = row.text();
    result.status = row.smallNumber();
    result.sealedAnswer = row.bytes();
    result.claimedAtMs = row.number();
    result.finishedAtMs = row.number();
    return result;
}

} // namespace

Result<> IdempotencyStore::insert(const IdempotencyRow &row)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO idempotency (merchant_id, request_key, method, path, body_mac, "
        "operation_id, http_status, sealed_answer, claimed_at_ms, finished_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << row.merchantId << row.key << QString::fromLatin1(row.method) << row.path
                  << row.bodyMac << row.operationId << row.status << row.sealedAnswer
                  << row.claimedAtMs << row.finishedAtMs;
    return m_database.run(query);
}

Result<IdempotencyRow> IdempotencyStore::find(const MerchantId &merchant, const QString &key)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT merchant_id, request_key, method, path, body_mac, operation_id, http_status, "
        "sealed_answer, claimed_at_ms, finished_at_ms FROM idempotency "
        "WHERE merchant_id = ? AND request_key = ?"_s);
    Binder(query) << merchant << key;
    return readOne<IdempotencyRow>(m_database.run(query), query, readRow);
}

Result<> IdempotencyStore::finish(const MerchantId &merchant, const QString &key, int status,
                                  const QByteArray &sealedAnswer, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE idempotency SET http_status = ?, sealed_answer = ?, finished_at_ms = ? "
        "WHERE merchant_id = ? AND request_key = ? AND finished_at_ms = 0"_s);
    Binder(query) << status << sealedAnswer << nowMs << merchant << key;
    return expectOneRow(m_database.run(query), query, ErrorCode::InvalidState,
                        u"idempotency_key"_s);
}

Result<> IdempotencyStore::removeUnfinished(const MerchantId &merchant, const QString &key)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM idempotency WHERE merchant_id = ? AND request_key = ? "
                            "AND finished_at_ms = 0"_s);
    Binder(query) << merchant << key;
    return m_database.run(query);
}

Result<> IdempotencyStore::prune(const MerchantId &merchant, qint64 beforeMs)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM idempotency WHERE merchant_id = ? AND finished_at_ms > 0 "
                            "AND finished_at_ms < ? AND NOT EXISTS (SELECT 1 FROM operation "
                            "WHERE operation.merchant_id = idempotency.merchant_id "
                            "AND (client_operation_id = idempotency.operation_id "
                            "OR payment_id = 'pay_' || substr(idempotency.operation_id, 6)) "
                            "AND state IN ('prepared', 'sending', 'pending', 'unknown'))"_s);
    Binder(query) << merchant << beforeMs;
    return m_database.run(query);
}
