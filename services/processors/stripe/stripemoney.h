#pragma once

#include "services/core/result.h"
#include "services/domain/money.h"

/// Amounts as Stripe counts them, and back. Ours are as in services/domain/currency.h.
namespace stripemoney {

/// In Stripe's smallest unit. NotSupported (field "currency") for a currency whose decimals at
/// Stripe nobody states; InvalidValue (field "amount") where Stripe wants the last digits to be 0.
Result<qint64> toStripe(Money amount);
/// Nothing when it cannot be said in our units.
std::optional<qint64> fromStripe(qint64 amount, Currency currency);

/// "eur", as on the wire.
QString codeOf(Currency currency);
/// From any case; nothing for a currency we do not know.
std::optional<Currency> currencyFrom(const QString &code);

} // namespace stripemoney
