#include "services/engine/sendpolicy.h"

#include <algorithm>

std::optional<qint64> resendAfterMs(const CallOutcome &outcome, int sends, bool canBeAsked)
{
    constexpr qint64 kLongestInlineWaitMs = 60'000;
    switch (outcome.kind) {
    case OutcomeClass::NotSent:
        if (sends < 3 && outcome.retryAfterMs <= kLongestInlineWaitMs)
            return qMax<qint64>(outcome.retryAfterMs, sends == 1 ? 1'000 : 4'000);
        return std::nullopt;
    case OutcomeClass::RetryLater:
        if (sends < 4) {
            const qint64 ladder = 1'000LL << (sends - 1);
            const qint64 wait = outcome.retryAfterMs > 0 ? outcome.retryAfterMs : ladder;
            if (wait <= kLongestInlineWaitMs)
                return wait;
        }
        return std::nullopt;
    case OutcomeClass::Unknown:
        if (!canBeAsked && sends < 3) // the same key is the only way to hear of it
            return sends == 1 ? 2'000 : 5'000;
        if (sends == 1 && outcome.httpStatus >= 500)
            return 2'000;
        return std::nullopt;
    case OutcomeClass::Decided:
    case OutcomeClass::Rejected:
    case OutcomeClass::Integrity: return std::nullopt;
    }
    return std::nullopt;
}
