#include "services/engine/routingservice.h"

#include "services/domain/routingprogram.h"
#include "services/domain/textrules.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/setupwrite.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;
constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLongestDescription = 256;

/// Accounts of a profile, or all of a merchant, that are not deleted; by label.
Result<QList<ProcessorAccount>> accountsOf(EngineCore &core, const MerchantId &merchant,
                                           const ProfileId &profile)
{
    const auto all = core.setups.accounts(merchant);
    if (!all)
        return all.error();
    QList<ProcessorAccount> accounts;
    for (const ConnectorAccount &setup : *all) {
        if (profile.isEmpty() || setup.account.profileId == profile)
            accounts.append(setup.account);
    }
    return accounts;
}

Result<QList<ProcessorAccount>> orderOf(EngineCore &core, const MerchantId &merchant,
                                        const ProfileId &profile)
{
    Result<QList<ProcessorAccount>> left = accountsOf(core, merchant, profile);
    if (!left)
        return left;
    const Result<QStringList> order = core.routings.fallback(merchant, profile);
    if (!order && order.error().code != ErrorCode::NotFound)
        return order.error();
    QList<ProcessorAccount> sorted;
    for (const QString &id : order.value_or({})) {
        const auto found = std::ranges::find_if(
            *left, [&id](const ProcessorAccount &account) { return account.id.value == id; });
        if (found != left->end()) {
            sorted.append(*found);
            left->erase(found);
        }
    }
    return sorted + *left;
}

/// Each account that is named must be there, and at the connector that is named with it.
Result<> checkAccounts(const RoutingAlgorithm &algorithm, const QList<ProcessorAccount> &accounts)
{
    for (const RoutedAccount &named : accountsNamed(algorithm)) {
        const bool known = std::ranges::any_of(accounts, [&named](const ProcessorAccount &one) {
            const bool connector = named.connector.isEmpty() || named.connector == one.connector;
            return connector && (named.id.isEmpty() || named.id == one.id);
        });
        if (!known)
            return Error{ErrorCode::InvalidValue, u"merchant_connector_id"_s};
    }
    return {};
}

Result<RoutingAlgorithm> checkConfig(const CreateRouting &command)
{
    if (command.name.isEmpty())
        return Error{ErrorCode::MissingField, u"name"_s};
    if (command.algorithmJson.isEmpty())
        return Error{ErrorCode::MissingField, u"algorithm"_s};
    if (command.transactionType != "payment"_L1 && command.transactionType != "payout"_L1)
        return Error{ErrorCode::InvalidValue, u"transaction_type"_s};
    const Result<RoutingAlgorithm> algorithm = parseRouting(command.algorithmJson);
    if (!algorithm)
        return algorithm.error();
    if (toText(algorithm->kind) != command.algorithmKind)
        return Error{ErrorCode::InvalidValue, u"algorithm.type"_s};
    const Result<> texts = checkText(command.name, u"name"_s, kLongestName).and_then([&] {
        return checkText(command.description, u"description"_s, kLongestDescription);
    });
    return texts ? algorithm : Result<RoutingAlgorithm>(texts.error());
}

Result<RoutingConfig> createConfig(EngineCore &core, const CreateRouting &command,
                                   const QString &id)
{
    const MerchantId &merchant = command.caller.merchantId;
    if (command.profileId.isEmpty())
        return Error{ErrorCode::MissingField, u"profile_id"_s};
    const Result<RoutingAlgorithm> algorithm = checkConfig(command);
    if (!algorithm)
        return algorithm.error();
    const Result<BusinessProfile> profile =
        merchantrecord::profile(core, merchant, command.profileId);
    if (!profile)
        return profile.error();
    const auto accounts = accountsOf(core, merchant, profile->id);
    if (!accounts)
        return accounts.error();
    const Result<> known = checkAccounts(*algorithm, *accounts);
    if (!known)
        return known.error();
    RoutingConfig config;
    config.id = id;
    config.merchantId = merchant;
    config.profileId = profile->id;
    config.name = command.name;
    config.description = command.description;
    config.transactionType = command.transactionType;
    config.algorithmKind = command.algorithmKind;
    config.algorithmJson = command.algorithmJson;
    config.createdAtMs = core.clock.nowMs();
    config.modifiedAtMs = config.createdAtMs;
    const Result<> kept = core.routings.insert(config).and_then([&] {
        return merchantrecord::audit(core, merchant, command.caller.actor, u"routing.create"_s, id,
                                     config.algorithmKind);
    });
    return kept ? Result<RoutingConfig>(config) : kept.error();
}

Result<RoutingConfig> setActive(EngineCore &core, const Caller &caller, RoutingConfig config,
                                bool active)
{
    const qint64 nowMs = core.clock.nowMs();
    const Result<> set = core.routings.setActive(config, active, nowMs).and_then([&] {
        return merchantrecord::audit(core, config.merchantId, caller.actor,
                                     active ? u"routing.activate"_s : u"routing.deactivate"_s,
                                     config.id, config.profileId.value);
    });
    config.active = active;
    config.modifiedAtMs = nowMs;
    return set ? Result<RoutingConfig>(config) : set.error();
}

Result<RoutingConfig> activateConfig(EngineCore &core, const Caller &caller, const QString &id)
{
    const Result<RoutingConfig> config = core.routings.find(caller.merchantId, id);
    if (!config && config.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"routing_id"_s};
    if (!config)
        return config;
    const Result<RoutingConfig> other =
        core.routings.active(caller.merchantId, config->profileId, config->transactionType);
    if (!other && other.error().code != ErrorCode::NotFound)
        return other;
    if (other && other->id != config->id) {
        const Result<RoutingConfig> ended = setActive(core, caller, *other, false);
        if (!ended)
            return ended;
    }
    return setActive(core, caller, *config, true);
}

