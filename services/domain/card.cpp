#include "services/domain/card.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct BinRange
{
    int length;
    int first;
    int last;
    CardBrand brand;
};

constexpr BinRange kBinRanges[] = {
    {2, 34, 34, CardBrand::AmericanExpress},
    {2, 37, 37, CardBrand::AmericanExpress},
    {4, 3528, 3589, CardBrand::Jcb},
    {3, 300, 305, CardBrand::DinersClub},
    {2, 36, 36, CardBrand::DinersClub},
    {2, 38, 39, CardBrand::DinersClub},
    {4, 6011, 6011, CardBrand::Discover},
    {3, 644, 649, CardBrand::Discover},
    {2, 65, 65, CardBrand::Discover},
    {2, 62, 62, CardBrand::UnionPay},
    {2, 51, 55, CardBrand::Mastercard},
    {4, 2221, 2720, CardBrand::Mastercard},
    {1, 4, 4, CardBrand::Visa},
};

bool allAsciiDigits(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

QString toText(CardBrand brand)
{
    switch (brand) {
    case CardBrand::Unknown: return u""_s;
    case CardBrand::Visa: return u"Visa"_s;
    case CardBrand::Mastercard: return u"Mastercard"_s;
    case CardBrand::AmericanExpress: return u"AmericanExpress"_s;
    case CardBrand::Discover: return u"Discover"_s;
    case CardBrand::Jcb: return u"JCB"_s;
    case CardBrand::DinersClub: return u"DinersClub"_s;
    case CardBrand::UnionPay: return u"UnionPay"_s;
    }
    return {};
}

CardBrand brandFromText(QStringView text)
{
    for (const CardBrand brand :
         {CardBrand::Visa, CardBrand::Mastercard, CardBrand::AmericanExpress, CardBrand::Discover,
          CardBrand::Jcb, CardBrand::DinersClub, CardBrand::UnionPay}) {
        if (text == toText(brand))
            return brand;
    }
    return CardBrand::Unknown;
}

CardBrand brandOf(QByteArrayView digits)
{
    for (const BinRange &range : kBinRanges) {
        if (digits.size() < range.length)
            continue;
        const int prefix = digits.first(range.length).toByteArray().toInt();
        if (prefix >= range.first && prefix <= range.last)
            return range.brand;
    }
    return CardBrand::Unknown;
}

bool passesLuhn(QByteArrayView digits)
{
    int sum = 0;
    bool twice = false;
    for (qsizetype i = digits.size() - 1; i >= 0; --i, twice = !twice) {
        int digit = digits.at(i) - '0';
        if (twice)
            digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

Result<> checkExpiry(int month, int year, qint64 nowMs)
{
    if (month < 1 || month > 12)
        return Error{ErrorCode::CardExpiryInvalid, u"card_exp_month"_s};
    if (year < 2000 || year > 2099)
        return Error{ErrorCode::CardExpiryInvalid, u"card_exp_year"_s};
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).date();
    if (QDate(year, month, 1).addMonths(1) <= today)
        return Error{ErrorCode::CardExpired, u"card_exp_year"_s};
    return {};
}

Result<> checkCard(const CardDetails &card, qint64 nowMs, bool cvcRequired)
{
    const QByteArrayView number = card.number.reveal();
    const auto same = [&](char c) { return c == number.front(); };
    if (number.size() < 8 || number.size() > 19 || !allAsciiDigits(number)
        || std::ranges::all_of(number, same) || !passesLuhn(number))
        return Error{ErrorCode::CardNumberInvalid, u"card_number"_s};
    const Result<> expiry = checkExpiry(card.expiryMonth, card.expiryYear, nowMs);
    if (!expiry)
        return expiry;
    const QByteArrayView cvc = card.cvc.reveal();
    if (cvc.isEmpty() && !cvcRequired)
        return {};
    const qsizetype cvcLength = brandOf(number) == CardBrand::AmericanExpress ? 4 : 3;
    if (cvc.size() != cvcLength || !allAsciiDigits(cvc))
        return Error{ErrorCode::CvcInvalid, u"card_cvc"_s};
    return {};
}

CardSummary summaryOf(const CardDetails &card)
{
    const QByteArrayView number = card.number.reveal();
    CardSummary summary;
    summary.brand = brandOf(number);
    summary.last4 = QString::fromLatin1(number.last(qMin<qsizetype>(4, number.size())));
    summary.bin = QString::fromLatin1(number.first(qMin<qsizetype>(6, number.size())));
    summary.expiryMonth = card.expiryMonth;
    summary.expiryYear = card.expiryYear;
    summary.holder = card.holder;
    return summary;
}
