#pragma once

#include "services/domain/paymentlink.h"
#include "services/storage/database.h"

/// Links to pages on which payments are paid. Writes belong inside a WriteQueue half.
class PaymentLinkStore
{
public:
    explicit PaymentLinkStore(Database &database) : m_database(database) {}

    Result<> insert(const PaymentLink &link);
    /// NotFound (field "payment_link_id").
    Result<PaymentLink> find(const MerchantId &merchant, const QString &id);

private:
    Database &m_database;
};
