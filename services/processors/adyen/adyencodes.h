#pragma once

#include "services/domain/outcome.h"

#include <QStringView>

/// Adyen's codes in neutral words.
namespace AdyenCodes {

/// What a resultCode means.
enum class Result {
    Authorised,
    PartiallyAuthorised,
    Refused,
    Cancelled,
    ShopperMustAct,
    Pending, ///< under way, or a word that nobody here knows: never an end
};

Result resultFrom(QStringView resultCode);

/// Of a refusalReasonCode ("12"); "unknown" for one that nobody here knows.
QString refusalCategory(QStringView code);
/// The same of the text that webhooks carry in place of the code ("Not enough balance").
QString categoryOfReason(QStringView reason);
/// Of an error body. httpStatus 401 and 403 are about the keys whatever else it says.
QString errorCategory(QStringView errorCode, QStringView errorType, int httpStatus);
/// The decline itself. `networkAdvice` is what the card's network says, as Adyen passes it on.
PaymentError refusal(const QString &code, const QString &reason);
RetryAdvice adviceOf(const PaymentError &error, const QString &networkAdvice);

} // namespace AdyenCodes
