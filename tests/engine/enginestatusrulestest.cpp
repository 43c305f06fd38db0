#include "services/domain/unifiederror.h"
#include "services/engine/auditservice.h"
#include "services/engine/statusruleservice.h"
#include "tests/engine/expect.h"
#include "tests/engine/routingworld.h"

using namespace Qt::StringLiterals;

/// Rules for refusals: they count from the next refusal on, over the built-in table.
class EngineStatusRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void aRuleLetsTryAgain();
    void aRuleStops();
    void aRuleStepsUp();
    void neverWhileUnknown();
    void wordsAreKeptWithTheRefusal();
    void capturesHaveAFlowOfTheirOwn();
    void rulesAreKept();
    void refusals();
};

namespace {

constexpr auto kNoMoney = "4000000000009995";
constexpr auto kProcessingError = "4000000000000119";

/// For the refusal that was just seen.
StatusRule ruleFor(const Payment &refused)
{
    StatusRule rule;
    rule.key = {u"simulator"_s, u"Authorize"_s, u"sub_flow"_s, refused.error.code,
                refused.error.message};
    rule.status = u"failure"_s;
    return rule;
}

} // namespace

void EngineStatusRulesTest::aRuleLetsTryAgain()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    StatusRuleService rules(world->engine());
    const Result<Payment> first = world.pay(kNoMoney);
    OX_OK(first);
    QCOMPARE(world->details(first->id).attempts.size(), 1);
    StatusRule rule = ruleFor(*first);
    rule.triesAgain = true;
    OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    const Result<Payment> second = world.pay(kNoMoney);
    OX_OK(second);
    QCOMPARE(world.attempts(second->id), QStringList({u"mca_test failure insufficient_funds"_s,
                                                      u"mca_b failure insufficient_funds"_s}));
    QCOMPARE(world->problems(second->id), QString());
    // The trail says why each went where it went.
    AuditService audit(world->engine());
    const Result<AuditPage> lines =
        EngineWorld::await(audit.list(world->caller(), {second->id.value, 0, 20}));
    OX_OK(lines);
    QStringList reasons;
    for (const AuditRecord &line : lines->records) {
        if (line.entry.action == "operation.reserve"_L1)
            reasons.prepend(
                line.entry.detail.section(u"routing="_s, 1).section(u"captured="_s, 0, 0));
    }
    QCOMPARE(reasons, QStringList({u"fallback "_s, u"retry rule=insufficient_funds "_s}));
    // Deleted, what is built in counts again.
    OX_OK(EngineWorld::await(rules.remove(world->caller(), rule.key)));
    const Result<Payment> third = world.pay(kNoMoney);
    OX_OK(third);
    QCOMPARE(world->details(third->id).attempts.size(), 1);
}

void EngineStatusRulesTest::aRuleStops()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.pay(kProcessingError);
    OX_OK(first);
    OX_OK(world.setRetries(1));
    StatusRuleService rules(world->engine());
    OX_OK(EngineWorld::await(rules.create(world->caller(), ruleFor(*first))));
    const Result<Payment> second = world.pay(kProcessingError);
    OX_OK(second);
    QCOMPARE(toText(second->status), u"failed"_s);
    QCOMPARE(world->details(second->id).attempts.size(), 1);
    QCOMPARE(world.second().requestCount(), 0);
    StatusRuleChange change;
    change.triesAgain = true;
    OX_OK(EngineWorld::await(rules.update(world->caller(), ruleFor(*first).key, change)));
    const Result<Payment> third = world.pay(kProcessingError);
    OX_OK(third);
    QCOMPARE(toText(third->status), u"succeeded"_s);
    QCOMPARE(third->connectorAccount, world.secondAccount());
}

void EngineStatusRulesTest::aRuleStepsUp()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(1));
    const Result<Payment> first = world.pay(kNoMoney);
    OX_OK(first);
    StatusRule rule = ruleFor(*first);
    rule.stepUpPossible = true;
    StatusRuleService rules(world->engine());
    OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    const Result<Payment> second = world.pay(kNoMoney);
    OX_OK(second);
    QCOMPARE(second->authenticationType, AuthenticationType::ThreeDs);
    QCOMPARE(world->details(second->id).attempts.size(), 2);
    QCOMPARE(world.reasons(second->id).last().source, RoutingSource::StepUp);
    QCOMPARE(world.second().requestCount(), 0);
}

