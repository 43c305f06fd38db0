#pragma once

#include "services/api/router.h"
#include "services/interfaces/apikeys.h"

/// API keys (/api_keys) and ephemeral keys (/ephemeral_keys). `keys` outlives the router.
void addKeyRoutes(Router &router, ApiKeys &keys);
