#include "app/server/serverservices.h"

#include "services/api/accountroutes.h"
#include "services/api/connectorroutes.h"
#include "services/api/eventroutes.h"
#include "services/api/frontdoor.h"
#include "services/api/keyroutes.h"
#include "services/api/returnroutes.h"
#include "services/api/router.h"
#include "services/api/routingroutes.h"

HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, QObject *home)
{
    auto *router = new Router(services.keys, home);
    router->setInterceptor([&door](const Route &, const ApiRequestPtr &request,
                                   const ApiResponder &respond, const auto &next) {
        if (door.lets(*request, respond))
            next(respond);
    });
    addKeyRoutes(*router, services.keys);
    addAccountRoutes(*router, services.merchants);
    addConnectorRoutes(*router, services.accounts);
    addRoutingRoutes(*router, services.routings);
    addEventRoutes(*router, services.webhooks);
    auto *returns = new ReturnRoutes(services.payments, home);
    return [router, returns](HttpRequest request, const HttpResponder &respond) {
        if (request.url.path(QUrl::FullyEncoded).startsWith(ReturnRoutes::path()))
            return returns->handle(request, respond);
        router->handle(std::move(request), respond);
    };
}
