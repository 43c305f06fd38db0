#pragma once

#include "services/api/router.h"
#include "services/interfaces/connectoraccounts.h"

/// Accounts at processors (/account/{merchant_id}/connectors). `accounts` outlives the router.
void addConnectorRoutes(Router &router, ConnectorAccounts &accounts);
