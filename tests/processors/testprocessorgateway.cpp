#include "tests/processors/gatewayworld.h"
#include "tests/processors/scriptedtransport.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Fault = FaultyScript::Kind;
using Kind = OperationKind;

/// What the gateway adds to connector and transport.
class TestProcessorGateway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { m_world = std::make_unique<GatewayWorld>(); }
    void cleanup() { m_world.reset(); }

    void decided_data();
    void decided();
    void plainHttpStaysAtHome();
    void unreachable();
    void reads();
    void readWithoutAPayment();
    void partialAuthorization();
    void otherPaymentAtTheProcessor();
    void breaker_opens_and_closes();
    void breakerIsPerAccount();
    void breakerLetsReadsThrough();
    void unknownConnector();
    void timeoutsByKind();
    void requestStaysUsable();
    void followUpsAreBuiltByKind();

private:
    std::unique_ptr<GatewayWorld> m_world;
};

void TestProcessorGateway::decided_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<ReplyState>("state");
    QTest::newRow("authorize") << Kind::Authorize << ReplyState::Authorized;
    QTest::newRow("sale") << Kind::Sale << ReplyState::Captured;
    QTest::newRow("capture") << Kind::Capture << ReplyState::Captured;
    QTest::newRow("void") << Kind::Void << ReplyState::Voided;
}

void TestProcessorGateway::decided()
{
    QFETCH(Kind, kind);
    const QJsonObject reply = sampleReply(sampleCall(kind));
    const CallOutcome outcome = m_world->send(kind, reply);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Decided));
    QTEST(outcome.reply.state, "state");
    QCOMPARE(outcome.reply.amount, 1000);
    QCOMPARE(outcome.reply.processorReference, u"simpay_7"_s);
    QCOMPARE(outcome.httpStatus, 200);
    QCOMPARE(outcome.redactedBody, compactJson(reply));
    QCOMPARE(m_world->server->requestCount(), 1);
    const Result<HttpRequest> request = m_world->build(sampleCall(kind, m_world->server->url()));
    QVERIFY(request);
    QCOMPARE(m_world->server->lastBody(), request->body.view().toByteArray());
}

void TestProcessorGateway::plainHttpStaysAtHome()
{
    const SampleCall call = sampleCall(Kind::Authorize, QUrl(u"http://bank.example:80"_s));
    const CallOutcome outcome = m_world->sendCall(m_world->gateway, call);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::NotSent));
    QCOMPARE(outcome.error.code, u"connector_unreachable"_s);
}

void TestProcessorGateway::unreachable()
{
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    m_world->server.reset();
    const CallOutcome outcome = m_world->sendCall(m_world->gateway, call);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::NotSent));
    QCOMPARE(outcome.error.unifiedCode, u"UE_3000"_s);
    QCOMPARE(toText(m_world->read(call).kind), toText(OutcomeClass::Unknown));
}

void TestProcessorGateway::reads()
{
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    m_world->server->queueScript({.body = compactJson(sampleReply(call))});
    const CallOutcome found = m_world->read(call);
    QCOMPARE(toText(found.kind), toText(OutcomeClass::Decided));
    QCOMPARE(found.reply.state, ReplyState::Authorized);
    QVERIFY(m_world->server->lastHeader().startsWith("GET /v1/references/pay_1_2 HTTP/1.1\r\n"));

    m_world->server->queueScript(
        {.status = 404, .body = compactJson(bankRefusal(u"not_found"_s, u"invalid_request"_s))});
    const CallOutcome missing = m_world->read(call);
    QCOMPARE(toText(missing.kind), toText(OutcomeClass::Decided));
    QCOMPARE(missing.reply.state, ReplyState::NotFound);

    for (const FaultyScript &script :
         {FaultyScript{.status = 404, .headers = "Content-Type: text/html\r\n", .body = "no"},
          FaultyScript{.kind = Fault::Silence}, FaultyScript{.status = 500},
          FaultyScript{.status = 302, .headers = "Location: /\r\n"}}) {
        m_world->server->queueScript(script);
        QCOMPARE(toText(m_world->read(call).kind), toText(OutcomeClass::Unknown));
    }
}

void TestProcessorGateway::readWithoutAPayment()
{
    SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    call.attempt.processorReference = u"../../control/ledger"_s;
    QCOMPARE(toText(m_world->read(call).kind), toText(OutcomeClass::Unknown));
    QCOMPARE(m_world->server->requestCount(), 0);
}

void TestProcessorGateway::partialAuthorization()
{
    SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    QJsonObject json = sampleReply(call);
    json.insert("authorized"_L1, 700);
    m_world->server->setScript({.body = compactJson(json)});
    QCOMPARE(toText(m_world->sendCall(m_world->gateway, call).kind),
             toText(OutcomeClass::Integrity));
    call.payment.partialAuthorizationAllowed = true;
    const CallOutcome outcome = m_world->sendCall(m_world->gateway, call);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Decided));
    QCOMPARE(outcome.reply.amount, 700);
    QCOMPARE(m_world->read(call).reply.amount, 700);
}

void TestProcessorGateway::otherPaymentAtTheProcessor()
{
    SampleCall call = sampleCall(Kind::Capture, m_world->server->url());
    call.attempt.processorReference = u"simpay_8"_s;
    m_world->server->setScript({.body = compactJson(sampleReply(call))});
    const CallOutcome outcome = m_world->sendCall(m_world->gateway, call);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Integrity));
    QCOMPARE(outcome.error.message, u"processor_reference"_s);
}

