#include "services/processors/connectorregistry.h"
#include "services/processors/networktransport.h"
#include "services/processors/processorgateway.h"
#include "tests/processors/faultyserver.h"
#include "tests/processors/samplecall.h"
#include "tests/processors/scriptedtransport.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using Fault = FaultyScript::Kind;
using Kind = OperationKind;

namespace {

constexpr GatewayTimeouts kShort{.authorizeMs = 1500, .followUpMs = 1500, .readMs = 1500};

} // namespace

/// The whole way over a real socket: connector, gateway, transport, and a server that misbehaves.
class TestProcessorGateway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup();

    void decided_data();
    void decided();
    void net_timeout_before();
    void net_timeout_after();
    void net_reset_mid_body_data();
    void net_reset_mid_body();
    void net_close_no_reply();
    void net_5xx_data();
    void net_5xx();
    void net_429_retry_after_data();
    void net_429_retry_after();
    void net_409_in_use();
    void net_3xx_data();
    void net_3xx();
    void net_slow_drip();
    void net_huge_reply();
    void net_garbage_json();
    void net_html_200();
    void net_empty_200();
    void net_truncated_200();
    void net_wrong_amount();
    void net_wrong_currency();
    void net_wrong_reference();
    void net_unknown_status();
    void net_4xx_after_unknown();
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
    CallOutcome send(Kind kind, const QJsonObject &reply);
    CallOutcome send(Kind kind, const FaultyScript &script, bool earlierUnknown = false);
    CallOutcome sendCall(ProcessorGateway &gateway, const SampleCall &call, bool earlierUnknown,
                         bool withPayment);
    CallOutcome readCall(const SampleCall &call);
    Result<HttpRequest> build(const ProcessorGateway &gateway, const SampleCall &call) const;
    void oneUnknown(const FaultyScript &script);

    const ConnectorRegistry m_connectors;
    ManualClock m_clock;
    std::unique_ptr<FaultyServer> m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    std::unique_ptr<ProcessorGateway> m_gateway;
};

void TestProcessorGateway::init()
{
    m_server = std::make_unique<FaultyServer>();
    m_transport = std::make_unique<NetworkTransport>();
    m_gateway = std::make_unique<ProcessorGateway>(*m_transport, m_connectors, m_clock, kShort);
}

void TestProcessorGateway::cleanup()
{
    m_transport.reset();
    m_gateway.reset();
    m_server.reset();
}

Result<HttpRequest> TestProcessorGateway::build(const ProcessorGateway &gateway,
                                                const SampleCall &call) const
{
    if (call.operation.kind == Kind::Capture || call.operation.kind == Kind::Void)
        return gateway.build(call.account, call.followUp());
    const CardDetails card = sampleCard();
    return gateway.build(call.account, call.authorize(card));
}

CallOutcome TestProcessorGateway::sendCall(ProcessorGateway &gateway, const SampleCall &call,
                                           bool earlierUnknown, bool withPayment)
{
    const Result<HttpRequest> request = build(gateway, call);
    std::optional<CallOutcome> outcome;
    const auto handler = [&outcome](const CallOutcome &answer) { outcome = answer; };
    if (request && withPayment)
        gateway.send(call.account, call.payment, call.attempt, call.operation, *request,
                     earlierUnknown, this, handler);
    else if (request)
        gateway.send(call.account, call.operation, *request, earlierUnknown, this, handler);
    const bool finished = QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 10'000);
    CallOutcome none;
    none.error.code = u"test: never answered"_s;
    return finished ? *outcome : none;
}

CallOutcome TestProcessorGateway::send(Kind kind, const FaultyScript &script, bool earlierUnknown)
{
    m_server->setScript(script);
    return sendCall(*m_gateway, sampleCall(kind, m_server->url()), earlierUnknown, true);
}

CallOutcome TestProcessorGateway::send(Kind kind, const QJsonObject &reply)
{
    return send(kind, FaultyScript{.body = compactJson(reply)});
}

CallOutcome TestProcessorGateway::readCall(const SampleCall &call)
{
    std::optional<CallOutcome> outcome;
    m_gateway->read(call.account, call.payment, call.attempt, call.operation, this,
                    [&outcome](const CallOutcome &answer) { outcome = answer; });
    const bool finished = QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 10'000);
    CallOutcome none;
    none.error.code = u"test: never answered"_s;
    return finished ? *outcome : none;
}

