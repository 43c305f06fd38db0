#pragma once

#include "tests/ui/scenes.h"

/// The import of a shipment file with something of everything; its columns are known, or have to be
/// chosen.
Stage manifestScene(bool isKnown);
