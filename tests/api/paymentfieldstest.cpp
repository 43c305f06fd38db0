#include "services/api/fields.h"
#include "services/api/json/jsonparser.h"
#include "services/api/paymentcommands.h"
#include "services/api/paymentjson.h"
#include "services/api/redirectroutes.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

/// Bodies to commands and values to bodies, without a server.
class PaymentFieldsTest : public QObject
{
    Q_OBJECT

private:
    static std::optional<ApiError> read(const QByteArray &json, PaymentBody &body);

private slots:
    void initTestCase() { testSeed(); }
    void times_data();
    void times();
    void timesAreSpelledAsQtDoes();
    void readsEverything();
    void refusals_data();
    void refusals();
    void recurringKinds_data();
    void recurringKinds();
    void updateKeepsWhatIsNotSaid();
    void browsersSayNoMoney_data();
    void browsersSayNoMoney();
    void nullsStandThere();
    void extrasComeBack();
    void returnIsSigned();
};

std::optional<ApiError> PaymentFieldsTest::read(const QByteArray &json, PaymentBody &body)
{
    JsonValue value;
    if (const auto fault = readJson(json, value))
        return parseFault(*fault);
    return readPaymentBody(value, body);
}

void PaymentFieldsTest::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms"); // -1: refused

    QTest::newRow("utc") << u"2026-01-31T12:00:00Z"_s << qint64(1'769'860'800'000);
    QTest::newRow("ms") << u"2026-01-31T12:00:00.250Z"_s << qint64(1'769'860'800'250);
    QTest::newRow("no zone") << u"2026-01-31T12:00:00"_s << qint64(1'769'860'800'000);
    QTest::newRow("offset") << u"2026-01-31T13:00:00+01:00"_s << qint64(1'769'860'800'000);
    QTest::newRow("date") << u"2026-01-31"_s << qint64(-1);
    QTest::newRow("before 1970") << u"1969-12-31T23:59:59Z"_s << qint64(-1);
    QTest::newRow("no such day") << u"2026-02-30T12:00:00Z"_s << qint64(-1);
    QTest::newRow("words") << u"tomorrow at twelve o'clock"_s << qint64(-1);
}

void PaymentFieldsTest::times()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const std::optional<qint64> read = fields::timeFromText(text);
    QCOMPARE(read.value_or(-1), ms);
    if (ms >= 0)
        QCOMPARE(fields::timeFromText(*fields::timeText(ms)), ms);
    QVERIFY(!fields::timeText(0));
}

void PaymentFieldsTest::timesAreSpelledAsQtDoes()
{
    QList<qint64> moments = {1,
                             999,
                             951'782'399'999, // before and after a leap day
                             951'868'799'999,
                             951'868'800'000,
                             253'402'300'799'999, // the last of four digits
                             253'402'300'800'000};
    for (qint64 ms = 7; ms < 4'102'444'800'000; ms += 86'400'000 * 13 + 3'723'017)
        moments.append(ms);
    for (const qint64 ms : std::as_const(moments))
        QCOMPARE(
            fields::timeText(ms),
            std::optional(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)));
}

void PaymentFieldsTest::readsEverything()
{
    PaymentBody body;
    const auto problem = read(R"({"payment_id":"pay_1","amount":5,"currency":"JPY","confirm":true,
        "capture_method":"sequential_automatic","authentication_type":"three_ds",
        "payment_method_data":{"card":{"card_number":"4242 4242 4242 4242","card_exp_month":"03",
        "card_exp_year":"30","card_cvc":"123","card_holder_name":"Ada"},
        "billing":{"email":"a@b.example"}},"customer":{"id":"c","email":"a@b.example"},
        "customer_id":"c","setup_future_usage":"off_session","metadata":{"k":[1]},
        "shipping_cost":1,"order_tax_amount":2,
        "surcharge_details":{"surcharge_amount":3,"tax_amount":4},
        "statement_descriptor_name":"SHOP","session_expiry":60})",
                              body);
    QVERIFY2(!problem, qPrintable(problem ? problem->message : QString()));
    CreatePayment command = paymentcommands::createFrom(body, {{u"m"_s}, u"api:k"_s});
    QCOMPARE(command.id.value, u"pay_1"_s);
    QCOMPARE(command.amount, 5);
    QCOMPARE(command.currency, Currency::Jpy);
    QCOMPARE(command.captureMethod, CaptureMethod::Automatic);
    QCOMPARE(command.authenticationType, AuthenticationType::ThreeDs);
    QCOMPARE(command.card->number.reveal(), "4242424242424242");
    QCOMPARE(command.card->expiryYear, 2030);
    QCOMPARE(command.customer.email, u"a@b.example"_s);
    QCOMPARE(command.futureUsage, FutureUsage::OffSession);
    QCOMPARE(command.metadataJson, u"{\"k\":[1]}"_s);
    QCOMPARE(command.orderAdds, 10);
    QCOMPARE(command.sessionExpirySeconds, 60);
    QCOMPARE(command.extras.value(u"statement_descriptor_name"_s), u"\"SHOP\""_s);
    QVERIFY(command.confirm);
}

