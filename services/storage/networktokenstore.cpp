#include "services/storage/networktokenstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

NetworkTokenSummary readShown(RowReader &row)
{
    NetworkTokenSummary shown;
    shown.last4 = row.text();
    shown.expiryMonth = row.smallNumber();
    shown.expiryYear = row.smallNumber();
    return shown;
}

Result<KeptNetworkToken> readToken(const QSqlQuery &query)
{
    RowReader row(query);
    KeptNetworkToken token;
    token.record.rowId = row.number();
    row.into(token.record.place.merchantId);
    row.into(token.record.place.customerId);
    token.record.place.recordId = row.text();
    token.record.place.kind = VaultRecordKind::NetworkToken;
    token.shown = readShown(row);
    token.record.keyGeneration = row.smallNumber();
    token.record.sealed = row.bytes();
    token.record.createdAtMs = row.number();
    token.record.modifiedAtMs = row.number();
    return token;
}

} // namespace

Result<> NetworkTokenStore::put(const KeptNetworkToken &token)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO network_token (merchant_id, customer_id, payment_method_id, last4, "
        "expiry_month, expiry_year, key_generation, sealed, created_at_ms, modified_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (merchant_id, payment_method_id) DO UPDATE SET last4 = excluded.last4, "
        "expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year, "
        "key_generation = excluded.key_generation, sealed = excluded.sealed, "
        "modified_at_ms = excluded.modified_at_ms"_s);
    const VaultRecord &record = token.record;
    Binder(query) << record.place.merchantId << record.place.customerId << record.place.recordId
                  << token.shown.last4 << token.shown.expiryMonth << token.shown.expiryYear
                  << record.keyGeneration << record.sealed << record.createdAtMs
                  << record.modifiedAtMs;
    const Result<> put = m_database.run(query);
    if (!put)
        return put;
    QSqlQuery &counted = m_database.prepared(
        u"UPDATE vault_key_generation SET wraps = wraps + 1 WHERE generation = ?"_s);
    Binder(counted) << record.keyGeneration;
    return expectOneRow(m_database.run(counted), counted, ErrorCode::NotFound, u"generation"_s);
}

Result<KeptNetworkToken> NetworkTokenStore::find(const MerchantId &merchant,
                                                 const PaymentMethodId &method)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, customer_id, payment_method_id, last4, expiry_month, "
        "expiry_year, key_generation, sealed, created_at_ms, modified_at_ms FROM network_token "
        "WHERE merchant_id = ? AND payment_method_id = ?"_s);
    Binder(query) << merchant << method;
    return readOne<KeptNetworkToken>(m_database.run(query), query, readToken);
}

Result<QList<NetworkTokenStore::Shown>> NetworkTokenStore::shownFor(const MerchantId &merchant,
                                                                    const CustomerId &customer)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT payment_method_id, last4, expiry_month, expiry_year FROM network_token "
        "WHERE merchant_id = ? AND customer_id = ?"_s);
    Binder(query) << merchant << customer;
    return readAll<Shown>(m_database.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        Shown shown;
        row.into(shown.paymentMethodId);
        shown.token = readShown(row);
        return Result<Shown>(shown);
    });
}

Result<> NetworkTokenStore::remove(const MerchantId &merchant, const PaymentMethodId &method)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM network_token WHERE merchant_id = ? AND payment_method_id = ?"_s);
    Binder(query) << merchant << method;
    return m_database.run(query);
}
