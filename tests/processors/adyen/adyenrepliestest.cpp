#include "services/processors/adyen/adyencodes.h"
#include "services/processors/adyen/adyenconnector.h"
#include "services/processors/declinecategory.h"
#include "services/processors/outcomeclassifier.h"
#include "tests/processors/adyen/adyencall.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

/// What Adyen answers, in neutral words. Every fixture is checked against what Adyen publishes.
class AdyenRepliesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void resultCodes_data();
    void resultCodes();
    void refusalCodes_data();
    void refusalCodes();
    void errorCodes_data();
    void errorCodes();
    void examples_data();
    void examples();
    void challenge();
    void challengeThatCannotBeShown();
    void keptForLater();
    void threeDs();
    void networkAdvice_data();
    void networkAdvice();
    void modifications();
    void modificationOfAnother();
    void otherAmounts_data();
    void otherAmounts();
    void damaged_data();
    void damaged();
    void retriesLater_data();
    void retriesLater();

private:
    Result<Connector::ParsedReply> parsed(const SampleCall &call, int status,
                                          const QJsonObject &json) const
    {
        return m_connector.parse(call.operation, adyenResponse(status, json), false);
    }
    CallOutcome outcome(const SampleCall &call, const HttpResponse &response,
                        bool earlierUnknown = false) const
    {
        const CallFacts facts{call.operation, call.attempt.processorReference,          false,
                              earlierUnknown, call.payment.partialAuthorizationAllowed, 0};
        return classify(m_connector, facts, {Delivery::Answered, response, {}});
    }
    QString problem(const QString &shape, const QJsonObject &json) const
    {
        return m_contract.shapeProblem(shape, QJsonDocument(json).toJson());
    }
    static QJsonObject authorised()
    {
        return {{u"pspReference"_s, u"993617895204576J"_s},
                {u"resultCode"_s, u"Authorised"_s},
                {u"merchantReference"_s, u"pay_1_2"_s},
                {u"amount"_s, QJsonObject{{u"currency"_s, u"EUR"_s}, {u"value"_s, 1000}}}};
    }
    static QJsonObject with(QJsonObject json, const QString &name, const QJsonValue &value)
    {
        json.insert(name, value);
        return json;
    }

    const AdyenConnector m_connector;
    const ProcessorContract m_contract{u"adyen-checkout-v71.json"_s};
};

void AdyenRepliesTest::initTestCase()
{
    testSeed();
    QVERIFY(m_contract.isValid());
}

void AdyenRepliesTest::resultCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<ReplyState>("sale");
    QTest::addColumn<ReplyState>("hold");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *code, ReplyState sale, ReplyState hold,
                        const QString &category = {}) {
        QTest::newRow(code) << QString::fromLatin1(code) << sale << hold << category;
    };
    row("Authorised", ReplyState::Captured, ReplyState::Authorized);
    row("PartiallyAuthorised", ReplyState::Captured, ReplyState::Authorized);
    row("Refused", ReplyState::Declined, ReplyState::Declined, u"unknown"_s);
    row("Error", ReplyState::Declined, ReplyState::Declined, u"processor_error"_s);
    row("Cancelled", ReplyState::Declined, ReplyState::Declined, u"customer_cancelled"_s);
    row("RedirectShopper", ReplyState::ChallengeRequired, ReplyState::ChallengeRequired);
    row("ChallengeShopper", ReplyState::ChallengeRequired, ReplyState::ChallengeRequired);
    row("IdentifyShopper", ReplyState::ChallengeRequired, ReplyState::ChallengeRequired);
    row("PresentToShopper", ReplyState::ChallengeRequired, ReplyState::ChallengeRequired);
    row("Received", ReplyState::Pending, ReplyState::Pending);
    row("Pending", ReplyState::Pending, ReplyState::Pending);
    row("AuthenticationNotRequired", ReplyState::Pending, ReplyState::Pending);
    row("AuthenticationFinished", ReplyState::Pending, ReplyState::Pending);
    row("Success", ReplyState::Pending, ReplyState::Pending);
    row("SomethingNew", ReplyState::Pending, ReplyState::Pending); // never an end
}

