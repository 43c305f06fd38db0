#pragma once

#include "services/domain/retryrules.h"

struct EngineCore;
struct OpenOperation;

/// What the rules of the status map make of how a call ended. Engine thread; the rules are read
/// once and kept until one of them changes.
namespace statusmapping {

/// What may follow; the operation has a plan for other tries.
NextTry nextTry(EngineCore &core, const OpenOperation &open, const CallOutcome &outcome);
/// The outcome with what a rule says of its refusal; the same when none does.
CallOutcome unified(EngineCore &core, const OpenOperation &open, const CallOutcome &outcome);

} // namespace statusmapping
