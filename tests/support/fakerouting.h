#pragma once

#include "models/routingdesk.h"
#include "tests/support/fakepayments.h"

/// Routing configurations that a test puts in; keeps what was asked. Accounts "sim_a" and "sim_b".
class FakeRouting final : public RoutingConfigs, public RoutingTrials
{
public:
    FakeRouting()
    {
        for (const auto &[id, label] : {std::pair(QStringLiteral("mca_a"), QStringLiteral("sim_a")),
                                        {QStringLiteral("mca_b"), QStringLiteral("sim_b")}})
            accounts.append({{id},
                             {QStringLiteral("merchant_test")},
                             {QStringLiteral("pro_test")},
                             QStringLiteral("simulator"),
                             label,
                             {},
                             true,
                             false});
    }

    QFuture<Result<RoutingConfig>> create(CreateRouting command) override
    {
        created.append(command);
        RoutingConfig config;
        config.id = QStringLiteral("routing_%1").arg(created.size());
        config.profileId = command.profileId;
        config.name = command.name;
        config.algorithmKind = command.algorithmKind;
        config.algorithmJson = command.algorithmJson;
        kept.append(config);
        return answer(Result<RoutingConfig>(config));
    }
    QFuture<Result<RoutingConfig>> find(const MerchantId &, const QString &) override
    {
        return answer(Result<RoutingConfig>(Error{ErrorCode::NotFound}));
    }
    QFuture<Result<QList<RoutingConfig>>> list(const MerchantId &, const ProfileId &, qint64,
                                               int) override
    {
        return answer(Result<QList<RoutingConfig>>(kept));
    }
    QFuture<Result<QList<RoutingConfig>>> active(const MerchantId &, const ProfileId &) override
    {
        if (failure)
            return answer(Result<QList<RoutingConfig>>(*failure));
        return answer(Result<QList<RoutingConfig>>(inForce ? QList<RoutingConfig>{*inForce}
                                                           : QList<RoutingConfig>()));
    }
    QFuture<Result<RoutingConfig>> activate(const Caller &, const QString &id) override
    {
        for (const RoutingConfig &config : std::as_const(kept)) {
            if (config.id == id)
                inForce = config;
        }
        return answer(Result<RoutingConfig>(*inForce));
    }
    QFuture<Result<RoutingConfig>> deactivate(const Caller &, const ProfileId &) override
    {
        const RoutingConfig ended = inForce.value_or(RoutingConfig());
        inForce.reset();
        return answer(Result<RoutingConfig>(ended));
    }
    QFuture<Result<QList<ProcessorAccount>>> fallback(const MerchantId &,
                                                      const ProfileId &) override
    {
        return answer(Result<QList<ProcessorAccount>>(accounts));
    }
    QFuture<Result<QList<ProcessorAccount>>> setFallback(const Caller &, const ProfileId &,
                                                         const QStringList &) override
    {
        return fallback({}, {});
    }
    QFuture<Result<RoutingTrial>> tryOut(const MerchantId &, TrialQuery query,
                                         std::shared_ptr<TrialControl> control) override
    {
        tried.append(query);
        lastControl = std::move(control);
        return trials.ask();
    }

    QList<ProcessorAccount> accounts;
    std::optional<RoutingConfig> inForce;
    std::optional<Error> failure; ///< of reading what is in force
    QList<RoutingConfig> kept;
    QList<CreateRouting> created;
    QList<TrialQuery> tried;
    std::shared_ptr<TrialControl> lastControl;
    FakeAnswers<RoutingTrial> trials;

private:
    template <class T>
    static QFuture<T> answer(const T &result)
    {
        QPromise<T> promise;
        promise.start();
        promise.addResult(result);
        promise.finish();
        return promise.future();
    }
};

/// A rule about the amount, to the second account.
inline RoutingRule largeRule(const QString &name, qint64 above)
{
    RoutingCondition condition;
    condition.comparison = RoutingComparison::GreaterThan;
    condition.valueType = QStringLiteral("number");
    condition.numbers = {above};
    RoutingRule rule;
    rule.name = name;
    rule.selection.accounts = {{{}, {QStringLiteral("mca_b")}}};
    rule.statements = {{{condition}, {}}};
    return rule;
}

/// A configuration of these rules; anything else goes to the first account.
inline RoutingConfig configOf(const QString &name, const QList<RoutingRule> &rules)
{
    RoutingAlgorithm algorithm;
    algorithm.kind = RoutingAlgorithm::Kind::Advanced;
    algorithm.selection.accounts = {{{}, {QStringLiteral("mca_a")}}};
    algorithm.rules = rules;
    RoutingConfig config;
    config.id = QStringLiteral("routing_0");
    config.profileId = {QStringLiteral("pro_test")};
    config.name = name;
    config.algorithmKind = toText(algorithm.kind);
    config.algorithmJson = toJson(algorithm);
    config.active = true;
    return config;
}
