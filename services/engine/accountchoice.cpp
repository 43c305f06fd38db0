#include "services/engine/accountchoice.h"

#include "services/engine/enginecore.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

const auto kRouting = u"routing"_s;
const auto kConnector = u"connector"_s;

/// What a payment's request says of its own routing.
struct Wish
{
    std::optional<RoutingAlgorithm> algorithm;
    QStringList connectors;
};

Result<Wish> wishOf(const QMap<QString, QString> &extras)
{
    Wish wish;
    const QString routing = extras.value(kRouting);
    if (!routing.isEmpty()) {
        Result<RoutingAlgorithm> algorithm = parseRouting(routing);
        if (!algorithm) {
            Error error = algorithm.error();
            error.field.replace(0, "algorithm"_L1.size(), kRouting);
            return error;
        }
        if (algorithm->kind == RoutingAlgorithm::Kind::Advanced)
            return Error{ErrorCode::InvalidValue, u"routing.type"_s};
        wish.algorithm = std::move(*algorithm);
    }
    const QString connectors = extras.value(kConnector);
    if (connectors.isEmpty())
        return wish;
    const QJsonDocument list = QJsonDocument::fromJson(connectors.toUtf8());
    for (const auto &one : list.array())
        wish.connectors.append(one.toString());
    if (wish.connectors.isEmpty() || wish.connectors.contains(QString()))
        return Error{ErrorCode::InvalidValue, kConnector};
    return wish;
}

PaymentFacts factsFor(const Payment &payment, const RoutingPlan &plan,
                      const QMap<QString, QString> &extras)
{
    PaymentFacts facts = factsOf(payment);
    if (plan.needsMetadata)
        facts.metadata = metadataFacts(payment.metadataJson);
    if (plan.needsCountry)
        facts.country = countryOf(extras.value(u"billing"_s));
    return facts;
}

Result<QList<ProcessorAccount>> sorted(EngineCore &core, const MerchantId &merchant,
                                       const QStringList &order)
{
    Result<QList<ProcessorAccount>> left = core.accounts.accounts(merchant);
    if (!left || order.isEmpty())
        return left;
    QList<ProcessorAccount> first;
    for (const QString &id : order) {
        const auto found = std::ranges::find(*left, ConnectorAccountId{id}, &ProcessorAccount::id);
        if (found == left->end())
            continue;
        first.append(*found);
        left->erase(found);
    }
    return first + *left;
}

RoutingCandidate candidateOf(const EngineCore &core, const ProcessorAccount &account,
                             const ProfileId &profile, const RoutingPlan &plan)
{
    RoutingCandidate one;
    one.id = account.id;
    one.connector = account.connector;
    one.label = account.label;
    one.ofProfile = account.profileId == profile || account.profileId.isEmpty();
    one.disabled = account.disabled;
    const auto can = core.gateway.capabilities(account.connector);
    if (can) {
        one.multipleCaptures = can->multipleCaptures;
        one.networkTransactionIds = can->networkTransactionIds;
        one.networkTokens = can->networkTokens;
        one.keepsForLater = can->networkTransactionIds || can->processorTokens;
    } else {
        one.disabled = true; // nobody here speaks its dialect
    }
    one.unavailable = !core.gateway.mayStart(account);
    one.rules = plan.rules.value(account.id.value);
    return one;
}

QList<RoutingCandidate> candidatesOf(const EngineCore &core,
                                     const QList<ProcessorAccount> &accounts,
                                     const ProfileId &profile, const RoutingPlan &plan)
{
    QList<RoutingCandidate> all;
    all.reserve(accounts.size());
    for (const ProcessorAccount &account : accounts)
        all.append(candidateOf(core, account, profile, plan));
    return all;
}

} // namespace

