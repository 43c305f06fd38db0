#include "services/processors/simulator/simulatorconnector.h"
#include "tests/processors/samplecall.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the connector says of stored cards, and what it reads of them.
class TestSimulatorStored : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void credentials_data();
    void credentials();
    void tokenInPlaceOfTheCard();
    void onlySetsUp();
    void needsSomethingToCharge();
    void readsWhatIsKept();
    void leavesOutWhatCannotBeUsed_data();
    void leavesOutWhatCannotBeUsed();
    void advice_data();
    void advice();
    void asksToForgetAToken();
    void forgotten_data();
    void forgotten();

private:
    const SimulatorConnector m_connector;
};

void TestSimulatorStored::credentials_data()
{
    QTest::addColumn<StoredCredential>("credential");
    QTest::addColumn<QByteArray>("wanted");
    using Use = StoredCredential::Use;
    const auto row = [](const char *name, const StoredCredential &credential,
                        const QByteArray &wanted) { QTest::newRow(name) << credential << wanted; };
    row("none", {}, "},\"metadata\"");
    row("first, for the shopper", {.use = Use::First},
        "\"stored_credential\":{\"initiator\":\"customer\",\"usage\":\"first\","
        "\"off_session\":false},\"metadata\"");
    row("first, for later", {.use = Use::First, .offSession = true},
        "\"stored_credential\":{\"initiator\":\"customer\",\"usage\":\"first\","
        "\"off_session\":true},\"metadata\"");
    row("again, by the shopper", {.use = Use::Later, .networkTransactionId = u"ntx_1"_s},
        "\"stored_credential\":{\"initiator\":\"customer\",\"usage\":\"subsequent\","
        "\"network_transaction_id\":\"ntx_1\"},\"metadata\"");
    row("by the merchant",
        {.use = Use::Later,
         .byMerchant = true,
         .category = MitCategory::Unscheduled,
         .networkTransactionId = u"ntx_1"_s},
        "\"stored_credential\":{\"initiator\":\"merchant\",\"usage\":\"subsequent\","
        "\"category\":\"unscheduled\",\"network_transaction_id\":\"ntx_1\"},\"metadata\"");
}

void TestSimulatorStored::credentials()
{
    QFETCH(const StoredCredential, credential);
    QFETCH(const QByteArray, wanted);
    const SampleCall call = sampleCall(OperationKind::Sale);
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    request.credential = credential;
    const auto built = m_connector.buildAuthorize(call.account, request);
    QVERIFY(built);
    const QByteArray body = built->body.view().toByteArray();
    QVERIFY2(body.contains(wanted), body.constData());
    QCOMPARE(body.contains("stored_credential"), credential.use != StoredCredential::Use::None);
}

void TestSimulatorStored::tokenInPlaceOfTheCard()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    AuthorizeRequest request{&call.payment, &call.attempt, &call.operation, nullptr, QUrl()};
    request.token = u"simtok_1"_s;
    request.credential = {.use = StoredCredential::Use::Later,
                          .byMerchant = true,
                          .category = MitCategory::Recurring};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QVERIFY(built);
    const QByteArray body = built->body.view().toByteArray();
    QVERIFY(body.contains("\"token\":\"simtok_1\",\"stored_credential\":{"));
    QVERIFY(!body.contains("card"));
    QVERIFY(!body.contains("cvc"));
}

void TestSimulatorStored::onlySetsUp()
{
    SampleCall call = sampleCall(OperationKind::Sale);
    call.payment.amount = call.payment.netAmount = call.operation.amount = 0;
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const auto built = m_connector.buildAuthorize(call.account, request);
    QVERIFY(built);
    QVERIFY(built->body.view().toByteArray().contains(
        "\"amount\":0,\"currency\":\"EUR\",\"capture\":\"automatic\""));
}

void TestSimulatorStored::needsSomethingToCharge()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    const auto built = m_connector.buildAuthorize(
        call.account, {&call.payment, &call.attempt, &call.operation, nullptr, QUrl()});
    QVERIFY(!built);
    QCOMPARE(built.error().code, ErrorCode::MissingField);
}

void TestSimulatorStored::readsWhatIsKept()
{
    const SampleCall call = sampleCall(OperationKind::Authorize);
    QJsonObject json = sampleReply(call);
    json.insert("network_transaction_id"_L1, u"simntx_1"_s);
    json.insert("token"_L1, u"simtok_1"_s);
    json.insert("updated_card"_L1,
                QJsonObject{{u"last4"_s, u"0042"_s}, {u"exp_month"_s, 11}, {u"exp_year"_s, 2031}});
    const auto parsed = m_connector.parse(call.operation, bankResponse(200, json), false);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.networkTransactionId, u"simntx_1"_s);
    QCOMPARE(parsed->reply.processorToken, u"simtok_1"_s);
    QVERIFY(parsed->reply.updatedCard == std::optional(CardUpdate{u"0042"_s, 11, 2031}));
}

