#pragma once

#include "services/domain/payment.h"
#include "services/domain/shopperdata.h"

class StripeForm;

/// Who the shopper is, in Stripe's parameters.
namespace stripeshopper {

/// billing_details of a payment method: the card's holder, else who is billed, else the customer.
void writeBilling(StripeForm &form, const QString &holder, const CustomerSnapshot &customer,
                  const ShopperAddress &billing);
/// name, email, phone and address of a customer.
void writeCustomer(StripeForm &form, const CustomerSnapshot &customer,
                   const ShopperAddress &billing);
/// shipping of a payment intent: it needs a name and an address, or is left out.
void writeShipping(StripeForm &form, const CustomerSnapshot &customer,
                   const ShopperAddress &shipping);

} // namespace stripeshopper
