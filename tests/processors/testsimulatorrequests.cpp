#include "services/processors/simulator/simulatorconnector.h"
#include "tests/processors/samplecall.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSimulatorRequests : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void capabilities();
    void authorizeByteForByte();
    void saleByteForByte();
    void withoutCvc();
    void escapesText();
    void followUpsByteForByte_data();
    void followUpsByteForByte();
    void readsAskForTheRightThing();
    void keepsTheBasePath();
    void refusesWhatItCannotSay_data();
    void refusesWhatItCannotSay();
    void cardIsInTheBodyOnly();

private:
    QByteArray bodyOf(const Result<HttpRequest> &request) const;
    const SimulatorConnector m_connector;
};

QByteArray TestSimulatorRequests::bodyOf(const Result<HttpRequest> &request) const
{
    return request ? request->body.view().toByteArray()
                   : "refused: " + request.error().field.toLatin1();
}

void TestSimulatorRequests::capabilities()
{
    const ConnectorCapabilities can = m_connector.capabilities();
    QCOMPARE(m_connector.name(), u"simulator"_s);
    QVERIFY(can.lookupById && can.lookupByReference && can.lookupIsConsistent);
    QVERIFY(can.cancelByReference && can.idempotency && can.multipleCaptures);
    QVERIFY(can.partialCapture && can.partialAuthorization);
    QCOMPARE(can.keyTtlMs, 86'400'000);
}

void TestSimulatorRequests::authorizeByteForByte()
{
    SampleCall call = sampleCall(OperationKind::Authorize);
    call.payment.captureMethod = CaptureMethod::ManualMultiple;
    call.payment.partialAuthorizationAllowed = true;
    call.payment.authenticationType = AuthenticationType::ThreeDs;
    const CardDetails card = sampleCard();
    const auto request = m_connector.buildAuthorize(call.account, call.authorize(card));
    QVERIFY(request);
    QCOMPARE(request->method, "POST");
    QCOMPARE(request->url, QUrl(u"http://127.0.0.1:9/v1/payments"_s));
    QCOMPARE(headerValue(request->headers, "Content-Type"), "application/json");
    QCOMPARE(headerValue(request->headers, "Idempotency-Key"), "0123456789abcdef");
    QVERIFY(headerValue(request->headers, "Authorization").startsWith("Bearer "));
    QCOMPARE(
        bodyOf(request),
        "{\"reference\":\"pay_1_2\",\"operation\":\"op_1\",\"amount\":1000,\"currency\":\"EUR\","
        "\"capture\":\"manual\",\"multiple_captures\":true,\"allow_partial\":true,"
        "\"three_ds\":true,\"return_url\":\"http://127.0.0.1:9/return?t=abc\","
        "\"card\":{\"number\":\"4242424242424242\",\"exp_month\":12,\"exp_year\":2034,"
        "\"cvc\":\"973\",\"holder\":\"Ada Lovelace\"},\"metadata\":{\"payment_id\":\"pay_1\"}}");
}

void TestSimulatorRequests::saleByteForByte()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    const CardDetails card = sampleCard();
    const QByteArray body = bodyOf(m_connector.buildAuthorize(call.account, call.authorize(card)));
    QVERIFY(body.contains("\"capture\":\"automatic\",\"multiple_captures\":false,"
                          "\"allow_partial\":false,\"three_ds\":false,"));
}

void TestSimulatorRequests::withoutCvc()
{
    const SampleCall call = sampleCall(OperationKind::Authorize);
    CardDetails card = sampleCard();
    card.cvc.clear();
    const QByteArray body = bodyOf(m_connector.buildAuthorize(call.account, call.authorize(card)));
    QVERIFY(body.contains("\"exp_year\":2034,\"holder\""));
    QVERIFY(!body.contains("cvc"));
}

void TestSimulatorRequests::escapesText()
{
    const SampleCall call = sampleCall(OperationKind::Authorize);
    CardDetails card = sampleCard();
    card.holder = u"A \"B\" \\ C\n\t\u007f é \U0001F600 \"},\"amount\":1,{\""_s;
    const QByteArray body = bodyOf(m_connector.buildAuthorize(call.account, call.authorize(card)));
    QJsonParseError problem;
    const QJsonObject json = QJsonDocument::fromJson(body, &problem).object();
    QCOMPARE(problem.error, QJsonParseError::NoError);
    QCOMPARE(json["card"_L1]["holder"_L1].toString(), card.holder);
    QCOMPARE(json["amount"_L1].toInteger(), 1000);
    QCOMPARE(json.size(), 11);
}

void TestSimulatorRequests::followUpsByteForByte_data()
{
    QTest::addColumn<OperationKind>("kind");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("finalCapture");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("capture") << OperationKind::Capture << u"simpay_7"_s << false
                             << u"/v1/payments/simpay_7/captures"_s
                             << QByteArray("{\"reference\":\"op_1\",\"amount\":1000,"
                                           "\"currency\":\"EUR\",\"final\":false}");
    QTest::newRow("last capture") << OperationKind::Capture << u"simpay_7"_s << true
                                  << u"/v1/payments/simpay_7/captures"_s
                                  << QByteArray("{\"reference\":\"op_1\",\"amount\":1000,"
                                                "\"currency\":\"EUR\",\"final\":true}");
    QTest::newRow("void") << OperationKind::Void << u"simpay_7"_s << false
                          << u"/v1/payments/simpay_7/void"_s
                          << QByteArray("{\"reference\":\"op_1\"}");
    QTest::newRow("void by our reference")
        << OperationKind::Void << QString() << false << u"/v1/references/pay_1_2/void"_s
        << QByteArray("{\"reference\":\"op_1\"}");
    QTest::newRow("refund") << OperationKind::Refund << u"simpay_7"_s << false
                            << u"/v1/payments/simpay_7/refunds"_s
                            << QByteArray(
                                   "{\"reference\":\"op_1\",\"amount\":1000,\"currency\":\"EUR\"}");
}