void AdyenRepliesTest::resultCodes()
{
    QFETCH(const QString, code);
    QFETCH(const QString, category);
    const QJsonObject json = with(authorised(), u"resultCode"_s, code);
    if (code != "SomethingNew"_L1)
        QCOMPARE(problem(u"PaymentResponse"_s, json), QString());
    const auto sale = parsed(adyenCall(OperationKind::Sale), 200, json);
    const auto hold = parsed(adyenCall(OperationKind::Authorize), 200, json);
    QVERIFY(sale && hold);
    QTEST(sale->reply.state, "sale");
    QTEST(hold->reply.state, "hold");
    QCOMPARE(sale->reply.error.category, category);
    QCOMPARE(sale->reply.merchantReference, u"pay_1_2"_s);
    const bool waits = sale->reply.state == ReplyState::ChallengeRequired;
    QCOMPARE(sale->reply.processorReference, waits ? QString() : u"993617895204576J"_s);
    QVERIFY(sale->mismatch.isEmpty());
    QCOMPARE(outcome(adyenCall(OperationKind::Sale), adyenResponse(200, json)).kind,
             OutcomeClass::Decided);
}

void AdyenRepliesTest::refusalCodes_data()
{
    QTest::addColumn<QString>("category");
    const QByteArray rows =
        "2 generic_decline|3 generic_decline|4 processor_error|5 restricted_card|6 expired_card|"
        "7 invalid_request|8 incorrect_number|9 issuer_unavailable|10 card_not_supported|"
        "11 authentication_failed|12 insufficient_funds|14 suspected_fraud|15 customer_cancelled|"
        "16 customer_cancelled|17 generic_decline|18 generic_decline|19 generic_decline|"
        "20 blocked_by_risk|21 processor_error|22 blocked_by_risk|23 card_not_supported|"
        "24 incorrect_cvc|25 restricted_card|26 recurring_revoked|27 generic_decline|"
        "28 limit_exceeded|29 limit_exceeded|31 suspected_fraud|32 incorrect_address|"
        "33 authentication_required|36 authentication_required|38 authentication_required|"
        "39 authentication_failed|42 authentication_failed|46 generic_decline|0 unknown|"
        "4711 unknown| unknown";
    for (const QByteArray &row : rows.split('|'))
        QTest::newRow(row.split(' ').at(0).constData())
            << QString::fromLatin1(row.split(' ').at(1));
}

void AdyenRepliesTest::refusalCodes()
{
    QFETCH(const QString, category);
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    QJsonObject json = with(authorised(), u"resultCode"_s, u"Refused"_s);
    json.insert("refusalReasonCode"_L1, code);
    json.insert("refusalReason"_L1, u"a reason of 4111111111111111"_s);
    QCOMPARE(problem(u"PaymentResponse"_s, json), QString());
    const auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply);
    QCOMPARE(reply->reply.state, ReplyState::Declined);
    QCOMPARE(reply->reply.error.category, category);
    QCOMPARE(reply->reply.error.code, code.isEmpty() ? u"declined"_s : code);
    QCOMPARE(reply->reply.error.unifiedCode, DeclineCategory::unifiedCode(category));
    QVERIFY(!reply->reply.error.message.contains(u"4111111111111111"_s));
    QCOMPARE(forbidsRetry(reply->reply.advice),
             code == "46"_L1 || forbidsRetry(adviceFor({}, category)));
}

void AdyenRepliesTest::errorCodes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *code, int status, const char *type, const char *category) {
        QTest::newRow(code) << status << QString::fromLatin1(type) << QString::fromLatin1(category);
    };
    row("101", 422, "validation", "incorrect_number");
    row("103", 422, "validation", "incorrect_cvc");
    row("129", 422, "validation", "incorrect_expiry");
    row("140", 422, "validation", "incorrect_expiry");
    for (const char *code : {"132", "133", "134", "135"})
        row(code, 422, "validation", "incorrect_address");
    row("167", 422, "validation", "invalid_request");
    row("702", 400, "validation", "invalid_request");
    row("14_030", 422, "validation", "invalid_request");
    row("901", 403, "security", "configuration");
    row("010", 403, "security", "configuration");
    row("000", 401, "security", "configuration");
    row("905", 422, "configuration", "configuration");
    row("906", 422, "configuration", "configuration");
    row("907", 422, "validation", "card_not_supported");
    row("9999", 422, "internal", "processor_error");
    row("8888", 422, "security", "configuration");
    row("7777", 422, "something new", "invalid_request");
}

