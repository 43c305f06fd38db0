#pragma once

#include "tests/ui/scenes.h"

/// The dialogs and states of the vault, saved cards in a new payment, and the privacy mask.
QList<Scene> vaultScenes();
