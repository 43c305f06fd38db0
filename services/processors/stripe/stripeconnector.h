#pragma once

#include "services/processors/connector.h"

/// Stripe, API version 2023-08-16: form bodies, JSON replies. Pure.
///
/// A raw card becomes a payment method first (and a customer is made when it is to be kept for
/// charges without the shopper); the payment intent is then created and confirmed in one call. A
/// set-up of amount 0 is a setup intent. Our token is "<customer>-<payment method>"; a payment
/// method without a customer is taken too. The attempt and operation ids go out as metadata; a
/// capture leaves its operation id there, with its amount in Stripe's units, which is how a read
/// tells captures apart.
///
/// Without an id the payment intents made since are listed, which Stripe answers from its present
/// state, and searched by metadata in turns, which its index learns late: a search that finds
/// nothing proves nothing, nor does a list that has more than one page. Not offered: cancelling by
/// our reference, a smaller authorization than asked, charges under another processor's network
/// transaction id.
class StripeConnector final : public Connector
{
public:
    QString name() const override;
    ConnectorCapabilities capabilities() const override;
    ConnectorDescription description() const override;
    Result<> checkAccount(const ProcessorAccount &account) const override;

    Result<HttpRequest> buildAuthorize(const ProcessorAccount &account,
                                       const AuthorizeRequest &request) const override;
    Result<std::vector<HttpRequest>>
    buildPreparations(const ProcessorAccount &account,
                      const AuthorizeRequest &request) const override;
    Result<PreparationReply> parsePreparation(const HttpResponse &response,
                                              HttpRequest &money) const override;
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
    Result<QList<ProcessorNews>> parseNews(const ProcessorAccount &account,
                                           const HttpHeaders &headers, QByteArrayView rawBody,
                                           QByteArrayView secret, qint64 nowMs) const override;
};
