#pragma once

#include "services/domain/accountrules.h"

/// What decided where a payment went.
enum class RoutingSource {
    Bound,       ///< the saved method can be charged at that account only
    Request,     ///< the payment's own routing
    Single,      ///< the configuration names one account
    Priority,    ///< the first of a list that could take it
    VolumeSplit, ///< drawn by weight
    Rule,        ///< the first rule that held
    Otherwise,   ///< no rule held: what the program says for that
    Fallback,    ///< the order that is fallen back to
    Retry,       ///< an earlier try was refused; another account
    StepUp,      ///< an earlier try was refused; the same account, with 3-D Secure
    ClearNumber, ///< a network token was refused; the same account, with the card's number
};

QString toText(RoutingSource source); ///< "volume_split"
std::optional<RoutingSource> routingSourceFromText(QStringView text);

/// Why a try went to its account, kept with its step.
struct RoutingReason
{
    RoutingSource source = RoutingSource::Fallback;
    int place = 1; ///< of the account in the list that named it; what was before could not take it
    QString configId; ///< of the configuration in force; empty: none was, or it did not decide
    QString rule;     ///< its name, or the category of the refusal before a retry
    PassedOver first = PassedOver::No; ///< why the list's first account was passed over

    friend bool operator==(const RoutingReason &, const RoutingReason &) = default;
};

/// "rule;2;currency;routing_x;Big orders", and back; nothing for any other text.
QString toText(const RoutingReason &reason);
std::optional<RoutingReason> routingReasonFromText(QStringView text);

/// Accounts in the order in which they would be tried.
struct RoutingDecision
{
    QList<int> order; ///< indexes of candidates; empty: none can take the payment
    RoutingReason reason;
    QList<PassedOver> passedOver; ///< of each candidate
};

/// A number in [0, range) that a payment id always leads to; any payments' are spread evenly.
quint64 drawnFor(const PaymentId &id, quint64 range);

/// Orders the candidates, which stand in the order that is fallen back to. Without an algorithm
/// that order decides. Accounts the algorithm does not name come after those that it names.
RoutingDecision decideRouting(const RoutingAlgorithm *algorithm, const PaymentFacts &facts,
                              const QList<RoutingCandidate> &candidates,
                              const RoutingNeeds &needs = {});
