#include "services/domain/blocklist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kBinLength = 6;
constexpr qsizetype kExtendedBinLength = 8;
constexpr qsizetype kFingerprintBytes = 16;
constexpr auto kPrefix = "fp_"_L1;

bool isDigits(const QString &text, qsizetype length)
{
    return text.size() == length
           && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isFingerprint(const QString &text)
{
    return text.startsWith(kPrefix) && text.size() == kPrefix.size() + 2 * kFingerprintBytes
           && std::ranges::all_of(text.sliced(kPrefix.size()),
                                  [](QChar c) { return c >= u'a' && c <= u'p'; });
}

bool isAbout(const BlockedCard &line, const CardMarks &marks)
{
    switch (line.kind) {
    case BlockedKind::Fingerprint: return line.data == marks.fingerprint;
    case BlockedKind::CardBin: return line.data == marks.bin;
    case BlockedKind::ExtendedCardBin: return line.data == marks.extendedBin;
    }
    return false;
}

} // namespace

QString toText(BlockedKind kind)
{
    switch (kind) {
    case BlockedKind::Fingerprint: return u"payment_method"_s;
    case BlockedKind::CardBin: return u"card_bin"_s;
    case BlockedKind::ExtendedCardBin: return u"extended_card_bin"_s;
    }
    return {};
}

std::optional<BlockedKind> blockedKindFromText(QStringView text)
{
    for (const BlockedKind kind :
         {BlockedKind::Fingerprint, BlockedKind::CardBin, BlockedKind::ExtendedCardBin}) {
        if (text == toText(kind))
            return kind;
    }
    return std::nullopt;
}

QString fingerprintText(const QByteArray &fingerprint)
{
    if (fingerprint.isEmpty())
        return {};
    QString text = kPrefix;
    for (const char byte : fingerprint.first(std::min(kFingerprintBytes, fingerprint.size()))) {
        const auto bits = static_cast<unsigned char>(byte);
        text += QLatin1Char(static_cast<char>('a' + (bits >> 4U)));
        text += QLatin1Char(static_cast<char>('a' + (bits & 0x0FU)));
    }
    return text;
}

CardMarks marksOf(QByteArrayView digits)
{
    CardMarks marks;
    if (digits.size() >= kBinLength)
        marks.bin = QString::fromLatin1(digits.first(kBinLength));
    if (digits.size() >= kExtendedBinLength)
        marks.extendedBin = QString::fromLatin1(digits.first(kExtendedBinLength));
    return marks;
}

Result<> checkBlocked(const BlockedCard &card)
{
    bool fits = false;
    switch (card.kind) {
    case BlockedKind::Fingerprint: fits = isFingerprint(card.data); break;
    case BlockedKind::CardBin: fits = isDigits(card.data, kBinLength); break;
    case BlockedKind::ExtendedCardBin: fits = isDigits(card.data, kExtendedBinLength); break;
    }
    return fits ? Result<>() : Result<>(Error{ErrorCode::InvalidValue, u"data"_s});
}

Result<> checkNotBlocked(const CardMarks &marks, const QList<BlockedCard> &lines)
{
    const bool blocked = std::ranges::any_of(
        lines, [&marks](const BlockedCard &line) { return isAbout(line, marks); });
    return blocked ? Result<>(Error{ErrorCode::InvalidValue, u"blocklist"_s}) : Result<>();
}
