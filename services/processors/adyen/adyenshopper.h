#pragma once

#include "services/domain/payment.h"
#include "services/domain/shopperdata.h"

class SecretJson;

/// Who the shopper is, in Adyen's members of a payment.
namespace adyenshopper {

/// A street and the number in it, which Adyen wants apart.
struct Street
{
    QString name;
    QString houseNumberOrName;
};
/// "221B Baker Street" and "Hauptstr. 5a" as their parts; without a number in it line2 names the
/// house. Nothing when there is no such part.
std::optional<Street> streetOf(const ShopperAddress &address);

/// E-mail, phone, name and addresses. An address goes out whole, with every member that Adyen
/// insists on, or not at all.
void writePerson(SecretJson &json, const Payment &payment, const ShopperData &data);
/// IP address and, where all of it is known, what the browser says of itself: of a shopper who is
/// there.
void writeBrowser(SecretJson &json, const Payment &payment, const ShopperBrowser &browser);

} // namespace adyenshopper