/// What it says of the money counts all the same.
void TestSimulatorStored::leavesOutWhatCannotBeUsed_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &member, const QJsonValue &value) {
        QTest::newRow(name) << member << value;
    };
    const auto card = [](const QJsonValue &last4, const QJsonValue &month, const QJsonValue &year) {
        return QJsonObject{{u"last4"_s, last4}, {u"exp_month"_s, month}, {u"exp_year"_s, year}};
    };
    row("token: a number", u"token"_s, 5);
    row("token: blank", u"token"_s, u"a b"_s);
    row("token: long", u"token"_s, QString(65, u'x'));
    row("network: null", u"network_transaction_id"_s, QJsonValue());
    row("network: markup", u"network_transaction_id"_s, u"<b>"_s);
    row("card: text", u"updated_card"_s, u"4242"_s);
    row("card: empty", u"updated_card"_s, QJsonObject());
    row("card: three digits", u"updated_card"_s, card(u"424"_s, 12, 2031));
    row("card: letters", u"updated_card"_s, card(u"42a2"_s, 12, 2031));
    row("card: a number", u"updated_card"_s, card(u"4242424242424242"_s, 12, 2031));
    row("card: month", u"updated_card"_s, card(u"4242"_s, 13, 2031));
    row("card: year", u"updated_card"_s, card(u"4242"_s, 12, 31));
    row("card: no month", u"updated_card"_s, card(u"4242"_s, QJsonValue(), 2031));
}

void TestSimulatorStored::leavesOutWhatCannotBeUsed()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    const SampleCall call = sampleCall(OperationKind::Authorize);
    QJsonObject json = sampleReply(call);
    json.insert(member, value);
    const auto parsed = m_connector.parse(call.operation, bankResponse(200, json), false);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::Authorized);
    QCOMPARE(parsed->reply.amount, 1000);
    QVERIFY(parsed->reply.networkTransactionId.isEmpty());
    QVERIFY(parsed->reply.processorToken.isEmpty());
    QVERIFY(!parsed->reply.updatedCard);
}

void TestSimulatorStored::advice_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("network");
    QTest::addColumn<RetryAdvice>("wanted");
    QTest::newRow("revoked") << u"recurring_revoked"_s << u"MAC 03"_s << RetryAdvice::StopRecurring;
    QTest::newRow("never") << u"generic_decline"_s << u"MAC 03"_s << RetryAdvice::DoNotRetry;
    QTest::newRow("by category") << u"lost_or_stolen"_s << u""_s << RetryAdvice::DoNotRetry;
    QTest::newRow("nothing") << u"generic_decline"_s << u""_s << RetryAdvice::None;
}

void TestSimulatorStored::advice()
{
    QFETCH(const QString, category);
    QFETCH(const QString, network);
    QFETCH(const RetryAdvice, wanted);
    const SampleCall call = sampleCall(OperationKind::Sale);
    QJsonObject json = sampleReply(call);
    json.insert("status"_L1, u"declined"_s);
    json.insert("decline"_L1, QJsonObject{{u"code"_s, u"no"_s},
                                          {u"category"_s, category},
                                          {u"message"_s, u"No."_s},
                                          {u"advice"_s, network}});
    const auto parsed = m_connector.parse(call.operation, bankResponse(402, json), false);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::Declined);
    QCOMPARE(parsed->reply.advice, wanted);
}

void TestSimulatorStored::asksToForgetAToken()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    const Result<HttpRequest> request =
        m_connector.buildDetach(call.account, {u"simtok_1"_s, u"det_1"_s, u"key_1"_s});
    QVERIFY(request.has_value());
    QCOMPARE(request->method, "POST"_ba);
    QVERIFY(request->url.path().endsWith(u"/v1/tokens/simtok_1/detach"_s));
    QCOMPARE(headerValue(request->headers, "idempotency-key"), "key_1"_ba);
    QCOMPARE(request->body.view().toByteArray(), "{\"reference\":\"det_1\"}"_ba);
    for (const QString &token : {QString(), u"../payments"_s, u"a b"_s}) {
        const auto refused = m_connector.buildDetach(call.account, {token, u"det_1"_s, u"k"_s});
        QVERIFY(!refused && refused.error().field == u"token"_s);
    }
}

void TestSimulatorStored::forgotten_data()
{
    using Kind = DetachAnswer::Kind;
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int status, const QByteArray &body, Kind kind) {
        QTest::newRow(name) << status << body << int(kind);
    };
    row("done", 200, "{\"token\":\"t\",\"status\":\"detached\"}", Kind::Done);
    row("never known", 404, "{\"error\":{\"code\":\"unknown_token\"}}", Kind::Done);
    row("no such address", 404, "{\"error\":{\"code\":\"not_found\"}}", Kind::Refused);
    row("not allowed", 403, "{\"error\":{\"code\":\"not_allowed\"}}", Kind::Refused);
    row("something else", 200, "{\"status\":\"kept\"}", Kind::Unknown);
    row("nothing", 200, "", Kind::Unknown);
    row("a page", 404, "<html>", Kind::Unknown);
    row("refused with success", 200, "{\"error\":{\"code\":\"unknown_token\"}}", Kind::Unknown);
}

void TestSimulatorStored::forgotten()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, kind);
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = body;
    QCOMPARE(int(m_connector.parseDetach(response).kind), kind);
}

QTEST_APPLESS_MAIN(TestSimulatorStored)
#include "testsimulatorstored.moc"
