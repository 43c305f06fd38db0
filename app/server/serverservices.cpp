#include "app/server/serverservices.h"

#include "services/api/frontdoor.h"
#include "services/api/idempotencygate.h"
#include "services/api/merchantroutes.h"
#include "services/api/returnroutes.h"
#include "services/api/router.h"

#include <QPromise>

namespace {

/// Profiles do not say yet where shoppers go: payments do.
QFuture<Result<ReturnSettings>> noReturnSettings(const MerchantId &, const ProfileId &)
{
    QPromise<Result<ReturnSettings>> promise;
    promise.start();
    promise.addResult(ReturnSettings());
    promise.finish();
    return promise.future();
}

} // namespace

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
    addMerchantRoutes(*router, {services.payments, services.access, services.refunds,
                                services.customers, services.methods, services.recurring,
                                noReturnSettings, [publicBase] { return publicBase; }});
    auto *returns = new ReturnRoutes(services.payments, home);
    return [router, returns](HttpRequest request, const HttpResponder &respond) {
        if (request.url.path(QUrl::FullyEncoded).startsWith(ReturnRoutes::path()))
            return returns->handle(request, respond);
        router->handle(std::move(request), respond);
    };
}
