#include "services/processors/adyen/adyenshopper.h"

#include "services/processors/secretjson.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 80;

bool isNumber(QStringView word)
{
    return !word.isEmpty() && word.front() >= u'0' && word.front() <= u'9';
}

/// Two letters where the country has states that Adyen insists on; up to three elsewhere.
bool stateFits(const ShopperAddress &address)
{
    const bool needed = address.country == "US"_L1 || address.country == "CA"_L1;
    return needed ? address.state.size() == 2 : true;
}

void writeAddress(SecretJson &json, QByteArrayView name, const ShopperAddress &address,
                  bool withName)
{
    constexpr qsizetype kLongestState = 3;
    const auto street = adyenshopper::streetOf(address);
    if (!street || address.city.isEmpty() || address.zip.isEmpty() || address.country.isEmpty()
        || !stateFits(address))
        return;
    json.beginObject(name);
    json.text("street", street->name);
    json.text("houseNumberOrName", street->houseNumberOrName);
    json.text("postalCode", address.zip);
    json.text("city", address.city);
    if (!address.state.isEmpty() && address.state.size() <= kLongestState)
        json.text("stateOrProvince", address.state);
    json.text("country", address.country);
    if (withName && !address.firstName.isEmpty())
        json.text("firstName", address.firstName);
    if (withName && !address.lastName.isEmpty())
        json.text("lastName", address.lastName);
    json.endObject();
}

/// The page that the shopper came from, as far as it is known: the shop's.
QString originOf(const QString &returnUrl)
{
    const QUrl url(returnUrl, QUrl::StrictMode);
    if (url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return {};
    return url.toString(QUrl::FullyEncoded | QUrl::RemovePath | QUrl::RemoveQuery
                        | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

} // namespace

std::optional<adyenshopper::Street> adyenshopper::streetOf(const ShopperAddress &address)
{
    const QString line = address.line1.simplified();
    const qsizetype first = line.indexOf(u' ');
    const qsizetype last = line.lastIndexOf(u' ');
    if (line.isEmpty())
        return std::nullopt;
    if (last > 0 && isNumber(QStringView(line).sliced(last + 1)))
        return Street{line.first(last), line.sliced(last + 1)};
    if (first > 0 && isNumber(line))
        return Street{line.sliced(first + 1), line.first(first)};
    if (address.line2.isEmpty())
        return std::nullopt;
    return Street{line, address.line2};
}

void adyenshopper::writePerson(SecretJson &json, const Payment &payment, const ShopperData &data)
{
    const ShopperAddress &billing = data.billing;
    const QString &email =
        payment.customer.email.isEmpty() ? billing.email : payment.customer.email;
    const QString &phone =
        payment.customer.phone.isEmpty() ? billing.phone : payment.customer.phone;
    if (!email.isEmpty())
        json.text("shopperEmail", email);
    if (!phone.isEmpty())
        json.text("telephoneNumber", phone);
    if (!billing.firstName.isEmpty() && !billing.lastName.isEmpty()) {
        json.beginObject("shopperName");
        json.text("firstName", billing.firstName.left(kLongestName));
        json.text("lastName", billing.lastName.left(kLongestName));
        json.endObject();
    }
    writeAddress(json, "billingAddress", billing, false);
    writeAddress(json, "deliveryAddress", data.shipping, true);
}

void adyenshopper::writeBrowser(SecretJson &json, const Payment &payment,
                                const ShopperBrowser &browser)
{
    if (!browser.ipAddress.isEmpty())
        json.text("shopperIP", browser.ipAddress);
    const bool whole = !browser.userAgent.isEmpty() && !browser.acceptHeader.isEmpty()
                       && !browser.language.isEmpty() && browser.colorDepth && browser.screenHeight
                       && browser.screenWidth && browser.timeZoneMinutes && browser.javaEnabled;
    const bool challenged = payment.authenticationType == AuthenticationType::ThreeDs;
    if (whole) {
        json.beginObject("browserInfo");
        json.text("userAgent", browser.userAgent);
        json.text("acceptHeader", browser.acceptHeader);
        json.text("language", browser.language);
        json.number("colorDepth", *browser.colorDepth);
        json.number("screenHeight", *browser.screenHeight);
        json.number("screenWidth", *browser.screenWidth);
        json.number("timeZoneOffset", *browser.timeZoneMinutes);
        json.boolean("javaEnabled", *browser.javaEnabled);
        if (browser.javaScriptEnabled)
            json.boolean("javaScriptEnabled", *browser.javaScriptEnabled);
        json.endObject();
    }
    const QString origin = challenged ? originOf(payment.returnUrl) : QString();
    if (!origin.isEmpty())
        json.text("origin", origin);
}
