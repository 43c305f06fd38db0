#pragma once

#include <QLocale>
#include <QString>

#include <optional>

/// A typed number as digits with a point: "1,204.50" and "1.204,50" are "1204.50", each in its
/// locale; a separator that cannot group is read as the decimal one in any locale. Nothing when it
/// is no number, or when `wholeToo` is false and it has no separator.
std::optional<QString> decimalFromText(const QString &text, const QLocale &locale, bool wholeToo);

/// "49.9" in minor units of a currency with that many decimals; more decimals are cut off.
std::optional<qint64> minorUnitsFrom(const QString &decimal, int decimals);
