#include "services/api/accountroutes.h"
#include "services/api/blocklistroutes.h"
#include "services/api/connectorroutes.h"
#include "services/api/disputeroutes.h"
#include "services/api/eventroutes.h"
#include "services/api/incomingroutes.h"
#include "services/api/keyroutes.h"
#include "services/api/paymentlinkroutes.h"
#include "services/api/routingroutes.h"
#include "services/engine/accountservice.h"
#include "services/engine/apikeyservice.h"
#include "services/engine/blocklistservice.h"
#include "services/engine/disputeservice.h"
#include "services/engine/incomingservice.h"
#include "services/engine/merchantservice.h"
#include "services/engine/paymentlinkservice.h"
#include "services/engine/routingservice.h"
#include "services/engine/webhookservice.h"
#include "tests/api/contract.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto kOk = u"200"_s;
const auto kRefused = u"default"_s;

/// What sets merchants up, beside what they do.
struct SetUp
{
    SetUp(Engine &engine, Router &router)
        : keys(engine)
        , merchants(engine)
        , accounts(engine, {{u"simulator"_s, QUrl(u"http://127.0.0.1:18080"_s)}})
        , routings(engine)
        , webhooks(engine)
        , incoming(engine)
        , disputes(engine)
        , blocklists(engine)
        , links(engine)
    {
        addKeyRoutes(router, keys);
        addAccountRoutes(router, merchants);
        addConnectorRoutes(router, accounts);
        addRoutingRoutes(router, routings);
        addEventRoutes(router, webhooks);
        addDisputeRoutes(router, disputes);
        addBlocklistRoutes(router, blocklists);
        addIncomingRoutes(router, incoming, clock);
    }

    ApiKeyService keys;
    MerchantService merchants;
    AccountService accounts;
    RoutingService routings;
    WebhookService webhooks;
    IncomingService incoming;
    DisputeService disputes;
    BlocklistService blocklists;
    PaymentLinkService links;
    SystemClock clock;
};

} // namespace

/// What we say that we serve is what we serve, and how we answer.
class OpenApiTest : public QObject
{
    Q_OBJECT

private:
    /// Asks, and checks the answer against the text. The answer.
    ApiAnswer check(const QByteArray &method, const QString &pattern, const QString &path,
                    const QJsonObject &body = {}, const QByteArray &key = ApiWorld::kSecret);

    std::unique_ptr<ApiWorld> m_world;
    std::unique_ptr<SetUp> m_setUp;
    std::unique_ptr<PaymentAccessService> m_access;
    Contract m_contract;

private slots:
    void initTestCase();
    void everyRouteIsInTheText();
    void theTextIsServed();
    void aWrongAnswerIsSeen();
    void payments();
    void lists();
    void refunds();
    void customersAndMethods();
    void mandates();
    void setUp();
    void refusals();
};

void OpenApiTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    m_setUp = std::make_unique<SetUp>(m_world->engine().engine(), m_world->router());
    m_access = std::make_unique<PaymentAccessService>(m_world->engine().engine(),
                                                      m_world->engine().file());
    auto *links = new PaymentLinkRoutes({m_world->engine().payments(), *m_access, m_setUp->links,
                                         m_setUp->merchants, m_setUp->clock,
                                         [this] { return m_world->base(); }},
                                        &m_world->router());
    m_world->router().add(links->routes());
    QVERIFY(EngineWorld::await(m_world->engine().vault().create(m_world->engine().caller()))
                .has_value());
    QFile file(u":/api/openapi.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(m_contract.readYaml(file.readAll()));
}

