#pragma once

#include "services/processors/connector.h"

#include <QJsonObject>

/// Reads what Adyen's Checkout API answers. There is no status query, so nothing here is a read.
namespace AdyenReply {

/// OutcomeUnknown, with the member as field, when the reply cannot be understood.
Result<Connector::ParsedReply> read(const Operation &operation, const HttpResponse &response);
/// What became of a token that was to be forgotten.
DetachAnswer readDetach(const HttpResponse &response);

// Shared with the news.

/// The amount object in our minor units. Nothing when it is missing or cannot be ours.
struct Amount
{
    qint64 value = 0;
    Currency currency = Currency::Eur;
};
std::optional<Amount> amountFrom(const QJsonObject &amount);
/// What additionalData gives for later charges.
void readKept(const QJsonObject &additionalData, ProcessorReply &reply);
/// What the card's network advises after a decline, or empty.
QString networkAdvice(const QJsonObject &additionalData, const QString &brand);

} // namespace AdyenReply
