#pragma once

#include "services/engine/apikeyservice.h"
#include "services/engine/customerservice.h"
#include "services/engine/engine.h"
#include "services/engine/idempotencyservice.h"
#include "services/engine/paymentaccessservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/refundservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/vaultservice.h"
#include "services/http/httpreply.h"

class FrontDoor;

/// The services that the API's routes work with.
struct ServerServices
{
    ServerServices(Engine &engine, const QString &databaseFile, SecretBytes adminKey)
        : keys(engine, std::move(adminKey))
        , idempotency(engine)
        , payments(engine)
        , access(engine, databaseFile)
        , refunds(engine)
        , customers(engine)
        , methods(engine)
        , recurring(engine)
        , vault(engine)
    {
    }

    ApiKeyService keys;
    IdempotencyService idempotency;
    PaymentService payments;
    PaymentAccessService access;
    RefundService refunds;
    CustomerService customers;
    SavedMethodService methods;
    RecurringService recurring;
    VaultService vault;
};

/// The routes of the API, to be called on its thread; they belong to `home`. All others outlive
/// them. Shoppers reach this server at `publicBase`.
HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, const Clock &clock,
                       const QUrl &publicBase, QObject *home);
