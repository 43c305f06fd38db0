#include "services/storage/mandatewindow.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<QList<MandateId>> readMandateWindow(Database &database, const MerchantId &merchant,
                                           const MandateWindow &window)
{
    QString sql = u"SELECT mandate_id FROM mandate WHERE merchant_id = ?"_s;
    QVariantList values{merchant.value};
    const auto add = [&](const QString &condition, const QVariant &value) {
        sql += u" AND "_s + condition;
        values.append(value);
    };
    if (!window.customerId.isEmpty())
        add(u"customer_id = ?"_s, window.customerId.value);
    if (window.status)
        add(u"status = ?"_s, toText(*window.status));
    if (window.fromMs)
        add(u"created_at_ms >= ?"_s, *window.fromMs);
    if (window.toMs)
        add(u"created_at_ms < ?"_s, *window.toMs);
    if (!window.connector.isEmpty()) {
        add(u"EXISTS (SELECT 1 FROM payment WHERE payment.merchant_id = mandate.merchant_id "
            "AND payment.payment_id = mandate.payment_id AND payment.connector = ?)"_s,
            window.connector);
    }
    const auto query = database.transient(sql + u" ORDER BY row_id DESC LIMIT ? OFFSET ?"_s);
    values << window.limit << window.offset;
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values.at(i));
    return readAll<MandateId>(database.run(*query), *query, [](const QSqlQuery &row) {
        return Result<MandateId>(MandateId{row.value(0).toString()});
    });
}
