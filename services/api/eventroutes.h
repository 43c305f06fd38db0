#pragma once

#include "services/api/router.h"
#include "services/interfaces/webhooks.h"

/// What shops were told, for whoever looks after it (/events/{merchant_id}). `webhooks` outlives
/// the router.
void addEventRoutes(Router &router, Webhooks &webhooks);
