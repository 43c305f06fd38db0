#pragma once

#include "services/core/result.h"
#include "services/domain/currency.h"

/// An amount in the smallest unit of its currency: {1250, Currency::Eur} is 12.50 EUR.
struct Money
{
    qint64 minorUnits = 0;
    Currency currency = Currency::Eur;

    friend bool operator==(const Money &, const Money &) = default;
};

/// The largest amount of one payment, in minor units.
inline constexpr qint64 kLargestAmount = 999'999'999;

/// Sum; CurrencyMismatch or AmountTooLarge (overflow of 64 bits).
Result<Money> add(Money a, Money b);

/// Difference, may be negative; CurrencyMismatch or AmountTooLarge (overflow of 64 bits).
Result<Money> subtract(Money a, Money b);

/// Whether one payment may be of that amount: above 0 and at most kLargestAmount.
/// Errors: AmountNotPositive, AmountTooLarge, with field "amount".
Result<> checkPaymentAmount(Money amount);

/// The major-unit text with a point and exactly the currency's decimals, for machines and files:
/// "12.50", "1050", "1.234". People see models/displaytext.
QString toDecimalText(Money amount);

/// What a person typed, in the notation given. Accepted: digits, at most one decimal separator with
/// at most the currency's decimals, well-formed groups of three if that leaves one meaning only
/// (a lone group separator does not: "1.234" is AmountAmbiguous where the point groups).
/// Errors, with field "amount": MissingField, InvalidValue, AmountDecimals, AmountAmbiguous,
/// AmountTooLarge. Does not refuse 0: checkPaymentAmount does.
Result<Money> moneyFromTyped(QStringView text, Currency currency, QChar decimalSeparator,
                             QChar groupSeparator);
