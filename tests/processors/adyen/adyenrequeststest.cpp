#include "services/processors/adyen/adyenconnector.h"
#include "services/processors/adyen/adyenmoney.h"
#include "tests/processors/adyen/adyencall.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/seed.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

/// What goes out to Adyen, checked against what Adyen publishes.
class AdyenRequestsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void authorizations_data();
    void authorizations();
    void saleByteForByte();
    void laterCharges();
    void networkReference();
    void networkToken();
    void followUps();
    void cancelByOwnReference();
    void completing();
    void keptOfReturn_data();
    void keptOfReturn();
    void forgetting();
    void verifying();
    void currencies_data();
    void currencies();
    void refusesWhatItCannotSay();
    void nobodyCanBeAsked();

private:
    QString problem(const Result<HttpRequest> &request, const SampleCall &call) const
    {
        return request ? m_contract.requestProblem(*request, call.account.baseUrl)
                       : u"refused: "_s + request.error().field;
    }
    static QJsonObject jsonOf(const Result<HttpRequest> &request)
    {
        return request ? QJsonDocument::fromJson(request->body.view().toByteArray()).object()
                       : QJsonObject();
    }

    const AdyenConnector m_connector;
    const ProcessorContract m_contract{u"adyen-checkout-v71.json"_s};
};

void AdyenRequestsTest::initTestCase()
{
    testSeed();
    QVERIFY(m_contract.isValid());
}

void AdyenRequestsTest::authorizations_data()
{
    QTest::addColumn<OperationKind>("kind");
    QTest::addColumn<bool>("full");
    QTest::newRow("smallest sale") << OperationKind::Sale << false;
    QTest::newRow("fullest sale") << OperationKind::Sale << true;
    QTest::newRow("smallest hold") << OperationKind::Authorize << false;
    QTest::newRow("fullest hold") << OperationKind::Authorize << true;
}

void AdyenRequestsTest::authorizations()
{
    QFETCH(const OperationKind, kind);
    QFETCH(const bool, full);
    SampleCall call = adyenCall(kind);
    CardDetails card = sampleCard();
    if (full) {
        call.payment.partialAuthorizationAllowed = true;
        call.payment.authenticationType = AuthenticationType::ThreeDs;
        call.payment.customer = {{u"cus_1"_s}, u"Ada"_s, u"ada@example.com"_s, u"+4930123"_s};
        call.payment.orderReference = u"Order \"1\" ü"_s;
    } else {
        card.cvc.clear();
        card.holder.clear();
    }
    AuthorizeRequest request = call.authorize(card);
    if (full)
        request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(headerValue(built->headers, "X-API-Key"), "AQEtest");
    QCOMPARE(headerValue(built->headers, "Idempotency-Key"), "0123456789abcdef");
    QCOMPARE(built->url.toString(), u"https://checkout-test.adyen.com/v71/payments"_s);
    const QJsonObject json = jsonOf(built);
    const bool sale = kind == OperationKind::Sale;
    QCOMPARE(json["captureDelayHours"_L1].toInt(-1), sale ? 0 : -1);
    QCOMPARE(json["additionalData"_L1]["manualCapture"_L1].toString(),
             sale ? QString() : u"true"_s);
    QCOMPARE(json["additionalData"_L1]["allowPartialAuth"_L1].toString(),
             full ? u"true"_s : QString());
    QCOMPARE(json["merchantAccount"_L1].toString(), u"ShopECOM"_s);
    QCOMPARE(json["reference"_L1].toString(), u"pay_1_2"_s);
    QCOMPARE(json["paymentMethod"_L1]["expiryMonth"_L1].toString(), u"12"_s);
    QCOMPARE(json["authenticationData"_L1]["attemptAuthentication"_L1].toString(),
             full ? u"always"_s : u"never"_s);
    QCOMPARE(json["authenticationData"_L1]["threeDSRequestData"_L1]["nativeThreeDS"_L1].toString(),
             full ? u"disabled"_s : QString());
    QCOMPARE(json["storePaymentMethod"_L1].toBool(), full);
    QCOMPARE(json["shopperReference"_L1].toString(), full ? u"cus_1"_s : QString());
    QCOMPARE(json["recurringProcessingModel"_L1].toString(),
             full ? u"UnscheduledCardOnFile"_s : QString());
    QVERIFY(!built->url.toString().contains(u"4242"_s));
}

