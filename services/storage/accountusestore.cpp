#include "services/storage/accountusestore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<int> readCount(const QSqlQuery &query)
{
    return RowReader(query).smallNumber();
}

} // namespace

Result<int> AccountUseStore::openHolds(const MerchantId &merchant,
                                       const ConnectorAccountId &account)
{
    // Payments with a hold have an index of their own, whoever holds it.
    QSqlQuery &query = m_database.prepared(
        u"SELECT count(*) FROM payment WHERE capture_before_ms > 0 AND status IN "
        "('requires_capture', 'partially_authorized_and_requires_capture', "
        "'partially_captured_and_capturable') AND +merchant_id = ? "
        "AND +connector_account_id = ?"_s);
    Binder(query) << merchant << account;
    return readOne<int>(m_database.run(query), query, readCount);
}

Result<int> AccountUseStore::openOperations(const MerchantId &merchant,
                                            const ConnectorAccountId &account)
{
    // Those that are not final have an index of their own, too: the plus keeps others away.
    QSqlQuery &query = m_database.prepared(
        u"SELECT count(*) FROM operation WHERE state IN ('prepared', 'sending', 'pending', "
        "'unknown') AND +merchant_id = ? AND +connector_account = ?"_s);
    Binder(query) << merchant << account;
    return readOne<int>(m_database.run(query), query, readCount);
}

Result<int> AccountUseStore::savedCards(const MerchantId &merchant,
                                        const ConnectorAccountId &account)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT count(DISTINCT t.payment_method_id) FROM processor_token AS t "
                            "JOIN saved_method AS m ON m.merchant_id = t.merchant_id "
                            "AND m.payment_method_id = t.payment_method_id "
                            "WHERE t.merchant_id = ? AND t.connector_account_id = ?"_s);
    Binder(query) << merchant << account;
    return readOne<int>(m_database.run(query), query, readCount);
}
