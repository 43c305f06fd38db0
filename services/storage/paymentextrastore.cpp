#include "services/storage/paymentextrastore.h"

#include "services/storage/dialectrows.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<> PaymentExtraStore::put(const Payment &payment, const QMap<QString, QString> &extras)
{
    for (auto it = extras.cbegin(); it != extras.cend(); ++it) {
        QSqlQuery &query =
            it.value().isEmpty()
                ? m_database.prepared(u"DELETE FROM payment_extra WHERE payment_row_id = ? AND "
                                      "merchant_id = ? AND name = ?"_s)
                : m_database.prepared(
                    u"INSERT INTO payment_extra (payment_row_id, merchant_id, name, json) "
                    "VALUES (?, ?, ?, ?) ON CONFLICT (payment_row_id, name) DO UPDATE "
                    "SET json = excluded.json"_s);
        Binder binder(query);
        binder << payment.rowId << payment.merchantId << it.key();
        if (!it.value().isEmpty())
            binder << it.value();
        const Result<> ran = m_database.run(query);
        if (!ran)
            return ran;
    }
    return {};
}

Result<QMap<QString, QString>> PaymentExtraStore::of(const MerchantId &merchant,
                                                     qint64 paymentRowId)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT name, json FROM payment_extra WHERE payment_row_id = ? AND merchant_id = ?"_s);
    QMap<QString, QString> extras;
    const auto take = [&extras](dialect::RowInPlace &row) {
        const QString name = row.text();
        extras.insert(name, row.text());
        return true;
    };
    const Result<> ran = dialect::eachRow(query, {paymentRowId, merchant}, take);
    if (!ran)
        return ran.error();
    return extras;
}

Result<QByteArray> PaymentExtraStore::sealedSecret(const MerchantId &merchant, qint64 paymentRowId)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT client_secret_sealed FROM payment WHERE row_id = ? AND merchant_id = ?"_s);
    return dialect::firstRow<QByteArray>(
        query, {paymentRowId, merchant},
        [](dialect::RowInPlace &row) { return Result<QByteArray>(row.bytes().toByteArray()); });
}
