#pragma once

#include "services/api/router.h"
#include "services/interfaces/routingconfigs.h"

/// Routing configurations (/routing). `routings` outlives the router.
void addRoutingRoutes(Router &router, RoutingConfigs &routings);
