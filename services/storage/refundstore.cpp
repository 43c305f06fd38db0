#include "services/storage/refundstore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

const QString &columns()
{
    static const QString names =
        u"refund_id, merchant_id, profile_id, payment_id, attempt_no, amount, currency, "
        "refund_type, status, due_at_ms, reason, metadata_json, operation_id, connector, "
        "connector_account_id, processor_reference, error_code, error_category, error_message, "
        "error_unified_code, actor, created_at_ms, modified_at_ms"_s;
    return names;
}

Result<Refund> readRefund(const QSqlQuery &query)
{
    RowReader row(query);
    Refund refund;
    refund.rowId = row.number();
    row.into(refund.id);
    row.into(refund.merchantId);
    row.into(refund.profileId);
    row.into(refund.paymentId);
    refund.attemptNumber = row.smallNumber();
    refund.amount = row.number();
    refund.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    refund.type = row.known(refundTypeFromText, RefundType::Instant);
    refund.status = row.known(refundStatusFromText, RefundStatus::Review);
    refund.dueAtMs = row.number();
    refund.reason = row.text();
    refund.metadataJson = row.text();
    row.into(refund.operationId);
    refund.connector = row.text();
    row.into(refund.connectorAccount);
    refund.processorReference = row.text();
    refund.error.code = row.text();
    refund.error.category = row.text();
    refund.error.message = row.text();
    refund.error.unifiedCode = row.text();
    refund.actor = row.text();
    refund.createdAtMs = row.number();
    refund.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("refund");
    return refund;
}

} // namespace

Result<> RefundStore::insert(const Refund &refund)
{
    static const QString sql = u"INSERT INTO refund ("_s + columns() + u") VALUES ("_s
                               + paymentcolumns::placeholders(23) + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << refund.id << refund.merchantId << refund.profileId << refund.paymentId
                  << refund.attemptNumber << refund.amount << refund.currency << refund.type
                  << refund.status << refund.dueAtMs << refund.reason << refund.metadataJson
                  << refund.operationId << refund.connector << refund.connectorAccount
                  << refund.processorReference << refund.error.code << refund.error.category
                  << refund.error.message << refund.error.unifiedCode << refund.actor
                  << refund.createdAtMs << refund.modifiedAtMs;
    return m_database.run(query);
}

Result<> RefundStore::update(const Refund &refund)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE refund SET status = ?, due_at_ms = ?, reason = ?, metadata_json = ?, "
        "operation_id = ?, processor_reference = ?, error_code = ?, error_category = ?, "
        "error_message = ?, error_unified_code = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND refund_id = ?"_s);
    Binder(query) << refund.status << refund.dueAtMs << refund.reason << refund.metadataJson
                  << refund.operationId << refund.processorReference << refund.error.code
                  << refund.error.category << refund.error.message << refund.error.unifiedCode
                  << refund.modifiedAtMs << refund.merchantId << refund.id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"refund_id"_s);
}

Result<Refund> RefundStore::find(const MerchantId &merchant, const RefundId &id)
{
    static const QString sql = u"SELECT row_id, "_s + columns()
                               + u" FROM refund WHERE merchant_id = ? AND refund_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return named(readOne<Refund>(m_database.run(query), query, readRefund), u"refund_id"_s);
}

Result<Refund> RefundStore::findByOperation(const MerchantId &merchant, const OperationId &id)
{
    // The second condition is the index's.
    static const QString sql =
        u"SELECT row_id, "_s + columns()
        + u" FROM refund WHERE merchant_id = ? AND operation_id = ? AND operation_id <> ''"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readOne<Refund>(m_database.run(query), query, readRefund);
}

Result<QList<Refund>> RefundStore::list(const MerchantId &merchant, const RefundFilter &filter,
                                        qint64 before, int limit)
{
    QString sql = u"SELECT row_id, "_s + columns() + u" FROM refund WHERE merchant_id = ?"_s;
    QVariantList values{merchant.value};
    const auto add = [&](const QString &condition, const QVariant &value) {
        sql += u" AND "_s + condition;
        values.append(value);
    };
    if (filter.status)
        add(u"status = ?"_s, toText(*filter.status));
    if (!filter.paymentId.isEmpty())
        add(u"payment_id = ?"_s, filter.paymentId.value);
    if (before > 0)
        add(u"row_id < ?"_s, before);
    values.append(limit);
    QSqlQuery &query = m_database.prepared(sql + u" ORDER BY row_id DESC LIMIT ?"_s);
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    return readAll<Refund>(m_database.run(query), query, readRefund);
}

Result<QList<Refund>> RefundStore::forPayment(const MerchantId &merchant, const PaymentId &id)
{
    static const QString sql =
        u"SELECT row_id, "_s + columns()
        + u" FROM refund WHERE merchant_id = ? AND payment_id = ? ORDER BY row_id"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readAll<Refund>(m_database.run(query), query, readRefund);
}

Result<QList<Refund>> RefundStore::due(qint64 nowMs, int limit)
{
    static const QString sql = u"SELECT row_id, "_s + columns()
                               + u" FROM refund WHERE due_at_ms > 0 AND due_at_ms <= ? "
                                 "ORDER BY due_at_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Refund>(m_database.run(query), query, readRefund);
}