void AdyenRepliesTest::errorCodes()
{
    QFETCH(const int, status);
    QFETCH(const QString, type);
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    const QJsonObject json = {{u"status"_s, status},
                              {u"errorCode"_s, code},
                              {u"message"_s, u"No."_s},
                              {u"errorType"_s, type}};
    QCOMPARE(problem(u"ServiceError"_s, json), QString());
    const SampleCall call = adyenCall(OperationKind::Sale);
    const CallOutcome first = outcome(call, adyenResponse(status, json));
    QCOMPARE(first.kind, OutcomeClass::Rejected);
    QTEST(first.error.category, "category");
    QCOMPARE(first.error.code, code);
    // After a send of which nothing is known a refusal proves nothing.
    QCOMPARE(outcome(call, adyenResponse(status, json), true).kind, OutcomeClass::Unknown);
}

void AdyenRepliesTest::examples_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<ReplyState>("state");
    QFile file(QStringLiteral(OX_CONTRACTS "/adyen-checkout-v71.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject all =
        QJsonDocument::fromJson(file.readAll()).object()["components"_L1]["examples"_L1].toObject();
    const QList<std::pair<QString, ReplyState>> wanted = {
        {u"post-payments-card-direct-200"_s, ReplyState::Captured},
        {u"post-payments-card-3d-secure-redirect-200"_s, ReplyState::ChallengeRequired},
        {u"post-payments-subscription-first-transaction-200"_s, ReplyState::Captured},
        {u"post-payments-details-00.redirect-200"_s, ReplyState::Captured}};
    for (const auto &[name, state] : wanted)
        QTest::newRow(qPrintable(name)) << all[name]["value"_L1].toObject() << state;
}

/// As Adyen prints them in its own contract.
void AdyenRepliesTest::examples()
{
    QFETCH(const QJsonObject, json);
    QVERIFY(!json.isEmpty());
    const auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply);
    QTEST(reply->reply.state, "state");
}

void AdyenRepliesTest::challenge()
{
    QJsonObject json = with(authorised(), u"resultCode"_s, u"RedirectShopper"_s);
    json.insert("action"_L1,
                QJsonObject{{u"type"_s, u"redirect"_s},
                            {u"method"_s, u"GET"_s},
                            {u"paymentMethodType"_s, u"scheme"_s},
                            {u"url"_s, u"https://checkoutshopper-test.adyen.com/3ds?a=%20b"_s}});
    QCOMPARE(problem(u"PaymentResponse"_s, json), QString());
    const auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply);
    QCOMPARE(reply->reply.challengeUrl, u"https://checkoutshopper-test.adyen.com/3ds?a=%20b"_s);
    QCOMPARE(reply->reply.challengeExpiresAtMs, 0);
}

void AdyenRepliesTest::challengeThatCannotBeShown()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    QJsonObject json = with(authorised(), u"resultCode"_s, u"RedirectShopper"_s);
    json.insert("action"_L1, QJsonObject{{u"type"_s, u"redirect"_s},
                                         {u"method"_s, u"GET"_s},
                                         {u"url"_s, u"javascript:alert(1)"_s}});
    QVERIFY(!parsed(call, 200, json));
    for (const QJsonObject &action :
         {QJsonObject{{u"type"_s, u"threeDS2"_s}, {u"url"_s, u"https://a.example/"_s}},
          QJsonObject{{u"type"_s, u"redirect"_s},
                      {u"method"_s, u"POST"_s},
                      {u"url"_s, u"https://a.example/"_s}},
          QJsonObject()}) {
        json.insert("action"_L1, action);
        const auto reply = parsed(call, 200, json);
        QVERIFY(reply);
        QCOMPARE(reply->reply.state, ReplyState::ChallengeRequired);
        QVERIFY(reply->reply.challengeUrl.isEmpty());
    }
}

