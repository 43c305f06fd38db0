#pragma once

#include "models/searchcontext.h"

#include <optional>

/// A stretch of time, ms UTC; unset ends are open. `toMs` is exclusive.
struct TimeSpan
{
    std::optional<qint64> fromMs;
    std::optional<qint64> toMs;

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

/// Reads "today", "last week", "12.03.", "2026-03-01", "2026-03", ">2026-03-01", "1.3...15.3." and
/// the like; nothing when it is no date. A day without a year is the last one that has begun.
/// Where the point is the decimal separator, "12.03" is an amount and "12.03." the day.
std::optional<TimeSpan> timeSpanFromText(const QString &text, const SearchContext &context);

/// "24h", "90m", "3d" from now on, in ms; nothing when it is none.
std::optional<qint64> durationFromText(const QString &text);
