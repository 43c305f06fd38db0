#include "services/processors/processorgateway.h"

#include "services/core/clock.h"
#include "services/processors/circuitbreaker.h"
#include "services/processors/connectorregistry.h"
#include "services/processors/outcomeclassifier.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

HttpRequest copyOf(const HttpRequest &request)
{
    return {request.method, request.url, request.headers, request.body.clone(), request.holdsCard};
}

/// What the classifier needs, owned, until the answer comes.
struct Call
{
    const Connector *connector = nullptr;
    QString account;
    Operation operation;
    QString processorReference;
    bool isRead = false;
    bool earlierUnknown = false;
    bool partialAllowed = false;
    int timeoutMs = 0;
    bool testMode = true; ///< of the account
};

} // namespace

struct ProcessorGateway::Private
{
    HttpTransport &transport;
    const ConnectorRegistry &connectors;
    const Clock &clock;
    GatewayTimeouts timeouts;
    QHash<QString, CircuitBreaker> breakers; ///< by account id
    QHash<QString, AccountHealth> healths;   ///< by account id

    Result<const Connector *> connector(const QString &name) const
    {
        if (const Connector *found = connectors.find(name))
            return found;
        return Error{ErrorCode::NotSupported, u"connector"_s, name};
    }

    void send(const Call &call, HttpRequest request, QObject *context, Handler handler)
    {
        const qint64 startMs = clock.steadyMs();
        if (!call.isRead)
            breakers[call.account].sent(startMs);
        transport.send(std::move(request), call.timeoutMs, context,
                       [this, call, startMs, handler = std::move(handler)](
                           const HttpResult &result) { handler(answered(call, startMs, result)); });
    }

    CallOutcome answered(const Call &call, qint64 startMs, const HttpResult &result)
    {
        const CallFacts facts{call.operation,      call.processorReference, call.isRead,
                              call.earlierUnknown, call.partialAllowed,     clock.nowMs(),
                              call.testMode};
        CallOutcome outcome = classify(*call.connector, facts, result);
        const qint64 nowMs = clock.steadyMs();
        outcome.durationMs = nowMs - startMs;
        note(call.account, result, outcome.durationMs);
        if (!call.isRead)
            judgeHealth(breakers[call.account], outcome.kind, nowMs);
        return outcome;
    }

    /// What a call says of the account, whatever it was about.
    void note(const QString &account, const HttpResult &result, qint64 durationMs)
    {
        if (account.isEmpty())
            return;
        AccountHealth &health = healths[account];
        const int status = result.response.status;
        const bool refused = status == 401 || status == 403;
        if (result.delivery == Delivery::Answered && status < 500 && !refused) {
            health.lastSuccessMs = clock.nowMs();
            health.lastDurationMs = durationMs;
            health.answered += 1;
            return;
        }
        health.lastFailureMs = clock.nowMs();
        health.failed += 1;
        health.lastFailure = result.delivery == Delivery::NotSent      ? u"not_reached"_s
                             : result.delivery == Delivery::Unanswered ? u"no_answer"_s
                             : refused                                 ? u"keys_refused"_s
                                       : QString(u"http_"_s + QString::number(status));
    }

    static void judgeHealth(CircuitBreaker &breaker, OutcomeClass kind, qint64 nowMs)
    {
        switch (kind) {
        case OutcomeClass::Unknown:
        case OutcomeClass::NotSent: return breaker.failed(nowMs);
        case OutcomeClass::Decided:
        case OutcomeClass::Rejected:
        case OutcomeClass::RetryLater:
        case OutcomeClass::Integrity: return breaker.succeeded();
        }
    }

    void prepare(const Connector *connector, const ProcessorAccount &account,
                 const std::shared_ptr<std::vector<HttpRequest>> &calls,
                 const std::shared_ptr<HttpRequest> &money, QObject *context, Prepared handler);

    /// Ends a call for which there was nothing to send, as every other: through the event loop.
    static void giveUp(OutcomeClass kind, const Error &why, QObject *context, Handler handler)
    {
        CallOutcome outcome;
        outcome.kind = kind;
        outcome.error = {u"connector_not_usable"_s, u"configuration"_s, why.field, u"UE_2000"_s};
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler), outcome] { handler(outcome); },
            Qt::QueuedConnection);
    }
};

ProcessorGateway::ProcessorGateway(HttpTransport &transport, const ConnectorRegistry &connectors,
                                   const Clock &clock, const GatewayTimeouts &timeouts)
    : d(new Private{transport, connectors, clock, timeouts, {}, {}})
{
}

ProcessorGateway::~ProcessorGateway() = default;

Result<ConnectorCapabilities> ProcessorGateway::capabilities(const QString &connector) const
{
    return d->connector(connector).and_then([](const Connector *found) {
        return Result<ConnectorCapabilities>(found->capabilities());
    });
}