void PaymentFieldsTest::refusals_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QByteArray &json, const char *code) {
        QTest::newRow(name) << json << QString::fromLatin1(code);
    };
    row("no object", "[]", "IR_06");
    row("unknown field", R"({"amuont":1})", "IR_06");
    row("unknown field inside", R"({"customer":{"idd":"c"}})", "IR_06");
    row("text for a number", R"({"amount":"1"})", "IR_06");
    row("fraction", R"({"amount":1.0})", "IR_06");
    row("negative", R"({"amount":-1})", "IR_06");
    row("too large for 64 bits", R"({"amount":99999999999999999999})", "IR_06");
    row("unknown capture method", R"({"capture_method":"later"})", "IR_06");
    row("customers differ", R"({"customer_id":"a","customer":{"id":"b"}})", "IR_16");
    row("dashes in the number",
        R"({"payment_method_data":{"card":{"card_number":"4242-4242-4242-4242",
        "card_exp_month":"1","card_exp_year":"30"}}})",
        "IR_06");
    row("expiry in words",
        R"({"payment_method_data":{"card":{"card_number":"4242424242424242",
        "card_exp_month":"May","card_exp_year":"30"}}})",
        "IR_07");
    row("expiry missing", R"({"payment_method_data":{"card":{"card_number":"4242424242424242"}}})",
        "IR_06");
    row("token and card",
        R"({"payment_token":"t","payment_method_data":{"card":{"card_number":"4242424242424242",
        "card_exp_month":"1","card_exp_year":"30"}}})",
        "IR_16");
    row("other method", R"({"payment_method":"wallet"})", "IR_00");
    row("no method at all", R"({"payment_method":"shells"})", "IR_06");
    row("country", R"({"billing":{"address":{"country":"Germany"}}})", "IR_06");
    row("line without a name", R"({"order_details":[{"quantity":1,"amount":1}]})", "IR_06");
    row("quantity", R"({"order_details":[{"product_name":"a","quantity":65536,"amount":1}]})",
        "IR_06");
    row("mandate and recurring",
        R"({"mandate_data":{},"recurring_details":{"type":"mandate_id","data":"m"}})", "HE_03");
    row("stored, but not", R"({"is_stored_credential":false,"payment_token":"t"})", "IR_06");
    row("unconfirmed charge",
        R"({"confirm":false,"recurring_details":{"type":"mandate_id","data":"m"}})", "IR_16");
    row("raised and automatic", R"({"request_incremental_authorization":true})", "IR_19");
    row("single use without a limit",
        R"({"mandate_data":{"mandate_type":{"single_use":{"currency":"EUR"}}}})", "IR_06");
}

void PaymentFieldsTest::refusals()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    PaymentBody body;
    const auto problem = read(json, body);
    QVERIFY(problem.has_value());
    QCOMPARE(problem->code, code);
    QVERIFY(!problem->message.contains(u"4242"_s)); // nothing of what was given
}

void PaymentFieldsTest::recurringKinds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("kind"); // -1: refused

    using Kind = RecurringDetails::Kind;
    QTest::newRow("method") << R"({"type":"payment_method_id","data":"pm_1"})"_ba
                            << int(Kind::PaymentMethod);
    QTest::newRow("mandate") << R"({"type":"mandate_id","data":"man_1"})"_ba << int(Kind::Mandate);
    QTest::newRow("token")
        << R"({"type":"processor_payment_token","data":{"processor_payment_token":"t",
        "merchant_connector_id":"mca_1"}})"_ba
        << int(Kind::ProcessorToken);
    QTest::newRow("card") << R"({"type":"network_transaction_id_and_card_details","data":{
        "network_transaction_id":"n","card_number":"4242424242424242","card_exp_month":"1",
        "card_exp_year":"2030"}})"_ba
                          << int(Kind::NetworkTransactionCard);
    QTest::newRow("network token")
        << R"({"type":"network_transaction_id_and_network_token_details","data":{
        "network_transaction_id":"n","network_token":"5555555555554444","token_exp_month":"1",
        "token_exp_year":"2030","card_holder_name":"Ada","card_network":"Mastercard","eci":"07",
        "transaction_link_id":"t"}})"_ba
        << int(Kind::NetworkTransactionToken);
    QTest::newRow("network token without its number")
        << R"({"type":"network_transaction_id_and_network_token_details","data":{
        "network_transaction_id":"n","token_exp_month":"1","token_exp_year":"2030"}})"_ba
        << -1;
    QTest::newRow("network token with a cryptogram")
        << R"({"type":"network_transaction_id_and_network_token_details","data":{
        "network_transaction_id":"n","network_token":"5555555555554444","token_exp_month":"1",
        "token_exp_year":"2030","token_cryptogram":"AgAAAAAAAIR8CQrXcIhbQAAAAAA="}})"_ba
        << -1;
    QTest::newRow("wallet")
        << R"({"type":"network_transaction_id_and_decrypted_wallet_token_details","data":{}})"_ba
        << -1;
    QTest::newRow("limited") << R"({"type":"card_with_limited_data","data":{}})"_ba << -1;
    QTest::newRow("unknown") << R"({"type":"magic","data":"x"})"_ba << -1;
    QTest::newRow("no data") << R"({"type":"mandate_id"})"_ba << -1;
}

