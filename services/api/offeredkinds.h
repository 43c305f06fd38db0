#pragma once

#include "services/domain/merchantsetup.h"
#include "services/domain/payment.h"

#include <optional>

/// What a checkout is about.
struct Basket
{
    Payment payment;
    QString country; ///< of the billing address; empty: nobody has said
};

/// Whether some account takes a card of that brand, as far as it is known; see below.
bool isTaken(CardBrand brand, const std::optional<Basket> &basket,
             const QList<ConnectorAccount> &accounts);

/// What can be paid with: kinds and networks of cards that some account of the merchant takes, as
/// its payment_methods_enabled say. The basket is that of a payment whose client secret was given;
/// without one nothing is known of profile, currency, amount and country.
QByteArray offeredKindsJson(const std::optional<Basket> &basket,
                            const QList<ConnectorAccount> &accounts);