void OpenApiTest::setUp()
{
    const QByteArray admin = ApiWorld::kAdmin;
    const QString shop = u"/accounts/shop_a"_s;
    check("POST", u"/accounts"_s, u"/accounts"_s, {{u"merchant_id"_s, u"shop_a"_s}}, admin);
    check("GET", u"/accounts/list"_s, u"/accounts/list"_s, {}, admin);
    const ApiAnswer merchant = check("GET", u"/accounts/{merchant_id}"_s, shop, {}, admin);
    check("POST", u"/accounts/{merchant_id}"_s, shop, {{u"merchant_name"_s, u"A"_s}}, admin);
    check("GET", u"/accounts/{merchant_id}"_s, u"/accounts/none"_s, {}, admin);
    const QJsonObject key{{u"name"_s, u"Server"_s}, {u"expiration"_s, u"never"_s}};
    const QString keys = u"/api_keys/{merchant_id}"_s;
    const ApiAnswer made = check("POST", keys, u"/api_keys/shop_a"_s, key, admin);
    const QString one = u"/api_keys/shop_a/"_s + made.text(u"key_id"_s);
    check("GET", keys + u"/list"_s, u"/api_keys/shop_a/list"_s, {}, admin);
    check("GET", keys + u"/{key_id}"_s, one, {}, admin);
    check("DELETE", keys + u"/{key_id}"_s, one, {}, admin);
    const QString mine = u"/account/"_s + m_world->engine().merchant().value;
    const QString profiles = u"/account/{merchant_id}/business_profile"_s;
    const ApiAnswer profile =
        check("POST", profiles, mine + u"/business_profile"_s, {{u"profile_name"_s, u"P"_s}});
    check("GET", profiles, mine + u"/business_profile"_s);
    check("GET", profiles + u"/{profile_id}"_s,
          mine + u"/business_profile/"_s + profile.text(u"profile_id"_s));
    const QJsonObject account{
        {u"connector_type"_s, u"payment_processor"_s},
        {u"connector_name"_s, u"simulator"_s},
        {u"connector_label"_s, u"second"_s},
        {u"connector_account_details"_s, QJsonObject{{u"auth_type"_s, u"NoKey"_s}}}};
    const QString connectors = u"/account/{merchant_id}/connectors"_s;
    const ApiAnswer connector = check("POST", connectors, mine + u"/connectors"_s, account);
    check("GET", connectors, mine + u"/connectors"_s, {}, admin);
    const QJsonObject routing{
        {u"name"_s, u"R"_s},
        {u"description"_s, u"d"_s},
        {u"profile_id"_s, connector.text(u"profile_id"_s)},
        {u"algorithm"_s, QJsonObject{{u"type"_s, u"single"_s},
                                     {u"data"_s, QJsonObject{{u"connector"_s, u"simulator"_s}}}}}};
    const ApiAnswer config = check("POST", u"/routing"_s, u"/routing"_s, routing);
    check("GET", u"/routing"_s, u"/routing"_s);
    check("GET", u"/routing/{id}"_s, u"/routing/"_s + config.text(u"id"_s));
    check("GET", u"/routing/default"_s, u"/routing/default"_s);
    check("POST", u"/events/{merchant_id}"_s, u"/events/shop_a"_s, {}, admin);
    const ApiAnswer linked =
        check("POST", u"/payments"_s, u"/payments"_s,
              ApiWorld::payment(1000, {{u"payment_link"_s, true},
                                       {u"return_url"_s, u"https://shop.example/"_s}}));
    check("GET", u"/payment_link/{payment_link_id}"_s,
          u"/payment_link/"_s + linked[u"payment_link"_s][u"payment_link_id"_s].toString());
    check("GET", u"/payment_link/{payment_link_id}"_s, u"/payment_link/plink_none"_s);
    const QString list = u"/blocklist"_s;
    check("POST", list, list, {{u"type"_s, u"card_bin"_s}, {u"data"_s, u"400000"_s}});
    check("POST", list, list, {{u"type"_s, u"card_bin"_s}, {u"data"_s, u"4"_s}});
    QCOMPARE(check("GET", list, list + u"?data_kind=card_bin"_s).json.array().size(), 1);
    check("POST", list + u"/toggle"_s, list + u"/toggle?status=false"_s);
}

ApiAnswer OpenApiTest::check(const QByteArray &method, const QString &pattern, const QString &path,
                             const QJsonObject &body, const QByteArray &key)
{
    const QByteArray bytes = method == "POST" ? QJsonDocument(body).toJson() : QByteArray();
    const ApiAnswer answer = m_world->ask(method, path, bytes, key);
    const QString status = answer.status == 200 ? kOk : kRefused;
    const QString problem =
        m_contract.problem(QString::fromLatin1(method).toLower(), pattern, status, answer.body);
    [&] {
        QVERIFY2(problem.isEmpty(), qPrintable(pattern + u": "_s + problem + u"\n"_s
                                               + QString::fromUtf8(answer.body)));
    }();
    return answer;
}

