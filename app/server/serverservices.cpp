#include "app/server/serverservices.h"

#include "services/api/errormapping.h"
#include "services/api/frontdoor.h"
#include "services/api/returnroutes.h"

HttpHandler makeRoutes(ServerServices &services, FrontDoor &door, QObject *home)
{
    Q_UNUSED(door);
    auto *returns = new ReturnRoutes(services.payments, home);
    return [returns](HttpRequest request, const HttpResponder &respond) {
        if (request.url.path(QUrl::FullyEncoded).startsWith(ReturnRoutes::path()))
            return returns->handle(request, respond);
        const ApiReply refused = errorReply(unknownUrl());
        respond({{refused.status, {{"Content-Type", refused.contentType}}, refused.body}});
    };
}