void PaymentFieldsTest::recurringKinds()
{
    QFETCH(QByteArray, json);
    QFETCH(int, kind);
    PaymentBody body;
    const auto problem = read("{\"recurring_details\":" + json + "}", body);
    QCOMPARE(problem.has_value(), kind < 0);
    if (kind >= 0)
        QCOMPARE(int(body.recurring->kind), kind);
}

void PaymentFieldsTest::updateKeepsWhatIsNotSaid()
{
    PaymentView view;
    view.payment.id = {u"pay_1"_s};
    view.payment.version = 7;
    view.payment.amount = 100;
    view.payment.netAmount = 116;
    view.payment.customer = {{u"c"_s}, u"Ada"_s, u"a@b.example"_s, u"1"_s};
    view.extras = {{u"shipping_cost"_s, u"10"_s}, {u"order_tax_amount"_s, u"5"_s}};
    PaymentBody body;
    QVERIFY(!read(R"({"phone":"2","order_tax_amount":0})", body));
    const UpdatePayment command = paymentcommands::updateFrom(body, {}, view);
    QCOMPARE(command.customer->name, u"Ada"_s);
    QCOMPARE(command.customer->phone, u"2"_s);
    QCOMPARE(command.orderAdds, 11); // shipping 10, no tax, surcharge 1
    QCOMPARE(command.expectedVersion, 7);
    QVERIFY(!command.amount);
    PaymentBody other;
    QVERIFY(!read(R"({"description":"d"})", other));
    const UpdatePayment small = paymentcommands::updateFrom(other, {}, view);
    QVERIFY(!small.customer && !small.orderAdds && !small.expectedVersion);
}

void PaymentFieldsTest::browsersSayNoMoney_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");

    QTest::newRow("nothing") << "{}"_ba << QString();
    QTest::newRow("the same amount") << R"({"amount":100})"_ba << QString();
    QTest::newRow("amount") << R"({"amount":99})"_ba << u"amount"_s;
    QTest::newRow("currency") << R"({"currency":"USD"})"_ba << u"currency"_s;
    QTest::newRow("capture") << R"({"capture_method":"manual"})"_ba << u"capture_method"_s;
    QTest::newRow("customer") << R"({"customer_id":"other"})"_ba << u"customer_id"_s;
    QTest::newRow("shipping") << R"({"shipping_cost":0})"_ba << u"surcharge_details"_s;
    QTest::newRow("metadata") << R"({"metadata":{}})"_ba << u"metadata"_s;
}

void PaymentFieldsTest::browsersSayNoMoney()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    Payment payment;
    payment.amount = 100;
    PaymentBody body;
    QVERIFY(!read(json, body));
    QCOMPARE(paymentcommands::fieldOnlyForServers(body, payment), field);
}

void PaymentFieldsTest::nullsStandThere()
{
    const QJsonObject json =
        QJsonDocument::fromJson(paymentjson::payment(PaymentView(), {})).object();
    for (const QString &name : {u"description"_s, u"customer"_s, u"next_action"_s, u"billing"_s,
                                u"error_code"_s, u"refunds"_s, u"amount_received"_s})
        QVERIFY2(json.contains(name) && json.value(name).isNull(), qPrintable(name));
    QVERIFY(!json.contains(u"attempts"_s) && !json.contains(u"captures"_s));
}

void PaymentFieldsTest::extrasComeBack()
{
    PaymentView view;
    view.payment.amount = 3;
    view.extras = {{u"billing"_s, u"{\"email\":\"a@b.example\"}"_s}, {u"shipping_cost"_s, u"7"_s}};
    const QJsonDocument json = QJsonDocument::fromJson(paymentjson::payment(view, {}));
    QCOMPARE(json[u"billing"_s][u"email"_s].toString(), u"a@b.example"_s);
    QCOMPARE(json[u"shipping_cost"_s].toInteger(), 7);
}

void PaymentFieldsTest::returnIsSigned()
{
    const SecretBytes key("key");
    const QUrl signedUrl =
        signedReturn(QUrl(u"https://shop.example/a?z=1&b=x%20y"_s),
                     {{u"status"_s, u"succeeded"_s}, {u"payment_id"_s, u"pay_1"_s}}, &key);
    const QByteArray expected = QMessageAuthenticationCode::hash(
        "b=x y&payment_id=pay_1&status=succeeded&z=1", "key", QCryptographicHash::Sha512);
    const QUrlQuery query(signedUrl);
    QCOMPARE(query.queryItemValue(u"signature"_s).toLatin1(), expected.toHex());
    QCOMPARE(query.queryItemValue(u"b"_s, QUrl::FullyDecoded), u"x y"_s);
    const QUrl plain = signedReturn(QUrl(u"https://shop.example"_s), {{u"a"_s, u"&="_s}}, nullptr);
    QCOMPARE(plain.query(QUrl::FullyEncoded), u"a=%26%3D"_s);
}

QTEST_GUILESS_MAIN(PaymentFieldsTest)

#include "paymentfieldstest.moc"
