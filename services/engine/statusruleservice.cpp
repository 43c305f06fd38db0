#include "services/engine/statusruleservice.h"

#include "services/engine/merchantrecord.h"
#include "services/engine/setupwrite.h"
#include "services/storage/statusrulestore.h"

using namespace Qt::StringLiterals;

namespace {

/// A line of the program's own, not of a merchant's.
Result<> audit(EngineCore &core, const Caller &caller, const QString &action,
               const StatusRule &rule)
{
    const StatusRuleKey &key = rule.key;
    return merchantrecord::audit(core, {}, caller.actor, action,
                                 QStringList{key.connector, key.flow, key.code}.join(u'/'),
                                 rule.triesAgain ? u"retry"_s : u"do_default"_s);
}

Result<StatusRule> createRule(EngineCore &core, const Caller &caller, StatusRule rule)
{
    StatusRuleStore store(core.database);
    const Result<> fits = checkStatusRule(rule);
    if (!fits)
        return fits.error();
    const Result<QList<StatusRule>> all = store.all();
    if (!all)
        return all.error();
    if (all->size() >= kMostStatusRules)
        return Error{ErrorCode::InvalidState, u"gsm_rules"_s};
    rule.createdAtMs = core.clock.nowMs();
    rule.modifiedAtMs = rule.createdAtMs;
    const Result<> kept =
        store.insert(rule).and_then([&] { return audit(core, caller, u"gsm.create"_s, rule); });
    if (!kept && kept.error().code == ErrorCode::Duplicate)
        return Error{ErrorCode::Duplicate, u"gsm_rule_id"_s};
    return kept ? Result<StatusRule>(rule) : kept.error();
}

StatusRule changed(StatusRule rule, const StatusRuleChange &change)
{
    rule.status = change.status.value_or(rule.status);
    rule.routerError = change.routerError.value_or(rule.routerError);
    rule.triesAgain = change.triesAgain.value_or(rule.triesAgain);
    rule.stepUpPossible = change.stepUpPossible.value_or(rule.stepUpPossible);
    rule.clearPanPossible = change.clearPanPossible.value_or(rule.clearPanPossible);
    rule.alternateNetworkPossible =
        change.alternateNetworkPossible.value_or(rule.alternateNetworkPossible);
    rule.unified.code = change.unifiedCode.value_or(rule.unified.code);
    rule.unified.message = change.unifiedMessage.value_or(rule.unified.message);
    rule.unified.standardisedCode = change.standardisedCode.value_or(rule.unified.standardisedCode);
    rule.unified.description = change.description.value_or(rule.unified.description);
    rule.unified.guidance = change.guidance.value_or(rule.unified.guidance);
    rule.errorCategory = change.errorCategory.value_or(rule.errorCategory);
    return rule;
}

Result<StatusRule> updateRule(EngineCore &core, const Caller &caller, const StatusRuleKey &key,
                              const StatusRuleChange &change)
{
    StatusRuleStore store(core.database);
    const Result<StatusRule> before = store.find(key);
    if (!before)
        return before;
    StatusRule after = changed(*before, change);
    after.modifiedAtMs = core.clock.nowMs();
    const Result<> kept =
        checkStatusRule(after).and_then([&] { return store.update(after); }).and_then([&] {
            return audit(core, caller, u"gsm.update"_s, after);
        });
    return kept ? Result<StatusRule>(after) : kept.error();
}

Result<StatusRule> removeRule(EngineCore &core, const Caller &caller, const StatusRuleKey &key)
{
    StatusRuleStore store(core.database);
    const Result<StatusRule> before = store.find(key);
    if (!before)
        return before;
    const Result<> removed =
        store.remove(key).and_then([&] { return audit(core, caller, u"gsm.delete"_s, *before); });
    return removed ? before : Result<StatusRule>(removed.error());
}

} // namespace

QFuture<Result<StatusRule>> StatusRuleService::create(const Caller &caller, const StatusRule &rule)
{
    return m_engine.start<StatusRule>([this, caller, rule](const Reply<StatusRule> &reply) {
        writeSetup<StatusRule>(
            m_engine, {},
            [caller, rule](EngineCore &core) { return createRule(core, caller, rule); }, reply);
    });
}

QFuture<Result<StatusRule>> StatusRuleService::find(const StatusRuleKey &key)
{
    return m_engine.start<StatusRule>([this, key](const Reply<StatusRule> &reply) {
        reply(StatusRuleStore(m_engine.core().database).find(key));
    });
}

QFuture<Result<StatusRule>> StatusRuleService::update(const Caller &caller,
                                                      const StatusRuleKey &key,
                                                      const StatusRuleChange &change)
{
    return m_engine.start<StatusRule>([this, caller, key, change](const Reply<StatusRule> &reply) {
        writeSetup<StatusRule>(
            m_engine, {},
            [caller, key, change](EngineCore &core) {
                return updateRule(core, caller, key, change);
            },
            reply);
    });
}

QFuture<Result<StatusRule>> StatusRuleService::remove(const Caller &caller,
                                                      const StatusRuleKey &key)
{
    return m_engine.start<StatusRule>([this, caller, key](const Reply<StatusRule> &reply) {
        writeSetup<StatusRule>(
            m_engine, {}, [caller, key](EngineCore &core) { return removeRule(core, caller, key); },
            reply);
    });
}
