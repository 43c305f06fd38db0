#pragma once

#include "services/api/router.h"
#include "services/interfaces/routingevaluation.h"

/// Where a payment would go that nobody makes (/routing/evaluate and /routing/rule/evaluate).
/// `evaluation` outlives the router.
void addRoutingEvaluationRoutes(Router &router, RoutingEvaluation &evaluation);