void AdyenRepliesTest::keptForLater()
{
    QJsonObject json = authorised();
    json.insert("additionalData"_L1,
                QJsonObject{{u"networkTxReference"_s, u"MCC123456789"_s},
                            {u"tokenization.shopperReference"_s, u"cus_9"_s},
                            {u"tokenization.storedPaymentMethodId"_s, u"M5N7TQ4TG5PFWR50"_s}});
    QCOMPARE(problem(u"PaymentResponse"_s, json), QString());
    auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply);
    QCOMPARE(reply->reply.networkTransactionId, u"MCC123456789"_s);
    QCOMPARE(reply->reply.processorToken, u"cus_9.M5N7TQ4TG5PFWR50"_s);
    json.insert("additionalData"_L1,
                QJsonObject{{u"recurring.shopperReference"_s, u"cus_8"_s},
                            {u"recurring.recurringDetailReference"_s, u"8313147988756818"_s}});
    reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QCOMPARE(reply->reply.processorToken, u"cus_8.8313147988756818"_s);
    json.insert("additionalData"_L1,
                QJsonObject{{u"tokenization.storedPaymentMethodId"_s, u"a b"_s},
                            {u"networkTxReference"_s, 7}});
    reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply->reply.processorToken.isEmpty() && reply->reply.networkTransactionId.isEmpty());
    QCOMPARE(reply->reply.state, ReplyState::Captured); // the money counts all the same
}

void AdyenRepliesTest::threeDs()
{
    QJsonObject json = authorised();
    json.insert("additionalData"_L1, QJsonObject{{u"liabilityShift"_s, u"true"_s},
                                                 {u"threeDOffered"_s, u"true"_s},
                                                 {u"threeDAuthenticated"_s, u"true"_s},
                                                 {u"threeDAuthenticatedResponse"_s, u"Y"_s}});
    const auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QCOMPARE(reply->reply.threeDs, (ThreeDsResult{u"challenge"_s, u"Y"_s, true}));
}

void AdyenRepliesTest::networkAdvice_data()
{
    QTest::addColumn<QJsonObject>("extra");
    QTest::addColumn<RetryAdvice>("advice");
    const auto mastercard = [](const char *code) {
        return QJsonObject{{u"merchantAdviceCode"_s, QString::fromLatin1(code)}};
    };
    const auto visa = [](const char *raw) {
        return QJsonObject{{u"refusalReasonRaw"_s, QString::fromLatin1(raw)},
                           {u"paymentMethod"_s, u"visa"_s}};
    };
    QTest::newRow("MAC 01") << mastercard("01") << RetryAdvice::NewCard;
    QTest::newRow("MAC 02") << mastercard("02 : Try again later") << RetryAdvice::Later;
    QTest::newRow("MAC 03") << mastercard("03") << RetryAdvice::DoNotRetry;
    QTest::newRow("MAC 21") << mastercard("21 : Stop") << RetryAdvice::StopRecurring;
    QTest::newRow("MAC 24") << mastercard("24") << RetryAdvice::AfterOneHour;
    QTest::newRow("MAC 30") << mastercard("30") << RetryAdvice::AfterTenDays;
    QTest::newRow("Visa 04") << visa("04 : Pick up card") << RetryAdvice::DoNotRetry;
    QTest::newRow("Visa R0") << visa("R0 : Stop payment") << RetryAdvice::DoNotRetry;
    QTest::newRow("Visa 05") << visa("05 : Do not honor") << adviceFor({}, u"generic_decline");
    QTest::newRow("none") << QJsonObject() << adviceFor({}, u"generic_decline");
}