/// For every kind: unknown, and exactly one request went over the wire.
void TestProcessorGateway::oneUnknown(const FaultyScript &script)
{
    int sends = 0;
    for (const Kind kind : {Kind::Authorize, Kind::Capture, Kind::Void}) {
        const CallOutcome outcome = send(kind, script);
        ++sends;
        QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Unknown));
        QVERIFY(!outcome.error.code.isEmpty());
        QVERIFY(!outcome.error.code.startsWith("test"_L1));
        QTest::qWait(250); // a hidden resend came by now
        QCOMPARE(m_server->requestCount(), sends);
    }
}

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
    const CallOutcome outcome = send(kind, reply);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Decided));
    QTEST(outcome.reply.state, "state");
    QCOMPARE(outcome.reply.amount, 1000);
    QCOMPARE(outcome.reply.processorReference, u"simpay_7"_s);
    QCOMPARE(outcome.httpStatus, 200);
    QCOMPARE(outcome.redactedBody, compactJson(reply));
    QCOMPARE(m_server->requestCount(), 1);
    const Result<HttpRequest> request = build(*m_gateway, sampleCall(kind, m_server->url()));
    QVERIFY(request);
    QCOMPARE(m_server->lastBody(), request->body.view().toByteArray());
}

void TestProcessorGateway::net_timeout_before()
{
    oneUnknown({.kind = Fault::Silence});
}

void TestProcessorGateway::net_timeout_after()
{
    // The bank has done it and says so too late: what comes after the deadline is not heard.
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    m_server->setScript({.body = compactJson(sampleReply(call)), .delayMs = 2000});
    QCOMPARE(toText(sendCall(*m_gateway, call, false, true).kind), toText(OutcomeClass::Unknown));
    QTest::qWait(1000);
    QCOMPARE(m_server->requestCount(), 1);
    m_server->setScript({.body = compactJson(sampleReply(call))});
    QCOMPARE(readCall(call).reply.state, ReplyState::Authorized);
}

void TestProcessorGateway::net_reset_mid_body_data()
{
    QTest::addColumn<FaultyScript>("script");
    const QByteArray body = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    QTest::newRow("of the request") << FaultyScript{.kind = Fault::ResetRequest};
    QTest::newRow("of the reply") << FaultyScript{.kind = Fault::ResetReply, .body = body};
}

void TestProcessorGateway::net_reset_mid_body()
{
    QFETCH(FaultyScript, script);
    oneUnknown(script);
}

void TestProcessorGateway::net_close_no_reply()
{
    oneUnknown({.kind = Fault::Close});
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    m_server->setScript({.kind = Fault::BadStatusLine});
    QCOMPARE(toText(sendCall(*m_gateway, call, false, true).kind), toText(OutcomeClass::Unknown));
    QTest::qWait(250);
    QCOMPARE(m_server->requestCount(), 4);
}

void TestProcessorGateway::net_5xx_data()
{
    QTest::addColumn<FaultyScript>("script");
    const QByteArray good = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    QTest::newRow("500 empty") << FaultyScript{.status = 500};
    QTest::newRow("500 with a good body") << FaultyScript{.status = 500, .body = good};
    QTest::newRow("503 html") << FaultyScript{
        .status = 503, .headers = "Content-Type: text/html\r\n", .body = "<html>Back soon</html>"};
    QTest::newRow("504") << FaultyScript{.status = 504, .headers = {}};
}

void TestProcessorGateway::net_5xx()
{
    QFETCH(FaultyScript, script);
    oneUnknown(script);
    QCOMPARE(send(Kind::Authorize, script).httpStatus, script.status);
}

void TestProcessorGateway::net_429_retry_after_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    const QDateTime later = QDateTime::fromMSecsSinceEpoch(m_clock.nowMs() + 30'000, Qt::UTC);
    QTest::newRow("seconds") << QByteArray("7") << 7'000LL;
    QTest::newRow("date")
        << QLocale::c().toString(later, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()
        << 30'000LL;
    QTest::newRow("none") << QByteArray() << 0LL;
}

void TestProcessorGateway::net_429_retry_after()
{
    QFETCH(QByteArray, value);
    const QByteArray header =
        value.isEmpty() ? QByteArray() : QByteArray("Retry-After: " + value + "\r\n");
    const CallOutcome outcome =
        send(Kind::Capture,
             FaultyScript{.status = 429,
                          .headers = "Content-Type: application/json\r\n" + header,
                          .body = compactJson(bankRefusal(u"rate_limited"_s, u"rate_limited"_s))});
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::RetryLater));
    QTEST(outcome.retryAfterMs, "expected");
    QCOMPARE(m_server->requestCount(), 1);
}

