#include "services/processors/adyen/adyenconnector.h"
#include "services/processors/adyen/adyenshopper.h"
#include "services/processors/simulator/simulatorconnector.h"
#include "services/processors/stripe/stripeconnector.h"
#include "tests/processors/adyen/adyencall.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/seed.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

ShopperData shopper()
{
    ShopperData data;
    data.billing = {u"Hauptstr. 5a"_s,   u"Hinterhaus"_s, {},       u"Köln"_s,  u"NW"_s,
                    u"50667"_s,          u"DE"_s,         u"Ada"_s, u"König"_s, u"+49301"_s,
                    u"ada@example.com"_s};
    data.shipping = {u"221B Baker Street"_s,
                     {},
                     {},
                     u"London"_s,
                     {},
                     u"NW1 6XE"_s,
                     u"GB"_s,
                     u"John"_s,
                     u"Watson"_s,
                     {},
                     {}};
    data.browser = {u"192.0.2.7"_s,
                    u"Mozilla/5.0 (X11)"_s,
                    u"text/html"_s,
                    u"de-DE"_s,
                    24,
                    1080,
                    1920,
                    -60,
                    false,
                    true};
    return data;
}

QJsonObject jsonOf(const Result<HttpRequest> &request)
{
    return request ? QJsonDocument::fromJson(request->body.view().toByteArray()).object()
                   : QJsonObject();
}

QString field(const HttpRequest &request, const QString &name)
{
    const QUrlQuery query(QString::fromLatin1(request.body.view()));
    return query.queryItemValue(QString(name).replace(u'[', u"%5B"_s).replace(u']', u"%5D"_s),
                                QUrl::FullyDecoded);
}

SampleCall stripeCall(OperationKind kind)
{
    SampleCall call = sampleCall(kind, QUrl(u"https://api.stripe.com"_s));
    call.account.connector = u"stripe"_s;
    call.account.keys =
        std::make_shared<const AccountKeys>(AccountKeys{SecretBytes("sk_test_1"), {}, {}});
    call.account.testMode = true;
    return call;
}

} // namespace

/// What processors are told of the shopper, and how each is asked for a larger hold: checked
/// against what they publish.
class ShopperTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void adyenIsTold();
    void adyenIsToldWholeOrNothing_data();
    void adyenIsToldWholeOrNothing();
    void adyenHearsNothingOfWhoIsNotThere();
    void streets_data();
    void streets();
    void stripeIsTold();
    void stripeShipsToSomebody();
    void simulatorIsToldTheZip();
    void holdsAreMadeToBeRaised();
    void raises();

private:
    const AdyenConnector m_adyen;
    const StripeConnector m_stripe;
    const SimulatorConnector m_simulator;
    const ProcessorContract m_adyenContract{u"adyen-checkout-v71.json"_s};
    const ProcessorContract m_stripeContract{u"stripe-2023-08-16.json"_s};
};

void ShopperTest::initTestCase()
{
    testSeed();
    QVERIFY(m_adyenContract.isValid());
    QVERIFY(m_stripeContract.isValid());
}

void ShopperTest::adyenIsTold()
{
    SampleCall call = adyenCall(OperationKind::Authorize);
    call.payment.authenticationType = AuthenticationType::ThreeDs;
    call.payment.returnUrl = u"https://shop.example/back?order=1"_s;
    const ShopperData data = shopper();
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    request.shopper = &data;
    const auto built = m_adyen.buildAuthorize(call.account, request);
    QVERIFY(built);
    QCOMPARE(m_adyenContract.requestProblem(*built, call.account.baseUrl), QString());
    const QJsonObject json = jsonOf(built);
    QCOMPARE(json[u"billingAddress"_s].toObject(), (QJsonObject{{u"street"_s, u"Hauptstr."_s},
                                                                {u"houseNumberOrName"_s, u"5a"_s},
                                                                {u"postalCode"_s, u"50667"_s},
                                                                {u"city"_s, u"Köln"_s},
                                                                {u"stateOrProvince"_s, u"NW"_s},
                                                                {u"country"_s, u"DE"_s}}));
    QCOMPARE(json[u"deliveryAddress"_s][u"street"_s].toString(), u"Baker Street"_s);
    QCOMPARE(json[u"deliveryAddress"_s][u"lastName"_s].toString(), u"Watson"_s);
    QCOMPARE(json[u"shopperEmail"_s].toString(), u"ada@example.com"_s);
    QCOMPARE(json[u"telephoneNumber"_s].toString(), u"+49301"_s);
    QCOMPARE(json[u"shopperName"_s][u"lastName"_s].toString(), u"König"_s);
    QCOMPARE(json[u"shopperIP"_s].toString(), u"192.0.2.7"_s);
    QCOMPARE(json[u"origin"_s].toString(), u"https://shop.example"_s);
    QCOMPARE(json[u"channel"_s].toString(), u"Web"_s);
    QCOMPARE(json[u"browserInfo"_s].toObject(),
             (QJsonObject{{u"userAgent"_s, u"Mozilla/5.0 (X11)"_s},
                          {u"acceptHeader"_s, u"text/html"_s},
                          {u"language"_s, u"de-DE"_s},
                          {u"colorDepth"_s, 24},
                          {u"screenHeight"_s, 1080},
                          {u"screenWidth"_s, 1920},
                          {u"timeZoneOffset"_s, -60},
                          {u"javaEnabled"_s, false},
                          {u"javaScriptEnabled"_s, true}}));
    // What the payment itself says of its customer counts first.
    call.payment.customer.email = u"other@example.com"_s;
    QCOMPARE(jsonOf(m_adyen.buildAuthorize(call.account, request))[u"shopperEmail"_s].toString(),
             u"other@example.com"_s);
}

