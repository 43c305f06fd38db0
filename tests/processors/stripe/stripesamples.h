#pragma once

#include "services/processors/connector.h"

#include <QJsonObject>

/// A payment of 10.00 EUR at Stripe (attempt pay_1_2), and one operation of it (op_1).
struct StripeSample
{
    ProcessorAccount account;
    Payment payment;
    Attempt attempt;
    Operation operation;

    FollowUpRequest followUp() const { return {&payment, &attempt, &operation}; }
};

/// With a processor reference for what follows an authorization; a refund keeps its own too.
StripeSample stripeSample(OperationKind kind);
/// The same for an amount of 0.
StripeSample stripeSetup();
CardDetails stripeCard();

/// What Stripe says of that payment, whole and as its contract wants it: nothing received yet.
QJsonObject stripeIntent(const QString &status);
QJsonObject stripeSetupIntent(const QString &status);
QJsonObject stripeCharge();
QJsonObject stripeRefund(const QString &status);
/// {"error":{…}}
QJsonObject stripeError(const QString &type, const QString &code, const QString &declineCode = {});
/// With members of `more` in place of its own.
QJsonObject with(QJsonObject json, const QJsonObject &more);
HttpResponse stripeResponse(int status, const QJsonObject &json);
