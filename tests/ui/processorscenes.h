#pragma once

#include "tests/ui/scenes.h"

/// The page of accounts at processors, its empty state, and its dialogs.
QList<Scene> processorScenes();
