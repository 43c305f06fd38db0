#include "services/engine/routingtrialservice.h"
#include "tests/engine/expect.h"
#include "tests/engine/routingworld.h"

using namespace Qt::StringLiterals;

/// What a configuration would have made of past payments.
class EngineTrialsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void tells();
    void keepsToItsTime();
    void canBeCalledOff();
    void refuses();
};

namespace {

constexpr auto kVisa = "4242424242424242";
constexpr auto kMastercard = "5555555555554444";

/// Visa and gold customers to the second account.
const auto kRules =
    u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":{\"type\":\"priority\",\"data\":[{"
    "\"merchant_connector_id\":\"mca_test\"}]},\"rules\":[{\"name\":\"Visa\","
    "\"connectorSelection\":{\"type\":\"priority\",\"data\":[{\"merchant_connector_id\":"
    "\"mca_b\"}]},\"statements\":[{\"condition\":[{\"lhs\":\"card_network\",\"comparison\":"
    "\"equal\",\"value\":{\"type\":\"enum_variant\",\"value\":\"Visa\"}}]}]}]}}"_s;

Result<RoutingTrial> trial(RoutingWorld &world, const TrialQuery &query, bool calledOff = false)
{
    RoutingTrialService trials(world->engine(), world->file());
    auto control = std::make_shared<TrialControl>();
    control->cancelled = calledOff;
    return EngineWorld::await(trials.tryOut(world->merchant(), query, control));
}

} // namespace

void EngineTrialsTest::tells()
{
    RoutingWorld world;
    OX_OK(world.open());
    for (const char *card : {kVisa, kVisa, kMastercard})
        OX_OK(world.pay(card, 1000));
    (void)world->created(world->draft(500)); // went nowhere
    const qint64 nowMs = world->clock().nowMs();
    const auto result = trial(world, {world->profile(), kRules, 0, nowMs + 1});
    OX_OK(result);
    QVERIFY(result->isComplete);
    QCOMPARE(result->payments, 3);
    QCOMPARE(result->elsewhere, 2);
    const ConnectorAccountId first = world->account();
    const QList<TrialPart> wanted{{first, world.secondAccount(), Currency::Eur, 2, 2000},
                                  {first, first, Currency::Eur, 1, 1000}};
    QCOMPARE(result->parts.size(), 2);
    for (const TrialPart &part : wanted)
        QVERIFY(result->parts.contains(part));
    QCOMPARE(result->byRule.value(u"Visa"_s), 2);
    // Nothing moved, and nothing was sent to the other bank.
    QCOMPARE(world.second().requestCount(), 0);
}

void EngineTrialsTest::keepsToItsTime()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.pay(kVisa));
    world->advance(60'000);
    const qint64 betweenMs = world->clock().nowMs();
    world->advance(60'000);
    OX_OK(world.pay(kVisa));
    const qint64 endMs = world->clock().nowMs() + 1;
    const auto count = [&](qint64 from, qint64 to) -> qint64 {
        const auto result = trial(world, {{}, kRules, from, to});
        return result ? result->payments : -1;
    };
    QCOMPARE(count(0, endMs), 2);
    QCOMPARE(count(betweenMs, endMs), 1);
    QCOMPARE(count(0, betweenMs), 1);
    QCOMPARE(count(betweenMs, betweenMs), 0);
}

void EngineTrialsTest::canBeCalledOff()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.pay(kVisa));
    const qint64 endMs = world->clock().nowMs() + 1;
    const auto result = trial(world, {{}, kRules, 0, endMs}, true);
    OX_OK(result);
    QVERIFY(!result->isComplete);
    QCOMPARE(result->payments, 0);
}

void EngineTrialsTest::refuses()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_REFUSED(trial(world, {{}, u"{}"_s, 0, 1}), ErrorCode::MissingField, u"algorithm.type"_s);
    OX_REFUSED(trial(world, {{}, kRules, 5, 1}), ErrorCode::InvalidValue, u"from"_s);
    OX_REFUSED(trial(world, {{u"pro_none"_s}, kRules, 0, 1}), ErrorCode::NotFound, u"profile_id"_s);
}

QTEST_GUILESS_MAIN(EngineTrialsTest)
#include "enginetrialstest.moc"
