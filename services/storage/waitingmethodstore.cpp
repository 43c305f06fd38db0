#include "services/storage/waitingmethodstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

const auto kField = u"payment_method_id"_s;

Result<WaitingMethod> readMethod(const QSqlQuery &query)
{
    RowReader row(query);
    WaitingMethod method;
    row.into(method.id);
    row.into(method.merchantId);
    row.into(method.customerId);
    method.nickname = row.text();
    method.secretHash = row.bytes();
    row.into(method.filledAs);
    method.createdAtMs = row.number();
    method.untilMs = row.number();
    return method;
}

} // namespace

Result<> WaitingMethodStore::insert(const WaitingMethod &method)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO waiting_method (method_id, merchant_id, customer_id, nickname, secret_hash, "
        "filled_as, created_at_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << method.id << method.merchantId << method.customerId << method.nickname
                  << method.secretHash << method.filledAs << method.createdAtMs << method.untilMs;
    return m_database.run(query);
}

Result<WaitingMethod> WaitingMethodStore::find(const MerchantId &merchant,
                                               const PaymentMethodId &id, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT method_id, merchant_id, customer_id, nickname, secret_hash, filled_as, "
        "created_at_ms, until_ms FROM waiting_method "
        "WHERE merchant_id = ? AND method_id = ? AND filled_as = '' AND until_ms > ?"_s);
    Binder(query) << merchant << id << nowMs;
    return named(readOne<WaitingMethod>(m_database.run(query), query, readMethod), kField);
}

Result<> WaitingMethodStore::fill(const MerchantId &merchant, const PaymentMethodId &id,
                                  const PaymentMethodId &method)
{
    QSqlQuery &query =
        m_database.prepared(u"UPDATE waiting_method SET filled_as = ? "
                            "WHERE merchant_id = ? AND method_id = ? AND filled_as = ''"_s);
    Binder(query) << method << merchant << id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"client_secret"_s);
}

Result<QList<QByteArray>> WaitingMethodStore::secretsOf(const MerchantId &merchant,
                                                        const PaymentMethodId &method, qint64 nowMs)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT secret_hash FROM waiting_method "
                            "WHERE merchant_id = ? AND filled_as = ? AND until_ms > ?"_s);
    Binder(query) << merchant << method << nowMs;
    return readAll<QByteArray>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<QByteArray>(row.value(0).toByteArray());
    });
}

Result<int> WaitingMethodStore::count(const MerchantId &merchant)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT count(*) FROM waiting_method WHERE merchant_id = ?"_s);
    Binder(query) << merchant;
    return readOne<int>(m_database.run(query), query,
                        [](const QSqlQuery &row) { return Result<int>(row.value(0).toInt()); });
}

Result<> WaitingMethodStore::prune(const MerchantId &merchant, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM waiting_method WHERE merchant_id = ? AND until_ms <= ?"_s);
    Binder(query) << merchant << nowMs;
    return m_database.run(query);
}
