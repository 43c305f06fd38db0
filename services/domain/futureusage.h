#pragma once

#include "services/core/result.h"

/// What a payment's card is kept for.
enum class FutureUsage {
    None,
    OnSession,  ///< the shopper comes back and pays with it
    OffSession, ///< may also be charged without the shopper
};

QString toText(FutureUsage usage); ///< "off_session"; "" for none
std::optional<FutureUsage> futureUsageFromText(QStringView text);
/// What a card is kept for when it was saved for both.
FutureUsage wider(FutureUsage one, FutureUsage other);

enum class AcceptanceType { None, Online, Offline };

QString toText(AcceptanceType type); ///< "online"; "" for none
std::optional<AcceptanceType> acceptanceTypeFromText(QStringView text);

/// How the customer agreed that the card is kept; an optional record.
struct CustomerAcceptance
{
    AcceptanceType type = AcceptanceType::None; ///< None: nothing was recorded
    qint64 acceptedAtMs = 0;                    ///< UTC
    QString ipAddress;                          ///< of Online
    QString userAgent;                          ///< of Online

    friend bool operator==(const CustomerAcceptance &, const CustomerAcceptance &) = default;
};

/// TooLong or InvalidValue, with the field.
Result<> checkAcceptance(const CustomerAcceptance &acceptance);
