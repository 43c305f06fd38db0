#include "services/storage/incrementstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<Increment> readIncrement(const QSqlQuery &query)
{
    RowReader row(query);
    Increment increment;
    increment.id = row.text();
    row.into(increment.merchantId);
    row.into(increment.paymentId);
    row.into(increment.operationId);
    increment.amount = row.number();
    increment.previousAmount = row.number();
    increment.reason = row.text();
    increment.createdAtMs = row.number();
    increment.state = row.known(operationStateFromText, OperationState::Unknown);
    increment.error.code = row.text();
    increment.error.category = row.text();
    increment.error.message = row.text();
    increment.error.unifiedCode = row.text();
    if (!row.isValid())
        return unknownValueError("increment");
    return increment;
}

} // namespace

Result<> IncrementStore::insert(const Increment &increment)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO increment (authorization_id, merchant_id, payment_id, operation_id, amount, "
        "previous_amount, reason, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << increment.id << increment.merchantId << increment.paymentId
                  << increment.operationId << increment.amount << increment.previousAmount
                  << increment.reason << increment.createdAtMs;
    return m_database.run(query);
}

Result<QList<Increment>> IncrementStore::forPayment(const MerchantId &merchant, const PaymentId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT i.authorization_id, i.merchant_id, i.payment_id, i.operation_id, i.amount, "
        "i.previous_amount, i.reason, i.created_at_ms, o.state, o.error_code, o.error_category, "
        "o.error_message, o.error_unified_code FROM increment i "
        "JOIN operation o ON o.merchant_id = i.merchant_id AND o.operation_id = i.operation_id "
        "WHERE i.merchant_id = ? AND i.payment_id = ? ORDER BY i.row_id"_s);
    Binder(query) << merchant << id;
    return readAll<Increment>(m_database.run(query), query, readIncrement);
}
