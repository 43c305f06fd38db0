#pragma once

#include "services/engine/accountservice.h"
#include "services/engine/apikeyservice.h"
#include "services/engine/customerservice.h"
#include "services/engine/engine.h"
#include "services/engine/merchantservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/refundservice.h"
#include "services/engine/routingservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/vaultservice.h"
#include "services/engine/webhookservice.h"
#include "services/http/httpreply.h"

class FrontDoor;

/// The services that the API's routes work with.
struct ServerServices
{
    /// `processorUrls`: where connectors are found, for accounts that do not say.
    ServerServices(Engine &engine, SecretBytes adminKey,
                   const QHash<QString, QUrl> &processorUrls = {})
        : keys(engine, std::move(adminKey))
        , payments(engine)
        , refunds(engine)
        , customers(engine)
        , methods(engine)
        , recurring(engine)
        , vault(engine)
        , merchants(engine)
        , accounts(engine, processorUrls)
        , routings(engine)
        , webhooks(engine)
    {
    }

    ApiKeyService keys;
    PaymentService payments;
    RefundService refunds;
    CustomerService customers;
    SavedMethodService methods;
    RecurringService recurring;
    VaultService vault;
    MerchantService merchants;
    AccountService accounts;
    RoutingService routings;
    WebhookService webhooks;
};

/// The routes of the API, to be called on its thread; they belong to `home`. `door` and `services`
/// outlive them.
HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, QObject *home);
