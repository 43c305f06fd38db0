#pragma once

#include "services/domain/retryrules.h"
#include "services/engine/accountchoice.h"
#include "services/engine/mandatekeeping.h"

/// What a payment needs to be tried once more after a refusal. It holds the card and lives as long
/// as the operation that is being sent: nobody else knows the card then, so a program that starts
/// anew tries nothing again.
struct RetryPlan
{
    CardDetails card;
    CardSummary shown;
    StoredCredential credential;
    QList<ProcessorAccount> others; ///< not tried yet, in order
    int left = 0;                   ///< tries that may still follow
    bool mayStepUp = false;         ///< the shopper is there, and was not asked to verify yet
    bool isNetworkToken = false;    ///< what the card's number is
    /// Whose card it stands for, where the profile lets that be tried after it.
    std::optional<PaymentMethodId> numberOf = {};
    QString configId;
    QString actor;

    /// A plan for what follows a first try; nothing when nothing may.
    static std::shared_ptr<const RetryPlan> after(const AccountChoice &choice,
                                                  const Payment &payment,
                                                  const Instrument &instrument,
                                                  const QString &actor);
    /// What may follow after one call: None unless it is certain that nothing was taken or held.
    NextTry nextTry(const CallOutcome &outcome) const;
    /// The same without the account that is tried now.
    std::shared_ptr<const RetryPlan> next(NextTry how, const ConnectorAccountId &account) const;
    Instrument instrument() const;
};
