#include "services/storage/cardtrystore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<int> CardTryStore::failed(const CardTry &one, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT count(*) FROM card_try WHERE merchant_id = ? AND profile_id = ? "
        "AND tried_by = ? AND subject = ? AND failed = 1 AND until_ms > ?"_s);
    Binder(query) << one.merchantId << one.profileId << one.by << one.subject << nowMs;
    return readOne<int>(m_database.run(query), query,
                        [](const QSqlQuery &row) { return Result<int>(row.value(0).toInt()); });
}

Result<> CardTryStore::put(const CardTry &one)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO card_try (merchant_id, profile_id, payment_id, tried_by, subject, failed, "
        "until_ms) VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT (merchant_id, payment_id, tried_by) "
        "DO UPDATE SET subject = excluded.subject, failed = 0, until_ms = excluded.until_ms"_s);
    Binder(query) << one.merchantId << one.profileId << one.paymentId << one.by << one.subject
                  << one.untilMs;
    return m_database.run(query);
}

Result<> CardTryStore::fail(const MerchantId &merchant, const PaymentId &payment, qint64 untilMs)
{
    QSqlQuery &query =
        m_database.prepared(u"UPDATE card_try SET failed = 1, until_ms = ? "
                            "WHERE merchant_id = ? AND payment_id = ? AND failed = 0"_s);
    Binder(query) << untilMs << merchant << payment;
    return m_database.run(query);
}

Result<> CardTryStore::remove(const MerchantId &merchant, const PaymentId &payment)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM card_try WHERE merchant_id = ? AND payment_id = ?"_s);
    Binder(query) << merchant << payment;
    return m_database.run(query);
}

Result<> CardTryStore::prune(const MerchantId &merchant, qint64 nowMs)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM card_try WHERE merchant_id = ? AND until_ms <= ?"_s);
    Binder(query) << merchant << nowMs;
    return m_database.run(query);
}