void ShopperTest::adyenIsToldWholeOrNothing_data()
{
    using Change = std::function<void(ShopperData &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("missing");
    const auto row = [](const char *name, const Change &change, const char *missing) {
        QTest::newRow(name) << change << QString::fromLatin1(missing);
    };
    row(
        "no street", [](ShopperData &d) { d.billing.line1.clear(); }, "billingAddress");
    row(
        "no city", [](ShopperData &d) { d.billing.city.clear(); }, "billingAddress");
    row(
        "no zip", [](ShopperData &d) { d.billing.zip.clear(); }, "billingAddress");
    row(
        "no country", [](ShopperData &d) { d.billing.country.clear(); }, "billingAddress");
    row(
        "no house", [](ShopperData &d) { d.billing.line1 = u"Schloss"_s, d.billing.line2.clear(); },
        "billingAddress");
    row(
        "no state", [](ShopperData &d) { d.billing.country = u"US"_s, d.billing.state.clear(); },
        "billingAddress");
    row(
        "agent", [](ShopperData &d) { d.browser.userAgent.clear(); }, "browserInfo");
    row(
        "accept", [](ShopperData &d) { d.browser.acceptHeader.clear(); }, "browserInfo");
    row(
        "language", [](ShopperData &d) { d.browser.language.clear(); }, "browserInfo");
    row(
        "colours", [](ShopperData &d) { d.browser.colorDepth.reset(); }, "browserInfo");
    row(
        "height", [](ShopperData &d) { d.browser.screenHeight.reset(); }, "browserInfo");
    row(
        "width", [](ShopperData &d) { d.browser.screenWidth.reset(); }, "browserInfo");
    row(
        "zone", [](ShopperData &d) { d.browser.timeZoneMinutes.reset(); }, "browserInfo");
    row(
        "java", [](ShopperData &d) { d.browser.javaEnabled.reset(); }, "browserInfo");
    row(
        "address of the net", [](ShopperData &d) { d.browser.ipAddress.clear(); }, "shopperIP");
    row(
        "first name", [](ShopperData &d) { d.billing.firstName.clear(); }, "shopperName");
}

void ShopperTest::adyenIsToldWholeOrNothing()
{
    QFETCH(const std::function<void(ShopperData &)>, change);
    QFETCH(const QString, missing);
    const SampleCall call = adyenCall(OperationKind::Sale);
    ShopperData data = shopper();
    change(data);
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    request.shopper = &data;
    const auto built = m_adyen.buildAuthorize(call.account, request);
    QVERIFY(built);
    QCOMPARE(m_adyenContract.requestProblem(*built, call.account.baseUrl), QString());
    const QJsonObject json = jsonOf(built);
    QVERIFY(!json.contains(missing));
    QVERIFY(json.contains(u"deliveryAddress"_s));
}

void ShopperTest::adyenHearsNothingOfWhoIsNotThere()
{
    const SampleCall call = adyenCall(OperationKind::Sale);
    const ShopperData data = shopper();
    AuthorizeRequest request = call.authorize(sampleCard());
    request.card = nullptr;
    request.token = u"cus_9.M5N7TQ4TG5PFWR50"_s;
    request.credential = {.use = StoredCredential::Use::Later,
                          .byMerchant = true,
                          .category = MitCategory::Recurring};
    request.shopper = &data;
    const auto built = m_adyen.buildAuthorize(call.account, request);
    QVERIFY(built);
    QCOMPARE(m_adyenContract.requestProblem(*built, call.account.baseUrl), QString());
    for (const QString &name : {u"browserInfo"_s, u"shopperIP"_s, u"origin"_s, u"channel"_s})
        QVERIFY2(!jsonOf(built).contains(name), qPrintable(name));
    QVERIFY(jsonOf(built).contains(u"billingAddress"_s));
}

void ShopperTest::streets_data()
{
    QTest::addColumn<QString>("line1");
    QTest::addColumn<QString>("line2");
    QTest::addColumn<QString>("street");
    QTest::addColumn<QString>("house");
    const auto row = [](const char *line1, const char *line2, const char *street,
                        const char *house) {
        QTest::newRow(line1) << QString::fromLatin1(line1) << QString::fromLatin1(line2)
                             << QString::fromLatin1(street) << QString::fromLatin1(house);
    };
    row("1467 Harrison Street", "", "Harrison Street", "1467");
    row("221B Baker Street", "", "Baker Street", "221B");
    row("Hauptstrasse 5", "Hof", "Hauptstrasse", "5");
    row("Via  Roma   12/3", "", "Via Roma", "12/3");
    row("Rose Cottage", "The Lane", "Rose Cottage", "The Lane");
    row("Schloss", "", "", "");
    row("17", "", "", "");
    row("", "5", "", "");
    row("5th Avenue 12", "", "5th Avenue", "12");
}

void ShopperTest::streets()
{
    QFETCH(const QString, line1);
    QFETCH(const QString, line2);
    ShopperAddress address;
    address.line1 = line1;
    address.line2 = line2;
    const auto parts = adyenshopper::streetOf(address).value_or(adyenshopper::Street());
    QTEST(parts.name, "street");
    QTEST(parts.houseNumberOrName, "house");
}

void ShopperTest::stripeIsTold()
{
    SampleCall call = stripeCall(OperationKind::Authorize);
    call.payment.customer = {{u"cus_1"_s}, u"Ada K."_s, {}, {}};
    const ShopperData data = shopper();
    CardDetails card = sampleCard();
    card.holder.clear();
    AuthorizeRequest request = call.authorize(card);
    request.shopper = &data;
    request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const auto calls = m_stripe.buildPreparations(call.account, request);
    QVERIFY(calls);
    QCOMPARE(calls->size(), size_t(2));
    for (const HttpRequest &one : *calls)
        QCOMPARE(m_stripeContract.requestProblem(one, call.account.baseUrl), QString());
    const HttpRequest &customer = calls->front();
    QCOMPARE(field(customer, u"address[city]"_s), u"Köln"_s);
    const HttpRequest &method = calls->back();
    QCOMPARE(field(method, u"billing_details[name]"_s), u"Ada König"_s);
    QCOMPARE(field(method, u"billing_details[email]"_s), u"ada@example.com"_s);
    QCOMPARE(field(method, u"billing_details[phone]"_s), u"+49301"_s);
    QCOMPARE(field(method, u"billing_details[address][line1]"_s), u"Hauptstr. 5a"_s);
    QCOMPARE(field(method, u"billing_details[address][line2]"_s), u"Hinterhaus"_s);
    QCOMPARE(field(method, u"billing_details[address][postal_code]"_s), u"50667"_s);
    QCOMPARE(field(method, u"billing_details[address][state]"_s), u"NW"_s);
    QCOMPARE(field(method, u"billing_details[address][country]"_s), u"DE"_s);
    const auto intent = m_stripe.buildAuthorize(call.account, request);
    QVERIFY(intent);
    QCOMPARE(m_stripeContract.requestProblem(*intent, call.account.baseUrl), QString());
    QCOMPARE(field(*intent, u"shipping[name]"_s), u"John Watson"_s);
    QCOMPARE(field(*intent, u"shipping[address][line1]"_s), u"221B Baker Street"_s);
    QCOMPARE(field(*intent, u"shipping[address][country]"_s), u"GB"_s);
    QVERIFY(!QByteArray(intent->body.view().toByteArray()).contains("192.0.2.7"));
}

void ShopperTest::stripeShipsToSomebody()
{
    const SampleCall call = stripeCall(OperationKind::Sale);
    ShopperData data = shopper();
    data.shipping.firstName.clear();
    data.shipping.lastName.clear();
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    request.shopper = &data;
    auto intent = m_stripe.buildAuthorize(call.account, request);
    QVERIFY(intent);
    QVERIFY(field(*intent, u"shipping[address][line1]"_s).isEmpty()); // nobody's name is known
    data = shopper();
    data.shipping.line1.clear();
    intent = m_stripe.buildAuthorize(call.account, request);
    QVERIFY(intent);
    QVERIFY(field(*intent, u"shipping[name]"_s).isEmpty());
    request.shopper = nullptr;
    intent = m_stripe.buildAuthorize(call.account, request);
    QVERIFY(intent);
    QCOMPARE(m_stripeContract.requestProblem(*intent, call.account.baseUrl), QString());
}

void ShopperTest::simulatorIsToldTheZip()
{
    const SampleCall call = sampleCall(OperationKind::Sale);
    const ShopperData data = shopper();
    const CardDetails card = sampleCard();
    AuthorizeRequest request = call.authorize(card);
    QVERIFY(
        !jsonOf(m_simulator.buildAuthorize(call.account, request))[u"card"_s].toObject().contains(
            u"zip"_s));
    request.shopper = &data;
    const QJsonObject json = jsonOf(m_simulator.buildAuthorize(call.account, request));
    QCOMPARE(json[u"card"_s][u"zip"_s].toString(), u"50667"_s);
}

void ShopperTest::holdsAreMadeToBeRaised()
{
    const CardDetails card = sampleCard();
    for (const bool wanted : {true, false}) {
        for (const OperationKind kind : {OperationKind::Authorize, OperationKind::Sale}) {
            const bool asked = wanted && kind == OperationKind::Authorize;
            SampleCall call = adyenCall(kind);
            call.payment.incrementWanted = wanted;
            const auto adyen = m_adyen.buildAuthorize(call.account, call.authorize(card));
            QCOMPARE(m_adyenContract.requestProblem(*adyen, call.account.baseUrl), QString());
            QCOMPARE(jsonOf(adyen)[u"additionalData"_s][u"authorisationType"_s].toString(),
                     asked ? u"PreAuth"_s : QString());
            call = stripeCall(kind);
            call.payment.incrementWanted = wanted;
            const auto stripe = m_stripe.buildAuthorize(call.account, call.authorize(card));
            QCOMPARE(m_stripeContract.requestProblem(*stripe, call.account.baseUrl), QString());
            QCOMPARE(field(*stripe, u"payment_method_options[card][request_incremental_"
                                    "authorization]"_s),
                     asked ? u"if_available"_s : QString());
            call = sampleCall(kind);
            call.payment.incrementWanted = wanted;
            const auto own = m_simulator.buildAuthorize(call.account, call.authorize(card));
            QCOMPARE(jsonOf(own)[u"incremental"_s].toBool(), asked);
        }
    }
}

void ShopperTest::raises()
{
    SampleCall call = adyenCall(OperationKind::Increment);
    call.attempt.processorReference = u"993617894903480A"_s;
    const auto adyen = m_adyen.buildIncrement(call.account, call.followUp());
    QVERIFY(adyen);
    QCOMPARE(m_adyenContract.requestProblem(*adyen, call.account.baseUrl), QString());
    QVERIFY(adyen->url.path().endsWith(u"/payments/993617894903480A/amountUpdates"_s));
    QCOMPARE(jsonOf(adyen)[u"amount"_s][u"value"_s].toInteger(), 1000);
    QCOMPARE(headerValue(adyen->headers, "Idempotency-Key"), "0123456789abcdef");

    call = stripeCall(OperationKind::Increment);
    call.attempt.processorReference = u"pi_1"_s;
    const auto stripe = m_stripe.buildIncrement(call.account, call.followUp());
    QVERIFY(stripe);
    QCOMPARE(m_stripeContract.requestProblem(*stripe, call.account.baseUrl), QString());
    QCOMPARE(field(*stripe, u"amount"_s), u"1000"_s);
    QCOMPARE(headerValue(stripe->headers, "Idempotency-Key"), "0123456789abcdef");

    call = sampleCall(OperationKind::Increment);
    const auto own = m_simulator.buildIncrement(call.account, call.followUp());
    QVERIFY(own);
    QCOMPARE(own->url.path(), u"/v1/payments/simpay_7/increments"_s);
    QCOMPARE(jsonOf(own)[u"amount"_s].toInteger(), 1000);
    for (const Connector *connector :
         {static_cast<const Connector *>(&m_adyen), static_cast<const Connector *>(&m_stripe),
          static_cast<const Connector *>(&m_simulator)}) {
        QVERIFY(connector->capabilities().increments);
        call.operation.kind = OperationKind::Capture;
        QVERIFY(!connector->buildIncrement(call.account, call.followUp()));
    }
}

QTEST_APPLESS_MAIN(ShopperTest)
#include "shoppertest.moc"
