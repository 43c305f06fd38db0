#pragma once

#include "services/domain/money.h"

#include <QLocale>

/// What a person typed as an amount, in that locale's notation. Errors are those of moneyFromTyped,
/// all with field "amount"; 0 is not refused here.
Result<Money> moneyFromInput(QStringView typed, Currency currency, const QLocale &locale);

/// The amount as it could be typed back: the locale's decimal separator, no groups, no currency.
QString moneyForInput(Money amount, const QLocale &locale);

/// How an amount of that currency is written there, such as "1234,56"; grouped: "1.234,56".
QString moneyExample(Currency currency, const QLocale &locale, bool grouped);

/// What is wrong with a typed amount and what is expected instead, as one sentence for the field.
QString moneyInputProblem(const Error &error, Currency currency, const QLocale &locale);
