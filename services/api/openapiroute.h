#pragma once

#include "services/api/router.h"

/// GET /openapi.yaml: what this server offers, for programs and people. Needs no key.
Route openApiRoute();
