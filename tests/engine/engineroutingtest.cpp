#include "tests/engine/expect.h"
#include "tests/engine/routingworld.h"

using namespace Qt::StringLiterals;

/// Payments go where their profile's configuration sends them.
class EngineRoutingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void withoutAConfiguration();
    void byPriority();
    void byRules();
    void bySplit();
    void passesOverWhatCannotTakeIt();
    void theRequestCounts();
    void wrongRequests_data();
    void wrongRequests();
    void refusesWhatItCannotCarryOut();
    void survivesARestart();

private:
    static QString rules();
};

namespace {

constexpr auto kGood = "4242424242424242";

QString priority(const QStringList &accounts)
{
    QStringList list;
    for (const QString &account : accounts)
        list.append(
            u"{\"connector\":\"simulator\",\"merchant_connector_id\":\"%1\"}"_s.arg(account));
    return u"{\"type\":\"priority\",\"data\":[%1]}"_s.arg(list.join(u','));
}

} // namespace

QString EngineRoutingTest::rules()
{
    const auto rule = [](const QString &name, const QString &conditions) -> QString {
        return u"{\"name\":\"%1\",\"connectorSelection\":%2,\"statements\":[{\"condition\":"
               "[%3]}]}"_s.arg(name, priority({u"mca_b"_s}), conditions);
    };
    return u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":%1,\"rules\":[%2]}}"_s.arg(
        priority({u"mca_test"_s}),
        rule(u"Large"_s, u"{\"lhs\":\"amount\",\"comparison\":\"greater_than\",\"value\":{\"type\":"
                         "\"number\",\"value\":10000}}"_s)
            + u','
            + rule(u"Amex"_s, u"{\"lhs\":\"card_network\",\"comparison\":\"equal\",\"value\":"
                              "{\"type\":\"enum_variant\",\"value\":\"AmericanExpress\"}}"_s)
            + u','
            + rule(u"Gold"_s,
                   u"{\"lhs\":\"metadata\",\"comparison\":\"equal\",\"value\":{\"type\":"
                   "\"metadata_variant\",\"value\":{\"key\":\"tier\",\"value\":\"gold\"}}}"_s)
            + u','
            + rule(u"France"_s, u"{\"lhs\":\"billing_country\",\"comparison\":\"equal\",\"value\":"
                                "{\"type\":\"enum_variant\",\"value\":\"FR\"}}"_s));
}

void EngineRoutingTest::withoutAConfiguration()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.pay(kGood);
    OX_OK(paid);
    QCOMPARE(paid->connectorAccount, world->account());
    const auto reasons = world.reasons(paid->id);
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.first().source, RoutingSource::Fallback);
    QCOMPARE(world->problems(paid->id), QString());
}

void EngineRoutingTest::byPriority()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<QString> config = world.activate(priority({u"mca_b"_s, u"mca_test"_s}));
    OX_OK(config);
    const Result<Payment> paid = world.pay(kGood);
    OX_OK(paid);
    QCOMPARE(paid->status, PaymentStatus::Succeeded);
    QCOMPARE(paid->connectorAccount, world.secondAccount());
    QCOMPARE(world.effects(paid->id),
             QStringList({u"sim_b authorize 6000"_s, u"sim_b capture 6000"_s}));
    const auto reasons = world.reasons(paid->id);
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.first().source, RoutingSource::Priority);
    QCOMPARE(reasons.first().configId, *config);
    RoutingService routings(world->engine());
    OX_OK(EngineWorld::await(routings.deactivate(world->caller(), world->profile())));
    const Result<Payment> later = world.pay(kGood);
    OX_OK(later);
    QCOMPARE(later->connectorAccount, world->account());
    // What follows goes where the payment is, whatever is in force.
    OX_OK(world->refund(paid->id));
    QVERIFY(world.effects(paid->id).contains(u"sim_b refund 6000"_s));
}

void EngineRoutingTest::byRules()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.activate(rules()));
    const auto wentTo = [&world](const Result<Payment> &paid) -> QString {
        if (!paid)
            return QString::fromLatin1(describe(paid));
        const auto reasons = world.reasons(paid->id);
        return paid->connectorAccount.value + u' ' + toText(reasons.first().source) + u' '
               + reasons.first().rule;
    };
    QCOMPARE(wentTo(world.pay(kGood)), u"mca_test otherwise "_s);
    QCOMPARE(wentTo(world.pay(kGood, 10'001)), u"mca_b rule Large"_s);
    QCOMPARE(wentTo(world.pay("378282246310005")), u"mca_b rule Amex"_s);
    const auto payWith = [&world](auto change) {
        CreatePayment command = world->draft(500);
        command.confirm = true;
        command.card = testCard(kGood);
        change(command);
        const auto made = EngineWorld::await(world->payments().create(std::move(command)));
        return made ? Result<Payment>(made->payment) : Result<Payment>(made.error());
    };
    QCOMPARE(wentTo(payWith([](CreatePayment &c) { c.metadataJson = u"{\"tier\":\"gold\"}"_s; })),
             u"mca_b rule Gold"_s);
    QCOMPARE(wentTo(payWith([](CreatePayment &c) {
                 c.extras.insert(u"billing"_s, u"{\"address\":{\"country\":\"FR\"}}"_s);
             })),
             u"mca_b rule France"_s);
    QCOMPARE(wentTo(payWith([](CreatePayment &c) { c.metadataJson = u"{\"tier\":\"tin\"}"_s; })),
             u"mca_test otherwise "_s);
}

void EngineRoutingTest::bySplit()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.activate(
        u"{\"type\":\"volume_split\",\"data\":[{\"connector\":{\"connector\":\"simulator\","
        "\"merchant_connector_id\":\"mca_test\"},\"split\":50},{\"connector\":{\"connector\":"
        "\"simulator\",\"merchant_connector_id\":\"mca_b\"},\"split\":50}]}"_s));
    int first = 0;
    for (int i = 0; i < 24; ++i) {
        const Result<Payment> paid = world.pay(kGood);
        OX_OK(paid);
        const quint64 drawn = drawnFor(paid->id, 100);
        QCOMPARE(paid->connectorAccount.value, drawn < 50 ? u"mca_test"_s : u"mca_b"_s);
        first += drawn < 50 ? 1 : 0;
    }
    QVERIFY2(first > 0 && first < 24, qPrintable(QString::number(first)));
}

