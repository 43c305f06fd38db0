#pragma once

#include "services/core/result.h"
#include "services/domain/outcome.h"

#include <QJsonObject>

/// A payment intent or, for amount 0, a setup intent, checked member by member. Amounts are ours.
struct StripeIntent
{
    enum class Status {
        RequiresPaymentMethod,
        RequiresConfirmation,
        RequiresAction,
        Processing,
        RequiresCapture,
        Succeeded,
        Canceled,
    };

    bool isSetup = false;
    QString id;
    Status status = Status::Processing;
    bool isLive = false;
    qint64 amount = 0;
    qint64 capturable = 0;
    qint64 received = 0;
    std::optional<Currency> currency; ///< a setup intent has none
    qint64 createdMs = 0;
    QString cancellationReason;
    QString redirectUrl; ///< where the shopper must go, or empty
    QString customer;
    QString paymentMethod;
    bool isKept = false; ///< for charges without the shopper
    QJsonObject metadata;
    QJsonObject lastError; ///< empty: there was none
    QJsonObject charge;    ///< the latest, when it was expanded; of a setup intent its attempt

    QString attemptReference() const;
    /// What that capture of ours took; nothing when the intent has no trace of it.
    std::optional<qint64> captureOf(const OperationId &operation) const;
    /// What all captures of ours took together.
    qint64 capturesTotal() const;
    /// What every reply about it says, whatever the operation.
    ProcessorReply reply() const;
};

/// OutcomeUnknown, the member named, when it cannot be understood.
Result<StripeIntent> stripeIntentFrom(const QJsonObject &json);

/// An id of Stripe's or nothing: it may become a part of a path.
bool isStripeId(const QString &id);
