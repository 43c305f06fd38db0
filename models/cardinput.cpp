#include "models/cardinput.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The two parts of a typed expiry, without a separator after two digits.
QStringList expiryParts(QStringView typed)
{
    QString text = typed.toString();
    text.remove(u' ');
    text.replace(u'-', u'/').replace(u'.', u'/');
    if (!text.contains(u'/') && text.size() > 2)
        text.insert(2, u'/');
    return text.split(u'/');
}

/// -1 unless it is one to four ASCII digits.
int number(const QString &text)
{
    if (text.isEmpty() || text.size() > 4 || !std::ranges::all_of(text, isAsciiDigit))
        return -1;
    return text.toInt();
}

} // namespace

Result<CardExpiry> expiryFromTyped(QStringView typed)
{
    const Error invalid{ErrorCode::CardExpiryInvalid, u"card_exp_month"_s};
    const QStringList parts = expiryParts(typed);
    if (parts.size() != 2)
        return invalid;
    const int month = number(parts.at(0));
    const int year = number(parts.at(1));
    const bool shortYear = parts.at(1).size() == 2;
    if (month < 1 || month > 12 || year < 0 || (!shortYear && parts.at(1).size() != 4))
        return invalid;
    return CardExpiry{month, shortYear ? 2000 + year : year};
}

Result<SecretBytes> digitsFromText(QStringView text, qsizetype longest)
{
    SecretBytes digits;
    for (const QChar c : text) {
        if (c == u' ' || c == u'-' || c == QChar::Nbsp || c == u'\n' || c == u'\r' || c == u'\t')
            continue;
        if (!isAsciiDigit(c) || digits.size() == longest)
            return Error{ErrorCode::InvalidValue, u"card_number"_s};
        const char digit = c.toLatin1();
        digits.append({&digit, 1});
    }
    return digits;
}

QList<int> digitGroups(CardBrand brand)
{
    if (brand == CardBrand::AmericanExpress)
        return {4, 6, 5, 4};
    return {4, 4, 4, 4, 3};
}

int cvcLength(CardBrand brand)
{
    return brand == CardBrand::AmericanExpress ? 4 : 3;
}
