#include "services/engine/routingplans.h"

#include "services/domain/statusmap.h"
#include "services/engine/enginecore.h"
#include "services/engine/routingplan.h"
#include "services/storage/statusrulestore.h"

using namespace Qt::StringLiterals;

namespace {

using Plan = std::shared_ptr<RoutingPlan>;

/// A row that need not be there.
template <class T>
Result<std::optional<T>> perhaps(const Result<T> &found)
{
    if (found)
        return std::optional<T>(*found);
    if (found.error().code == ErrorCode::NotFound)
        return std::optional<T>();
    return found.error();
}

Result<> readAlgorithm(EngineCore &core, const MerchantId &merchant, const ProfileId &profile,
                       RoutingPlan &plan)
{
    const auto config = perhaps(core.routings.active(merchant, profile, u"payment"_s));
    if (!config)
        return config.error();
    if (*config) {
        plan.configId = (*config)->id;
        // One that cannot be carried out stops no payment: the order is fallen back to.
        if (Result<RoutingAlgorithm> algorithm = parseRouting((*config)->algorithmJson))
            plan.algorithm = std::move(*algorithm);
    }
    if (plan.algorithm) {
        plan.needsCountry = looksAt(*plan.algorithm, RoutingKey::BillingCountry);
        plan.needsMetadata = looksAt(*plan.algorithm, RoutingKey::Metadata);
    }
    return {};
}

Result<> readOrder(EngineCore &core, const MerchantId &merchant, const ProfileId &profile,
                   RoutingPlan &plan)
{
    for (const ProfileId &whose : {profile, ProfileId()}) {
        const auto order = perhaps(core.routings.fallback(merchant, whose));
        if (!order)
            return order.error();
        if (*order && plan.fallback.isEmpty())
            plan.fallback = **order;
    }
    return {};
}

Result<> readRules(EngineCore &core, const MerchantId &merchant, RoutingPlan &plan)
{
    const auto setups = core.setups.accounts(merchant);
    if (!setups)
        return setups.error();
    for (const ConnectorAccount &setup : *setups) {
        const Result<AccountRules> rules = parseAccountRules(setup.methodsJson);
        if (!rules || !rules->restricted)
            continue;
        plan.needsCountry = plan.needsCountry || looksAtCountry(*rules);
        plan.rules.insert(setup.account.id.value, *rules);
    }
    return {};
}

Result<> readStatusMap(EngineCore &core, RoutingPlan &plan)
{
    const auto rules = StatusRuleStore(core.database).all();
    if (!rules)
        return rules.error();
    plan.statusMap = std::make_shared<const StatusMap>(*rules);
    return {};
}

} // namespace

Result<std::shared_ptr<const RoutingPlan>>
RoutingPlans::of(EngineCore &core, const MerchantId &merchant, const ProfileId &profile)
{
    if (const auto *known = m_plans.find(merchant, profile.value))
        return *known;
    const Plan plan = std::make_shared<RoutingPlan>();
    // The rules are everybody's, so they are kept once, as the plan of nobody.
    if (merchant.isEmpty()) {
        const Result<> mapped = readStatusMap(core, *plan);
        if (!mapped)
            return mapped.error();
        m_plans.keep(merchant, profile.value, plan);
        return std::shared_ptr<const RoutingPlan>(plan);
    }
    const auto everybodys = of(core, {}, {});
    if (!everybodys)
        return everybodys;
    plan->statusMap = (*everybodys)->statusMap;
    const auto setup = perhaps(core.setups.profile(merchant, profile));
    if (!setup)
        return setup.error();
    if (*setup)
        plan->retries = retrySettingsOf((*setup)->settingsJson);
    const Result<> read = readAlgorithm(core, merchant, profile, *plan)
                              .and_then([&] { return readOrder(core, merchant, profile, *plan); })
                              .and_then([&] { return readRules(core, merchant, *plan); });
    if (!read)
        return read.error();
    m_plans.keep(merchant, profile.value, plan);
    return std::shared_ptr<const RoutingPlan>(plan);
}
