#pragma once

#include "services/processors/connectorregistry.h"
#include "services/processors/networktransport.h"
#include "services/processors/processorgateway.h"
#include "tests/processors/faultyserver.h"
#include "tests/processors/samplecall.h"
#include "tests/support/manualclock.h"

/// The whole way over a real socket: connector, gateway, transport, and a server that misbehaves.
/// Calls take 1.5 s at most. What never comes back has an error code that begins with "test".
class GatewayWorld : public QObject
{
public:
    GatewayWorld();
    ~GatewayWorld() override;

    /// Builds and sends; for Capture and Void by the follow-up request.
    CallOutcome sendCall(ProcessorGateway &over, const SampleCall &call,
                         bool earlierUnknown = false);
    /// Sends the sample call of that kind while the server follows the script.
    CallOutcome send(OperationKind kind, const FaultyScript &script, bool earlierUnknown = false);
    CallOutcome send(OperationKind kind, const QJsonObject &reply);
    CallOutcome read(const SampleCall &call);
    Result<HttpRequest> build(const SampleCall &call) const;

    const ConnectorRegistry connectors;
    ManualClock clock;
    std::unique_ptr<FaultyServer> server;
    NetworkTransport transport;
    ProcessorGateway gateway;
};
