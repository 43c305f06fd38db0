#pragma once

#include "tests/ui/scenes.h"

/// The audit trail after a check that found something.
Stage auditScene();
/// The audit trail when nothing fits the words.
Stage auditNothingScene();
