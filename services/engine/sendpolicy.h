#pragma once

#include "services/domain/outcome.h"

#include <optional>

/// Whether the same request, with the same key, goes out once more, and after how many ms. Nothing:
/// settle with what is there. sends counts those already made (from 1).
///
/// Not sent: three tries within 30 s, or as far apart as a call before it was asked to wait. 409
/// and 429: three more, as the processor asks, at most 60 s each. 5xx: once after 2 s, since some
/// processors replay a stored 500. Anything else is read, not sent again; where nobody can be asked
/// it is sent three times altogether.
std::optional<qint64> resendAfterMs(const CallOutcome &outcome, int sends, bool canBeAsked = true);
