#pragma once

#include "services/api/router.h"
#include "services/interfaces/statusrules.h"

/// What refusals mean (/gsm), with the admin key. `rules` outlives the router.
void addStatusRuleRoutes(Router &router, StatusRules &rules);