void AdyenRequestsTest::saleByteForByte()
{
    SampleCall call = adyenCall(OperationKind::Sale);
    CardDetails card = sampleCard();
    card.expiryMonth = 3;
    const auto built = m_connector.buildAuthorize(call.account, call.authorize(card));
    QVERIFY(built);
    QCOMPARE(built->body.view().toByteArray(),
             "{\"merchantAccount\":\"ShopECOM\",\"reference\":\"pay_1_2\","
             "\"returnUrl\":\"http://127.0.0.1:9/return?t=abc\","
             "\"amount\":{\"value\":1000,\"currency\":\"EUR\"},"
             "\"paymentMethod\":{\"type\":\"scheme\",\"number\":\"4242424242424242\","
             "\"expiryMonth\":\"03\",\"expiryYear\":\"2034\",\"cvc\":\"973\","
             "\"holderName\":\"Ada Lovelace\"},\"captureDelayHours\":0,"
             "\"shopperInteraction\":\"Ecommerce\","
             "\"authenticationData\":{\"attemptAuthentication\":\"never\"},"
             "\"metadata\":{\"payment_id\":\"pay_1\",\"operation_id\":\"op_1\"}}");
}

void AdyenRequestsTest::laterCharges()
{
    SampleCall call = adyenCall(OperationKind::Sale);
    AuthorizeRequest request = call.authorize(sampleCard());
    request.card = nullptr;
    request.token = u"cus_9.M5N7TQ4TG5PFWR50"_s;
    request.credential = {.use = StoredCredential::Use::Later,
                          .byMerchant = true,
                          .category = MitCategory::Recurring};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QCOMPARE(problem(built, call), QString());
    const QJsonObject json = jsonOf(built);
    QCOMPARE(json["paymentMethod"_L1].toObject(),
             (QJsonObject{{u"type"_s, u"scheme"_s},
                          {u"storedPaymentMethodId"_s, u"M5N7TQ4TG5PFWR50"_s}}));
    QCOMPARE(json["shopperReference"_L1].toString(), u"cus_9"_s);
    QCOMPARE(json["shopperInteraction"_L1].toString(), u"ContAuth"_s);
    QCOMPARE(json["recurringProcessingModel"_L1].toString(), u"Subscription"_s);
    QVERIFY(!json.contains("authenticationData"_L1));
    QVERIFY(!json.contains("storePaymentMethod"_L1));

    request.token = u"M5N7TQ4TG5PFWR50"_s; // made elsewhere
    call.payment.customer.id = {u"cus_5"_s};
    request.credential.category = MitCategory::Unscheduled;
    const QJsonObject other = jsonOf(m_connector.buildAuthorize(call.account, request));
    QCOMPARE(other["shopperReference"_L1].toString(), u"cus_5"_s);
    QCOMPARE(other["recurringProcessingModel"_L1].toString(), u"UnscheduledCardOnFile"_s);
}

void AdyenRequestsTest::networkReference()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    CardDetails card = sampleCard();
    card.cvc.clear();
    AuthorizeRequest request = call.authorize(card);
    request.credential = {.use = StoredCredential::Use::Later,
                          .byMerchant = true,
                          .category = MitCategory::Unscheduled,
                          .networkTransactionId = u"MCC123456789"_s};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(jsonOf(built)["paymentMethod"_L1]["networkPaymentReference"_L1].toString(),
             u"MCC123456789"_s);
}

void AdyenRequestsTest::networkToken()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    CardDetails token = sampleCard();
    token.cvc.clear();
    AuthorizeRequest request = call.authorize(token);
    request.isNetworkToken = true;
    request.credential = {.use = StoredCredential::Use::Later,
                          .byMerchant = true,
                          .category = MitCategory::Recurring,
                          .networkTransactionId = u"MCC123456789"_s};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(jsonOf(built)["paymentMethod"_L1].toObject(),
             (QJsonObject{{u"type"_s, u"networkToken"_s},
                          {u"number"_s, u"4242424242424242"_s},
                          {u"expiryMonth"_s, u"12"_s},
                          {u"expiryYear"_s, u"2034"_s},
                          {u"holderName"_s, u"Ada Lovelace"_s},
                          {u"networkPaymentReference"_s, u"MCC123456789"_s}}));
    QVERIFY(!jsonOf(built).contains("mpiData"_L1)); // there is no cryptogram
    QVERIFY(m_connector.capabilities().networkTokens);
}

