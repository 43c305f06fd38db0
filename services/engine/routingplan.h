#pragma once

#include "services/domain/retryrules.h"
#include "services/domain/routingdecision.h"

#include <QHash>

#include <memory>

class StatusMap;

/// What decides where a profile's payments go, parsed.
struct RoutingPlan
{
    QString configId;                          ///< of the configuration in force; may be empty
    std::optional<RoutingAlgorithm> algorithm; ///< nothing: the order that is fallen back to
    QStringList fallback;                      ///< account ids; those not here come after them
    QHash<QString, AccountRules> rules;        ///< by account id, where there are any
    RetrySettings retries;
    std::shared_ptr<const StatusMap> statusMap; ///< one for all profiles; what refusals mean
    bool needsCountry = false;
    bool needsMetadata = false;
};
