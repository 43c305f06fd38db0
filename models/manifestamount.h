#pragma once

#include "services/domain/money.h"

#include <QStringList>

#include <optional>

/// Which sign parts the decimals in the amounts of one column.
enum class DecimalSign {
    Unclear, ///< nothing in the column says: "1.234" is refused
    Point,
    Comma,
    Mixed, ///< some lines say one thing and some the other: all with a sign are refused
};

/// Reads all amounts of a column: "12.5" and "1,234.56" say point, "12,50" and "1.234.567" say
/// comma, "1.234" and "1234" say nothing.
DecimalSign decimalSignOf(const QStringList &amounts);

/// One amount of such a column; may be grouped by the other sign, blanks or apostrophes. Errors,
/// with field "amount": those of moneyFromTyped and AmountNotPositive; AmountAmbiguous when the
/// column does not say how to read it.
Result<Money> manifestAmount(const QString &text, Currency currency, DecimalSign sign);
