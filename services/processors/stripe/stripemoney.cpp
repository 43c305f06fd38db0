#include "services/processors/stripe/stripemoney.h"

using namespace Qt::StringLiterals;

namespace {

/// How Stripe counts one currency.
struct Unit
{
    int decimals = 2;
    qint64 multipleOf = 1; ///< of the smallest unit
};

/// Where Stripe does otherwise than two decimals; nothing where it is not known.
std::optional<Unit> unitOf(Currency currency)
{
    switch (currency) { // the exceptions are named, all others have two decimals
    case Currency::Bif:
    case Currency::Clp:
    case Currency::Djf:
    case Currency::Gnf:
    case Currency::Jpy:
    case Currency::Kmf:
    case Currency::Krw:
    case Currency::Mga:
    case Currency::Pyg:
    case Currency::Rwf:
    case Currency::Vnd:
    case Currency::Vuv:
    case Currency::Xaf:
    case Currency::Xof:
    case Currency::Xpf: return Unit{0, 1};
    case Currency::Bhd:
    case Currency::Jod:
    case Currency::Kwd:
    case Currency::Omr:
    case Currency::Tnd: return Unit{3, 10};
    case Currency::Isk:
    case Currency::Ugx: return Unit{2, 100};
    default: break;
    }
    return decimals(currency) == 2 ? std::optional(Unit{}) : std::nullopt;
}

qint64 powerOfTen(int exponent)
{
    qint64 value = 1;
    while (exponent-- > 0)
        value *= 10;
    return value;
}

} // namespace

Result<qint64> stripemoney::toStripe(Money amount)
{
    const std::optional<Unit> unit = unitOf(amount.currency);
    if (!unit || unit->decimals < decimals(amount.currency))
        return Error{ErrorCode::NotSupported, u"currency"_s, toText(amount.currency)};
    qint64 value = 0;
    if (qMulOverflow(amount.minorUnits, powerOfTen(unit->decimals - decimals(amount.currency)),
                     &value))
        return Error{ErrorCode::AmountTooLarge, u"amount"_s};
    if (value % unit->multipleOf != 0)
        return Error{ErrorCode::InvalidValue, u"amount"_s, u"the last digits must be 0"_s};
    return value;
}

std::optional<qint64> stripemoney::fromStripe(qint64 amount, Currency currency)
{
    const std::optional<Unit> unit = unitOf(currency);
    if (!unit || unit->decimals < decimals(currency))
        return std::nullopt;
    const qint64 divisor = powerOfTen(unit->decimals - decimals(currency));
    return amount % divisor == 0 ? std::optional(amount / divisor) : std::nullopt;
}

QString stripemoney::codeOf(Currency currency)
{
    return toText(currency).toLower();
}

std::optional<Currency> stripemoney::currencyFrom(const QString &code)
{
    return currencyFromText(code.toUpper());
}
