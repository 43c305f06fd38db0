#include "services/domain/futureusage.h"

#include "services/domain/fromtext.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

QString toText(FutureUsage usage)
{
    switch (usage) {
    case FutureUsage::None: return u""_s;
    case FutureUsage::OnSession: return u"on_session"_s;
    case FutureUsage::OffSession: return u"off_session"_s;
    }
    return {};
}

std::optional<FutureUsage> futureUsageFromText(QStringView text)
{
    return fromText(text, FutureUsage::OffSession);
}

FutureUsage wider(FutureUsage one, FutureUsage other)
{
    return one > other ? one : other;
}

QString toText(AcceptanceType type)
{
    switch (type) {
    case AcceptanceType::None: return u""_s;
    case AcceptanceType::Online: return u"online"_s;
    case AcceptanceType::Offline: return u"offline"_s;
    }
    return {};
}

std::optional<AcceptanceType> acceptanceTypeFromText(QStringView text)
{
    return fromText(text, AcceptanceType::Offline);
}

Result<> checkAcceptance(const CustomerAcceptance &acceptance)
{
    constexpr qsizetype kLongestAddress = 45; // an IPv6 address with an IPv4 tail
    const bool online = acceptance.type == AcceptanceType::Online;
    const bool named = !acceptance.ipAddress.isEmpty() || !acceptance.userAgent.isEmpty();
    if ((!online && named) || acceptance.acceptedAtMs < 0)
        return Error{ErrorCode::InvalidValue, u"customer_acceptance"_s};
    return checkText(acceptance.ipAddress, u"ip_address"_s, kLongestAddress).and_then([&] {
        return checkText(acceptance.userAgent, u"user_agent"_s);
    });
}
