#include "services/storage/methodstore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

QString changing()
{
    return u"future_usage, card_brand, last4, card_bin, card_expiry_month, card_expiry_year, "
           "card_holder, nickname, is_default, payment_id, acceptance_type, accepted_at_ms, "
           "acceptance_ip, acceptance_user_agent, fingerprint, vault_record_id, last_used_at_ms, "
           "modified_at_ms, network_transaction_id, refusal"_s;
}

QString selected()
{
    return u"SELECT row_id, payment_method_id, merchant_id, customer_id, created_at_ms, "_s
           + changing();
}

void bindChanging(Binder &binder, const SavedMethod &method)
{
    binder << method.usage << method.card.brand << method.card.last4 << method.card.bin
           << method.card.expiryMonth << method.card.expiryYear << method.card.holder
           << method.nickname << method.isDefault << method.paymentId << method.acceptance.type
           << method.acceptance.acceptedAtMs << method.acceptance.ipAddress
           << method.acceptance.userAgent << method.fingerprint << method.vaultRecordId
           << method.lastUsedAtMs << method.modifiedAtMs << method.networkTransactionId
           << method.refusal;
}

Result<SavedMethod> readMethod(const QSqlQuery &query)
{
    RowReader row(query);
    SavedMethod method;
    method.rowId = row.number();
    row.into(method.id);
    row.into(method.merchantId);
    row.into(method.customerId);
    method.createdAtMs = row.number();
    method.usage = row.known(futureUsageFromText, FutureUsage::OnSession);
    method.card.brand = brandFromText(row.text());
    method.card.last4 = row.text();
    method.card.bin = row.text();
    method.card.expiryMonth = row.smallNumber();
    method.card.expiryYear = row.smallNumber();
    method.card.holder = row.text();
    method.nickname = row.text();
    method.isDefault = row.flag();
    row.into(method.paymentId);
    method.acceptance.type = row.known(acceptanceTypeFromText, AcceptanceType::None);
    method.acceptance.acceptedAtMs = row.number();
    method.acceptance.ipAddress = row.text();
    method.acceptance.userAgent = row.text();
    method.fingerprint = row.bytes();
    method.vaultRecordId = row.text();
    method.lastUsedAtMs = row.number();
    method.modifiedAtMs = row.number();
    method.networkTransactionId = row.text();
    method.refusal = row.known(retryAdviceFromText, RetryAdvice::None);
    if (!row.isValid())
        return unknownValueError("saved_method");
    return method;
}

} // namespace

Result<> MethodStore::insert(SavedMethod &method)
{
    static const QString sql = u"INSERT INTO saved_method (payment_method_id, merchant_id, "
                               "customer_id, created_at_ms, "_s
                               + changing() + u") VALUES ("_s + paymentcolumns::placeholders(24)
                               + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    binder << method.id << method.merchantId << method.customerId << method.createdAtMs;
    bindChanging(binder, method);
    const Result<> ran = m_database.run(query);
    if (ran)
        method.rowId = query.lastInsertId().toLongLong();
    return ran;
}

Result<> MethodStore::update(const SavedMethod &method)
{
    static const QString sql = u"UPDATE saved_method SET "_s
                               + paymentcolumns::assignments(changing())
                               + u" WHERE merchant_id = ? AND payment_method_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    bindChanging(binder, method);
    binder << method.merchantId << method.id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"payment_method_id"_s);
}

Result<> MethodStore::remove(const MerchantId &merchant, const PaymentMethodId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM saved_method WHERE merchant_id = ? AND payment_method_id = ?"_s);
    Binder(query) << merchant << id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"payment_method_id"_s);
}

Result<SavedMethod> MethodStore::find(const MerchantId &merchant, const PaymentMethodId &id)
{
    static const QString sql =
        selected() + u" FROM saved_method WHERE merchant_id = ? AND payment_method_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return named(readOne<SavedMethod>(m_database.run(query), query, readMethod),
                 u"payment_method_id"_s);
}

Result<SavedMethod> MethodStore::findByNumber(const MerchantId &merchant,
                                              const CustomerId &customer,
                                              const QByteArray &fingerprint)
{
    static const QString sql =
        selected()
        + u" FROM saved_method WHERE merchant_id = ? AND customer_id = ? AND fingerprint = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << customer << fingerprint;
    return readOne<SavedMethod>(m_database.run(query), query, readMethod);
}

Result<QList<SavedMethod>> MethodStore::list(const MerchantId &merchant, const CustomerId &customer,
                                             int limit)
{
    static const QString sql = selected()
                               + u" FROM saved_method WHERE merchant_id = ? AND customer_id = ? "
                                 "ORDER BY last_used_at_ms DESC, row_id DESC LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << customer << limit;
    return readAll<SavedMethod>(m_database.run(query), query, readMethod);
}

Result<> MethodStore::clearDefault(const MerchantId &merchant, const CustomerId &customer)
{
    QSqlQuery &query =
        m_database.prepared(u"UPDATE saved_method SET is_default = 0 "
                            "WHERE merchant_id = ? AND customer_id = ? AND is_default = 1"_s);
    Binder(query) << merchant << customer;
    return m_database.run(query);
}

Result<QList<SavedMethod>> MethodStore::notMoved(int limit)
{
    static const QString sql = selected()
                               + u" FROM saved_method WHERE vault_record_id <> payment_method_id "
                                 "ORDER BY created_at_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << limit;
    return readAll<SavedMethod>(m_database.run(query), query, readMethod);
}
