#pragma once

#include "services/domain/routingoutput.h"

#include <QFuture>

/// Where a payment would go that nobody makes: what is set up, and which accounts could take it
/// now. Nothing is sent or written. Every call may come from any thread and returns at once.
class RoutingEvaluation
{
public:
    virtual ~RoutingEvaluation() = default;

    /// NotFound ("profile_id"), Overloaded, StorageUnavailable.
    virtual QFuture<Result<RoutingAnswer>> evaluate(const MerchantId &merchant,
                                                    RoutingQuestion question) = 0;
};
