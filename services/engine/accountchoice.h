#pragma once

#include "services/domain/payment.h"
#include "services/domain/processoraccount.h"
#include "services/engine/routingplan.h"

#include <QMap>

struct EngineCore;

/// Where a payment goes, and where it could go else.
struct AccountChoice
{
    QList<ProcessorAccount> accounts; ///< the first is taken; at least one
    RoutingReason reason;
    RetrySettings retries;
};

/// Chooses the account of an attempt; belongs inside the half that reserves it.
namespace accountchoice {

/// By the payment's own routing, else by its profile's configuration, else by the order that is
/// fallen back to. What the accounts have to be able to do is in `needs`; the connectors that the
/// request names are added to it. ConnectorUnavailable (field "connector") when none can take it.
Result<AccountChoice> choose(EngineCore &core, const Payment &payment, RoutingNeeds needs);
/// The only account that may be used. ConnectorUnavailable while it does not answer.
Result<AccountChoice> bound(EngineCore &core, const Payment &payment,
                            const ProcessorAccount &account);

/// The accounts that a payment could go to in the order that is fallen back to, whatever its facts.
Result<QList<RoutingCandidate>> candidates(EngineCore &core, const MerchantId &merchant,
                                           const ProfileId &profile);

/// Whether a request's own "routing" and "connector" can be carried out. Errors name the field:
/// those of parseRouting, InvalidValue "connector" or "routing" for what the profile does not have.
Result<> checkRequest(EngineCore &core, const Payment &payment,
                      const QMap<QString, QString> &extras);

} // namespace accountchoice