void TestSimulatorRequests::followUpsByteForByte()
{
    QFETCH(OperationKind, kind);
    QFETCH(QString, reference);
    QFETCH(bool, finalCapture);
    SampleCall call = sampleCall(kind);
    call.attempt.processorReference = reference;
    call.operation.finalCapture = finalCapture;
    const auto request =
        kind == OperationKind::Capture  ? m_connector.buildCapture(call.account, call.followUp())
        : kind == OperationKind::Refund ? m_connector.buildRefund(call.account, call.followUp())
                                        : m_connector.buildVoid(call.account, call.followUp());
    QTEST(bodyOf(request), "body");
    QTEST(request->url.path(), "path");
    QCOMPARE(request->method, "POST");
    QCOMPARE(headerValue(request->headers, "Idempotency-Key"), "0123456789abcdef");
    QCOMPARE(headerValue(request->headers, "Content-Type"), "application/json");
}

void TestSimulatorRequests::readsAskForTheRightThing()
{
    SampleCall call = sampleCall(OperationKind::Authorize);
    const auto byReference = m_connector.buildRead(call.account, call.followUp());
    QVERIFY(byReference);
    QCOMPARE(byReference->method, "GET");
    QCOMPARE(byReference->url.path(), u"/v1/references/pay_1_2"_s);
    QVERIFY(byReference->body.isEmpty());
    QVERIFY(headerValue(byReference->headers, "Idempotency-Key").isEmpty());
    call.attempt.processorReference = u"simpay_7"_s;
    const auto byId = m_connector.buildRead(call.account, call.followUp());
    QVERIFY(byId);
    QCOMPARE(byId->url.path(), u"/v1/payments/simpay_7"_s);
}

void TestSimulatorRequests::keepsTheBasePath()
{
    SampleCall call =
        sampleCall(OperationKind::Authorize, QUrl(u"https://bank.example/sim/?x=1#y"_s));
    const auto request = m_connector.buildRead(call.account, call.followUp());
    QVERIFY(request);
    QCOMPARE(request->url, QUrl(u"https://bank.example/sim/v1/references/pay_1_2"_s));
}

void TestSimulatorRequests::refusesWhatItCannotSay_data()
{
    using Spoil = void (*)(SampleCall &, CardDetails &);
    QTest::addColumn<OperationKind>("kind");
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, OperationKind kind, const QString &field, Spoil spoil) {
        QTest::newRow(name) << kind << spoil << field;
    };
    using Kind = OperationKind;
    row("letters in the number", Kind::Authorize, u"card_number"_s,
        [](SampleCall &, CardDetails &card) { card.number = Pan("42424242\"4242424"); });
    row("no number", Kind::Sale, u"card_number"_s,
        [](SampleCall &, CardDetails &card) { card.number.clear(); });
    row("letters in the CVC", Kind::Authorize, u"card_cvc"_s,
        [](SampleCall &, CardDetails &card) { card.cvc = Cvc("9x3"); });
    row("no key", Kind::Authorize, u"idempotency_key"_s,
        [](SampleCall &call, CardDetails &) { call.operation.idempotencyKey.clear(); });
    row("no operation id", Kind::Capture, u"operation_id"_s,
        [](SampleCall &call, CardDetails &) { call.operation.id = {}; });
    row("no host", Kind::Authorize, u"base_url"_s,
        [](SampleCall &call, CardDetails &) { call.account.baseUrl = QUrl(); });
    row("capture without a payment", Kind::Capture, u"processor_reference"_s,
        [](SampleCall &call, CardDetails &) { call.attempt.processorReference.clear(); });
    row("reference leaves its path", Kind::Capture, u"processor_reference"_s,
        [](SampleCall &call, CardDetails &) {
            call.attempt.processorReference = u"../control/fault?x="_s;
        });
    row("attempt id leaves its path", Kind::Void, u"attempt_id"_s,
        [](SampleCall &call, CardDetails &) {
            call.attempt.processorReference.clear();
            call.attempt.paymentId = {u"pay/../x"_s};
        });
}

void TestSimulatorRequests::refusesWhatItCannotSay()
{
    using Spoil = void (*)(SampleCall &, CardDetails &);
    QFETCH(OperationKind, kind);
    QFETCH(Spoil, spoil);
    SampleCall call = sampleCall(kind);
    CardDetails card = sampleCard();
    spoil(call, card);
    const bool follows = kind == OperationKind::Capture || kind == OperationKind::Void;
    const auto request = !follows ? m_connector.buildAuthorize(call.account, call.authorize(card))
                         : kind == OperationKind::Capture
                             ? m_connector.buildCapture(call.account, call.followUp())
                             : m_connector.buildVoid(call.account, call.followUp());
    QVERIFY(!request);
    QTEST(request.error().field, "field");
    QVERIFY(!request.error().detail.contains("4242"_L1));
}

void TestSimulatorRequests::cardIsInTheBodyOnly()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    const CardDetails card = sampleCard();
    const auto request = m_connector.buildAuthorize(call.account, call.authorize(card));
    QVERIFY(request);
    QCOMPARE(request->body.view().toByteArray().count("4242424242424242"), 1);
    QByteArray rest = request->method + request->url.toEncoded();
    for (const HttpHeader &header : request->headers)
        rest += header.name + header.value;
    QVERIFY(!rest.contains("4242"));
    QVERIFY(!rest.contains("973"));
}

QTEST_APPLESS_MAIN(TestSimulatorRequests)
#include "testsimulatorrequests.moc"
