#pragma once

#include "services/processors/connector.h"

/// Adyen's Checkout API v71: JSON, one API key, the merchant account in every body. Pure.
///
/// A payment cannot be asked about. What the first answer does not say comes by news; so do the
/// ends of captures, cancels and refunds, which are only ever "received". A challenge is a
/// redirect, and the money moves in the call that forwards what the shopper came back with.
///
/// The attempt id is the payment's "reference", the operation id the "reference" of every
/// modification.
class AdyenConnector final : public Connector
{
public:
    QString name() const override;
    ConnectorCapabilities capabilities() const override;
    ConnectorDescription description() const override;
    Result<> checkAccount(const ProcessorAccount &account) const override;

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
    QString keptOfReturn(const QString &query) const override;
    Result<HttpRequest> buildComplete(const ProcessorAccount &account,
                                      const CompleteRequest &request) const override;
    Result<HttpRequest> buildDetach(const ProcessorAccount &account,
                                    const DetachRequest &request) const override;
    DetachAnswer parseDetach(const HttpResponse &response) const override;
    Result<HttpRequest> buildVerify(const ProcessorAccount &account) const override;
    Result<ParsedReply> parse(const Operation &operation, const HttpResponse &response,
                              bool isRead) const override;
    Result<QList<ProcessorNews>> parseNews(const ProcessorAccount &account,
                                           const HttpHeaders &headers, QByteArrayView rawBody,
                                           QByteArrayView secret, qint64 nowMs) const override;
    QByteArray newsReceipt() const override;
};
