#include "services/api/bodylimits.h"

#include "services/domain/disputecase.h"

namespace {

constexpr qsizetype kFormBytes = 16LL * 1024; ///< of a form besides its file
constexpr qsizetype kWebhookBytes = 1024LL * 1024;

} // namespace

void allowLargerBodies(HttpLimits &limits)
{
    limits.largerBodies.append({"PUT", "/disputes/evidence", false, kLargestEvidence + kFormBytes});
    for (const char *method : {"POST", "PUT"})
        limits.largerBodies.append({method, "/webhooks/", true, kWebhookBytes});
}