namespace accountchoice {

Result<AccountChoice> choose(EngineCore &core, const Payment &payment, RoutingNeeds needs)
{
    const auto plan = core.plans.of(core, payment.merchantId, payment.profileId);
    if (!plan)
        return plan.error();
    const auto extras = core.extras.of(payment.merchantId, payment.rowId);
    if (!extras)
        return extras.error();
    const Result<Wish> wish = wishOf(*extras);
    if (!wish)
        return wish.error();
    const auto accounts = sorted(core, payment.merchantId, (*plan)->fallback);
    if (!accounts)
        return accounts.error();
    const PaymentFacts facts = factsFor(payment, **plan, *extras);
    const QList<RoutingCandidate> all = candidatesOf(core, *accounts, payment.profileId, **plan);
    const bool ownWish = wish->algorithm.has_value();
    const auto &algorithm = ownWish ? wish->algorithm : (*plan)->algorithm;
    needs.connectors = wish->connectors;
    const RoutingDecision decision =
        decideRouting(algorithm ? &*algorithm : nullptr, facts, all, needs);
    AccountChoice choice;
    choice.reason = decision.reason;
    choice.retries = (*plan)->retries;
    for (const int index : decision.order)
        choice.accounts.append(accounts->at(index));
    if (choice.accounts.isEmpty()) {
        const bool silent = decision.passedOver.contains(PassedOver::Unavailable);
        return Error{ErrorCode::ConnectorUnavailable, kConnector,
                     silent ? u"circuit breaker open"_s : u"no account can take it"_s};
    }
    const bool decided = decision.reason.source != RoutingSource::Fallback;
    if (ownWish && decided)
        choice.reason.source = RoutingSource::Request;
    else if (decided)
        choice.reason.configId = (*plan)->configId;
    return choice;
}

Result<AccountChoice> bound(EngineCore &core, const Payment &payment,
                            const ProcessorAccount &account)
{
    const Result<> mayStart = core.gateway.mayStart(account);
    if (!mayStart)
        return mayStart.error();
    const auto plan = core.plans.of(core, payment.merchantId, payment.profileId);
    if (!plan)
        return plan.error();
    AccountChoice choice;
    choice.retries = (*plan)->retries;
    choice.accounts = {account};
    choice.reason.source = RoutingSource::Bound;
    return choice;
}

Result<QList<RoutingCandidate>> candidates(EngineCore &core, const MerchantId &merchant,
                                           const ProfileId &profile)
{
    const auto plan = core.plans.of(core, merchant, profile);
    if (!plan)
        return plan.error();
    const auto accounts = sorted(core, merchant, (*plan)->fallback);
    return accounts ? candidatesOf(core, *accounts, profile, **plan)
                    : Result<QList<RoutingCandidate>>(accounts.error());
}

Result<> checkRequest(EngineCore &core, const Payment &payment,
                      const QMap<QString, QString> &extras)
{
    if (!extras.contains(kRouting) && !extras.contains(kConnector))
        return {};
    const Result<Wish> wish = wishOf(extras);
    if (!wish)
        return wish.error();
    const auto accounts = core.accounts.accounts(payment.merchantId);
    if (!accounts)
        return accounts.error();
    const auto has = [&](const RoutedAccount &named) {
        return std::ranges::any_of(*accounts, [&](const ProcessorAccount &account) {
            const bool ours = account.profileId == payment.profileId || account.profileId.isEmpty();
            const bool connector =
                named.connector.isEmpty() || named.connector == account.connector;
            return ours && connector && (named.id.isEmpty() || named.id == account.id);
        });
    };
    for (const QString &connector : wish->connectors) {
        if (!has({connector, {}}))
            return Error{ErrorCode::InvalidValue, kConnector};
    }
    if (!wish->algorithm)
        return {};
    const QList<RoutedAccount> named = accountsNamed(*wish->algorithm);
    return std::ranges::all_of(named, has) ? Result<>()
                                           : Result<>(Error{ErrorCode::InvalidValue, kRouting});
}

} // namespace accountchoice
