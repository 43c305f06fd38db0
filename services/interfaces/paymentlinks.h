#pragma once

#include "services/domain/paymentlink.h"

#include <QFuture>

/// Links to pages on which payments are paid. They are made with their payment, whose request has
/// the kept field payment_link, and are named in its kept field payment_link_id. Every call may
/// come from any thread and returns at once.
class PaymentLinks
{
public:
    virtual ~PaymentLinks() = default;

    /// NotFound (field "payment_link_id").
    virtual QFuture<Result<PaymentLink>> find(const MerchantId &merchant, const QString &id) = 0;
};
