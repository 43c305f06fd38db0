#include "services/api/routingevaluationroutes.h"
#include "services/api/routingroutes.h"
#include "services/api/statusruleroutes.h"
#include "services/engine/merchantservice.h"
#include "services/engine/routingevaluationservice.h"
#include "services/engine/routingservice.h"
#include "services/engine/statusruleservice.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Rules for refusals and questions about routing over HTTP, beside payments that show them.
class StatusRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup() { m_world.reset(); }
    void lifeOfARule();
    void featureDataCountsForMore();
    void refusals_data();
    void refusals();
    void declinesShowTheRule();
    void attemptsSayWhy();
    void evaluatesWithoutAConfiguration();
    void evaluatesARule();
    void evaluationRefusals_data();
    void evaluationRefusals();

private:
    ApiAnswer admin(const QString &path, const QJsonObject &body)
    {
        return m_world->post(path, body, ApiWorld::kAdmin);
    }
    QJsonObject pay(const QString &number, const QJsonObject &more = {});
    QString putInForce(const QJsonObject &algorithm);
    QString profile() const { return m_world->engine().profile().value; }

    std::unique_ptr<ApiWorld> m_world;
    std::unique_ptr<StatusRuleService> m_rules;
    std::unique_ptr<RoutingService> m_routings;
    std::unique_ptr<RoutingEvaluationService> m_evaluation;
};

namespace {

const auto kNoMoney = u"4000000000009995"_s;

QJsonObject key(const QString &code, const QString &message = {})
{
    return {{u"connector"_s, u"simulator"_s},
            {u"flow"_s, u"Authorize"_s},
            {u"sub_flow"_s, u"sub_flow"_s},
            {u"code"_s, code},
            {u"message"_s, message}};
}

QJsonObject with(QJsonObject object, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        object.insert(it.key(), *it);
    return object;
}

QJsonObject rule(const QString &code, const QJsonObject &more = {})
{
    return with(with(key(code), {{u"status"_s, u"failure"_s},
                                 {u"decision"_s, u"do_default"_s},
                                 {u"step_up_possible"_s, false},
                                 {u"clear_pan_possible"_s, false}}),
                more);
}

} // namespace

void StatusRulesTest::init()
{
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    Engine &engine = m_world->engine().engine();
    m_rules = std::make_unique<StatusRuleService>(engine);
    m_routings = std::make_unique<RoutingService>(engine);
    m_evaluation = std::make_unique<RoutingEvaluationService>(engine);
    addStatusRuleRoutes(m_world->router(), *m_rules);
    addRoutingRoutes(m_world->router(), *m_routings);
    addRoutingEvaluationRoutes(m_world->router(), *m_evaluation);
}

QJsonObject StatusRulesTest::pay(const QString &number, const QJsonObject &more)
{
    QJsonObject body = ApiWorld::payment(1000, more);
    body.insert(u"confirm"_s, true);
    body.insert(u"payment_method"_s, u"card"_s);
    body.insert(u"payment_method_data"_s, ApiWorld::card(number));
    return m_world->post(u"/payments"_s, body).json.object();
}

QString StatusRulesTest::putInForce(const QJsonObject &algorithm)
{
    const ApiAnswer made = m_world->post(u"/routing"_s, {{u"name"_s, u"R"_s},
                                                         {u"description"_s, u"d"_s},
                                                         {u"profile_id"_s, profile()},
                                                         {u"algorithm"_s, algorithm}});
    const QString id = made.text(u"id"_s);
    m_world->post(QString(u"/routing/"_s + id + u"/activate"_s), {});
    return id;
}

