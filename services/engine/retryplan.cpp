#include "services/engine/retryplan.h"

namespace {

CardDetails copyOf(const CardDetails &card)
{
    CardDetails copy;
    copy.number = card.number.clone();
    copy.cvc = card.cvc.clone();
    copy.expiryMonth = card.expiryMonth;
    copy.expiryYear = card.expiryYear;
    copy.holder = card.holder;
    return copy;
}

} // namespace

std::shared_ptr<const RetryPlan> RetryPlan::after(const AccountChoice &choice,
                                                  const Payment &payment,
                                                  const Instrument &instrument,
                                                  const QString &actor)
{
    const bool mayStepUp =
        !payment.offSession && payment.authenticationType == AuthenticationType::NoThreeDs;
    const bool elsewhere = choice.accounts.size() > 1;
    const bool mayUseNumber =
        choice.retries.clearNumber && instrument.isNetworkToken && instrument.numberOf;
    const bool any = mayStepUp || elsewhere || mayUseNumber;
    if (!choice.retries.enabled || !instrument.card() || !any)
        return nullptr;
    auto plan = std::make_shared<RetryPlan>();
    plan->card = copyOf(*instrument.card());
    plan->shown = instrument.shown;
    plan->credential = instrument.credential;
    plan->others = choice.accounts.mid(1);
    plan->left = choice.retries.most;
    plan->mayStepUp = mayStepUp;
    plan->isNetworkToken = instrument.isNetworkToken;
    if (mayUseNumber)
        plan->numberOf = instrument.numberOf;
    plan->configId = choice.reason.configId;
    plan->actor = actor;
    return plan;
}

NextTry RetryPlan::nextTry(const CallOutcome &outcome) const
{
    if (numberOf && numberMayHelp(outcome))
        return NextTry::SameWithNumber;
    return nextTryAfter(outcome);
}

std::shared_ptr<const RetryPlan> RetryPlan::next(NextTry how,
                                                 const ConnectorAccountId &account) const
{
    const bool isLast = how == NextTry::OtherAccountOnce || how == NextTry::SameWithNumber;
    const int after = isLast ? 0 : left - 1;
    if (after == 0)
        return nullptr;
    auto plan = std::make_shared<RetryPlan>();
    plan->card = copyOf(card);
    plan->shown = shown;
    plan->credential = credential;
    for (const ProcessorAccount &other : others) {
        if (other.id != account)
            plan->others.append(other);
    }
    plan->left = after;
    plan->isNetworkToken = isNetworkToken;
    plan->numberOf = numberOf;
    plan->mayStepUp = mayStepUp && how != NextTry::SameWithThreeDs;
    plan->configId = configId;
    plan->actor = actor;
    return plan;
}

Instrument RetryPlan::instrument() const
{
    Instrument instrument;
    instrument.given = &card;
    instrument.shown = shown;
    instrument.credential = credential;
    instrument.isNetworkToken = isNetworkToken;
    return instrument;
}
