#pragma once

#include "services/api/router.h"
#include "services/interfaces/merchants.h"

/// Merchant accounts (/accounts) and business profiles (/account/{merchant_id}/business_profile).
/// `merchants` outlives the router.
void addAccountRoutes(Router &router, Merchants &merchants);
