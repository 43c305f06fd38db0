#pragma once

#include "services/domain/currency.h"

#include <QtGlobal>

#include <optional>

/// Adyen counts some currencies in other minor units than we do.
namespace AdyenMoney {

/// Decimals of the minor unit at Adyen.
int decimalsOf(Currency currency);
/// Our minor units in theirs; nothing when that leaves a part of theirs over, or is too large.
std::optional<qint64> toAdyen(qint64 amount, Currency currency);
/// Their minor units in ours; nothing when that leaves a part of ours over, or is too large.
std::optional<qint64> fromAdyen(qint64 amount, Currency currency);

} // namespace AdyenMoney
