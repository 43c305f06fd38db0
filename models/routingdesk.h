#pragma once

#include "services/core/clock.h"
#include "services/interfaces/routingconfigs.h"
#include "services/interfaces/routingtrials.h"

/// What the routing page works with. Made by the composition, outlives the page.
struct RoutingDesk
{
    RoutingConfigs &configs;
    RoutingTrials &trials;
    const Clock &clock;
    Caller caller; ///< merchant and person of every change
};
