#include "services/engine/routingevaluationservice.h"

#include "services/engine/accountchoice.h"
#include "services/engine/engine.h"
#include "services/engine/enginecore.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/routingplan.h"

#include <algorithm>

namespace {

RoutedAccount named(const RoutingCandidate &candidate)
{
    return {candidate.connector, candidate.id};
}

bool means(const RoutedAccount &wanted, const RoutingCandidate &candidate)
{
    return wanted.id.isEmpty() ? wanted.connector == candidate.connector
                               : wanted.id == candidate.id;
}

bool isAmong(const QList<RoutedAccount> &accounts, const RoutingCandidate &candidate)
{
    return std::ranges::any_of(
        accounts, [&candidate](const RoutedAccount &account) { return means(account, candidate); });
}

/// Those of the list first, in its order.
QList<RoutingCandidate> sorted(QList<RoutingCandidate> candidates,
                               const QList<RoutedAccount> &order)
{
    QList<RoutingCandidate> first;
    for (const RoutedAccount &account : order) {
        const auto found = std::ranges::find_if(
            candidates, [&account](const RoutingCandidate &one) { return means(account, one); });
        if (found == candidates.end())
            continue;
        first.append(*found);
        candidates.erase(found);
    }
    return first + candidates;
}

Result<RoutingAnswer> evaluated(EngineCore &core, const MerchantId &merchant,
                                const RoutingQuestion &question)
{
    const Result<BusinessProfile> profile =
        merchantrecord::profile(core, merchant, question.profileId);
    if (!profile)
        return profile.error();
    const auto plan = core.plans.of(core, merchant, profile->id);
    if (!plan)
        return plan.error();
    auto candidates = accountchoice::candidates(core, merchant, profile->id);
    if (!candidates)
        return candidates.error();
    if (!question.among.isEmpty())
        candidates->removeIf([&question](const RoutingCandidate &candidate) {
            return !isAmong(question.among, candidate);
        });
    const auto all = sorted(std::move(*candidates), question.otherwise);
    const std::optional<RoutingAlgorithm> &algorithm = (*plan)->algorithm;
    const RoutingDecision decision =
        decideRouting(algorithm ? &*algorithm : nullptr, question.facts, all);
    RoutingAnswer answer;
    answer.reason = decision.reason;
    const RoutingOutput output = algorithm ? outputOf(*algorithm, question.facts) : RoutingOutput();
    answer.said = output.accounts.isEmpty() ? question.otherwise : output.accounts;
    if (decision.reason.source != RoutingSource::Fallback)
        answer.configId = (*plan)->configId;
    for (const int index : decision.order)
        answer.eligible.append(named(all.at(index)));
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (decision.passedOver.at(i) != PassedOver::No)
            answer.passedOver.append({named(all.at(i)), decision.passedOver.at(i)});
    }
    return answer;
}

} // namespace

QFuture<Result<RoutingAnswer>> RoutingEvaluationService::evaluate(const MerchantId &merchant,
                                                                  RoutingQuestion question)
{
    return m_engine.start<RoutingAnswer>(
        [this, merchant, question = std::move(question)](const Reply<RoutingAnswer> &reply) {
            reply(evaluated(m_engine.core(), merchant, question));
        });
}
