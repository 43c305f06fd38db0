#pragma once

#include "services/domain/merchantsetup.h"
#include "services/domain/payment.h"

#include <optional>

/// What can be paid with: kinds and networks of cards that some account of the merchant takes, as
/// its payment_methods_enabled say. The payment is one whose client secret was given; without one
/// nothing is known of profile, currency and amount.
QByteArray offeredKindsJson(const std::optional<Payment> &payment,
                            const QList<ConnectorAccount> &accounts);
