#pragma once

#include "services/domain/disputecase.h"
#include "services/interfaces/paymentaccess.h"
#include "services/interfaces/recurring.h"

/// How webhooks spell the objects they tell of: as the API answers them, which is JSON. Pure;
/// called on the engine thread inside a transaction.
class WebhookObjects
{
public:
    virtual ~WebhookObjects() = default;

    virtual QByteArray payment(const PaymentView &view) const = 0;
    virtual QByteArray refund(const Refund &refund) const = 0;
    virtual QByteArray mandate(const Agreement &agreement) const = 0;
    /// Nothing: shops are not told of disputes.
    virtual QByteArray dispute(const Dispute & /*dispute*/) const { return {}; }
};
