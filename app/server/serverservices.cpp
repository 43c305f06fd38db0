#include "app/server/serverservices.h"

#include "services/api/frontdoor.h"
#include "services/api/returnroutes.h"
#include "services/api/router.h"

HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, QObject *home)
{
    auto *router = new Router(services.keys, home);
    router->setInterceptor([&door](const Route &, const ApiRequestPtr &request,
                                   const ApiResponder &respond, const auto &next) {
        if (door.lets(*request, respond))
            next(respond);
    });
    auto *returns = new ReturnRoutes(services.payments, home);
    return [router, returns](HttpRequest request, const HttpResponder &respond) {
        if (request.url.path(QUrl::FullyEncoded).startsWith(ReturnRoutes::path()))
            return returns->handle(request, respond);
        router->handle(std::move(request), respond);
    };
}
