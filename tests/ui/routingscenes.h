#pragma once

#include "tests/ui/scenes.h"

/// The page about where payments go, and the form of a rule.
QList<Scene> routingScenes();