/// The refusal is heard of later, when nobody waits for another try any more.
void EngineStatusRulesTest::neverWhileUnknown()
{
    RoutingWorld world;
    OX_OK(world.open());
    OX_OK(world.setRetries(5));
    const auto paidLater = [&world] {
        const Result<Payment> paid = world.pay("4000009905100007"); // pending, then declined
        for (int i = 0; i < 4 && paid; ++i) {
            world->advance(20 * 60'000);
            if (!world->sync(paid->id))
                break;
        }
        return paid ? world->payment(paid->id) : Payment();
    };
    const Payment first = paidLater();
    QCOMPARE(toText(first.status), u"failed"_s);
    StatusRule rule = ruleFor(first);
    rule.triesAgain = true;
    rule.stepUpPossible = true;
    rule.unified.code = u"UE_3000"_s;
    StatusRuleService rules(world->engine());
    OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    const Payment again = paidLater();
    QCOMPARE(toText(again.status), u"failed"_s);
    QCOMPARE(again.error.unifiedCode, u"UE_3000"_s); // the rule was found all the same
    QCOMPARE(world->details(again.id).attempts.size(), 1);
    QCOMPARE(world.second().requestCount(), 0);
}

void EngineStatusRulesTest::wordsAreKeptWithTheRefusal()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.pay(kNoMoney);
    OX_OK(first);
    QVERIFY(first->error.unifiedCode.startsWith(u"UE_"_s));
    StatusRule rule = ruleFor(*first);
    rule.key.message.clear();
    rule.unified = {{},
                    u"The card has no money"_s,
                    u"insufficient_funds"_s,
                    u"Account is empty"_s,
                    u"Use another card"_s};
    StatusRuleService rules(world->engine());
    OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    const Result<Payment> second = world.pay(kNoMoney);
    OX_OK(second);
    UnifiedError expected = rule.unified;
    expected.code = first->error.unifiedCode;
    QCOMPARE(unifiedErrorFromText(second->error.unifiedCode), expected);
    QCOMPARE(world->details(second->id).attempts.first().error, second->error);
    StatusRuleChange change;
    change.unifiedCode = u"UE_3000"_s;
    OX_OK(EngineWorld::await(rules.update(world->caller(), rule.key, change)));
    // What was written down stays what it was.
    QCOMPARE(world->payment(second->id).error, second->error);
    const Result<Payment> third = world.pay(kNoMoney);
    OX_OK(third);
    QCOMPARE(unifiedErrorFromText(third->error.unifiedCode).code, u"UE_3000"_s);
}

void EngineStatusRulesTest::capturesHaveAFlowOfTheirOwn()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.pay(kNoMoney);
    OX_OK(first);
    StatusRule rule = ruleFor(*first);
    rule.key.flow = u"Capture"_s;
    rule.unified.code = u"UE_4000"_s;
    StatusRuleService rules(world->engine());
    OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    const Result<Payment> second = world.pay(kNoMoney);
    OX_OK(second);
    QCOMPARE(second->error.unifiedCode, first->error.unifiedCode);
}

void EngineStatusRulesTest::rulesAreKept()
{
    RoutingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.pay(kNoMoney);
    OX_OK(first);
    StatusRule rule = ruleFor(*first);
    rule.unified.code = u"UE_3000"_s;
    rule.routerError = u"router"_s;
    rule.clearPanPossible = true;
    rule.alternateNetworkPossible = true;
    rule.errorCategory = u"soft_decline"_s;
    {
        StatusRuleService rules(world->engine());
        OX_OK(EngineWorld::await(rules.create(world->caller(), rule)));
    }
    OX_OK(world->restart());
    StatusRuleService rules(world->engine());
    Result<StatusRule> found = EngineWorld::await(rules.find(rule.key));
    OX_OK(found);
    QVERIFY(found->createdAtMs > 0);
    found->createdAtMs = 0;
    found->modifiedAtMs = 0;
    QVERIFY(*found == rule);
    const Result<Payment> second = world.pay(kNoMoney);
    OX_OK(second);
    QCOMPARE(second->error.unifiedCode, u"UE_3000"_s);
    AuditService audit(world->engine());
    const Result<AuditPage> lines =
        EngineWorld::await(audit.list(world->caller(), {u"gsm.create"_s, 0, 10}));
    OX_OK(lines);
    QCOMPARE(lines->records.size(), 1);
    QCOMPARE(lines->records.first().entry.actor, world->caller().actor);
    QVERIFY(lines->records.first().entry.object.startsWith(u"simulator/Authorize/"_s));
}

void EngineStatusRulesTest::refusals()
{
    RoutingWorld world;
    OX_OK(world.open());
    StatusRuleService rules(world->engine());
    StatusRule rule;
    rule.key = {u"simulator"_s, u"Authorize"_s, u"sub_flow"_s, u"51"_s, {}};
    const auto make = [&](const StatusRule &one) {
        return EngineWorld::await(rules.create(world->caller(), one));
    };
    OX_OK(make(rule));
    const Result<StatusRule> twice = make(rule);
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, ErrorCode::Duplicate);
    QCOMPARE(twice.error().field, u"gsm_rule_id"_s);
    StatusRule wrong = rule;
    wrong.key.code = u"52"_s;
    wrong.errorCategory = u"none"_s;
    QCOMPARE(make(wrong).error().field, u"error_category"_s);
    StatusRuleKey none = rule.key;
    none.code = u"none"_s;
    QCOMPARE(EngineWorld::await(rules.find(none)).error().code, ErrorCode::NotFound);
    QCOMPARE(EngineWorld::await(rules.update(world->caller(), none, {})).error().code,
             ErrorCode::NotFound);
    QCOMPARE(EngineWorld::await(rules.remove(world->caller(), none)).error().code,
             ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(EngineStatusRulesTest)
#include "enginestatusrulestest.moc"