void OpenApiTest::everyRouteIsInTheText()
{
    QSet<QString> routed;
    for (const Route &route : m_world->router().routes())
        routed.insert(QString::fromLatin1(route.method.toLower() + ' ' + route.pattern));
    const QStringList listed = m_contract.operations();
    const QSet<QString> written(listed.begin(), listed.end());
    QCOMPARE((routed - written).values(), QStringList());
    QCOMPARE((written - routed).values(), QStringList());
    QVERIFY(routed.size() > 40);
}

void OpenApiTest::theTextIsServed()
{
    const ApiAnswer text = m_world->get(u"/openapi.yaml"_s, {});
    QCOMPARE(text.status, 200);
    QVERIFY(text.body.contains("openapi: 3.1.0"));
    Contract served;
    QVERIFY(served.readYaml(text.body));
}

void OpenApiTest::aWrongAnswerIsSeen()
{
    const auto problem = [this](const QByteArray &body) {
        return m_contract.problem(u"get"_s, u"/refunds/{refund_id}"_s, kOk, body);
    };
    QVERIFY(!problem("{}").isEmpty());
    QVERIFY(!problem("[]").isEmpty());
    QVERIFY(!problem("not JSON").isEmpty());
    QVERIFY(!m_contract.problem(u"get"_s, u"/nowhere"_s, kOk, "{}").isEmpty());
}

void OpenApiTest::payments()
{
    const QString one = u"/payments/{payment_id}"_s;
    const QJsonObject address{
        {u"address"_s, QJsonObject{{u"line1"_s, u"1 Road"_s}, {u"country"_s, u"DE"_s}}},
        {u"email"_s, u"a@b.example"_s}};
    const QJsonObject line{{u"product_name"_s, u"shirt"_s}, {u"quantity"_s, 2}, {u"amount"_s, 500}};
    const ApiAnswer made = check(
        "POST", u"/payments"_s, u"/payments"_s,
        ApiWorld::payment(1000, {{u"metadata"_s, QJsonObject{{u"k"_s, u"v"_s}}},
                                 {u"billing"_s, address},
                                 {u"order_details"_s, QJsonArray{line}},
                                 {u"shipping_cost"_s, 100},
                                 {u"surcharge_details"_s,
                                  QJsonObject{{u"surcharge_amount"_s, 20}, {u"tax_amount"_s, 4}}},
                                 {u"capture_method"_s, u"manual_multiple"_s},
                                 {u"customer_id"_s, u"cus_1"_s}}));
    QCOMPARE(made.number(u"net_amount"_s), 1124);
    QCOMPARE(made[u"billing"_s].toObject(), address);
    QCOMPARE(made[u"order_details"_s][0].toObject(), line);
    const QString path = u"/payments/"_s + made.text(u"payment_id"_s);
    QCOMPARE(check("POST", one, path, {{u"shipping_cost"_s, 0}}).number(u"net_amount"_s), 1024);
    const ApiAnswer held =
        check("POST", one + u"/confirm"_s, path + u"/confirm"_s,
              {{u"payment_method_data"_s, ApiWorld::card()}, {u"payment_method"_s, u"card"_s}});
    QCOMPARE(held.text(u"status"_s), u"requires_capture"_s);
    check("POST", one + u"/incremental_authorization"_s, path + u"/incremental_authorization"_s,
          {{u"amount"_s, 2000}});
    check("POST", one + u"/capture"_s, path + u"/capture"_s, {{u"amount_to_capture"_s, 24}});
    check("POST", one + u"/update_metadata"_s, path + u"/update_metadata"_s,
          {{u"metadata"_s, QJsonObject{{u"late"_s, true}}}});
    check("POST", u"/payments/sync"_s, u"/payments/sync"_s,
          {{u"payment_id"_s, made.text(u"payment_id"_s)}, {u"force_sync"_s, true}});
    check("POST", one + u"/cancel"_s, path + u"/cancel"_s);
    const ApiAnswer seen =
        check("GET", one, path + u"?expand_attempts=true&expand_captures=true&force_sync=true"_s);
    QCOMPARE(seen.text(u"status"_s), u"partially_captured"_s);
    const QJsonObject declined{{u"confirm"_s, true},
                               {u"payment_method_data"_s, ApiWorld::card(u"4000000000000002"_s)}};
    check("POST", u"/payments/create"_s, u"/payments/create"_s, ApiWorld::payment(1000, declined));
    const QJsonObject challenged{{u"confirm"_s, true},
                                 {u"authentication_type"_s, u"three_ds"_s},
                                 {u"payment_method_data"_s, ApiWorld::card(u"4000000000003220"_s)}};
    check("POST", u"/payments"_s, u"/payments"_s, ApiWorld::payment(1000, challenged));
}

