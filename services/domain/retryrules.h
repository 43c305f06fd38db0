#pragma once

#include "services/domain/outcome.h"

#include <QString>

struct StatusRule;

/// What may follow a definite refusal, while the shopper waits.
enum class NextTry {
    None,
    OtherAccount,     ///< as often as the profile lets
    OtherAccountOnce, ///< one other account; its refusal stands
    SameWithThreeDs,  ///< the same account, once, with 3-D Secure
    SameWithNumber,   ///< the same account, once, with the card's number for its network token
};

/// By the neutral category of the refusal and the network's advice, which counts for more.
NextTry nextTryAfter(QStringView category, RetryAdvice advice);
/// After one call: None unless it is certain that nothing was taken or held.
NextTry nextTryAfter(const CallOutcome &outcome);
/// The same where a rule of the status map, if any, speaks of that refusal: it counts for more than
/// the category, and for less than a network that forbids this card. mayStepUp: the payment was not
/// tried with 3-D Secure yet, and may be.
NextTry nextTryAfter(const CallOutcome &outcome, const StatusRule *rule, bool mayStepUp);

/// Whether a network token's refusal may be the token's own: the card's number may go through.
bool numberMayHelp(QStringView category, RetryAdvice advice);
/// After one call with a network token: false unless it is certain that nothing was taken or held.
bool numberMayHelp(const CallOutcome &outcome);

/// What a profile lets be tried again by itself.
struct RetrySettings
{
    bool enabled = false;
    int most = 1;             ///< tries after the first one: 1 to 5
    bool clearNumber = false; ///< one of them with the card's number after its network token

    friend bool operator==(const RetrySettings &, const RetrySettings &) = default;
};

inline constexpr int kMostRetries = 5;

/// From a profile's kept settings: is_auto_retries_enabled, max_auto_retries_enabled and
/// is_clear_pan_retries_enabled.
RetrySettings retrySettingsOf(const QString &profileSettingsJson);
