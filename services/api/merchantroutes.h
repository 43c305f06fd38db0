#pragma once

#include "services/api/redirectroutes.h"
#include "services/interfaces/connectoraccounts.h"
#include "services/interfaces/customers.h"
#include "services/interfaces/methodcreation.h"
#include "services/interfaces/recurring.h"
#include "services/interfaces/refunds.h"
#include "services/interfaces/savedmethods.h"

/// What the routes of a merchant's own programs work with. Everything outlives them.
struct MerchantServices
{
    Payments &payments;
    PaymentAccess &access;
    Refunds &refunds;
    Customers &customers;
    SavedMethods &methods;
    MethodCreation &creation;
    ConnectorAccounts &accounts;
    Recurring &recurring;
    FindReturnSettings returnSettings;
    std::function<QUrl()> publicBase; ///< where shoppers reach this server, without a slash behind
};

/// Adds payments, refunds, customers, saved methods and mandates to the router, and names what is
/// known and not offered. The routes belong to the router and run on its thread.
void addMerchantRoutes(Router &router, const MerchantServices &services);
