#include "services/domain/routingdecision.h"

#include "services/domain/fromtext.h"
#include "services/domain/routingoutput.h"

#include <QVarLengthArray>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

/// A selection with where it came from.
struct Chosen
{
    const RoutingSelection *selection = nullptr;
    RoutingSource source = RoutingSource::Fallback;
    QString rule;
};

RoutingSource sourceOf(RoutingAlgorithm::Kind kind)
{
    switch (kind) {
    case RoutingAlgorithm::Kind::Single: return RoutingSource::Single;
    case RoutingAlgorithm::Kind::Priority: return RoutingSource::Priority;
    case RoutingAlgorithm::Kind::VolumeSplit: return RoutingSource::VolumeSplit;
    case RoutingAlgorithm::Kind::Advanced: return RoutingSource::Otherwise;
    }
    return RoutingSource::Fallback;
}

Chosen choose(const RoutingAlgorithm &algorithm, const PaymentFacts &facts)
{
    if (!algorithm.rules.isEmpty()) {
        const ComparedFacts compared(facts);
        for (const RoutingRule &rule : algorithm.rules) {
            if (compared.holds(rule))
                return {&rule.selection, RoutingSource::Rule, rule.name};
        }
    }
    if (algorithm.selection.accounts.isEmpty())
        return {};
    return {&algorithm.selection, sourceOf(algorithm.kind), {}};
}

/// Which account of a split is drawn first.
qsizetype drawn(const RoutingSelection &selection, const PaymentId &id)
{
    quint64 sum = 0;
    for (const int weight : selection.weights)
        sum += static_cast<quint64>(weight);
    quint64 left = drawnFor(id, sum);
    for (qsizetype i = 0; i < selection.weights.size(); ++i) {
        const auto weight = static_cast<quint64>(selection.weights.at(i));
        if (left < weight)
            return i;
        left -= weight;
    }
    return 0;
}

bool means(const RoutedAccount &named, const RoutingCandidate &account)
{
    return named.id.isEmpty() ? named.connector == account.connector : named.id == account.id;
}

} // namespace

quint64 drawnFor(const PaymentId &id, quint64 range)
{
    quint64 hash = 0xcbf29ce484222325; // FNV-1a, then mixed so that its high bits depend on all
    for (const QChar c : id.value) {
        hash ^= c.unicode();
        hash *= 0x100000001b3;
    }
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccd;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53;
    hash ^= hash >> 33;
    return range == 0 ? 0 : hash % range;
}

RoutingOutput outputOf(const RoutingAlgorithm &algorithm, const PaymentFacts &facts)
{
    const Chosen chosen = choose(algorithm, facts);
    if (!chosen.selection)
        return {};
    RoutingOutput output{chosen.source, chosen.rule, chosen.selection->accounts};
    if (chosen.selection->isSplit())
        output.accounts.move(drawn(*chosen.selection, facts.paymentId), 0);
    return output;
}

RoutingDecision decideRouting(const RoutingAlgorithm *algorithm, const PaymentFacts &facts,
                              const QList<RoutingCandidate> &candidates, const RoutingNeeds &needs)
{
    RoutingDecision decision;
    decision.passedOver.reserve(candidates.size());
    for (const RoutingCandidate &account : candidates)
        decision.passedOver.append(whyNot(account, facts, needs));
    const Chosen chosen = algorithm ? choose(*algorithm, facts) : Chosen();
    QVarLengthArray<bool, 16> taken(candidates.size());
    std::ranges::fill(taken, false);
    int place = 0;
    bool wasNamed = false;
    const auto take = [&](qsizetype index) {
        ++place;
        const PassedOver why = decision.passedOver.at(index);
        if (place == 1)
            decision.reason.first = why;
        if (why != PassedOver::No || std::exchange(taken[index], true))
            return;
        if (decision.order.isEmpty())
            decision.reason.place = place;
        decision.order.append(static_cast<int>(index));
    };
    const auto takeNamed = [&](const RoutedAccount &named) {
        for (qsizetype i = 0; i < candidates.size(); ++i) {
            const bool fits =
                means(named, candidates.at(i))
                && (!named.id.isEmpty() || decision.passedOver.at(i) == PassedOver::No);
            if (fits)
                return take(i);
        }
    };
    if (chosen.selection) {
        const RoutingSelection &selection = *chosen.selection;
        const qsizetype first = selection.isSplit() ? drawn(selection, facts.paymentId) : 0;
        takeNamed(selection.accounts.at(first));
        for (qsizetype i = 0; i < selection.accounts.size(); ++i) {
            if (i != first)
                takeNamed(selection.accounts.at(i));
        }
        wasNamed = !decision.order.isEmpty();
    }
    if (!wasNamed) {
        decision.reason.first = PassedOver::No;
        place = 0;
    }
    for (qsizetype i = 0; i < candidates.size(); ++i)
        take(i);
    decision.reason.source = wasNamed ? chosen.source : RoutingSource::Fallback;
    decision.reason.rule = wasNamed ? chosen.rule : QString();
    if (decision.reason.place == 1)
        decision.reason.first = PassedOver::No;
    return decision;
}

QString toText(RoutingSource source)
{
    switch (source) {
    case RoutingSource::Bound: return u"bound"_s;
    case RoutingSource::Request: return u"request"_s;
    case RoutingSource::Single: return u"single"_s;
    case RoutingSource::Priority: return u"priority"_s;
    case RoutingSource::VolumeSplit: return u"volume_split"_s;
    case RoutingSource::Rule: return u"rule"_s;
    case RoutingSource::Otherwise: return u"otherwise"_s;
    case RoutingSource::Fallback: return u"fallback"_s;
    case RoutingSource::Retry: return u"retry"_s;
    case RoutingSource::StepUp: return u"step_up"_s;
    case RoutingSource::ClearNumber: return u"clear_number"_s;
    }
    return {};
}

std::optional<RoutingSource> routingSourceFromText(QStringView text)
{
    return fromText(text, RoutingSource::ClearNumber);
}

QString toText(const RoutingReason &reason)
{
    return toText(reason.source) + u';' + QString::number(reason.place) + u';'
           + toText(reason.first) + u';' + reason.configId + u';' + reason.rule;
}

std::optional<RoutingReason> routingReasonFromText(QStringView text)
{
    RoutingReason reason;
    qsizetype from = 0;
    QStringView parts[4];
    for (QStringView &part : parts) {
        const qsizetype to = text.indexOf(u';', from);
        if (to < 0)
            return std::nullopt;
        part = text.mid(from, to - from);
        from = to + 1;
    }
    const auto source = routingSourceFromText(parts[0]);
    const auto first = passedOverFromText(parts[2]);
    bool isNumber = false;
    reason.place = parts[1].toInt(&isNumber);
    if (!source || !first || !isNumber || reason.place < 1)
        return std::nullopt;
    reason.source = *source;
    reason.first = *first;
    reason.configId = parts[3].toString();
    reason.rule = text.mid(from).toString();
    return reason;
}