void AdyenRepliesTest::networkAdvice()
{
    QFETCH(const QJsonObject, extra);
    QFETCH(const RetryAdvice, advice);
    QJsonObject json = with(authorised(), u"resultCode"_s, u"Refused"_s);
    json.insert("refusalReasonCode"_L1, u"2"_s);
    json.insert("additionalData"_L1, extra);
    const auto reply = parsed(adyenCall(OperationKind::Sale), 200, json);
    QVERIFY(reply);
    QCOMPARE(toText(reply->reply.advice), toText(advice));
}

void AdyenRepliesTest::modifications()
{
    QJsonObject json = {{u"merchantAccount"_s, u"ShopECOM"_s},
                        {u"paymentPspReference"_s, u"993617894903480A"_s},
                        {u"reference"_s, u"op_1"_s},
                        {u"pspReference"_s, u"993617894906488A"_s},
                        {u"status"_s, u"received"_s},
                        {u"amount"_s, QJsonObject{{u"currency"_s, u"EUR"_s}, {u"value"_s, 1000}}}};
    QCOMPARE(problem(u"PaymentCaptureResponse"_s, json), QString());
    QCOMPARE(problem(u"PaymentRefundResponse"_s, json), QString());
    for (const OperationKind kind :
         {OperationKind::Capture, OperationKind::Refund, OperationKind::Void}) {
        if (kind == OperationKind::Void)
            json.remove("amount"_L1);
        const CallOutcome told = outcome(adyenCall(kind), adyenResponse(201, json));
        QCOMPARE(told.kind, OutcomeClass::Decided);
        QCOMPARE(told.reply.state, ReplyState::Pending);
        QCOMPARE(told.reply.operationReference, u"993617894906488A"_s);
        QCOMPARE(told.reply.processorReference, u"993617894903480A"_s);
    }
    QCOMPARE(problem(u"PaymentCancelResponse"_s, json), QString());
    json.remove("paymentPspReference"_L1);
    json.insert("paymentReference"_L1, u"pay_1_2"_s);
    QCOMPARE(problem(u"StandalonePaymentCancelResponse"_s, json), QString());
    SampleCall call = adyenCall(OperationKind::Void);
    call.attempt.processorReference.clear();
    QCOMPARE(outcome(call, adyenResponse(201, json)).kind, OutcomeClass::Decided);
    json.insert("status"_L1, u"done"_s); // a word that nobody knows
    QCOMPARE(outcome(call, adyenResponse(201, json)).kind, OutcomeClass::Unknown);
}

void AdyenRepliesTest::modificationOfAnother()
{
    const QJsonObject json = {
        {u"merchantAccount"_s, u"ShopECOM"_s},
        {u"paymentPspReference"_s, u"993617894903480A"_s},
        {u"reference"_s, u"op_1"_s},
        {u"pspReference"_s, u"993617894906488A"_s},
        {u"status"_s, u"received"_s},
        {u"amount"_s, QJsonObject{{u"currency"_s, u"EUR"_s}, {u"value"_s, 1000}}}};
    const SampleCall call = adyenCall(OperationKind::Capture);
    const QJsonObject less = {{u"currency"_s, u"EUR"_s}, {u"value"_s, 999}};
    for (const QJsonObject &other :
         {with(json, u"reference"_s, u"op_2"_s), with(json, u"amount"_s, less),
          with(json, u"paymentPspReference"_s, u"993617894903480B"_s)})
        QCOMPARE(outcome(call, adyenResponse(201, other)).kind, OutcomeClass::Integrity);
}

void AdyenRepliesTest::otherAmounts_data()
{
    QTest::addColumn<QJsonValue>("amount");
    QTest::addColumn<bool>("partialAllowed");
    QTest::addColumn<OutcomeClass>("kind");
    const auto amount = [](const char *currency, const QJsonValue &value) -> QJsonValue {
        return QJsonObject{{u"currency"_s, QString::fromLatin1(currency)}, {u"value"_s, value}};
    };
    QTest::newRow("same") << amount("EUR", 1000) << false << OutcomeClass::Decided;
    QTest::newRow("missing") << QJsonValue() << false << OutcomeClass::Decided;
    QTest::newRow("less") << amount("EUR", 700) << false << OutcomeClass::Integrity;
    QTest::newRow("less as allowed") << amount("EUR", 700) << true << OutcomeClass::Decided;
    QTest::newRow("more") << amount("EUR", 1001) << true << OutcomeClass::Integrity;
    QTest::newRow("currency") << amount("USD", 1000) << false << OutcomeClass::Integrity;
    QTest::newRow("no currency") << amount("", 1000) << false << OutcomeClass::Integrity;
    QTest::newRow("fraction") << amount("EUR", 1000.5) << false << OutcomeClass::Integrity;
    QTest::newRow("text") << amount("EUR", u"1000"_s) << false << OutcomeClass::Integrity;
}

