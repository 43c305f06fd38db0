#pragma once

#include "tests/ui/scenes.h"

/// Writing a note, and what can be done about an outcome that is not known.
QList<Scene> noteScenes();
