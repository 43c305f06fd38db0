#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// By what a card is blocked.
enum class BlockedKind {
    Fingerprint,     ///< one number
    CardBin,         ///< the first 6 digits
    ExtendedCardBin, ///< the first 8
};

QString toText(BlockedKind kind); ///< "payment_method", "card_bin", "extended_card_bin"
std::optional<BlockedKind> blockedKindFromText(QStringView text);

/// A line of a merchant's block list.
struct BlockedCard
{
    MerchantId merchantId;
    BlockedKind kind = BlockedKind::Fingerprint;
    QString data; ///< digits, or a fingerprint as fingerprintText() spells it
    qint64 createdAtMs = 0;

    friend bool operator==(const BlockedCard &, const BlockedCard &) = default;
};

/// What a block list looks at; empty is what is not known of a card.
struct CardMarks
{
    QString fingerprint;
    QString bin;
    QString extendedBin;

    friend bool operator==(const CardMarks &, const CardMarks &) = default;
};

/// A fingerprint as merchants are told it: "fp_" and letters, so that nothing takes it for a card
/// number. Empty for an empty one.
QString fingerprintText(const QByteArray &fingerprint);

/// What the digits of a number say of it.
CardMarks marksOf(QByteArrayView digits);

/// InvalidValue with field "data".
Result<> checkBlocked(const BlockedCard &card);

/// InvalidValue with field "blocklist" when one of the lines is about this card.
Result<> checkNotBlocked(const CardMarks &marks, const QList<BlockedCard> &lines);
