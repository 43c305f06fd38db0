#pragma once

#include "services/domain/accounthealth.h"
#include "services/processors/connector.h"
#include "services/processors/httptransport.h"

#include <QHash>

#include <memory>

class Clock;
class ConnectorRegistry;

/// How long one call may take from the first lookup to the last byte, in ms.
struct GatewayTimeouts
{
    int authorizeMs = 60'000; ///< Authorize and Sale
    int followUpMs = 60'000;  ///< Capture and Void
    int readMs = 20'000;
};

/// Turns one send and its result into a CallOutcome, and guards each account with a circuit
/// breaker. Knows no database: the engine writes down what comes out. Engine thread only.
class ProcessorGateway
{
public:
    ProcessorGateway(HttpTransport &transport, const ConnectorRegistry &connectors,
                     const Clock &clock, const GatewayTimeouts &timeouts = {});
    ~ProcessorGateway();

    using Handler = std::function<void(const CallOutcome &)>;

    /// The connector's capabilities, or NotSupported for a name nobody registered.
    Result<ConnectorCapabilities> capabilities(const QString &connector) const;
    /// ConnectorUnavailable while the account's breaker is open; money operations ask first.
    Result<> mayStart(const ProcessorAccount &account) const;
    /// How its calls went so far.
    AccountHealth health(const ConnectorAccountId &account) const;

    /// Builds the request of a money operation. Nothing is sent.
    Result<HttpRequest> build(const ProcessorAccount &account,
                              const AuthorizeRequest &request) const;
    Result<HttpRequest> build(const ProcessorAccount &account,
                              const FollowUpRequest &request) const;
    /// Builds the calls that have to be answered before an authorization's request goes out; empty
    /// for most connectors.
    Result<std::vector<HttpRequest>> buildPreparations(const ProcessorAccount &account,
                                                       const AuthorizeRequest &request) const;

    /// Makes those calls one by one, taking each away when it is done, and completes the money
    /// request with what they gave. They move no money: `stopped` is empty when all are done, else
    /// the outcome of the operation, which is never Unknown. Called again it goes on where it
    /// stopped.
    using Prepared = std::function<void(const std::optional<CallOutcome> &stopped)>;
    void prepare(const ProcessorAccount &account,
                 const std::shared_ptr<std::vector<HttpRequest>> &calls,
                 const std::shared_ptr<HttpRequest> &money, QObject *context, Prepared handler);

    Result<HttpRequest> build(const ProcessorAccount &account,
                              const CompleteRequest &request) const;
    /// Connector::keptOfReturn of the account's connector.
    QString keptOfReturn(const ProcessorAccount &account, const QString &query) const;

    /// Sends a copy of the request once and classifies what comes back: a smaller authorised amount
    /// is fine only if the payment allows it, and the reply must be about the attempt's payment at
    /// the processor. `earlierUnknown` says that an earlier send of this operation has no known
    /// outcome: then a 4xx proves nothing.
    void send(const ProcessorAccount &account, const Payment &payment, const Attempt &attempt,
              const Operation &operation, const HttpRequest &request, bool earlierUnknown,
              QObject *context, Handler handler);
    /// Reads how that operation stands. Decided with NotFound when the processor has no trace.
    void read(const ProcessorAccount &account, const Payment &payment, const Attempt &attempt,
              const Operation &operation, QObject *context, Handler handler);

    /// Asks for a token to be forgotten, once. Unknown when nobody can tell what became of it.
    void detach(const ProcessorAccount &account, const DetachRequest &request, QObject *context,
                std::function<void(const DetachAnswer &)> handler);
    /// Answers a dispute, once. How it stands then; InvalidState when the processor refuses,
    /// ConnectorUnreachable when nothing was sent, OutcomeUnknown when nobody can tell.
    void answerDispute(const ProcessorAccount &account, const DisputeAnswerRequest &request,
                       QObject *context, std::function<void(const Result<DisputeNews> &)> handler);
    /// Asks whether the processor takes the account's keys. InvalidValue (field
    /// "connector_account_details") when it does not, ConnectorUnreachable when nothing was sent,
    /// OutcomeUnknown when it says neither.
    void verify(const ProcessorAccount &account, QObject *context,
                std::function<void(const Result<bool> &)> handler);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
