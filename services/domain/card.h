#pragma once

#include "services/core/result.h"
#include "services/core/securebytes.h"

#include <QString>

enum class CardBrand {
    Unknown,
    Visa,
    Mastercard,
    AmericanExpress,
    Discover,
    Jcb,
    DinersClub,
    UnionPay
};

QString toText(CardBrand brand); ///< API spelling: "Visa", "AmericanExpress"; "" when unknown
CardBrand brandFromText(QStringView text);

/// The brand by the first digits of the number (up to 8 are looked at).
CardBrand brandOf(QByteArrayView digits);

/// What may be kept and shown of a card.
struct CardSummary
{
    CardBrand brand = CardBrand::Unknown;
    QString last4;
    QString bin;         ///< first 6
    int expiryMonth = 0; ///< 1..12
    int expiryYear = 0;  ///< four digits
    QString holder;

    friend bool operator==(const CardSummary &, const CardSummary &) = default;
};

/// A card for one call. Move-only: it ends where it is used.
struct CardDetails
{
    Pan number; ///< ASCII digits only
    Cvc cvc;    ///< may be empty
    int expiryMonth = 0;
    int expiryYear = 0; ///< four digits
    QString holder;
};

/// Whether ASCII digits pass the check-digit test (ISO/IEC 7812).
bool passesLuhn(QByteArrayView digits);

/// Everything a processor would refuse without asking a bank. nowMs is UTC.
/// Errors: CardNumberInvalid (field "card_number": not 8 to 19 ASCII digits, all equal, or Luhn),
/// CardExpiryInvalid ("card_exp_month"/"card_exp_year"), CardExpired ("card_exp_year"; a card is
/// good through the last day of its month), CvcInvalid ("card_cvc": 3 digits, 4 for American
/// Express, any script but ASCII refused; an empty one only if cvcRequired is false).
Result<> checkCard(const CardDetails &card, qint64 nowMs, bool cvcRequired);

/// CardExpiryInvalid ("card_exp_month"/"card_exp_year") or CardExpired ("card_exp_year"): a card is
/// good through the last day of its month, UTC.
Result<> checkExpiry(int month, int year, qint64 nowMs);

/// The part of it that may be kept.
CardSummary summaryOf(const CardDetails &card);
