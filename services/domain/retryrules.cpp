#include "services/domain/retryrules.h"

#include "services/domain/statusmap.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QLatin1StringView category;
    NextTry next;
};

/// Categories that are not here are never tried again by themselves.
constexpr auto kRows = std::to_array<Row>({
    {"generic_decline"_L1, NextTry::OtherAccountOnce},
    {"card_not_supported"_L1, NextTry::OtherAccountOnce},
    {"issuer_unavailable"_L1, NextTry::OtherAccount},
    {"processor_error"_L1, NextTry::OtherAccount},
    {"configuration"_L1, NextTry::OtherAccount},
    {"authentication_required"_L1, NextTry::SameWithThreeDs},
});

/// What a token is refused with for a reason of its own: unknown, suspended, expired, not taken.
constexpr auto kOfTokens = std::to_array<QLatin1StringView>(
    {"generic_decline"_L1, "card_not_supported"_L1, "incorrect_number"_L1, "incorrect_expiry"_L1,
     "expired_card"_L1, "processor_error"_L1, "invalid_request"_L1});

} // namespace

NextTry nextTryAfter(QStringView category, RetryAdvice advice)
{
    // That an issuer is to be asked later is what its category means; said by the network of
    // anything else it holds for every account.
    const bool meant = advice == RetryAdvice::Later && category == "issuer_unavailable"_L1;
    if (advice != RetryAdvice::None && !meant)
        return NextTry::None; // never, with another card, or later: not now
    const auto row =
        std::ranges::find_if(kRows, [category](const Row &r) { return r.category == category; });
    return row == kRows.end() ? NextTry::None : row->next;
}

NextTry nextTryAfter(const CallOutcome &outcome)
{
    switch (outcome.kind) {
    case OutcomeClass::NotSent: return NextTry::OtherAccount;
    case OutcomeClass::Rejected: return nextTryAfter(outcome.error.category, RetryAdvice::None);
    case OutcomeClass::Decided:
        return outcome.reply.state == ReplyState::Declined
                   ? nextTryAfter(outcome.reply.error.category, outcome.reply.advice)
                   : NextTry::None;
    case OutcomeClass::RetryLater:
    case OutcomeClass::Unknown:
    case OutcomeClass::Integrity: return NextTry::None;
    }
    return NextTry::None;
}

NextTry nextTryAfter(const CallOutcome &outcome, const StatusRule *rule, bool mayStepUp)
{
    const bool declined =
        outcome.kind == OutcomeClass::Decided && outcome.reply.state == ReplyState::Declined;
    if (!rule || (!declined && outcome.kind != OutcomeClass::Rejected))
        return nextTryAfter(outcome);
    const RetryAdvice advice = declined ? outcome.reply.advice : RetryAdvice::None;
    const bool forbidden = advice == RetryAdvice::DoNotRetry || advice == RetryAdvice::StopRecurring
                           || advice == RetryAdvice::NewCard;
    if (forbidden)
        return NextTry::None;
    if (rule->stepUpPossible && mayStepUp)
        return NextTry::SameWithThreeDs;
    return rule->triesAgain ? NextTry::OtherAccount : NextTry::None;
}

bool numberMayHelp(QStringView category, RetryAdvice advice)
{
    // Other card data are what the number is; any other advice is about the cardholder's account.
    if (advice != RetryAdvice::None && advice != RetryAdvice::NewCard)
        return false;
    return std::ranges::any_of(kOfTokens, [category](auto one) { return one == category; });
}

bool numberMayHelp(const CallOutcome &outcome)
{
    if (outcome.kind == OutcomeClass::Rejected)
        return numberMayHelp(outcome.error.category, RetryAdvice::None);
    const ProcessorReply &reply = outcome.reply;
    return outcome.kind == OutcomeClass::Decided && reply.state == ReplyState::Declined
           && numberMayHelp(reply.error.category, reply.advice);
}

RetrySettings retrySettingsOf(const QString &profileSettingsJson)
{
    RetrySettings settings;
    if (profileSettingsJson.isEmpty())
        return settings;
    const QJsonObject json = QJsonDocument::fromJson(profileSettingsJson.toUtf8()).object();
    settings.enabled = json["is_auto_retries_enabled"_L1].toBool();
    const qint64 most = json["max_auto_retries_enabled"_L1].toInteger(1);
    settings.enabled = settings.enabled && most > 0;
    settings.most = static_cast<int>(std::clamp<qint64>(most, 1, kMostRetries));
    settings.clearNumber = json["is_clear_pan_retries_enabled"_L1].toBool();
    return settings;
}