Result<QList<ProcessorAccount>> changeFallback(EngineCore &core, const Caller &caller,
                                               const ProfileId &profile,
                                               const QStringList &accounts)
{
    const MerchantId &merchant = caller.merchantId;
    const auto before = orderOf(core, merchant, profile);
    if (!before)
        return before;
    QStringList known;
    for (const ProcessorAccount &account : *before)
        known.append(account.id.value);
    QStringList wanted = accounts;
    if (wanted.size() != known.size())
        return Error{ErrorCode::InvalidState, u"connectors"_s};
    known.sort();
    wanted.sort();
    if (wanted != known)
        return Error{ErrorCode::InvalidValue, u"connectors"_s};
    const Result<> put =
        core.routings.putFallback(merchant, profile, accounts, core.clock.nowMs()).and_then([&] {
            const QString object = profile.isEmpty() ? merchant.value : profile.value;
            return merchantrecord::audit(core, merchant, caller.actor, u"routing.fallback"_s,
                                         object);
        });
    return put ? orderOf(core, merchant, profile) : Result<QList<ProcessorAccount>>(put.error());
}

} // namespace

QFuture<Result<RoutingConfig>> RoutingService::create(CreateRouting command)
{
    return m_engine.start<RoutingConfig>(
        [this, command = std::move(command)](const Reply<RoutingConfig> &reply) {
            const QString id = m_engine.core().random.newId("routing"_L1);
            writeSetup<RoutingConfig>(
                m_engine, command.caller.merchantId,
                [command, id](EngineCore &core) { return createConfig(core, command, id); }, reply);
        });
}

QFuture<Result<RoutingConfig>> RoutingService::find(const MerchantId &merchant, const QString &id)
{
    return m_engine.start<RoutingConfig>([this, merchant, id](const Reply<RoutingConfig> &reply) {
        const Result<RoutingConfig> found = m_engine.core().routings.find(merchant, id);
        const bool none = !found && found.error().code == ErrorCode::NotFound;
        reply(none ? Result<RoutingConfig>(Error{ErrorCode::NotFound, u"routing_id"_s}) : found);
    });
}

QFuture<Result<QList<RoutingConfig>>>
RoutingService::list(const MerchantId &merchant, const ProfileId &profile, qint64 offset, int limit)
{
    return m_engine.start<QList<RoutingConfig>>(
        [this, merchant, profile, offset, limit](const Reply<QList<RoutingConfig>> &reply) {
            if (limit < 1 || limit > kLongestList)
                return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
            if (offset < 0)
                return reply(Error{ErrorCode::InvalidValue, u"offset"_s});
            reply(m_engine.core().routings.list(merchant, profile, offset, limit));
        });
}

QFuture<Result<QList<RoutingConfig>>> RoutingService::active(const MerchantId &merchant,
                                                             const ProfileId &profile)
{
    return m_engine.start<QList<RoutingConfig>>(
        [this, merchant, profile](const Reply<QList<RoutingConfig>> &reply) {
            const auto all = m_engine.core().routings.list(merchant, profile, 0, kLongestList);
            if (!all)
                return reply(all.error());
            QList<RoutingConfig> inForce;
            for (const RoutingConfig &config : *all) {
                if (config.active)
                    inForce.append(config);
            }
            reply(inForce);
        });
}

QFuture<Result<RoutingConfig>> RoutingService::activate(const Caller &caller, const QString &id)
{
    return m_engine.start<RoutingConfig>([this, caller, id](const Reply<RoutingConfig> &reply) {
        writeSetup<RoutingConfig>(
            m_engine, caller.merchantId,
            [caller, id](EngineCore &core) { return activateConfig(core, caller, id); }, reply);
    });
}

QFuture<Result<RoutingConfig>> RoutingService::deactivate(const Caller &caller,
                                                          const ProfileId &profile)
{
    const auto end = [caller, profile](EngineCore &core) -> Result<RoutingConfig> {
        const auto known = merchantrecord::profile(core, caller.merchantId, profile);
        if (!known)
            return known.error();
        const auto config = core.routings.active(caller.merchantId, known->id, u"payment"_s);
        if (!config && config.error().code == ErrorCode::NotFound)
            return Error{ErrorCode::InvalidState, u"profile_id"_s};
        return config ? setActive(core, caller, *config, false) : config;
    };
    return m_engine.start<RoutingConfig>([this, caller, end](const Reply<RoutingConfig> &reply) {
        writeSetup<RoutingConfig>(m_engine, caller.merchantId, end, reply);
    });
}

QFuture<Result<QList<ProcessorAccount>>> RoutingService::fallback(const MerchantId &merchant,
                                                                  const ProfileId &profile)
{
    return m_engine.start<QList<ProcessorAccount>>(
        [this, merchant, profile](const Reply<QList<ProcessorAccount>> &reply) {
            EngineCore &core = m_engine.core();
            const auto known = merchantrecord::profile(core, merchant, profile);
            reply(known ? orderOf(core, merchant, profile)
                        : Result<QList<ProcessorAccount>>(known.error()));
        });
}

QFuture<Result<QList<ProcessorAccount>>> RoutingService::setFallback(const Caller &caller,
                                                                     const ProfileId &profile,
                                                                     const QStringList &accounts)
{
    using List = QList<ProcessorAccount>;
    const auto change = [caller, profile, accounts](EngineCore &core) -> Result<List> {
        const auto known = merchantrecord::profile(core, caller.merchantId, profile);
        return known ? changeFallback(core, caller, profile, accounts)
                     : Result<List>(known.error());
    };
    return m_engine.start<List>([this, caller, change](const Reply<List> &reply) {
        writeSetup<List>(m_engine, caller.merchantId, change, reply);
    });
}