void AdyenRepliesTest::otherAmounts()
{
    QFETCH(const QJsonValue, amount);
    QFETCH(const bool, partialAllowed);
    SampleCall call = adyenCall(OperationKind::Sale);
    call.payment.partialAuthorizationAllowed = partialAllowed;
    const CallOutcome told =
        outcome(call, adyenResponse(200, with(authorised(), u"amount"_s, amount)));
    QTEST(told.kind, "kind");
}

void AdyenRepliesTest::damaged_data()
{
    QTest::addColumn<HttpResponse>("response");
    const auto row = [](const char *name, const HttpResponse &response) {
        QTest::newRow(name) << response;
    };
    row("empty", {200, {{"Content-Type", "application/json"}}, {}});
    row("html", {200, {{"Content-Type", "text/html"}}, "<html>"});
    row("cut", {200, {{"Content-Type", "application/json"}}, "{\"resultCode\":\"Author"});
    row("list", {200, {{"Content-Type", "application/json"}}, "[]"});
    row("no result", adyenResponse(200, {{u"pspReference"_s, u"a"_s}}));
    row("null result", adyenResponse(200, with(authorised(), u"resultCode"_s, QJsonValue())));
    row("no reference", adyenResponse(200, {{u"resultCode"_s, u"Authorised"_s}}));
    row("odd reference", adyenResponse(200, with(authorised(), u"pspReference"_s, u"a b/../c"_s)));
    row("number for text", adyenResponse(200, with(authorised(), u"resultCode"_s, 7)));
    row("partial without amount", adyenResponse(200, {{u"resultCode"_s, u"PartiallyAuthorised"_s},
                                                      {u"pspReference"_s, u"a"_s}}));
    row("error without code", adyenResponse(422, {{u"message"_s, u"No."_s}}));
    row("500", adyenResponse(500, {{u"errorCode"_s, u"905"_s}, {u"errorType"_s, u"x"_s}}));
}

void AdyenRepliesTest::damaged()
{
    QFETCH(const HttpResponse, response);
    QCOMPARE(outcome(adyenCall(OperationKind::Sale), response).kind, OutcomeClass::Unknown);
}

void AdyenRepliesTest::retriesLater_data()
{
    QTest::addColumn<HttpResponse>("response");
    HttpResponse transient = adyenResponse(
        422, {{u"status"_s, 422}, {u"errorCode"_s, u"000"_s}, {u"errorType"_s, u"internal"_s}});
    transient.headers.append(HttpHeader{"transient-error", "true"});
    QTest::newRow("transient") << transient;
    QTest::newRow("704") << adyenResponse(
        422, {{u"errorCode"_s, u"704"_s}, {u"errorType"_s, u"validation"_s}});
    QTest::newRow("429") << adyenResponse(
        429, {{u"errorCode"_s, u"429"_s}, {u"errorType"_s, u"internal"_s}});
}

void AdyenRepliesTest::retriesLater()
{
    QFETCH(const HttpResponse, response);
    const SampleCall call = adyenCall(OperationKind::Sale);
    QCOMPARE(outcome(call, response).kind, OutcomeClass::RetryLater);
    // After a send of which nothing is known only "too many" is about this send alone.
    QCOMPARE(outcome(call, response, true).kind,
             response.status == 429 ? OutcomeClass::RetryLater : OutcomeClass::Unknown);
}

QTEST_APPLESS_MAIN(AdyenRepliesTest)
#include "adyenrepliestest.moc"
