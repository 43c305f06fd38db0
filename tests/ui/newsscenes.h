#pragma once

#include "tests/ui/scenes.h"

/// Disputes, and webhooks of both kinds.
QList<Scene> newsScenes();