void EngineRoutingTest::passesOverWhatCannotTakeIt()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.activate(priority({u"mca_b"_s, u"mca_test"_s})));
    world->stop();
    Database database;
    OX_OK(database.open({world->file(), true, false}));
    OX_OK(database.execute(
        u"INSERT INTO account_settings (merchant_id, connector_account_id, connector_type, status, "
        "auth_type, auth_shown_json, webhook_secret_shown, methods_json, settings_json, "
        "created_at_ms, modified_at_ms, deleted_at_ms) "
        "VALUES ('merchant_test', 'mca_b', 'payment_processor', "
        "'active', '', '', '', '[{\"payment_method\":\"card\",\"payment_method_types\":[{"
        "\"card_networks\":[\"Mastercard\"]}]}]', '', 0, 0, 0)"_s));
    database.close();
    OX_OK(world->start());
    const Result<Payment> visa = world.pay(kGood);
    OX_OK(visa);
    QCOMPARE(visa->connectorAccount, world->account());
    const auto reasons = world.reasons(visa->id);
    QCOMPARE(reasons.first().place, 2);
    QCOMPARE(reasons.first().first, PassedOver::CardNetwork);
    const Result<Payment> mastercard = world.pay("5555555555554444");
    OX_OK(mastercard);
    QCOMPARE(mastercard->connectorAccount, world.secondAccount());
}

void EngineRoutingTest::theRequestCounts()
{
    RoutingWorld world;
    OX_OK(world.open());
    CreatePayment command = world->draft(900);
    command.extras.insert(u"routing"_s,
                          u"{\"type\":\"single\",\"data\":{\"connector\":\"simulator\","
                          "\"merchant_connector_id\":\"mca_b\"}}"_s);
    const Payment payment = world->created(std::move(command));
    const Result<Payment> paid = world->confirm(payment.id, kGood); // said before the confirm
    OX_OK(paid);
    QCOMPARE(paid->connectorAccount, world.secondAccount());
    QCOMPARE(world.reasons(paid->id).first().source, RoutingSource::Request);
    CreatePayment named = world->draft(900);
    named.extras.insert(u"connector"_s, u"[\"simulator\"]"_s);
    const Result<Payment> first = world->confirm(world->created(std::move(named)).id, kGood);
    OX_OK(first);
    QCOMPARE(first->connectorAccount, world->account());
}

void EngineRoutingTest::wrongRequests_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *title, const QString &name, const char *json, ErrorCode code,
                        const QString &field) {
        QTest::newRow(title) << name << QString::fromLatin1(json) << code << field;
    };
    using enum ErrorCode;
    const auto routing = u"routing"_s;
    row("empty", routing, "{}", MissingField, u"routing.type"_s);
    row("unknown account", routing,
        R"({"type":"single","data":{"connector":"simulator","merchant_connector_id":"mca_x"}})",
        InvalidValue, routing);
    row("other connector", routing,
        R"({"type":"single","data":{"connector":"adyen","merchant_connector_id":"mca_b"}})",
        InvalidValue, routing);
    row("a program", routing,
        R"({"type":"advanced","data":{"defaultSelection":{"type":"priority","data":[]},
        "rules":[]}})",
        InvalidValue, u"routing.type"_s);
    row("no connector", u"connector"_s, "[]", InvalidValue, u"connector"_s);
    row("unknown connector", u"connector"_s, R"(["nobody"])", InvalidValue, u"connector"_s);
}

void EngineRoutingTest::wrongRequests()
{
    QFETCH(QString, name);
    QFETCH(QString, json);
    QFETCH(ErrorCode, code);
    QFETCH(QString, field);
    RoutingWorld world;
    OX_OK(world.open());
    CreatePayment command = world->draft(900);
    command.extras.insert(name, json);
    OX_REFUSED(EngineWorld::await(world->payments().create(std::move(command))), code, field);
}

void EngineRoutingTest::refusesWhatItCannotCarryOut()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_REFUSED(world.activate(u"{\"type\":\"priority\",\"data\":[]}"_s), ErrorCode::MissingField,
               u"algorithm.data"_s);
    OX_REFUSED(world.activate(priority({u"mca_x"_s})), ErrorCode::InvalidValue,
               u"merchant_connector_id"_s);
}

void EngineRoutingTest::survivesARestart()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.activate(priority({u"mca_b"_s})));
    OX_OK(world->restart());
    const Result<Payment> paid = world.pay(kGood);
    OX_OK(paid);
    QCOMPARE(paid->connectorAccount, world.secondAccount());
}

QTEST_GUILESS_MAIN(EngineRoutingTest)
#include "engineroutingtest.moc"
