#include "services/engine/statusmapping.h"

#include "services/domain/statusmap.h"
#include "services/engine/operationrunner.h"
#include "services/engine/retryplan.h"

namespace {

/// What was refused for certain; nullptr: nothing was.
const PaymentError *refusalOf(const CallOutcome &outcome)
{
    if (outcome.kind == OutcomeClass::Rejected)
        return &outcome.error;
    const bool declined =
        outcome.kind == OutcomeClass::Decided && outcome.reply.state == ReplyState::Declined;
    return declined ? &outcome.reply.error : nullptr;
}

/// Without rules, when they cannot be read: the refusal itself is what matters.
std::optional<StatusRule> ruleFor(EngineCore &core, const OpenOperation &open,
                                  const CallOutcome &outcome)
{
    const PaymentError *refusal = refusalOf(outcome);
    if (!refusal)
        return std::nullopt;
    const auto plan = core.plans.of(core, open.payment.merchantId, open.payment.profileId);
    if (!plan || !(*plan)->statusMap)
        return std::nullopt;
    const StatusRule *rule = (*plan)->statusMap->find(open.account.connector, open.operation.kind,
                                                      refusal->code, refusal->message);
    return rule ? std::optional(*rule) : std::nullopt;
}

} // namespace

NextTry statusmapping::nextTry(EngineCore &core, const OpenOperation &open,
                               const CallOutcome &outcome)
{
    const auto rule = ruleFor(core, open, outcome);
    if (!rule)
        return open.retry->nextTry(outcome);
    if (rule->clearPanPossible && open.retry->numberOf && numberMayHelp(outcome))
        return NextTry::SameWithNumber;
    return nextTryAfter(outcome, &*rule, open.retry->mayStepUp);
}

CallOutcome statusmapping::unified(EngineCore &core, const OpenOperation &open,
                                   const CallOutcome &outcome)
{
    const auto rule = ruleFor(core, open, outcome);
    if (!rule || rule->unified == UnifiedError())
        return outcome;
    CallOutcome told = outcome;
    PaymentError &error = told.kind == OutcomeClass::Decided ? told.reply.error : told.error;
    UnifiedError said = rule->unified;
    if (said.code.isEmpty())
        said.code = unifiedErrorFromText(error.unifiedCode).code;
    error.unifiedCode = toText(said);
    return told;
}
