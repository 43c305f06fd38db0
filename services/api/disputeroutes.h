#pragma once

#include "services/api/router.h"
#include "services/interfaces/disputes.h"

class JsonWriter;

/// A dispute as the API answers it and webhooks tell it.
void writeDispute(JsonWriter &out, const Dispute &dispute);

/// Disputes over HTTP: listed, looked at, accepted, and answered with evidence.
void addDisputeRoutes(Router &router, Disputes &disputes);