void StatusRulesTest::lifeOfARule()
{
    const ApiAnswer made =
        admin(u"/gsm"_s, rule(u"51"_s, {{u"router_error"_s, u"r"_s},
                                        {u"unified_code"_s, u"UE_1000"_s},
                                        {u"unified_message"_s, u"No money"_s},
                                        {u"error_category"_s, u"soft_decline"_s}}));
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text(u"decision"_s), u"do_default"_s);
    QCOMPARE(made.text(u"feature"_s), u"retry"_s);
    QCOMPARE(made[u"feature_data"_s][u"retry"_s][u"decision"_s], QJsonValue(u"do_default"_s));
    const ApiAnswer found = admin(u"/gsm/get"_s, key(u"51"_s));
    QCOMPARE(found.status, 200);
    QCOMPARE(found.json, made.json);
    const ApiAnswer changed =
        admin(u"/gsm/update"_s, with(key(u"51"_s), {{u"decision"_s, u"retry"_s}}));
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.text(u"decision"_s), u"retry"_s);
    QCOMPARE(changed.text(u"unified_message"_s), u"No money"_s);
    QCOMPARE(admin(u"/gsm/get"_s, key(u"51"_s)).json, changed.json);
    const ApiAnswer removed = admin(u"/gsm/delete"_s, key(u"51"_s));
    QCOMPARE(removed.status, 200);
    QVERIFY(removed[u"gsm_rule_delete"_s].toBool());
    const ApiAnswer gone = admin(u"/gsm/get"_s, key(u"51"_s));
    QCOMPARE(gone.status, 404);
    QCOMPARE(gone.errorCode(), u"IR_37"_s);
}

void StatusRulesTest::featureDataCountsForMore()
{
    const QJsonObject retry{{u"step_up_possible"_s, true},
                            {u"clear_pan_possible"_s, true},
                            {u"alternate_network_possible"_s, true},
                            {u"decision"_s, u"retry"_s}};
    const ApiAnswer made =
        admin(u"/gsm"_s, rule(u"51"_s, {{u"feature"_s, u"retry"_s},
                                        {u"feature_data"_s, QJsonObject{{u"retry"_s, retry}}}}));
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text(u"decision"_s), u"retry"_s);
    QVERIFY(made[u"step_up_possible"_s].toBool());
    QVERIFY(made[u"clear_pan_possible"_s].toBool());
    QCOMPARE(made[u"feature_data"_s][u"retry"_s].toObject(), retry);
}

void StatusRulesTest::refusals_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QByteArray>("apiKey");
    QTest::addColumn<QString>("code");
    const QByteArray admin = ApiWorld::kAdmin;
    QTest::newRow("secret key") << u"/gsm"_s << rule(u"51"_s) << ApiWorld::kSecret << u"IR_18"_s;
    QTest::newRow("no key") << u"/gsm"_s << rule(u"51"_s) << QByteArray() << u"IR_01"_s;
    QTest::newRow("twice") << u"/gsm"_s << rule(u"50"_s) << admin << u"HE_01"_s;
    QTest::newRow("no status") << u"/gsm"_s << key(u"51"_s) << admin << u"IR_04"_s;
    QTest::newRow("no message") << u"/gsm/get"_s
                                << QJsonObject{{u"connector"_s, u"x"_s},
                                               {u"flow"_s, u"x"_s},
                                               {u"sub_flow"_s, u"x"_s},
                                               {u"code"_s, u"x"_s}}
                                << admin << u"IR_04"_s;
    QTest::newRow("decision") << u"/gsm"_s << rule(u"51"_s, {{u"decision"_s, u"maybe"_s}}) << admin
                              << u"IR_06"_s;
    QTest::newRow("category") << u"/gsm"_s << rule(u"51"_s, {{u"error_category"_s, u"maybe"_s}})
                              << admin << u"IR_16"_s;
    QTest::newRow("unknown member")
        << u"/gsm"_s << rule(u"51"_s, {{u"more"_s, 1}}) << admin << u"IR_06"_s;
    QTest::newRow("update of none") << u"/gsm/update"_s << key(u"52"_s) << admin << u"IR_37"_s;
    QTest::newRow("delete of none") << u"/gsm/delete"_s << key(u"52"_s) << admin << u"IR_37"_s;
}

void StatusRulesTest::refusals()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    QFETCH(QByteArray, apiKey);
    QFETCH(QString, code);
    QCOMPARE(admin(u"/gsm"_s, rule(u"50"_s)).status, 200);
    QCOMPARE(m_world->post(path, body, apiKey).errorCode(), code);
}

