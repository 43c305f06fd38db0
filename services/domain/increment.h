#pragma once

#include "services/domain/operation.h"

/// A hold that was asked to be raised. Amounts in minor units of the payment's currency.
struct Increment
{
    QString id; ///< "auth_" + 20 + "_<n>"
    MerchantId merchantId;
    PaymentId paymentId;
    OperationId operationId;
    qint64 amount = 0;         ///< the new total
    qint64 previousAmount = 0; ///< that was held when it was asked for
    QString reason;
    qint64 createdAtMs = 0;
    // How it went, as its operation says:
    OperationState state = OperationState::Sending;
    PaymentError error;

    friend bool operator==(const Increment &, const Increment &) = default;
};

/// Whether that payment's hold may be raised to that total. Errors: InvalidState ("status"),
/// NotSupported ("incremental_authorization_allowed"), AuthorizationExpired, InvalidValue
/// ("amount" when it is not more than the total, "reason") and AmountTooLarge.
Result<> checkIncrement(const Payment &payment, qint64 amount, const QString &reason, qint64 nowMs);
