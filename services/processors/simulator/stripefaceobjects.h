#pragma once

#include "services/processors/simulator/bankcard.h"
#include "services/processors/simulator/bankstate.h"

#include <optional>

/// The bank's payments and cards as Stripe's objects.
namespace stripefaceobjects {

/// A card that became a payment method. All the bank must know of it is in its id.
struct Method
{
    QString id;
    CardScenario scenario = CardScenario::Unknown;
    QString bin;
    QString last4;
};

/// `unique` is 20 characters of its own.
Method methodOf(const QString &unique, const PresentedCard &card);
/// Of an id that methodOf made, or of Stripe's own "pm_card_visa" and its like.
std::optional<Method> methodFrom(const QString &id);
QJsonObject methodJson(const Method &method, const QString &customer, qint64 nowMs);

/// Amounts in Stripe's units. -1 and nothing: it cannot be said.
qint64 theirAmount(qint64 amount, Currency currency);
std::optional<qint64> ourAmount(qint64 amount, Currency currency);

/// A payment intent or, for a verification, a setup intent.
QJsonObject intentJson(const BankPayment &payment, const QUrl &bankUrl, bool expanded);
QJsonObject refundJson(const BankPayment &payment, const BankRefund &refund);
QJsonObject chargeJson(const BankPayment &payment);
QJsonObject disputeJson(const BankPayment &payment, const BankDispute &dispute);
/// {"object":"list", …}; url is the path it was asked under.
QJsonObject listJson(const QString &object, const QString &url, const QJsonArray &data);

/// The error of a declined payment or capture, with the intent in it.
HttpResponse declined(const BankPayment &payment, const BankDecline &reason,
                      const QJsonObject &intent);
HttpResponse error(int status, const QString &type, const QString &code, const QString &message,
                   const QJsonObject &intent = {});

} // namespace stripefaceobjects
