#include "services/processors/adyen/adyenmoney.h"

namespace {

constexpr qint64 kLargest = 1'000'000'000'000'000; // fits with every digit that may be added

std::optional<qint64> rescaled(qint64 amount, int from, int to)
{
    for (; from < to; ++from) {
        if (amount < 0 || amount > kLargest)
            return std::nullopt;
        amount *= 10;
    }
    for (; from > to; --from) {
        if (amount % 10 != 0)
            return std::nullopt;
        amount /= 10;
    }
    return amount;
}

} // namespace

int AdyenMoney::decimalsOf(Currency currency)
{
    switch (currency) {
    case Currency::Cve:
    case Currency::Idr: return 0;
    case Currency::Clp:
    case Currency::Isk:
    case Currency::Irr:
    case Currency::Mga: return 2;
    default: return decimals(currency);
    }
}

std::optional<qint64> AdyenMoney::toAdyen(qint64 amount, Currency currency)
{
    return rescaled(amount, decimals(currency), decimalsOf(currency));
}

std::optional<qint64> AdyenMoney::fromAdyen(qint64 amount, Currency currency)
{
    return rescaled(amount, decimalsOf(currency), decimals(currency));
}
