#include "models/searchamounts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isSeparator(QChar c)
{
    return c == u'.' || c == u',' || c == u'\'' || c == u'\u2019';
}

/// Whether the digits before the last separator are grouped as 1, 2 or 3 and then threes.
bool isGrouped(const QStringList &parts)
{
    if (parts.isEmpty() || parts.first().isEmpty() || parts.first().size() > 3)
        return false;
    return std::all_of(parts.begin() + 1, parts.end(),
                       [](const QString &part) { return part.size() == 3; });
}

} // namespace

std::optional<QString> decimalFromText(const QString &text, const QLocale &locale, bool wholeToo)
{
    QStringList parts{QString()};
    QString separators;
    for (const QChar c : text) {
        if (isDigit(c)) {
            parts.last() += c;
        } else if (isSeparator(c)) {
            separators += c;
            parts.append(QString());
        } else {
            return std::nullopt;
        }
    }
    if (parts.first().isEmpty() || parts.last().isEmpty())
        return std::nullopt;
    if (separators.isEmpty())
        return wholeToo ? std::optional(text) : std::nullopt;
    const QChar last = separators.back();
    const bool repeated = separators.count(last) > 1;
    const bool isDecimal =
        !repeated && (QString(last) == locale.decimalPoint() || parts.last().size() != 3);
    if (!isDecimal)
        return isGrouped(parts) ? std::optional(parts.join(QString())) : std::nullopt;
    const QString fraction = parts.takeLast();
    if (fraction.size() > 4 || (parts.size() > 1 && !isGrouped(parts)))
        return std::nullopt;
    return parts.join(QString()) + u'.' + fraction;
}

std::optional<qint64> minorUnitsFrom(const QString &decimal, int decimals)
{
    const QString whole = decimal.section(u'.', 0, 0);
    const QString fraction =
        decimal.section(u'.', 1, 1).left(decimals).leftJustified(decimals, u'0');
    bool fits = false;
    const QString digits = whole + fraction;
    const qint64 units = digits.toLongLong(&fits);
    return fits ? std::optional(units) : std::nullopt;
}
