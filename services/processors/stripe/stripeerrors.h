#pragma once

#include "services/domain/payment.h"

#include <QJsonObject>

/// Stripe's errors in neutral terms.
namespace stripeerrors {

/// The category of an error's code, with the decline code that comes with card_declined; "unknown"
/// for what the tables do not have.
QString categoryOf(const QString &code, const QString &declineCode);
/// The category of why a refund failed.
QString refundCategoryOf(const QString &failureReason);

/// An error object: of a reply, or a payment's last one. `charge` is the charge it is about, when
/// the reply shows it: what Stripe's own risk rules blocked is no decline of the bank.
PaymentError errorFrom(const QJsonObject &error, int httpStatus, const QJsonObject &charge = {});
/// What the network says comes before what Stripe makes of it, and that before what the category
/// means.
RetryAdvice adviceFrom(const QJsonObject &error, const QString &category);

} // namespace stripeerrors
