#pragma once

#include <QMap>
#include <QString>

#include <optional>

/// Where somebody lives, and who that is, as a shop's own form asked for it.
struct ShopperAddress
{
    QString line1;
    QString line2;
    QString line3;
    QString city;
    QString state;
    QString zip;
    QString country; ///< ISO 3166 alpha-2, "DE"
    QString firstName;
    QString lastName;
    QString phone; ///< with its country code where that was told
    QString email;

    bool isEmpty() const { return *this == ShopperAddress(); }
    QString fullName() const { return QString(firstName + u' ' + lastName).trimmed(); }

    friend bool operator==(const ShopperAddress &, const ShopperAddress &) = default;
};

/// What a shopper's browser says of itself; banks judge a challenge by it.
struct ShopperBrowser
{
    QString ipAddress;
    QString userAgent;
    QString acceptHeader;
    QString language; ///< "de-DE"
    std::optional<int> colorDepth;
    std::optional<int> screenHeight;
    std::optional<int> screenWidth;
    std::optional<int> timeZoneMinutes; ///< from local time to UTC, as browsers count it
    std::optional<bool> javaEnabled;
    std::optional<bool> javaScriptEnabled;

    friend bool operator==(const ShopperBrowser &, const ShopperBrowser &) = default;
};

/// What a payment's request told of its shopper, for the processor. Members may be empty.
struct ShopperData
{
    ShopperAddress billing; ///< of the card, else of the payment
    ShopperAddress shipping;
    ShopperBrowser browser;
};

/// From the fields that are kept of a payment's requests: JSON by name. What cannot be read is as
/// if it was not told.
ShopperData shopperDataOf(const QMap<QString, QString> &extras);
/// The names of those fields: what tells who a shopper is, and goes with the customer.
QStringList shopperFields();

/// An IPv4 or IPv6 address in its usual spelling.
bool isIpAddress(QStringView text);
