#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QList>
#include <QString>

#include <utility>

/// A payment that its shopper pays on a page of this server.
struct PaymentLink
{
    QString id; ///< "plink_..."
    MerchantId merchantId;
    PaymentId paymentId;
    qint64 createdAtMs = 0;

    friend bool operator==(const PaymentLink &, const PaymentLink &) = default;
};

/// How that page looks; empty is what nobody has said.
struct PageLook
{
    QString theme; ///< "#rrggbb"
    QString logo;  ///< https
    QString sellerName;
    QString buttonText;
    QList<std::pair<QString, QString>> details; ///< what the merchant says of the purchase

    friend bool operator==(const PageLook &, const PageLook &) = default;
};

/// A payment_link_config, of a request or of a profile, over what is there already. InvalidValue
/// or TooLong with the member's name behind "payment_link_config."; names that nobody knows are
/// refused, known ones that this page has no use for are passed over.
Result<PageLook> pageLook(const QString &configJson, const PageLook &otherwise = {});

/// The look that a profile's settings give, whose member payment_link_config it is.
Result<PageLook> profileLook(const QString &settingsJson);

/// Black or white, whichever reads better on that colour.
QString readableOn(const QString &theme);
