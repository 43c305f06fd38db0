#pragma once

#include "services/processors/connector.h"

#include <QJsonObject>

/// Reads what Stripe answers.
namespace stripereply {

/// As Connector::parse.
Result<Connector::ParsedReply> read(const Operation &operation, const HttpResponse &response,
                                    bool isRead);
/// As Connector::parsePreparation.
Result<PreparationReply> readPreparation(const HttpResponse &response, HttpRequest &money);
/// As Connector::parseDetach.
DetachAnswer readDetach(const HttpResponse &response);

/// The state of one refund, with the amount that went back.
Result<Connector::ParsedReply> readRefund(const QJsonObject &refund);
/// The status a payment or a set-up of ours has there.
Result<Connector::ParsedReply> readIntent(const Operation &operation, const QJsonObject &intent,
                                          bool isRead);

} // namespace stripereply