void AdyenRequestsTest::followUps()
{
    const SampleCall capture = adyenCall(OperationKind::Capture);
    const auto captured = m_connector.buildCapture(capture.account, capture.followUp());
    QCOMPARE(problem(captured, capture), QString());
    QCOMPARE(captured->url.path(), u"/v71/payments/993617894903480A/captures"_s);
    QCOMPARE(captured->body.view().toByteArray(),
             "{\"merchantAccount\":\"ShopECOM\",\"reference\":\"op_1\","
             "\"amount\":{\"value\":1000,\"currency\":\"EUR\"}}");
    const SampleCall refund = adyenCall(OperationKind::Refund);
    const auto refunded = m_connector.buildRefund(refund.account, refund.followUp());
    QCOMPARE(problem(refunded, refund), QString());
    QCOMPARE(refunded->url.path(), u"/v71/payments/993617894903480A/refunds"_s);
    const SampleCall cancel = adyenCall(OperationKind::Void);
    const auto cancelled = m_connector.buildVoid(cancel.account, cancel.followUp());
    QCOMPARE(problem(cancelled, cancel), QString());
    QCOMPARE(cancelled->url.path(), u"/v71/payments/993617894903480A/cancels"_s);
    QCOMPARE(cancelled->body.view().toByteArray(),
             "{\"merchantAccount\":\"ShopECOM\",\"reference\":\"op_1\"}");
}

void AdyenRequestsTest::cancelByOwnReference()
{
    SampleCall call = adyenCall(OperationKind::Void);
    call.attempt.processorReference.clear();
    const auto built = m_connector.buildVoid(call.account, call.followUp());
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(built->url.path(), u"/v71/cancels"_s);
    QCOMPARE(jsonOf(built)["paymentReference"_L1].toString(), u"pay_1_2"_s);
}

void AdyenRequestsTest::completing()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    const auto built = m_connector.buildComplete(
        call.account, {&call.payment, &call.attempt, &call.operation, u"X6Xtfooü!"_s});
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(built->url.path(), u"/v71/payments/details"_s);
    QCOMPARE(jsonOf(built),
             (QJsonObject{{u"details"_s, QJsonObject{{u"redirectResult"_s, u"X6Xtfooü!"_s}}}}));
    QCOMPARE(headerValue(built->headers, "Idempotency-Key"), "0123456789abcdef");
}

void AdyenRequestsTest::keptOfReturn_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("kept");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("plain") << u"redirectResult=X6Xt"_s << u"X6Xt"_s;
    QTest::newRow("among others") << u"return_token=abc&redirectResult=X6%21%2B&b=2"_s << u"X6!+"_s;
    QTest::newRow("another name") << u"redirectresult=X6Xt&MD=1"_s << QString();
    QTest::newRow("line break") << u"redirectResult=X6%0d%0aXt"_s << QString();
    QTest::newRow("longest") << u"redirectResult="_s + QString(8000, u'a') << QString(8000, u'a');
    QTest::newRow("too long") << u"redirectResult="_s + QString(8001, u'a') << QString();
}

void AdyenRequestsTest::keptOfReturn()
{
    QFETCH(const QString, query);
    QTEST(m_connector.keptOfReturn(query), "kept");
}

void AdyenRequestsTest::forgetting()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    const auto built =
        m_connector.buildDetach(call.account, {u"cus_9.M5N7TQ4TG5PFWR50"_s, u"det_1"_s, u"k"_s});
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(built->method, "DELETE");
    QCOMPARE(built->url.path(), u"/v71/storedPaymentMethods/M5N7TQ4TG5PFWR50"_s);
    const QUrlQuery query(built->url);
    QCOMPARE(query.queryItemValue(u"shopperReference"_s), u"cus_9"_s);
    QCOMPARE(query.queryItemValue(u"merchantAccount"_s), u"ShopECOM"_s);
    QVERIFY(!m_connector.buildDetach(call.account, {u"M5N7TQ4TG5PFWR50"_s, u"d"_s, u"k"_s}));
    QVERIFY(!m_connector.buildDetach(call.account, {u"a/b.M5N7"_s, u"d"_s, u"k"_s}));
    QCOMPARE(m_connector.parseDetach({204, {}, {}}).kind, DetachAnswer::Kind::Done);
    QCOMPARE(m_connector.parseDetach({404, {}, {}}).kind, DetachAnswer::Kind::Done);
    QCOMPARE(m_connector.parseDetach(adyenResponse(422, {{u"errorCode"_s, u"702"_s}})).kind,
             DetachAnswer::Kind::Refused);
    QCOMPARE(m_connector.parseDetach({302, {}, {}}).kind, DetachAnswer::Kind::Unknown);
}