void TestProcessorGateway::net_409_in_use()
{
    const FaultyScript script{.status = 409,
                              .body = compactJson(bankRefusal(u"key_in_use"_s, u"duplicate"_s))};
    QCOMPARE(toText(send(Kind::Capture, script).kind), toText(OutcomeClass::RetryLater));
    QCOMPARE(m_server->requestCount(), 1);
}

void TestProcessorGateway::net_3xx_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestProcessorGateway::net_3xx()
{
    QFETCH(int, status);
    FaultyServer elsewhere;
    const FaultyScript script{
        .status = status, .headers = "Location: " + elsewhere.url(u"/v1"_s).toEncoded() + "\r\n"};
    const CallOutcome outcome = send(Kind::Authorize, script);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Integrity));
    QCOMPARE(outcome.error.code, u"unexpected_redirect"_s);
    QCOMPARE(m_server->requestCount(), 1);
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void TestProcessorGateway::net_slow_drip()
{
    QElapsedTimer timer;
    timer.start();
    m_server->setScript({.kind = Fault::Drip, .body = "{}"});
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    QCOMPARE(toText(sendCall(*m_gateway, call, false, true).kind), toText(OutcomeClass::Unknown));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_server->requestCount(), 1);
}

void TestProcessorGateway::net_huge_reply()
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("filling"_L1, QString(2 << 20, u'x'));
    oneUnknown({.body = compactJson(json)});
    QCOMPARE(
        toText(
            send(Kind::Authorize, FaultyScript{.body = compactJson(json), .chunked = true}).kind),
        toText(OutcomeClass::Unknown));
}

void TestProcessorGateway::net_garbage_json()
{
    oneUnknown({.body = "\x01\xFF{{{\"status\":\"authorized\""});
}

void TestProcessorGateway::net_html_200()
{
    oneUnknown({.headers = "Content-Type: text/html\r\n", .body = "<html>Log in first</html>"});
}

void TestProcessorGateway::net_empty_200()
{
    oneUnknown({.status = 200});
}

void TestProcessorGateway::net_truncated_200()
{
    const QByteArray body = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    oneUnknown({.kind = Fault::Truncate, .body = body});
    QCOMPARE(toText(send(Kind::Authorize, FaultyScript{.body = body.left(80)}).kind),
             toText(OutcomeClass::Unknown)); // whole by its length, and cut all the same
}

void TestProcessorGateway::net_wrong_amount()
{
    for (const auto &member : {u"amount"_s, u"authorized"_s}) {
        QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
        json.insert(member, 1001);
        QCOMPARE(toText(send(Kind::Authorize, json).kind), toText(OutcomeClass::Integrity));
    }
    QJsonObject json = sampleReply(sampleCall(Kind::Capture));
    QJsonObject row = json["captures"_L1][0].toObject();
    row.insert("amount"_L1, 1001);
    json.insert("captures"_L1, QJsonArray{row});
    QCOMPARE(toText(send(Kind::Capture, json).kind), toText(OutcomeClass::Integrity));
}

void TestProcessorGateway::net_wrong_currency()
{
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void}) {
        QJsonObject json = sampleReply(sampleCall(kind));
        json.insert("currency"_L1, u"USD"_s);
        QCOMPARE(toText(send(kind, json).kind), toText(OutcomeClass::Integrity));
    }
}

void TestProcessorGateway::net_wrong_reference()
{
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void}) {
        QJsonObject json = sampleReply(sampleCall(kind));
        json.insert("reference"_L1, u"pay_1_2_other"_s);
        QCOMPARE(toText(send(kind, json).kind), toText(OutcomeClass::Integrity));
    }
}

void TestProcessorGateway::net_unknown_status()
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("status"_L1, u"authorised_maybe"_s);
    oneUnknown({.body = compactJson(json)});
}