void OpenApiTest::lists()
{
    QVERIFY(check("GET", u"/payments/list"_s, u"/payments/list?limit=2"_s).number(u"size"_s) > 0);
    const ApiAnswer found =
        check("POST", u"/payments/list"_s, u"/payments/list"_s,
              {{u"status"_s, QJsonArray{u"failed"_s}}, {u"currency"_s, QJsonArray{u"EUR"_s}}});
    QCOMPARE(found.number(u"total_count"_s), found.number(u"count"_s));
    check("POST", u"/payments/filter"_s, u"/payments/filter"_s);
    check("GET", u"/payments/v2/filter"_s, u"/payments/v2/filter"_s);
    const ApiAnswer counts = check("GET", u"/payments/aggregate"_s, u"/payments/aggregate"_s);
    QCOMPARE(counts[u"status_with_count"_s][u"failed"_s].toInteger(),
             found.number(u"total_count"_s));
}

void OpenApiTest::refunds()
{
    const ApiAnswer paid = m_world->post(
        u"/payments"_s, ApiWorld::payment(1000, {{u"confirm"_s, true},
                                                 {u"payment_method_data"_s, ApiWorld::card()}}));
    const QJsonObject body{{u"payment_id"_s, paid.text(u"payment_id"_s)},
                           {u"refund_id"_s, u"ref_of_mine"_s},
                           {u"amount"_s, 300},
                           {u"reason"_s, u"too small"_s}};
    const ApiAnswer given = check("POST", u"/refunds"_s, u"/refunds"_s, body);
    QCOMPARE(given.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(check("POST", u"/refunds"_s, u"/refunds"_s, body).errorCode(), u"HE_01"_s);
    QJsonObject whole = body;
    whole.remove(u"refund_id"_s);
    whole.remove(u"amount"_s);
    QCOMPARE(check("POST", u"/refunds"_s, u"/refunds"_s, whole).errorCode(), u"IR_13"_s);
    const QString one = u"/refunds/{refund_id}"_s;
    check("GET", one, u"/refunds/ref_of_mine?force_sync=true"_s);
    QCOMPARE(
        check("POST", one, u"/refunds/ref_of_mine"_s, {{u"reason"_s, u"torn"_s}}).text(u"reason"_s),
        u"torn"_s);
    check("POST", u"/refunds/sync"_s, u"/refunds/sync"_s, {{u"refund_id"_s, u"ref_of_mine"_s}});
    const ApiAnswer list = check("POST", u"/refunds/list"_s, u"/refunds/list"_s,
                                 {{u"refund_status"_s, QJsonArray{u"succeeded"_s}}});
    QCOMPARE(list.number(u"count"_s), 1);
    check("POST", u"/refunds/filter"_s, u"/refunds/filter"_s);
    check("GET", u"/refunds/v2/filter"_s, u"/refunds/v2/filter"_s);
    check("GET", u"/payments/{payment_id}"_s, u"/payments/"_s + paid.text(u"payment_id"_s));
}

void OpenApiTest::customersAndMethods()
{
    const QString one = u"/customers/{customer_id}"_s;
    const QJsonObject body{{u"customer_id"_s, u"cus_7"_s},
                           {u"email"_s, u"a@b.example"_s},
                           {u"address"_s, QJsonObject{{u"city"_s, u"Bonn"_s}}},
                           {u"metadata"_s, QJsonObject{{u"vip"_s, true}}}};
    check("POST", u"/customers"_s, u"/customers"_s, body);
    QCOMPARE(check("POST", u"/customers"_s, u"/customers"_s, body).errorCode(), u"IR_12"_s);
    const ApiAnswer named = check("POST", one, u"/customers/cus_7"_s, {{u"name"_s, u"Ada"_s}});
    QCOMPARE(named.text(u"email"_s), u"a@b.example"_s);
    const ApiAnswer paid = m_world->post(
        u"/payments"_s, ApiWorld::payment(1000, {{u"confirm"_s, true},
                                                 {u"customer_id"_s, u"cus_7"_s},
                                                 {u"setup_future_usage"_s, u"off_session"_s},
                                                 {u"payment_method_data"_s, ApiWorld::card()}}));
    const QString method = paid.text(u"payment_method_id"_s);
    const QString offered = u"/customers/{customer_id}/payment_methods"_s;
    check("GET", offered, u"/customers/cus_7/payment_methods"_s);
    const QString setDefault = offered + u"/{payment_method_id}/default"_s;
    const QString defaultPath = u"/customers/cus_7/payment_methods/%1/default"_s.arg(method);
    check("POST", setDefault, defaultPath);
    QCOMPARE(check("POST", setDefault, defaultPath).errorCode(), u"IR_16"_s);
    QCOMPARE(check("GET", one, u"/customers/cus_7"_s).text(u"default_payment_method_id"_s), method);
    check("GET", u"/customers/payment_methods"_s,
          u"/customers/payment_methods?client_secret="_s + paid.text(u"client_secret"_s), {},
          ApiWorld::kPublishable);
    check("GET", u"/customers/payment_methods"_s, u"/customers/payment_methods"_s, {},
          ApiWorld::kEphemeral);
    check("GET", u"/account/payment_methods"_s, u"/account/payment_methods"_s);
    const QString methodPattern = u"/payment_methods/{payment_method_id}"_s;
    check("GET", methodPattern, u"/payment_methods/"_s + method);
    const ApiAnswer renamed = check(
        "POST", methodPattern + u"/update"_s, u"/payment_methods/%1/update"_s.arg(method),
        {{u"card"_s, QJsonObject{{u"nick_name"_s, u"blue"_s}, {u"card_exp_year"_s, u"31"_s}}}});
    QCOMPARE(renamed[u"card"_s][u"expiry_year"_s].toString(), u"2031"_s);
    check("DELETE", methodPattern, u"/payment_methods/"_s + method);
    QCOMPARE(check("GET", methodPattern, u"/payment_methods/"_s + method).errorCode(), u"HE_02"_s);
    const QJsonObject empty{{u"customer_id"_s, u"cus_7"_s}, {u"payment_method"_s, u"card"_s}};
    const ApiAnswer waits = check("POST", u"/payment_methods"_s, u"/payment_methods"_s, empty);
    const QString waiting = waits.text(u"payment_method_id"_s);
    check("GET", methodPattern, u"/payment_methods/"_s + waiting);
    QJsonObject card = ApiWorld::card();
    card.insert(u"client_secret"_s, waits.text(u"client_secret"_s));
    check("POST", methodPattern + u"/save"_s, u"/payment_methods/%1/save"_s.arg(waiting), card,
          ApiWorld::kPublishable);
    check("GET", u"/customers/list"_s, u"/customers/list?limit=3"_s);
    check("GET", u"/customers/list_with_count"_s, u"/customers/list_with_count"_s);
    check("DELETE", one, u"/customers/cus_7"_s);
    QCOMPARE(check("DELETE", one, u"/customers/cus_7"_s).errorCode(), u"IR_11"_s);
}

void OpenApiTest::mandates()
{
    const QJsonObject online{{u"ip_address"_s, u"203.0.113.5"_s}, {u"user_agent"_s, u"test"_s}};
    const QJsonObject acceptance{{u"acceptance_type"_s, u"online"_s},
                                 {u"accepted_at"_s, u"2026-01-01T10:00:00Z"_s},
                                 {u"online"_s, online}};
    const QJsonObject terms{{u"amount"_s, 5000}, {u"currency"_s, u"EUR"_s}};
    const QJsonObject mandate{{u"customer_acceptance"_s, acceptance},
                              {u"mandate_type"_s, QJsonObject{{u"multi_use"_s, terms}}}};
    const ApiAnswer agreed =
        check("POST", u"/payments"_s, u"/payments"_s,
              ApiWorld::payment(1000, {{u"confirm"_s, true},
                                       {u"customer_id"_s, u"cus_8"_s},
                                       {u"setup_future_usage"_s, u"off_session"_s},
                                       {u"mandate_data"_s, mandate},
                                       {u"payment_method_data"_s, ApiWorld::card()}}));
    const QString id = agreed.text(u"mandate_id"_s);
    QVERIFY2(id.startsWith(u"man_"_s), agreed.body.constData());
    check("GET", u"/mandates/{mandate_id}"_s, u"/mandates/"_s + id);
    check("GET", u"/mandates/list"_s, u"/mandates/list?mandate_status=active"_s);
    check("GET", u"/customers/{customer_id}/mandates"_s, u"/customers/cus_8/mandates"_s);
    QCOMPARE(check("GET", u"/customers/{customer_id}/mandates"_s, u"/customers/cus_0/mandates"_s)
                 .errorCode(),
             u"HE_02"_s);
    const QJsonObject charge{
        {u"off_session"_s, true},
        {u"recurring_details"_s, QJsonObject{{u"type"_s, u"mandate_id"_s}, {u"data"_s, id}}}};
    const ApiAnswer charged = m_world->post(u"/payments"_s, ApiWorld::payment(700, charge));
    QCOMPARE(charged.text(u"status"_s), u"succeeded"_s);
    const ApiAnswer tooMuch = m_world->post(u"/payments"_s, ApiWorld::payment(9000, charge));
    QCOMPARE(tooMuch.errorCode(), u"HE_03"_s);
    QCOMPARE(check("DELETE", u"/customers/{customer_id}"_s, u"/customers/cus_8"_s).errorCode(),
             u"IR_10"_s);
    const QString revoke = u"/mandates/revoke/{mandate_id}"_s;
    QCOMPARE(check("POST", revoke, u"/mandates/revoke/"_s + id).text(u"status"_s), u"revoked"_s);
    QCOMPARE(check("POST", revoke, u"/mandates/revoke/"_s + id).errorCode(), u"HE_03"_s);
    QCOMPARE(m_world->post(u"/payments"_s, ApiWorld::payment(700, charge)).errorCode(), u"IR_16"_s);
}

void OpenApiTest::refusals()
{
    const auto create = [this](const QJsonObject &body) {
        return check("POST", u"/payments"_s, u"/payments"_s, body).errorCode();
    };
    QCOMPARE(create({{u"currency"_s, u"EUR"_s}}), u"IR_04"_s);
    QCOMPARE(create({{u"amount"_s, 1}}), u"IR_04"_s);
    QCOMPARE(create(ApiWorld::payment(-1)), u"IR_06"_s);
    QCOMPARE(create(ApiWorld::payment(1'000'000'000)), u"IR_16"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"currency"_s, u"EURO"_s}})), u"IR_06"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"amuont"_s, 1}})), u"IR_06"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_id"_s, u"list"_s}})), u"IR_06"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_id"_s, u"a b"_s}})), u"IR_06"_s);
    for (const int seconds : {-1, 0, 59, 7'890'001})
        QCOMPARE(create(ApiWorld::payment(1, {{u"session_expiry"_s, seconds}})), u"IR_06"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"routing"_s, QJsonObject()}})), u"IR_04"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_method"_s, u"wallet"_s}})), u"IR_00"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"profile_id"_s, u"pro_unknown"_s}})), u"HE_02"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"merchant_id"_s, u"merchant_other"_s}})), u"HE_02"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"request_incremental_authorization"_s, true}})),
             u"IR_19"_s);
    QJsonObject card = ApiWorld::card(u"4242424242424241"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_method_data"_s, card}})), u"IR_06"_s);
    card = ApiWorld::card(u"4242424242424242"_s, u"12x"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"confirm"_s, true}, {u"payment_method_data"_s, card}})),
             u"IR_16"_s);
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_id"_s, u"pay_twice"_s}})), QString());
    QCOMPARE(create(ApiWorld::payment(1, {{u"payment_id"_s, u"pay_twice"_s}})), u"HE_01"_s);
    const ApiAnswer broken = m_world->ask("POST", u"/payments"_s, "{\"amount\":1,\"amount\":2}");
    QCOMPARE(broken.status, 400);
    QCOMPARE(broken[u"error"_s][u"error_type"_s].toString(), u"invalid_request"_s);
    check("GET", u"/disputes/list"_s, u"/disputes/list"_s);
    QCOMPARE(check("GET", u"/disputes/{dispute_id}"_s, u"/disputes/dp_1"_s).errorCode(),
             u"HE_04"_s);
    for (const QString &path : {u"/payouts/create"_s, u"/payments/session_tokens"_s,
                                u"/payments/pay_1/approve"_s, u"/poll/x"_s})
        QCOMPARE(m_world->post(path, {}).status, 501);
}

QTEST_GUILESS_MAIN(OpenApiTest)

#include "openapitest.moc"
