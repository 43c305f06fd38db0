#include "services/domain/currency.h"

#include <QHash>
#include <QList>

namespace {

struct Row
{
    QLatin1StringView code;
    int decimals = 0;
};

constexpr Row kRows[] = {
#define OX_ROW(name, code, decimals) {QLatin1StringView(code), decimals},
    OX_CURRENCIES(OX_ROW)
#undef OX_ROW
};

const Row &row(Currency currency)
{
    return kRows[static_cast<size_t>(currency)];
}

} // namespace

const QList<Currency> &allCurrencies()
{
    static const QList<Currency> all = {
#define OX_ENUMERATOR(name, code, decimals) Currency::name,
        OX_CURRENCIES(OX_ENUMERATOR)
#undef OX_ENUMERATOR
    };
    return all;
}

QString toText(Currency currency)
{
    return row(currency).code;
}

int decimals(Currency currency)
{
    return row(currency).decimals;
}

std::optional<Currency> currencyFromText(QStringView code)
{
    for (const Currency currency : allCurrencies()) {
        if (row(currency).code == code)
            return currency;
    }
    return std::nullopt;
}
