#include "services/domain/ladder.h"

namespace {

constexpr qint64 kSecondMs = 1000;
constexpr qint64 kMinuteMs = 60 * kSecondMs;
constexpr qint64 kHourMs = 60 * kMinuteMs;

} // namespace

qint64 ladderDelayMs(int checkCount)
{
    if (checkCount <= 0)
        return 5 * kSecondMs;
    if (checkCount == 1)
        return 15 * kSecondMs;
    if (checkCount == 2)
        return kMinuteMs;
    if (checkCount < 3 + 12)
        return 5 * kMinuteMs;
    if (checkCount < 3 + 12 + 168)
        return kHourMs;
    return 24 * kHourMs;
}