void TestProcessorGateway::net_4xx_after_unknown()
{
    for (const int status : {400, 401, 402, 403, 404, 422}) {
        const FaultyScript script{
            .status = status,
            .body = compactJson(bankRefusal(u"invalid_request"_s, u"invalid_request"_s))};
        QCOMPARE(toText(send(Kind::Capture, script, false).kind), toText(OutcomeClass::Rejected));
        QCOMPARE(toText(send(Kind::Capture, script, true).kind), toText(OutcomeClass::Unknown));
    }
}

void TestProcessorGateway::plainHttpStaysAtHome()
{
    const SampleCall call = sampleCall(Kind::Authorize, QUrl(u"http://bank.example:80"_s));
    const CallOutcome outcome = sendCall(*m_gateway, call, false, true);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::NotSent));
    QCOMPARE(outcome.error.code, u"connector_unreachable"_s);
}

void TestProcessorGateway::unreachable()
{
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    m_server.reset();
    const CallOutcome outcome = sendCall(*m_gateway, call, false, true);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::NotSent));
    QCOMPARE(outcome.error.unifiedCode, u"UE_3000"_s);
    QCOMPARE(toText(readCall(call).kind), toText(OutcomeClass::Unknown));
}

void TestProcessorGateway::reads()
{
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    m_server->queueScript({.body = compactJson(sampleReply(call))});
    const CallOutcome found = readCall(call);
    QCOMPARE(toText(found.kind), toText(OutcomeClass::Decided));
    QCOMPARE(found.reply.state, ReplyState::Authorized);
    QVERIFY(m_server->lastHeader().startsWith("GET /v1/references/pay_1_2 HTTP/1.1\r\n"));

    m_server->queueScript(
        {.status = 404, .body = compactJson(bankRefusal(u"not_found"_s, u"invalid_request"_s))});
    const CallOutcome missing = readCall(call);
    QCOMPARE(toText(missing.kind), toText(OutcomeClass::Decided));
    QCOMPARE(missing.reply.state, ReplyState::NotFound);

    for (const FaultyScript &script :
         {FaultyScript{.status = 404, .headers = "Content-Type: text/html\r\n", .body = "no"},
          FaultyScript{.kind = Fault::Silence}, FaultyScript{.status = 500},
          FaultyScript{.status = 302, .headers = "Location: /\r\n"}}) {
        m_server->queueScript(script);
        QCOMPARE(toText(readCall(call).kind), toText(OutcomeClass::Unknown));
    }
}

void TestProcessorGateway::readWithoutAPayment()
{
    SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    call.attempt.processorReference = u"../../control/ledger"_s;
    QCOMPARE(toText(readCall(call).kind), toText(OutcomeClass::Unknown));
    QCOMPARE(m_server->requestCount(), 0);
}

void TestProcessorGateway::partialAuthorization()
{
    SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    QJsonObject json = sampleReply(call);
    json.insert("authorized"_L1, 700);
    m_server->setScript({.body = compactJson(json)});
    QCOMPARE(toText(sendCall(*m_gateway, call, false, true).kind), toText(OutcomeClass::Integrity));
    call.payment.partialAuthorizationAllowed = true;
    const CallOutcome outcome = sendCall(*m_gateway, call, false, true);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Decided));
    QCOMPARE(outcome.reply.amount, 700);
    QCOMPARE(toText(sendCall(*m_gateway, call, false, false).kind),
             toText(OutcomeClass::Integrity)); // without the payment nobody knows that it may
    QCOMPARE(readCall(call).reply.amount, 700);
}

void TestProcessorGateway::otherPaymentAtTheProcessor()
{
    SampleCall call = sampleCall(Kind::Capture, m_server->url());
    call.attempt.processorReference = u"simpay_8"_s;
    m_server->setScript({.body = compactJson(sampleReply(call))});
    const CallOutcome outcome = sendCall(*m_gateway, call, false, true);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Integrity));
    QCOMPARE(outcome.error.message, u"processor_reference"_s);
}

void TestProcessorGateway::breaker_opens_and_closes()
{
    ScriptedTransport transport;
    ProcessorGateway gateway(transport, m_connectors, m_clock);
    const SampleCall call = sampleCall(Kind::Authorize);
    const HttpResult good{Delivery::Answered, bankResponse(200, sampleReply(call)), {}};
    const HttpResult silent{Delivery::Unanswered, {}, u"timeout"_s};
    const HttpResult unsent{Delivery::NotSent, {}, u"refused"_s};
    transport.results = {silent, unsent, silent, unsent, silent, good, silent, good};
    for (int i = 0; i < 5; ++i) {
        QVERIFY(gateway.mayStart(call.account));
        sendCall(gateway, call, false, true);
        m_clock.advance(1000);
    }
    const Result<> refused = gateway.mayStart(call.account);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ConnectorUnavailable);
    m_clock.advance(30'000);
    QVERIFY(gateway.mayStart(call.account)); // half open: one may try
    sendCall(gateway, call, false, true);
    QVERIFY(gateway.mayStart(call.account)); // it went through
    sendCall(gateway, call, false, true);
    QVERIFY(gateway.mayStart(call.account)); // one failure alone does not count
}

