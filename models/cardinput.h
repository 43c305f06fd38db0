#pragma once

#include "services/domain/card.h"

#include <QList>

struct CardExpiry
{
    int month = 0; ///< 1..12
    int year = 0;  ///< four digits

    friend bool operator==(const CardExpiry &, const CardExpiry &) = default;
};

/// "0928", "9/28", "09 / 2028". CardExpiryInvalid with field "card_exp_month" otherwise.
Result<CardExpiry> expiryFromTyped(QStringView typed);

/// The ASCII digits of a text that has nothing but them, blanks and dashes; InvalidValue for
/// anything else, other scripts' digits included, and for more than `longest` digits.
Result<SecretBytes> digitsFromText(QStringView text, qsizetype longest);

/// How the digits of a card number stand together: 4-6-5 for American Express, else fours.
QList<int> digitGroups(CardBrand brand);

/// 4 for American Express, else 3.
int cvcLength(CardBrand brand);

inline constexpr int kLongestCardNumber = 19;
