#pragma once

#include "services/api/router.h"

/// Disputes over HTTP: no processor here tells of any yet, so every list is empty.
QList<Route> disputeRoutes();
