#include "services/api/merchantroutes.h"

#include "services/api/customerroutes.h"
#include "services/api/mandateroutes.h"
#include "services/api/methodcreationroutes.h"
#include "services/api/methodroutes.h"
#include "services/api/openapiroute.h"
#include "services/api/paymentlistroutes.h"
#include "services/api/paymentroutes.h"
#include "services/api/refundroutes.h"

void addMerchantRoutes(Router &router, const MerchantServices &services)
{
    auto *payments =
        new PaymentRoutes(services.payments, services.access, services.publicBase, &router);
    auto *lists = new PaymentListRoutes(services.access, services.publicBase, &router);
    auto *redirects = new RedirectRoutes(services.payments, services.access,
                                         services.returnSettings, services.publicBase, &router);
    auto *refunds = new RefundRoutes(services.refunds, services.access, &router);
    auto *customers = new CustomerRoutes(services.customers, services.methods, &router);
    auto *methods = new MethodRoutes(services.methods, services.creation, services.accounts,
                                     services.access, &router);
    auto *creation = new MethodCreationRoutes(services.creation, &router);
    auto *mandates = new MandateRoutes(services.recurring, &router);
    router.add(payments->routes());
    router.add(lists->routes());
    router.add(redirects->routes());
    router.add(refunds->routes());
    router.add(customers->routes());
    router.add(methods->routes());
    router.add(creation->routes());
    router.add(mandates->routes());
    router.add(openApiRoute());
    for (const QByteArray &pattern : PaymentRoutes::notOffered())
        router.addNotOffered(pattern);
    for (const char *pattern :
         {"/payouts", "/poll", "/relay", "/gsm", "/organization", "/files", "/cards", "/disputes",
          "/routing/decision", "/payment_methods", "/refunds/manual-update", "/authentication",
          "/subscriptions", "/three_ds_decision", "/user", "/analytics", "/pm_auth", "/apple_pay"})
        router.addNotOffered(pattern);
}
