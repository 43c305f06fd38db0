#include "app/server/serverservices.h"

#include "services/api/accountroutes.h"
#include "services/api/blocklistroutes.h"
#include "services/api/connectorroutes.h"
#include "services/api/disputeroutes.h"
#include "services/api/eventroutes.h"
#include "services/api/frontdoor.h"
#include "services/api/idempotencygate.h"
#include "services/api/incomingroutes.h"
#include "services/api/keyroutes.h"
#include "services/api/merchantroutes.h"
#include "services/api/paymentlinkroutes.h"
#include "services/api/profilereturns.h"
#include "services/api/returnroutes.h"
#include "services/api/router.h"
#include "services/api/routingroutes.h"

HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, const Clock &clock,
                       const QUrl &publicBase, QObject *home)
{
    auto *router = new Router(services.keys, home);
    auto *gate = new IdempotencyGate(services.idempotency, clock, home);
    gate->setReader([router](HttpRequest request, const HttpResponder &respond) {
        router->handle(std::move(request), respond);
    });
    router->setInterceptor([&door, gate](const Route &, const ApiRequestPtr &request,
                                         const ApiResponder &respond, const auto &next) {
        if (door.lets(*request, respond))
            gate->handle(request, respond, next);
    });
    addMerchantRoutes(
        *router, {services.payments, services.access, services.refunds, services.customers,
                  services.methods, services.creation, services.accounts, services.recurring,
                  returnSettingsOf(services.merchants, home), [publicBase] { return publicBase; }});
    addKeyRoutes(*router, services.keys);
    addAccountRoutes(*router, services.merchants);
    addConnectorRoutes(*router, services.accounts);
    addRoutingRoutes(*router, services.routings);
    addEventRoutes(*router, services.webhooks);
    addDisputeRoutes(*router, services.disputes);
    addBlocklistRoutes(*router, services.blocklists);
    addIncomingRoutes(*router, services.incoming, clock);
    auto *links =
        new PaymentLinkRoutes({services.payments, services.access, services.links,
                               services.merchants, clock, [publicBase] { return publicBase; }},
                              router);
    router->add(links->routes());
    auto *returns = new ReturnRoutes(services.payments, home);
    return [router, returns](HttpRequest request, const HttpResponder &respond) {
        if (request.url.path(QUrl::FullyEncoded).startsWith(ReturnRoutes::path()))
            return returns->handle(request, respond);
        router->handle(std::move(request), respond);
    };
}
