#include "services/domain/money.h"

#include <QList>
#include <QtNumeric>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9'; // QChar::isDigit would take other scripts too
}

bool allDigits(QStringView text)
{
    return std::ranges::all_of(text, isDigit);
}

Error amountError(ErrorCode code)
{
    return Error{code, u"amount"_s};
}

/// Removes well-formed grouping from the whole part, or says why it cannot be read.
Result<QString> ungrouped(QStringView whole, QChar group, bool hasDecimals)
{
    const auto groups = whole.split(group);
    if (groups.size() == 1)
        return whole.toString();
    QString digits = groups.first().toString();
    if (digits.isEmpty() || digits.size() > 3)
        return amountError(ErrorCode::InvalidValue);
    for (qsizetype i = 1; i < groups.size(); ++i) {
        if (groups.at(i).size() != 3)
            return amountError(groups.size() == 2 ? ErrorCode::AmountAmbiguous
                                                  : ErrorCode::InvalidValue);
        digits += groups.at(i);
    }
    // One group and no decimals could as well be a decimal separator of another country.
    if (groups.size() == 2 && !hasDecimals && !group.isSpace())
        return amountError(ErrorCode::AmountAmbiguous);
    return digits;
}

} // namespace

Result<Money> add(Money a, Money b)
{
    if (a.currency != b.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    qint64 sum = 0;
    if (qAddOverflow(a.minorUnits, b.minorUnits, &sum))
        return amountError(ErrorCode::AmountTooLarge);
    return Money{sum, a.currency};
}

Result<Money> subtract(Money a, Money b)
{
    if (a.currency != b.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    qint64 difference = 0;
    if (qSubOverflow(a.minorUnits, b.minorUnits, &difference))
        return amountError(ErrorCode::AmountTooLarge);
    return Money{difference, a.currency};
}

Result<> checkPaymentAmount(Money amount)
{
    if (amount.minorUnits <= 0)
        return amountError(ErrorCode::AmountNotPositive);
    if (amount.minorUnits > kLargestAmount)
        return amountError(ErrorCode::AmountTooLarge);
    return {};
}

QString toDecimalText(Money amount)
{
    const int places = decimals(amount.currency);
    const bool negative = amount.minorUnits < 0;
    const quint64 units = negative ? 0 - static_cast<quint64>(amount.minorUnits)
                                   : static_cast<quint64>(amount.minorUnits);
    QString digits = QString::number(units).rightJustified(places + 1, u'0');
    if (places > 0)
        digits.insert(digits.size() - places, u'.');
    return negative ? u'-' + digits : digits;
}

Result<Money> moneyFromTyped(QStringView text, Currency currency, QChar decimalSeparator,
                             QChar groupSeparator)
{
    text = text.trimmed();
    if (text.isEmpty())
        return amountError(ErrorCode::MissingField);
    const auto parts = text.split(decimalSeparator);
    if (parts.size() > 2)
        return amountError(ErrorCode::InvalidValue);
    QString spaced = parts.first().toString();
    if (groupSeparator.isSpace()) // French groups with one of several blanks
        std::ranges::replace_if(
            spaced, [](QChar c) { return c.isSpace(); }, groupSeparator);
    const Result<QString> whole = ungrouped(spaced, groupSeparator, parts.size() == 2);
    if (!whole)
        return whole.error();
    const QStringView fraction = parts.size() == 2 ? parts.at(1) : QStringView();
    if (whole->isEmpty() || !allDigits(*whole) || !allDigits(fraction)
        || (parts.size() == 2 && fraction.isEmpty()))
        return amountError(ErrorCode::InvalidValue);
    const int places = decimals(currency);
    if (fraction.size() > places)
        return amountError(ErrorCode::AmountDecimals);
    const QString digits = *whole + fraction + QString(places - fraction.size(), u'0');
    bool fits = false;
    const qint64 units = digits.toLongLong(&fits);
    if (!fits || units > kLargestAmount)
        return amountError(ErrorCode::AmountTooLarge);
    return Money{units, currency};
}
