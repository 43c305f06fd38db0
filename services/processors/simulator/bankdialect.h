#pragma once

#include <QStringView>

#include <optional>

/// In whose words the bank tells what happened.
enum class BankDialect { Own, Adyen, Stripe };

inline constexpr BankDialect kBankDialects[] = {BankDialect::Own, BankDialect::Adyen,
                                                BankDialect::Stripe};

/// "simulator", "adyen", "stripe": the connector that understands it.
inline std::optional<BankDialect> bankDialectFromText(QStringView text)
{
    if (text == QLatin1String("simulator"))
        return BankDialect::Own;
    if (text == QLatin1String("adyen"))
        return BankDialect::Adyen;
    if (text == QLatin1String("stripe"))
        return BankDialect::Stripe;
    return std::nullopt;
}