void StatusRulesTest::declinesShowTheRule()
{
    const QJsonObject before = pay(kNoMoney);
    QCOMPARE(before[u"status"_s].toString(), u"failed"_s);
    const QJsonValue details = before[u"error_details"_s];
    QCOMPARE(details[u"unified_details"_s][u"category"_s], before[u"unified_code"_s]);
    QCOMPARE(details[u"connector_details"_s][u"code"_s], before[u"error_code"_s]);
    const QJsonObject said{{u"unified_code"_s, u"UE_3000"_s},
                           {u"unified_message"_s, u"The bank says no"_s},
                           {u"standardised_code"_s, u"insufficient_funds"_s},
                           {u"description"_s, u"Nothing on the account"_s},
                           {u"user_guidance_message"_s, u"Use another card"_s}};
    QCOMPARE(admin(u"/gsm"_s, rule(before[u"error_code"_s].toString(), said)).status, 200);
    const QJsonObject after = pay(kNoMoney);
    QCOMPARE(after[u"error_code"_s], before[u"error_code"_s]);
    QCOMPARE(after[u"unified_code"_s].toString(), u"UE_3000"_s);
    QCOMPARE(after[u"unified_message"_s].toString(), u"The bank says no"_s);
    const QJsonValue unified = after[u"error_details"_s][u"unified_details"_s];
    QCOMPARE(unified[u"standardised_code"_s].toString(), u"insufficient_funds"_s);
    QCOMPARE(unified[u"description"_s].toString(), u"Nothing on the account"_s);
    QCOMPARE(unified[u"user_guidance_message"_s].toString(), u"Use another card"_s);
    // The earlier one stays what it was; a payment that goes through shows nothing.
    const ApiAnswer stored =
        m_world->get(QString(u"/payments/"_s + before[u"payment_id"_s].toString()));
    QCOMPARE(stored[u"unified_code"_s], before[u"unified_code"_s]);
    const QJsonObject paid = pay(u"4242424242424242"_s);
    QVERIFY(paid[u"error_details"_s].isNull() && paid.contains(u"error_details"_s));
}

void StatusRulesTest::attemptsSayWhy()
{
    const QString config = putInForce(
        {{u"type"_s, u"single"_s}, {u"data"_s, QJsonObject{{u"connector"_s, u"simulator"_s}}}});
    const QJsonObject declined = pay(kNoMoney);
    const ApiAnswer shown = m_world->get(QString(
        u"/payments/"_s + declined[u"payment_id"_s].toString() + u"?expand_attempts=true"_s));
    const QJsonValue attempt = shown[u"attempts"_s][0];
    QCOMPARE(attempt[u"routing_reason"_s].toObject(),
             QJsonObject({{u"source"_s, u"single"_s},
                          {u"place"_s, 1},
                          {u"routing_id"_s, config},
                          {u"rule"_s, QJsonValue::Null},
                          {u"passed_over"_s, QJsonValue::Null}}));
    QVERIFY(attempt[u"error_details"_s].isObject());
}

void StatusRulesTest::evaluatesWithoutAConfiguration()
{
    const QJsonObject info{{u"paymentId"_s, u"pay_x"_s},    {u"amount"_s, 100},
                           {u"currency"_s, u"USD"_s},       {u"paymentType"_s, u"ORDER_PAYMENT"_s},
                           {u"metadata"_s, u"{}"_s},        {u"paymentMethodType"_s, u"credit"_s},
                           {u"paymentMethod"_s, u"card"_s}, {u"cardIsin"_s, u"424242"_s}};
    const ApiAnswer answer = m_world->post(
        u"/routing/evaluate"_s, {{u"merchantId"_s, profile()}, {u"paymentInfo"_s, info}});
    QCOMPARE(answer.status, 200);
    const QString name = u"simulator:"_s + m_world->engine().account().value;
    QCOMPARE(answer.text(u"decided_gateway"_s), name);
    QCOMPARE(answer.text(u"routing_approach"_s), u"DEFAULT"_s);
    QCOMPARE(answer[u"gateway_priority_map"_s][name].toDouble(), 1.0);
    // Only among those that are named.
    const ApiAnswer none = m_world->post(
        u"/routing/evaluate"_s, {{u"merchantId"_s, m_world->engine().merchant().value},
                                 {u"paymentInfo"_s, info},
                                 {u"eligibleGatewayList"_s, QJsonArray{u"stripe:mca_none"_s}}});
    QCOMPARE(none.status, 200);
    QVERIFY(none[u"decided_gateway"_s].isNull());
}

