#include "services/domain/routingtrial.h"

#include <algorithm>
#include <tuple>

void TrialCount::take(const PastPayment &payment)
{
    const RoutingDecision decision = decideRouting(&m_algorithm, payment.facts, m_candidates);
    const ConnectorAccountId would = decision.order.isEmpty()
                                         ? ConnectorAccountId()
                                         : m_candidates.at(decision.order.first()).id;
    ++m_trial.payments;
    if (decision.reason.source == RoutingSource::Rule)
        ++m_trial.byRule[decision.reason.rule];
    // A handful of accounts and currencies: looking through them is the quickest.
    const auto same = [&](const TrialPart &part) {
        return part.currency == payment.facts.currency && part.would == would
               && part.went == payment.account;
    };
    auto part = std::ranges::find_if(m_trial.parts, same);
    if (part == m_trial.parts.end()) {
        m_trial.parts.append({payment.account, would, payment.facts.currency, 0, 0});
        part = m_trial.parts.end() - 1;
    }
    ++part->count;
    part->amount += payment.facts.amount;
    m_trial.elsewhere += part->isElsewhere() ? 1 : 0;
}

RoutingTrial TrialCount::result() const
{
    RoutingTrial trial = m_trial;
    std::ranges::sort(trial.parts, [](const TrialPart &a, const TrialPart &b) {
        return std::tie(a.went, a.would, a.currency) < std::tie(b.went, b.would, b.currency);
    });
    return trial;
}
