#pragma once

#include "services/api/router.h"
#include "services/interfaces/incomingwebhooks.h"

class Clock;

/// Where processors tell what happened: any of GET, POST and PUT at
/// /webhooks/{merchant_id}/{account or connector}. No key: the signature says who it is. What is
/// not signed as it should be, nobody's account and another merchant's secret answer alike, and
/// whoever sends such calls again and again is told to wait.
void addIncomingRoutes(Router &router, IncomingWebhooks &incoming, const Clock &clock);