void StatusRulesTest::evaluatesARule()
{
    const QString account = m_world->engine().account().value;
    const QJsonObject choice{{u"connector"_s, u"simulator"_s},
                             {u"merchant_connector_id"_s, account}};
    const QJsonObject selection{{u"type"_s, u"priority"_s}, {u"data"_s, QJsonArray{choice}}};
    const QJsonObject condition{
        {u"lhs"_s, u"amount"_s},
        {u"comparison"_s, u"greater_than"_s},
        {u"value"_s, QJsonObject{{u"type"_s, u"number"_s}, {u"value"_s, 1000}}},
        {u"metadata"_s, QJsonObject()}};
    const QJsonObject big{
        {u"name"_s, u"Big orders"_s},
        {u"connectorSelection"_s, selection},
        {u"statements"_s, QJsonArray{QJsonObject{{u"condition"_s, QJsonArray{condition}}}}}};
    const QJsonObject program{{u"defaultSelection"_s, selection},
                              {u"rules"_s, QJsonArray{big}},
                              {u"metadata"_s, QJsonObject()}};
    const QString config = putInForce({{u"type"_s, u"advanced"_s}, {u"data"_s, program}});
    QVERIFY(!config.isEmpty());
    const auto ask = [&](qint64 amount) {
        const QJsonObject number{{u"type"_s, u"number"_s}, {u"value"_s, amount}};
        return m_world->post(
            u"/routing/rule/evaluate"_s,
            {{u"created_by"_s, profile()},
             {u"parameters"_s, QJsonObject{{u"amount"_s, number}, {u"currency"_s, u"EUR"_s}}},
             {u"fallback_output"_s, QJsonArray()}});
    };
    const ApiAnswer above = ask(5000);
    QCOMPARE(above.status, 200);
    QCOMPARE(above.text(u"status"_s), u"success"_s);
    QCOMPARE(above[u"output"_s][u"rule_name"_s].toString(), u"Big orders"_s);
    QCOMPARE(above[u"evaluated_output"_s].toArray(), QJsonArray{choice});
    QCOMPARE(above[u"eligible_connectors"_s].toArray(), QJsonArray{choice});
    QCOMPARE(ask(10)[u"output"_s][u"type"_s].toString(), u"otherwise"_s);
    // Nothing was made by asking.
    QCOMPARE(m_world->get(u"/payments/list"_s).number(u"size"_s), 0);
}

void StatusRulesTest::evaluationRefusals_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    const QJsonObject good{{u"created_by"_s, u"pro_none"_s},
                           {u"parameters"_s, QJsonObject()},
                           {u"fallback_output"_s, QJsonArray()}};
    const QString ruleEvaluate = u"/routing/rule/evaluate"_s;
    QTest::newRow("no such profile") << ruleEvaluate << good << u"HE_02"_s;
    QTest::newRow("nothing") << ruleEvaluate << QJsonObject() << u"IR_04"_s;
    QTest::newRow("currency") << ruleEvaluate
                              << with(good,
                                      {{u"parameters"_s, QJsonObject{{u"currency"_s, u"XXY"_s}}}})
                              << u"IR_06"_s;
    QTest::newRow("amount") << ruleEvaluate
                            << with(good, {{u"parameters"_s, QJsonObject{{u"amount"_s, u"1"_s}}}})
                            << u"IR_06"_s;
    QTest::newRow("no payment") << u"/routing/evaluate"_s
                                << QJsonObject{{u"merchantId"_s, u"pro_none"_s}} << u"IR_04"_s;
}

void StatusRulesTest::evaluationRefusals()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    QFETCH(QString, code);
    QCOMPARE(m_world->post(path, body).errorCode(), code);
}

QTEST_GUILESS_MAIN(StatusRulesTest)
#include "statusrulestest.moc"
