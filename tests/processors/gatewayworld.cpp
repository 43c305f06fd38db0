#include "tests/processors/gatewayworld.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr GatewayTimeouts kShort{.authorizeMs = 1500, .followUpMs = 1500, .readMs = 1500};

/// Waits for the one answer.
CallOutcome awaited(const std::optional<CallOutcome> &outcome)
{
    if (QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 10'000))
        return *outcome;
    CallOutcome none;
    none.error.code = u"test: never answered"_s;
    return none;
}

} // namespace

GatewayWorld::GatewayWorld()
    : server(std::make_unique<FaultyServer>())
    , gateway(transport, connectors, clock, kShort)
{
}

GatewayWorld::~GatewayWorld() = default;

Result<HttpRequest> GatewayWorld::build(const SampleCall &call) const
{
    if (call.operation.kind == OperationKind::Capture || call.operation.kind == OperationKind::Void)
        return gateway.build(call.account, call.followUp());
    const CardDetails card = sampleCard();
    return gateway.build(call.account, call.authorize(card));
}

CallOutcome GatewayWorld::sendCall(ProcessorGateway &over, const SampleCall &call,
                                   bool earlierUnknown)
{
    const Result<HttpRequest> request = build(call);
    std::optional<CallOutcome> outcome;
    const auto handler = [&outcome](const CallOutcome &answer) { outcome = answer; };
    if (request)
        over.send(call.account, call.payment, call.attempt, call.operation, *request,
                  earlierUnknown, this, handler);
    return awaited(outcome);
}

CallOutcome GatewayWorld::send(OperationKind kind, const FaultyScript &script, bool earlierUnknown)
{
    server->setScript(script);
    return sendCall(gateway, sampleCall(kind, server->url()), earlierUnknown);
}

CallOutcome GatewayWorld::send(OperationKind kind, const QJsonObject &reply)
{
    return send(kind, FaultyScript{.body = compactJson(reply)});
}

CallOutcome GatewayWorld::read(const SampleCall &call)
{
    std::optional<CallOutcome> outcome;
    gateway.read(call.account, call.payment, call.attempt, call.operation, this,
                 [&outcome](const CallOutcome &answer) { outcome = answer; });
    return awaited(outcome);
}
