#pragma once

#include "services/processors/connector.h"

#include <QJsonObject>

/// A payment of 10.00 EUR at a simulated bank, and one operation of it.
struct SampleCall
{
    ProcessorAccount account;
    Payment payment;
    Attempt attempt;
    Operation operation;

    AuthorizeRequest authorize(const CardDetails &card) const;
    FollowUpRequest followUp() const { return {&payment, &attempt, &operation}; }
};

/// With a processor reference for Capture and Void, without for Authorize and Sale.
SampleCall sampleCall(OperationKind kind, const QUrl &baseUrl = QUrl());

/// 4242424242424242, CVC 973, 12/2034, Ada Lovelace.
CardDetails sampleCard();

/// What the bank says when that operation went well.
QJsonObject sampleReply(const SampleCall &call);
QByteArray compactJson(const QJsonObject &json);
/// A whole answer of the bank.
HttpResponse bankResponse(int status, const QJsonObject &json);
QJsonObject bankRefusal(const QString &code, const QString &category);
