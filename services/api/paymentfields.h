#pragma once

#include "services/api/errormapping.h"
#include "services/domain/commands.h"

/// What an order adds to its amount.
struct OrderParts
{
    std::optional<qint64> shipping;
    std::optional<qint64> tax;
    std::optional<qint64> surcharge; ///< with the tax on it
};

/// Everything the body of a create, an update or a confirm may say of a payment.
struct PaymentBody
{
    QString paymentId;
    QString merchantId;
    QString profileId;
    std::optional<bool> confirm;
    std::optional<qint64> amount;
    std::optional<Currency> currency;
    std::optional<CaptureMethod> captureMethod;
    std::optional<qint64> amountToCapture;
    std::optional<qint64> captureOnMs;
    std::optional<AuthenticationType> authenticationType;
    std::optional<bool> partialAuthorization;
    std::optional<bool> incrementalAuthorization;
    std::optional<QString> paymentMethod;
    std::optional<CardDetails> card;
    Cvc cvc; ///< of a saved method
    QString paymentToken;
    std::optional<QString> customerId;
    std::optional<QString> name;
    std::optional<QString> email;
    std::optional<QString> phone;
    std::optional<FutureUsage> futureUsage;
    std::optional<CustomerAcceptance> acceptance;
    std::optional<bool> offSession;
    std::optional<RecurringDetails> recurring;
    std::optional<MandateTerms> mandate;
    std::optional<PaymentType> type;
    std::optional<MitCategory> mitCategory;
    std::optional<QString> returnUrl;
    std::optional<QString> description;
    std::optional<QString> orderReference;
    std::optional<QString> metadataJson;
    ClientSecret clientSecret;
    std::optional<qint64> sessionExpiry;
    OrderParts order;
    PaymentExtras extras;

    bool namesCustomer() const { return customerId || name || email || phone; }
    bool changesOrder() const { return order.shipping || order.tax || order.surcharge; }
};

/// Reads a body. What is wrong with it, as it is answered, or nothing: unknown fields, wrong types,
/// values that are not known, fields that contradict each other, and what is not offered.
std::optional<ApiError> readPaymentBody(const JsonValue &json, PaymentBody &body);

/// {type, data} of a charge without the shopper. Kinds that are not offered are a `problem`.
std::optional<RecurringDetails> readRecurringDetails(const JsonValue &value,
                                                     std::optional<JsonFault> &fault,
                                                     std::optional<ApiError> &problem);
