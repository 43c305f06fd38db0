#pragma once

#include "services/engine/accountservice.h"
#include "services/engine/apikeyservice.h"
#include "services/engine/blocklistservice.h"
#include "services/engine/customerservice.h"
#include "services/engine/disputeservice.h"
#include "services/engine/engine.h"
#include "services/engine/idempotencyservice.h"
#include "services/engine/incomingservice.h"
#include "services/engine/merchantservice.h"
#include "services/engine/methodcreationservice.h"
#include "services/engine/paymentaccessservice.h"
#include "services/engine/paymentlinkservice.h"
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
    ServerServices(Engine &engine, const QString &databaseFile, SecretBytes adminKey,
                   const QHash<QString, QUrl> &processorUrls = {})
        : keys(engine, std::move(adminKey))
        , idempotency(engine)
        , payments(engine)
        , access(engine, databaseFile)
        , refunds(engine)
        , customers(engine)
        , methods(engine)
        , creation(engine)
        , recurring(engine)
        , vault(engine)
        , merchants(engine)
        , accounts(engine, processorUrls)
        , routings(engine)
        , webhooks(engine)
        , incoming(engine)
        , disputes(engine)
        , blocklists(engine)
        , links(engine)
    {
    }

    ApiKeyService keys;
    IdempotencyService idempotency;
    PaymentService payments;
    PaymentAccessService access;
    RefundService refunds;
    CustomerService customers;
    SavedMethodService methods;
    MethodCreationService creation;
    RecurringService recurring;
    VaultService vault;
    MerchantService merchants;
    AccountService accounts;
    RoutingService routings;
    WebhookService webhooks;
    IncomingService incoming;
    DisputeService disputes;
    BlocklistService blocklists;
    PaymentLinkService links;
};

/// The routes of the API, to be called on its thread; they belong to `home`. All others outlive
/// them. Shoppers reach this server at `publicBase`.
HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, const Clock &clock,
                       const QUrl &publicBase, QObject *home);