void AdyenRequestsTest::verifying()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    const auto built = m_connector.buildVerify(call.account);
    QCOMPARE(problem(built, call), QString());
    QCOMPARE(built->url.path(), u"/v71/paymentMethods"_s);
}

void AdyenRequestsTest::currencies_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<qint64>("ours");
    QTest::addColumn<qint64>("theirs"); // -1: cannot be said
    QTest::newRow("EUR") << u"EUR"_s << qint64(1234) << qint64(1234);
    QTest::newRow("JPY") << u"JPY"_s << qint64(1234) << qint64(1234);
    QTest::newRow("KWD") << u"KWD"_s << qint64(1234) << qint64(1234);
    QTest::newRow("CLP") << u"CLP"_s << qint64(1234) << qint64(123400);
    QTest::newRow("ISK") << u"ISK"_s << qint64(1200) << qint64(1200);
    QTest::newRow("MGA") << u"MGA"_s << qint64(1234) << qint64(123400);
    QTest::newRow("IDR") << u"IDR"_s << qint64(123400) << qint64(1234);
    QTest::newRow("IDR in part") << u"IDR"_s << qint64(123450) << qint64(-1);
    QTest::newRow("CVE") << u"CVE"_s << qint64(500) << qint64(5);
    QTest::newRow("CVE in part") << u"CVE"_s << qint64(501) << qint64(-1);
    QTest::newRow("largest") << u"CLP"_s << qint64(999'999'999) << qint64(99'999'999'900);
}

void AdyenRequestsTest::currencies()
{
    QFETCH(const QString, code);
    QFETCH(const qint64, ours);
    QFETCH(const qint64, theirs);
    const Currency currency = *currencyFromText(code);
    const auto there = AdyenMoney::toAdyen(ours, currency);
    QCOMPARE(there.value_or(-1), theirs);
    if (there)
        QCOMPARE(AdyenMoney::fromAdyen(*there, currency).value_or(-1), ours);
    SampleCall call = adyenCall(OperationKind::Capture);
    call.operation.amount = ours;
    call.operation.currency = currency;
    const auto built = m_connector.buildCapture(call.account, call.followUp());
    QCOMPARE(built.has_value(), theirs >= 0);
    if (built)
        QCOMPARE(jsonOf(built)["amount"_L1]["value"_L1].toInteger(), theirs);
    else
        QCOMPARE(built.error().field, u"amount"_s);
}

void AdyenRequestsTest::refusesWhatItCannotSay()
{
    SampleCall call = adyenCall(OperationKind::Capture);
    QVERIFY(!m_connector.buildRefund(call.account, call.followUp()));
    call.attempt.processorReference = u"../x"_s;
    QCOMPARE(m_connector.buildCapture(call.account, call.followUp()).error().field,
             u"processor_reference"_s);
    call.attempt.processorReference.clear();
    QVERIFY(!m_connector.buildCapture(call.account, call.followUp()));
    SampleCall sale = adyenCall(OperationKind::Sale);
    sale.account.keys = nullptr;
    const CardDetails card = sampleCard();
    const auto built = m_connector.buildAuthorize(sale.account, sale.authorize(card));
    QCOMPARE(built.error().code, ErrorCode::MissingField);
    QCOMPARE(built.error().field, u"connector_account_details"_s);
    QVERIFY(!m_connector.buildVerify(sale.account));
}

void AdyenRequestsTest::nobodyCanBeAsked()
{
    const SampleCall call = adyenCall(OperationKind::Capture);
    QCOMPARE(m_connector.buildRead(call.account, call.followUp()).error().code,
             ErrorCode::NotSupported);
    const ConnectorCapabilities can = m_connector.capabilities();
    QVERIFY(!can.statusQuery && !can.lookupById && !can.lookupByReference);
    QVERIFY(can.completesAfterReturn && can.cancelByReference && can.idempotency);
}

QTEST_APPLESS_MAIN(AdyenRequestsTest)
#include "adyenrequeststest.moc"