Result<> ProcessorGateway::mayStart(const ProcessorAccount &account) const
{
    const auto breaker = d->breakers.constFind(account.id.value);
    if (breaker == d->breakers.cend() || breaker->allows(d->clock.steadyMs()))
        return {};
    return Error{ErrorCode::ConnectorUnavailable, u"connector"_s, u"circuit breaker open"_s};
}

AccountHealth ProcessorGateway::health(const ConnectorAccountId &account) const
{
    AccountHealth health = d->healths.value(account.value);
    health.account = account;
    const auto breaker = d->breakers.constFind(account.value);
    health.isPaused = breaker != d->breakers.cend() && !breaker->allows(d->clock.steadyMs());
    return health;
}

Result<HttpRequest> ProcessorGateway::build(const ProcessorAccount &account,
                                            const AuthorizeRequest &request) const
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return connector.error();
    const StoredCredential &credential = request.credential;
    const bool underSetUp = credential.byMerchant && !credential.networkTransactionId.isEmpty();
    if (request.isNetworkToken && !(underSetUp && (*connector)->capabilities().networkTokens))
        return Error{ErrorCode::NotSupported, u"network_token"_s};
    return (*connector)->buildAuthorize(account, request);
}

Result<HttpRequest> ProcessorGateway::build(const ProcessorAccount &account,
                                            const FollowUpRequest &request) const
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return connector.error();
    switch (request.operation->kind) {
    case OperationKind::Capture: return (*connector)->buildCapture(account, request);
    case OperationKind::Void: return (*connector)->buildVoid(account, request);
    case OperationKind::Refund: return (*connector)->buildRefund(account, request);
    case OperationKind::Authorize:
    case OperationKind::Sale: return Error{ErrorCode::NotSupported, u"operation"_s};
    }
    return ErrorCode::Internal;
}

Result<HttpRequest> ProcessorGateway::build(const ProcessorAccount &account,
                                            const CompleteRequest &request) const
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return connector.error();
    return (*connector)->buildComplete(account, request);
}

QString ProcessorGateway::keptOfReturn(const ProcessorAccount &account, const QString &query) const
{
    const auto connector = d->connector(account.connector);
    return connector ? (*connector)->keptOfReturn(query) : QString();
}

Result<std::vector<HttpRequest>>
ProcessorGateway::buildPreparations(const ProcessorAccount &account,
                                    const AuthorizeRequest &request) const
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return connector.error();
    return (*connector)->buildPreparations(account, request);
}

void ProcessorGateway::Private::prepare(const Connector *connector, const ProcessorAccount &account,
                                        const std::shared_ptr<std::vector<HttpRequest>> &calls,
                                        const std::shared_ptr<HttpRequest> &money, QObject *context,
                                        Prepared handler)
{
    if (calls->empty())
        return handler(std::nullopt);
    const qint64 startMs = clock.steadyMs();
    breakers[account.id.value].sent(startMs);
    const auto answered = [this, connector, account, calls, money, context, startMs,
                           handler = std::move(handler)](const HttpResult &result) {
        std::optional<CallOutcome> stopped =
            classifyPreparation(*connector, account.testMode, result, *money, clock.nowMs());
        const qint64 nowMs = clock.steadyMs();
        note(account.id.value, result, nowMs - startMs);
        judgeHealth(breakers[account.id.value], stopped ? stopped->kind : OutcomeClass::Decided,
                    nowMs);
        if (stopped) {
            stopped->durationMs = nowMs - startMs;
            return handler(stopped);
        }
        calls->erase(calls->begin());
        prepare(connector, account, calls, money, context, handler);
    };
    HttpRequest copy = copyOf(calls->front());
    copy.holdsCard = copy.holdsCard || account.keys;
    transport.send(std::move(copy), timeouts.readMs, context, answered);
}

void ProcessorGateway::prepare(const ProcessorAccount &account,
                               const std::shared_ptr<std::vector<HttpRequest>> &calls,
                               const std::shared_ptr<HttpRequest> &money, QObject *context,
                               Prepared handler)
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return Private::giveUp(OutcomeClass::NotSent, connector.error(), context,
                               std::move(handler));
    d->prepare(*connector, account, calls, money, context, std::move(handler));
}

void ProcessorGateway::send(const ProcessorAccount &account, const Payment &payment,
                            const Attempt &attempt, const Operation &operation,
                            const HttpRequest &request, bool earlierUnknown, QObject *context,
                            Handler handler)
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return Private::giveUp(OutcomeClass::NotSent, connector.error(), context,
                               std::move(handler));
    const Call call{.connector = *connector,
                    .account = account.id.value,
                    .operation = operation,
                    .processorReference = attempt.processorReference,
                    .isRead = false,
                    .earlierUnknown = earlierUnknown,
                    .partialAllowed = payment.partialAuthorizationAllowed,
                    .timeoutMs = isAuthorization(operation) ? d->timeouts.authorizeMs
                                                            : d->timeouts.followUpMs,
                    .testMode = account.testMode};
    HttpRequest copy = copyOf(request);
    copy.holdsCard = isAuthorization(operation) || account.keys;
    d->send(call, std::move(copy), context, std::move(handler));
}

