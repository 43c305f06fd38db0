#include "services/storage/paymentlinkstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<> PaymentLinkStore::insert(const PaymentLink &link)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO payment_link (merchant_id, link_id, payment_id, created_at_ms) "
        "VALUES (?, ?, ?, ?)"_s);
    Binder(query) << link.merchantId << link.id << link.paymentId << link.createdAtMs;
    return m_database.run(query);
}

Result<PaymentLink> PaymentLinkStore::find(const MerchantId &merchant, const QString &id)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT link_id, merchant_id, payment_id, created_at_ms "
                            "FROM payment_link WHERE merchant_id = ? AND link_id = ?"_s);
    Binder(query) << merchant << id;
    const auto read = [](const QSqlQuery &current) {
        RowReader row(current);
        PaymentLink link;
        link.id = row.text();
        row.into(link.merchantId);
        row.into(link.paymentId);
        link.createdAtMs = row.number();
        return Result<PaymentLink>(link);
    };
    return named(readOne<PaymentLink>(m_database.run(query), query, read), u"payment_link_id"_s);
}
