#include "services/storage/detachmentstore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

QString columns()
{
    return u"detachment_id, merchant_id, connector_account_id, payment_method_id, token, reason, "
           "state, idem_key, send_count, next_at_ms, error_code, created_at_ms, modified_at_ms"_s;
}

Result<Detachment> readDetachment(const QSqlQuery &query)
{
    RowReader row(query);
    Detachment detachment;
    row.into(detachment.id);
    row.into(detachment.merchantId);
    row.into(detachment.connectorAccount);
    row.into(detachment.paymentMethodId);
    detachment.token = row.text();
    detachment.reason = row.known(detachReasonFromText, DetachReason::MethodRemoved);
    detachment.state = row.known(detachStateFromText, DetachState::Refused);
    detachment.idempotencyKey = row.text();
    detachment.sendCount = row.smallNumber();
    detachment.nextAtMs = row.number();
    detachment.errorCode = row.text();
    detachment.createdAtMs = row.number();
    detachment.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("detachment");
    return detachment;
}

} // namespace

Result<> DetachmentStore::insert(const Detachment &detachment)
{
    static const QString sql = u"INSERT INTO detachment ("_s + columns() + u") VALUES ("_s
                               + paymentcolumns::placeholders(13) + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << detachment.id << detachment.merchantId << detachment.connectorAccount
                  << detachment.paymentMethodId << detachment.token << detachment.reason
                  << detachment.state << detachment.idempotencyKey << detachment.sendCount
                  << detachment.nextAtMs << detachment.errorCode << detachment.createdAtMs
                  << detachment.modifiedAtMs;
    return m_database.run(query);
}

Result<> DetachmentStore::update(const Detachment &detachment, int sendCountBefore)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE detachment SET token = ?, state = ?, send_count = ?, next_at_ms = ?, "
        "error_code = ?, modified_at_ms = ? WHERE merchant_id = ? AND detachment_id = ? "
        "AND state = 'due' AND send_count = ?"_s);
    Binder(query) << detachment.token << detachment.state << detachment.sendCount
                  << detachment.nextAtMs << detachment.errorCode << detachment.modifiedAtMs
                  << detachment.merchantId << detachment.id << sendCountBefore;
    return expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"state"_s);
}

Result<QList<Detachment>> DetachmentStore::due(qint64 nowMs, int limit)
{
    static const QString sql = u"SELECT "_s + columns()
                               + u" FROM detachment WHERE state = 'due' AND next_at_ms <= ? "
                                 "ORDER BY next_at_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Detachment>(m_database.run(query), query, readDetachment);
}

Result<QList<Detachment>> DetachmentStore::forMethod(const MerchantId &merchant,
                                                     const PaymentMethodId &id)
{
    static const QString sql = u"SELECT "_s + columns()
                               + u" FROM detachment WHERE merchant_id = ? "
                                 "AND payment_method_id = ? ORDER BY row_id"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readAll<Detachment>(m_database.run(query), query, readDetachment);
}
