#pragma once

#include "services/core/result.h"

/// The first line of every main, before any Qt object: no core dumps, files for their owner only,
/// no switches from outside that would open the embedded browser or make the log talkative.
/// Error: InvalidValue with field "--webEngineArgs" when that was given, and one sentence in
/// `detail`. Builds with WITH_TEST_HOOKS keep the environment's switches.
Result<> hardenProcess(int argumentCount, const char *const *arguments);

/// For programs without an embedded browser: nobody else, also of the same user, may look into this
/// process.
void forbidInspection();