void ProcessorGateway::read(const ProcessorAccount &account, const Payment &payment,
                            const Attempt &attempt, const Operation &operation, QObject *context,
                            Handler handler)
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return Private::giveUp(OutcomeClass::Unknown, connector.error(), context,
                               std::move(handler));
    Result<HttpRequest> request =
        (*connector)->buildRead(account, FollowUpRequest{&payment, &attempt, &operation});
    if (!request)
        return Private::giveUp(OutcomeClass::Unknown, request.error(), context, std::move(handler));
    const Call call{.connector = *connector,
                    .account = account.id.value,
                    .operation = operation,
                    .processorReference = attempt.processorReference,
                    .isRead = true,
                    .earlierUnknown = false,
                    .partialAllowed = payment.partialAuthorizationAllowed,
                    .timeoutMs = d->timeouts.readMs,
                    .testMode = account.testMode};
    request->holdsCard = account.keys != nullptr;
    d->send(call, std::move(*request), context, std::move(handler));
}

void ProcessorGateway::detach(const ProcessorAccount &account, const DetachRequest &request,
                              QObject *context, std::function<void(const DetachAnswer &)> handler)
{
    const auto found = d->connector(account.connector);
    Result<HttpRequest> built =
        found ? (*found)->buildDetach(account, request) : Result<HttpRequest>(found.error());
    if (!built) { // as it is set up now; that may change
        const DetachAnswer notSent{DetachAnswer::Kind::Unknown, u"connector_not_usable"_s};
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler), notSent] { handler(notSent); },
            Qt::QueuedConnection);
        return;
    }
    built->holdsCard = account.keys != nullptr;
    d->transport.send(
        std::move(*built), d->timeouts.followUpMs, context,
        [connector = *found, handler = std::move(handler)](const HttpResult &result) {
            const int status = result.response.status;
            if (result.delivery != Delivery::Answered)
                return handler({DetachAnswer::Kind::Unknown, u"no_answer"_s});
            if (status >= 500 || status == 429 || status == 409)
                return handler({DetachAnswer::Kind::Unknown, QString::number(status)});
            handler(connector->parseDetach(result.response));
        });
}

void ProcessorGateway::verify(const ProcessorAccount &account, QObject *context,
                              std::function<void(const Result<bool> &)> handler)
{
    const auto connector = d->connector(account.connector);
    if (!connector)
        return handler(connector.error());
    Result<HttpRequest> request = (*connector)->buildVerify(account);
    if (!request)
        return handler(request.error());
    request->holdsCard = account.keys != nullptr;
    d->transport.send(
        std::move(*request), d->timeouts.readMs, context,
        [this, account = account.id.value, startMs = d->clock.steadyMs(),
         handler = std::move(handler)](const HttpResult &result) {
            d->note(account, result, d->clock.steadyMs() - startMs);
            const int status = result.response.status;
            if (result.delivery == Delivery::NotSent)
                return handler(Error{ErrorCode::ConnectorUnreachable});
            if (result.delivery == Delivery::Unanswered || status >= 500)
                return handler(Error{ErrorCode::OutcomeUnknown});
            if (status == 401 || status == 403)
                return handler(Error{ErrorCode::InvalidValue, u"connector_account_details"_s});
            handler(true);
        });
}

void ProcessorGateway::answerDispute(const ProcessorAccount &account,
                                     const DisputeAnswerRequest &request, QObject *context,
                                     std::function<void(const Result<DisputeNews> &)> handler)
{
    const auto found = d->connector(account.connector);
    Result<HttpRequest> built =
        found ? (*found)->buildDisputeAnswer(account, request) : Result<HttpRequest>(found.error());
    if (!built) {
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler), why = built.error()] { handler(why); },
            Qt::QueuedConnection);
        return;
    }
    d->transport.send(std::move(*built), d->timeouts.followUpMs, context,
                      [connector = *found, handler = std::move(handler)](const HttpResult &result) {
                          const int status = result.response.status;
                          if (result.delivery == Delivery::NotSent)
                              return handler(Error{ErrorCode::ConnectorUnreachable});
                          if (result.delivery != Delivery::Answered || status >= 500
                              || status == 429 || status == 409)
                              return handler(Error{ErrorCode::OutcomeUnknown});
                          handler(connector->parseDisputeAnswer(result.response));
                      });
}
