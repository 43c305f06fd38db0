#pragma once

class Blocklists;
class Router;

/// Adds the routes of a merchant's block list. They belong to the router; `lists` outlives it.
void addBlocklistRoutes(Router &router, Blocklists &lists);
