#include "services/domain/storedcredential.h"

#include "services/domain/fromtext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

struct AdviceRow
{
    QLatin1StringView text;
    RetryAdvice advice;
};

/// As the networks word it.
constexpr auto kNetworkAdvice = std::to_array<AdviceRow>({
    {"MAC 01"_L1, RetryAdvice::NewCard},
    {"MAC 02"_L1, RetryAdvice::Later},
    {"MAC 03"_L1, RetryAdvice::DoNotRetry},
    {"MAC 21"_L1, RetryAdvice::StopRecurring},
    {"MAC 24"_L1, RetryAdvice::AfterOneHour},
    {"MAC 25"_L1, RetryAdvice::AfterOneDay},
    {"MAC 26"_L1, RetryAdvice::AfterTwoDays},
    {"MAC 27"_L1, RetryAdvice::AfterFourDays},
    {"MAC 28"_L1, RetryAdvice::AfterSixDays},
    {"MAC 29"_L1, RetryAdvice::AfterEightDays},
    {"MAC 30"_L1, RetryAdvice::AfterTenDays},
});

/// Visa's response codes of category 1: the issuer will never approve.
constexpr auto kNeverAgain = std::to_array<QLatin1StringView>(
    {"VISA 04"_L1, "VISA 07"_L1, "VISA 12"_L1, "VISA 14"_L1, "VISA 15"_L1, "VISA 41"_L1,
     "VISA 43"_L1, "VISA 46"_L1, "VISA 57"_L1, "VISA R0"_L1, "VISA R1"_L1, "VISA R3"_L1});

constexpr auto kCategories = std::to_array<AdviceRow>({
    {"recurring_revoked"_L1, RetryAdvice::StopRecurring},
    {"lost_or_stolen"_L1, RetryAdvice::DoNotRetry},
    {"pickup_card"_L1, RetryAdvice::DoNotRetry},
    {"restricted_card"_L1, RetryAdvice::DoNotRetry},
    {"suspected_fraud"_L1, RetryAdvice::DoNotRetry},
    {"expired_card"_L1, RetryAdvice::NewCard},
    {"incorrect_number"_L1, RetryAdvice::NewCard},
    {"incorrect_expiry"_L1, RetryAdvice::NewCard},
    {"insufficient_funds"_L1, RetryAdvice::Later},
    {"limit_exceeded"_L1, RetryAdvice::Later},
    {"issuer_unavailable"_L1, RetryAdvice::Later},
});

template <class Rows>
RetryAdvice lookUp(const Rows &rows, QStringView text)
{
    const auto row = std::ranges::find_if(rows, [=](const auto &r) { return r.text == text; });
    return row == rows.end() ? RetryAdvice::None : row->advice;
}

} // namespace

QString toText(MitCategory category)
{
    switch (category) {
    case MitCategory::None: return u""_s;
    case MitCategory::Recurring: return u"recurring"_s;
    case MitCategory::Unscheduled: return u"unscheduled"_s;
    case MitCategory::Installment: return u"installment"_s;
    case MitCategory::Resubmission: return u"resubmission"_s;
    }
    return {};
}

std::optional<MitCategory> mitCategoryFromText(QStringView text)
{
    return fromText(text, MitCategory::Resubmission);
}

QString toText(RetryAdvice advice)
{
    switch (advice) {
    case RetryAdvice::None: return u""_s;
    case RetryAdvice::DoNotRetry: return u"do_not_retry"_s;
    case RetryAdvice::StopRecurring: return u"stop_recurring"_s;
    case RetryAdvice::NewCard: return u"retry_after_instrument_update"_s;
    case RetryAdvice::Later: return u"retry_later"_s;
    case RetryAdvice::AfterOneHour: return u"retry_after_1_hour"_s;
    case RetryAdvice::AfterOneDay: return u"retry_after_24_hours"_s;
    case RetryAdvice::AfterTwoDays: return u"retry_after_2_days"_s;
    case RetryAdvice::AfterFourDays: return u"retry_after_4_days"_s;
    case RetryAdvice::AfterSixDays: return u"retry_after_6_days"_s;
    case RetryAdvice::AfterEightDays: return u"retry_after_8_days"_s;
    case RetryAdvice::AfterTenDays: return u"retry_after_10_days"_s;
    }
    return {};
}

std::optional<RetryAdvice> retryAdviceFromText(QStringView text)
{
    return fromText(text, RetryAdvice::AfterTenDays);
}

RetryAdvice adviceFor(QStringView networkAdvice, QStringView category)
{
    const auto isIt = [=](QLatin1StringView code) { return code == networkAdvice; };
    if (std::ranges::any_of(kNeverAgain, isIt))
        return RetryAdvice::DoNotRetry;
    const RetryAdvice network = lookUp(kNetworkAdvice, networkAdvice);
    const RetryAdvice meant = lookUp(kCategories, category);
    // A series that the cardholder has stopped stays stopped, however the network words it.
    if (network == RetryAdvice::None || meant == RetryAdvice::StopRecurring)
        return meant;
    return network;
}

bool forbidsRetry(RetryAdvice advice)
{
    return advice == RetryAdvice::DoNotRetry || advice == RetryAdvice::StopRecurring;
}

qint64 waitMs(RetryAdvice advice)
{
    switch (advice) {
    case RetryAdvice::AfterOneHour: return kHourMs;
    case RetryAdvice::AfterOneDay: return kDayMs;
    case RetryAdvice::AfterTwoDays: return 2 * kDayMs;
    case RetryAdvice::AfterFourDays: return 4 * kDayMs;
    case RetryAdvice::AfterSixDays: return 6 * kDayMs;
    case RetryAdvice::AfterEightDays: return 8 * kDayMs;
    case RetryAdvice::AfterTenDays: return 10 * kDayMs;
    case RetryAdvice::None:
    case RetryAdvice::DoNotRetry:
    case RetryAdvice::StopRecurring:
    case RetryAdvice::NewCard:
    case RetryAdvice::Later: return 0;
    }
    return 0;
}
