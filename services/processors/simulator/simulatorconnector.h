#pragma once

#include "services/processors/connector.h"

#include <QJsonObject>

/// The client side of the simulated bank: JSON over HTTP/1.1, amounts in minor units, times in ms
/// since 1970 UTC. Pure.
///
///   POST /v1/payments                          authorise or sell (capture: manual, automatic)
///   POST /v1/payments/{id}/captures            capture; final releases the rest
///   POST /v1/payments/{id}/void                release the hold
///   POST /v1/references/{attempt id}/void      the same by our reference; keeps a late arrival out
///   GET  /v1/payments/{id}, GET /v1/references/{attempt id}
///
/// The attempt id is the payment's "reference", the operation id the "operation" of the payment and
/// the "reference" of each capture and void. Every POST carries an Idempotency-Key. 200, or 402 for
/// a decline, brings the payment object; 400, 404, 409, 422 and 429 bring {"error":{code, message,
/// category}}. The bank takes any bearer key but one that begins with "wrong"; an account needs
/// none.
class SimulatorConnector final : public Connector
{
public:
    QString name() const override;
    ConnectorCapabilities capabilities() const override;
    ConnectorDescription description() const override;

    Result<HttpRequest> buildAuthorize(const ProcessorAccount &account,
                                       const AuthorizeRequest &request) const override;
    Result<HttpRequest> buildCapture(const ProcessorAccount &account,
                                     const FollowUpRequest &request) const override;
    Result<HttpRequest> buildIncrement(const ProcessorAccount &account,
                                       const FollowUpRequest &request) const override;
    Result<HttpRequest> buildVoid(const ProcessorAccount &account,
                                  const FollowUpRequest &request) const override;
    Result<HttpRequest> buildRefund(const ProcessorAccount &account,
                                    const FollowUpRequest &request) const override;
    Result<HttpRequest> buildRead(const ProcessorAccount &account,
                                  const FollowUpRequest &request) const override;
    Result<HttpRequest> buildDetach(const ProcessorAccount &account,
                                    const DetachRequest &request) const override;
    DetachAnswer parseDetach(const HttpResponse &response) const override;
    Result<HttpRequest> buildVerify(const ProcessorAccount &account) const override;
    Result<ParsedReply> parse(const Operation &operation, const HttpResponse &response,
                              bool isRead) const override;
    Result<HttpRequest> buildDisputeAnswer(const ProcessorAccount &account,
                                           const DisputeAnswerRequest &request) const override;
    Result<DisputeNews> parseDisputeAnswer(const HttpResponse &response) const override;
    /// Simulator-Signature: t={ms},v1={hex HMAC-SHA256 of "t.body"}.
    Result<QList<ProcessorNews>> parseNews(const ProcessorAccount &account,
                                           const HttpHeaders &headers, QByteArrayView rawBody,
                                           QByteArrayView secret, qint64 nowMs) const override;
};

/// A dispute as the bank spells it. InvalidValue when it cannot be understood.
Result<DisputeNews> simulatorDispute(const QJsonObject &json);
