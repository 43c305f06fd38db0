#pragma once

#include "services/domain/payment.h"
#include "services/storage/database.h"

#include <QMap>

/// Fields of a payment's requests that are kept and answered as they came, by name. Writes belong
/// inside a WriteQueue half.
class PaymentExtraStore
{
public:
    explicit PaymentExtraStore(Database &database) : m_database(database) {}

    /// Puts each in the place of the one of that name; an empty one is taken away.
    Result<> put(const Payment &payment, const QMap<QString, QString> &extras);
    Result<QMap<QString, QString>> of(const MerchantId &merchant, qint64 paymentRowId);
    /// Takes those names away from all payments of a customer.
    Result<> forget(const MerchantId &merchant, const CustomerId &customer,
                    const QStringList &names);
    /// The payment's client secret as it was sealed; empty when none was.
    Result<QByteArray> sealedSecret(const MerchantId &merchant, qint64 paymentRowId);

private:
    Database &m_database;
};