void TestProcessorGateway::breaker_opens_and_closes()
{
    ScriptedTransport transport;
    ProcessorGateway gateway(transport, m_world->connectors, m_world->clock);
    const SampleCall call = sampleCall(Kind::Authorize);
    const HttpResult good{Delivery::Answered, bankResponse(200, sampleReply(call)), {}};
    const HttpResult silent{Delivery::Unanswered, {}, u"timeout"_s};
    const HttpResult unsent{Delivery::NotSent, {}, u"refused"_s};
    transport.results = {silent, unsent, silent, unsent, silent, good, silent, good};
    for (int i = 0; i < 5; ++i) {
        QVERIFY(gateway.mayStart(call.account));
        m_world->sendCall(gateway, call);
        m_world->clock.advance(1000);
    }
    const Result<> refused = gateway.mayStart(call.account);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ConnectorUnavailable);
    m_world->clock.advance(30'000);
    QVERIFY(gateway.mayStart(call.account)); // half open: one may try
    m_world->sendCall(gateway, call);
    QVERIFY(gateway.mayStart(call.account)); // it went through
    m_world->sendCall(gateway, call);
    QVERIFY(gateway.mayStart(call.account)); // one failure alone does not count
}

void TestProcessorGateway::breakerIsPerAccount()
{
    ScriptedTransport transport;
    transport.results = {{Delivery::Unanswered, {}, u"timeout"_s}};
    ProcessorGateway gateway(transport, m_world->connectors, m_world->clock);
    const SampleCall call = sampleCall(Kind::Capture);
    for (int i = 0; i < 5; ++i)
        m_world->sendCall(gateway, call);
    QVERIFY(!gateway.mayStart(call.account));
    ProcessorAccount other = call.account;
    other.id = {u"mca_2"_s};
    QVERIFY(gateway.mayStart(other));
}

void TestProcessorGateway::breakerLetsReadsThrough()
{
    SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    m_world->server->setScript({.status = 500});
    for (int i = 0; i < 5; ++i)
        m_world->sendCall(m_world->gateway, call);
    QVERIFY(!m_world->gateway.mayStart(call.account));
    m_world->server->setScript({.body = compactJson(sampleReply(call))});
    QCOMPARE(m_world->read(call).reply.state, ReplyState::Authorized);
    QVERIFY(!m_world->gateway.mayStart(call.account)); // a read says nothing about money calls
}

void TestProcessorGateway::unknownConnector()
{
    SampleCall call = sampleCall(Kind::Authorize);
    const Result<HttpRequest> request = m_world->build(call);
    call.account.connector = u"nobody"_s;
    QCOMPARE(m_world->gateway.capabilities(u"nobody"_s).error().code, ErrorCode::NotSupported);
    QVERIFY(m_world->gateway.capabilities(u"simulator"_s));
    QVERIFY(!m_world->build(call));
    std::optional<CallOutcome> outcome;
    m_world->gateway.send(call.account, call.payment, call.attempt, call.operation, *request, false,
                          this, [&outcome](const CallOutcome &answer) { outcome = answer; });
    QVERIFY(!outcome);
    QTRY_VERIFY(outcome.has_value());
    QCOMPARE(toText(outcome->kind), toText(OutcomeClass::NotSent));
    QCOMPARE(toText(m_world->read(call).kind), toText(OutcomeClass::Unknown));
}

void TestProcessorGateway::timeoutsByKind()
{
    ScriptedTransport transport;
    transport.results = {{Delivery::Unanswered, {}, u"timeout"_s}};
    ProcessorGateway gateway(transport, m_world->connectors, m_world->clock,
                             {.authorizeMs = 1, .followUpMs = 2, .readMs = 3});
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void})
        m_world->sendCall(gateway, sampleCall(kind));
    const SampleCall call = sampleCall(Kind::Capture);
    bool done = false;
    gateway.read(call.account, call.payment, call.attempt, call.operation, this,
                 [&done](const CallOutcome &) { done = true; });
    QTRY_VERIFY(done);
    QCOMPARE(transport.timeouts, QList<int>({1, 1, 2, 2, 3}));
    QCOMPARE(transport.sentMethods.last(), "GET");
    QCOMPARE(GatewayTimeouts().authorizeMs, 60'000);
    QCOMPARE(GatewayTimeouts().followUpMs, 60'000);
    QCOMPARE(GatewayTimeouts().readMs, 20'000);
}

void TestProcessorGateway::requestStaysUsable()
{
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    const Result<HttpRequest> request = m_world->build(call);
    QVERIFY(request);
    m_world->server->setScript({.body = compactJson(sampleReply(call))});
    QByteArray first;
    for (int i = 1; i <= 2; ++i) {
        bool done = false;
        m_world->gateway.send(call.account, call.payment, call.attempt, call.operation, *request,
                              false, this, [&done](const CallOutcome &) { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(m_world->server->requestCount(), i);
        if (i == 1)
            first = m_world->server->lastHeader() + m_world->server->lastBody();
    }
    QCOMPARE(QByteArray(m_world->server->lastHeader() + m_world->server->lastBody()), first);
}

void TestProcessorGateway::followUpsAreBuiltByKind()
{
    const SampleCall authorize = sampleCall(Kind::Authorize);
    const auto refused = m_world->gateway.build(authorize.account, authorize.followUp());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotSupported);
    const SampleCall capture = sampleCall(Kind::Capture);
    QVERIFY(m_world->gateway.build(capture.account, capture.followUp())
                ->url.path()
                .endsWith("/captures"_L1));
    const SampleCall release = sampleCall(Kind::Void);
    QVERIFY(m_world->gateway.build(release.account, release.followUp())
                ->url.path()
                .endsWith("/void"_L1));
}

QTEST_GUILESS_MAIN(TestProcessorGateway)
#include "testprocessorgateway.moc"
