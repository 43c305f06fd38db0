#pragma once

#include <QtGlobal>

/// How long after the checkCount-th check (from 0) the next one is due, in ms: 5 s, 15 s, 60 s,
/// 5 min twelve times, hourly for a week, then daily, for ever.
qint64 ladderDelayMs(int checkCount);

/// "Not found" settles an unknown operation only this long after its last send, in ms.
inline constexpr qint64 kNotFoundAfterMs = qint64{10} * 60 * 1000;

/// An unknown outcome is listed as unresolved after this time, and alerted after the second, in ms.
inline constexpr qint64 kUnresolvedAfterMs = qint64{60} * 60 * 1000;
inline constexpr qint64 kAlertAfterMs = 24 * kUnresolvedAfterMs;
