#include "services/storage/processortokenstore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

QString columns()
{
    return u"merchant_id, payment_method_id, connector_account_id, token, "
           "network_transaction_id, currency, amount, detached, created_at_ms, modified_at_ms"_s;
}

Result<ProcessorToken> readToken(const QSqlQuery &query)
{
    RowReader row(query);
    ProcessorToken token;
    row.into(token.merchantId);
    row.into(token.paymentMethodId);
    row.into(token.connectorAccount);
    token.token = row.text();
    token.networkTransactionId = row.text();
    token.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    token.amount = row.number();
    token.isDetached = row.flag();
    token.createdAtMs = row.number();
    token.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("processor_token");
    return token;
}

} // namespace

Result<> ProcessorTokenStore::keep(const ProcessorToken &token)
{
    static const QString sql =
        u"INSERT INTO processor_token ("_s + columns() + u") VALUES ("_s
        + paymentcolumns::placeholders(10)
        + u") ON CONFLICT (merchant_id, connector_account_id, token, payment_method_id) "
          "DO UPDATE SET network_transaction_id = excluded.network_transaction_id, "
          "currency = excluded.currency, amount = excluded.amount, "
          "detached = excluded.detached, modified_at_ms = excluded.modified_at_ms"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << token.merchantId << token.paymentMethodId << token.connectorAccount
                  << token.token << token.networkTransactionId << token.currency << token.amount
                  << token.isDetached << token.createdAtMs << token.modifiedAtMs;
    return m_database.run(query);
}

Result<QList<ProcessorToken>> ProcessorTokenStore::forMethod(const MerchantId &merchant,
                                                             const PaymentMethodId &id)
{
    static const QString sql = u"SELECT "_s + columns()
                               + u" FROM processor_token WHERE merchant_id = ? "
                                 "AND payment_method_id = ? AND detached = 0 "
                                 "ORDER BY modified_at_ms DESC, row_id DESC"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readAll<ProcessorToken>(m_database.run(query), query, readToken);
}

Result<QList<ProcessorTokenStore::Held>> ProcessorTokenStore::heldFor(const MerchantId &merchant,
                                                                      const CustomerId &customer)
{
    // CROSS: the methods first, for a merchant has many tokens and a customer few methods.
    QSqlQuery &query = m_database.prepared(
        u"SELECT token.payment_method_id, token.connector_account_id, count(*) "
        "FROM saved_method method CROSS JOIN processor_token token "
        "WHERE method.merchant_id = ? AND method.customer_id = ? "
        "AND token.merchant_id = method.merchant_id "
        "AND token.payment_method_id = method.payment_method_id AND token.detached = 0 "
        "GROUP BY token.payment_method_id, token.connector_account_id "
        "ORDER BY token.payment_method_id, token.connector_account_id"_s);
    Binder(query) << merchant << customer;
    return readAll<Held>(m_database.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        Held held;
        row.into(held.paymentMethodId);
        row.into(held.connectorAccount);
        held.tokens = row.smallNumber();
        return Result<Held>(held);
    });
}

Result<ProcessorToken> ProcessorTokenStore::find(const MerchantId &merchant,
                                                 const ConnectorAccountId &account,
                                                 const QString &token)
{
    static const QString sql = u"SELECT "_s + columns()
                               + u" FROM processor_token WHERE merchant_id = ? "
                                 "AND connector_account_id = ? AND token = ? "
                                 "ORDER BY modified_at_ms DESC, row_id DESC LIMIT 1"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << account << token;
    return readOne<ProcessorToken>(m_database.run(query), query, readToken);
}

Result<> ProcessorTokenStore::markDetached(const ProcessorToken &token)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE processor_token SET detached = 1 WHERE merchant_id = ? "
        "AND connector_account_id = ? AND token = ? AND payment_method_id = ?"_s);
    Binder(query) << token.merchantId << token.connectorAccount << token.token
                  << token.paymentMethodId;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"token"_s);
}

Result<> ProcessorTokenStore::remove(const MerchantId &merchant, const PaymentMethodId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM processor_token WHERE merchant_id = ? AND payment_method_id = ?"_s);
    Binder(query) << merchant << id;
    return m_database.run(query);
}
