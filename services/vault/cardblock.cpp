#include "services/vault/cardblock.h"

#include <QtEndian>

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostDigits = 19;
constexpr qsizetype kDigitsAt = 1;
constexpr qsizetype kMonthAt = 11;
constexpr qsizetype kYearAt = 12;
constexpr qsizetype kNameLengthAt = 14;
constexpr qsizetype kNameAt = 16;

bool isNumber(QByteArrayView digits)
{
    return digits.size() >= 8 && digits.size() <= kMostDigits
           && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

bool isExpiry(int month, int year)
{
    return month >= 1 && month <= 12 && year >= 2000 && year <= 2099;
}

} // namespace

Result<SecretBytes> cardblock::pack(const CardDetails &card)
{
    const QByteArrayView digits = card.number.reveal();
    if (!isNumber(digits))
        return Error{ErrorCode::CardNumberInvalid, u"card_number"_s};
    if (!isExpiry(card.expiryMonth, card.expiryYear))
        return Error{ErrorCode::CardExpiryInvalid, u"card_exp_month"_s};
    const QByteArray name = card.holder.toUtf8();
    if (name.size() > kLarge - kNameAt)
        return Error{ErrorCode::TooLong, u"card_holder_name"_s};
    SecretBytes block = SecretBytes::zeros(name.size() <= kSmall - kNameAt ? kSmall : kLarge);
    char *const bytes = block.data();
    bytes[0] = static_cast<char>(digits.size());
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int shift = i % 2 == 0 ? 4 : 0;
        char &target = bytes[kDigitsAt + i / 2];
        target = static_cast<char>(target | ((digits.at(i) - '0') << shift));
    }
    bytes[kMonthAt] = static_cast<char>(card.expiryMonth);
    qToBigEndian(static_cast<quint16>(card.expiryYear), bytes + kYearAt);
    qToBigEndian(static_cast<quint16>(name.size()), bytes + kNameLengthAt);
    if (!name.isEmpty())
        memcpy(bytes + kNameAt, name.constData(), static_cast<size_t>(name.size()));
    return block;
}

std::optional<CardDetails> cardblock::unpack(const SecretBytes &block)
{
    const QByteArrayView bytes = block.view();
    if (bytes.size() != kSmall && bytes.size() != kLarge)
        return std::nullopt;
    const auto count = static_cast<unsigned char>(bytes.at(0));
    const auto nameLength = qFromBigEndian<quint16>(bytes.data() + kNameLengthAt);
    if (count > kMostDigits || nameLength > bytes.size() - kNameAt)
        return std::nullopt;
    std::array<char, kMostDigits> digits{};
    for (int i = 0; i < count; ++i) {
        const int shift = i % 2 == 0 ? 4 : 0;
        const auto pair = static_cast<unsigned char>(bytes.at(kDigitsAt + i / 2));
        digits.at(static_cast<size_t>(i)) = static_cast<char>('0' + ((pair >> shift) & 15));
    }
    CardDetails card;
    const QByteArrayView number(digits.data(), count);
    const bool valid = isNumber(number);
    if (valid)
        card.number = Pan(number);
    OPENSSL_cleanse(digits.data(), digits.size());
    card.expiryMonth = static_cast<unsigned char>(bytes.at(kMonthAt));
    card.expiryYear = qFromBigEndian<quint16>(bytes.data() + kYearAt);
    card.holder = QString::fromUtf8(bytes.sliced(kNameAt, nameLength));
    if (!valid || !isExpiry(card.expiryMonth, card.expiryYear))
        return std::nullopt;
    return card;
}