void TestProcessorGateway::breakerIsPerAccount()
{
    ScriptedTransport transport;
    transport.results = {{Delivery::Unanswered, {}, u"timeout"_s}};
    ProcessorGateway gateway(transport, m_connectors, m_clock);
    const SampleCall call = sampleCall(Kind::Capture);
    for (int i = 0; i < 5; ++i)
        sendCall(gateway, call, false, true);
    QVERIFY(!gateway.mayStart(call.account));
    ProcessorAccount other = call.account;
    other.id = {u"mca_2"_s};
    QVERIFY(gateway.mayStart(other));
}

void TestProcessorGateway::breakerLetsReadsThrough()
{
    SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    m_server->setScript({.status = 500});
    for (int i = 0; i < 5; ++i)
        sendCall(*m_gateway, call, false, true);
    QVERIFY(!m_gateway->mayStart(call.account));
    m_server->setScript({.body = compactJson(sampleReply(call))});
    QCOMPARE(readCall(call).reply.state, ReplyState::Authorized);
    QVERIFY(!m_gateway->mayStart(call.account)); // a read says nothing about money calls
}

void TestProcessorGateway::unknownConnector()
{
    SampleCall call = sampleCall(Kind::Authorize);
    const Result<HttpRequest> request = build(*m_gateway, call);
    call.account.connector = u"nobody"_s;
    QCOMPARE(m_gateway->capabilities(u"nobody"_s).error().code, ErrorCode::NotSupported);
    QVERIFY(m_gateway->capabilities(u"simulator"_s));
    QVERIFY(!build(*m_gateway, call));
    std::optional<CallOutcome> outcome;
    m_gateway->send(call.account, call.operation, *request, false, this,
                    [&outcome](const CallOutcome &answer) { outcome = answer; });
    QVERIFY(!outcome);
    QTRY_VERIFY(outcome.has_value());
    QCOMPARE(toText(outcome->kind), toText(OutcomeClass::NotSent));
    QCOMPARE(toText(readCall(call).kind), toText(OutcomeClass::Unknown));
}

void TestProcessorGateway::timeoutsByKind()
{
    ScriptedTransport transport;
    transport.results = {{Delivery::Unanswered, {}, u"timeout"_s}};
    ProcessorGateway gateway(transport, m_connectors, m_clock,
                             {.authorizeMs = 1, .followUpMs = 2, .readMs = 3});
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void})
        sendCall(gateway, sampleCall(kind), false, true);
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
    const SampleCall call = sampleCall(Kind::Authorize, m_server->url());
    const Result<HttpRequest> request = build(*m_gateway, call);
    QVERIFY(request);
    m_server->setScript({.body = compactJson(sampleReply(call))});
    QByteArray first;
    for (int i = 1; i <= 2; ++i) {
        bool done = false;
        m_gateway->send(call.account, call.operation, *request, false, this,
                        [&done](const CallOutcome &) { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(m_server->requestCount(), i);
        if (i == 1)
            first = m_server->lastHeader() + m_server->lastBody();
    }
    QCOMPARE(QByteArray(m_server->lastHeader() + m_server->lastBody()), first);
}

void TestProcessorGateway::followUpsAreBuiltByKind()
{
    const SampleCall authorize = sampleCall(Kind::Authorize);
    const auto refused = m_gateway->build(authorize.account, authorize.followUp());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotSupported);
    const SampleCall capture = sampleCall(Kind::Capture);
    QVERIFY(
        m_gateway->build(capture.account, capture.followUp())->url.path().endsWith("/captures"_L1));
    const SampleCall release = sampleCall(Kind::Void);
    QVERIFY(m_gateway->build(release.account, release.followUp())->url.path().endsWith("/void"_L1));
}

QTEST_GUILESS_MAIN(TestProcessorGateway)
#include "testprocessorgateway.moc"
