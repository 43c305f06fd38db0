#pragma once

#include "services/domain/routingtrial.h"

#include <QFuture>

#include <memory>

/// Tries routing configurations on past payments. Nothing is sent or written. Every call may come
/// from any thread and returns at once; the reading has a thread of its own.
class RoutingTrials
{
public:
    virtual ~RoutingTrials() = default;

    /// What the configuration would have made of those payments. With an empty algorithm: what the
    /// order that is fallen back to would. Errors are those of parseRouting, NotFound
    /// ("profile_id"), InvalidValue ("from") for a time that ends before it begins, Overloaded
    /// while too many wait, StorageUnavailable.
    virtual QFuture<Result<RoutingTrial>> tryOut(const MerchantId &merchant, TrialQuery query,
                                                 std::shared_ptr<TrialControl> control) = 0;
};
