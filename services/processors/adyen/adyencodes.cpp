#include "services/processors/adyen/adyencodes.h"

#include "services/core/scrubber.h"
#include "services/processors/declinecategory.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestMessage = 255;
constexpr auto kExcessiveRetries = "46"_L1;

struct Row
{
    QLatin1StringView code;
    QLatin1StringView reason;
    QLatin1StringView category;
};

constexpr auto kRefusals = std::to_array<Row>({
    {"2"_L1, "Refused"_L1, "generic_decline"_L1},
    {"3"_L1, "Referral"_L1, "generic_decline"_L1},
    {"4"_L1, "Acquirer Error"_L1, "processor_error"_L1},
    {"5"_L1, "Blocked Card"_L1, "restricted_card"_L1},
    {"6"_L1, "Expired Card"_L1, "expired_card"_L1},
    {"7"_L1, "Invalid Amount"_L1, "invalid_request"_L1},
    {"8"_L1, "Invalid Card Number"_L1, "incorrect_number"_L1},
    {"9"_L1, "Issuer Unavailable"_L1, "issuer_unavailable"_L1},
    {"10"_L1, "Not supported"_L1, "card_not_supported"_L1},
    {"11"_L1, "3D Not Authenticated"_L1, "authentication_failed"_L1},
    {"12"_L1, "Not enough balance"_L1, "insufficient_funds"_L1},
    {"14"_L1, "Acquirer Fraud"_L1, "suspected_fraud"_L1},
    {"15"_L1, "Cancelled"_L1, "customer_cancelled"_L1},
    {"16"_L1, "Shopper Cancelled"_L1, "customer_cancelled"_L1},
    {"17"_L1, "Invalid Pin"_L1, "generic_decline"_L1},
    {"18"_L1, "Pin tries exceeded"_L1, "generic_decline"_L1},
    {"19"_L1, "Pin validation not possible"_L1, "generic_decline"_L1},
    {"20"_L1, "FRAUD"_L1, "blocked_by_risk"_L1},
    {"21"_L1, "Not Submitted"_L1, "processor_error"_L1},
    {"22"_L1, "FRAUD-CANCELLED"_L1, "blocked_by_risk"_L1},
    {"23"_L1, "Transaction Not Permitted"_L1, "card_not_supported"_L1},
    {"24"_L1, "CVC Declined"_L1, "incorrect_cvc"_L1},
    {"25"_L1, "Restricted Card"_L1, "restricted_card"_L1},
    {"26"_L1, "Revocation Of Auth"_L1, "recurring_revoked"_L1},
    {"27"_L1, "Declined Non Generic"_L1, "generic_decline"_L1},
    {"28"_L1, "Withdrawal amount exceeded"_L1, "limit_exceeded"_L1},
    {"29"_L1, "Withdrawal count exceeded"_L1, "limit_exceeded"_L1},
    {"31"_L1, "Issuer Suspected Fraud"_L1, "suspected_fraud"_L1},
    {"32"_L1, "AVS Declined"_L1, "incorrect_address"_L1},
    {"33"_L1, "Card requires online pin"_L1, "authentication_required"_L1},
    {"36"_L1, "Mobile pin required"_L1, "authentication_required"_L1},
    {"38"_L1, "Authentication required"_L1, "authentication_required"_L1},
    {"39"_L1, "RReq not received from DS"_L1, "authentication_failed"_L1},
    {"42"_L1, "3DS Authentication Error"_L1, "authentication_failed"_L1},
    {kExcessiveRetries, "Transaction blocked by Adyen to prevent excessive retry fees"_L1,
     "generic_decline"_L1},
});

struct ErrorRow
{
    QLatin1StringView code;
    QLatin1StringView category;
};

constexpr auto kErrors = std::to_array<ErrorRow>({
    {"101"_L1, "incorrect_number"_L1},
    {"103"_L1, "incorrect_cvc"_L1},
    {"129"_L1, "incorrect_expiry"_L1},
    {"132"_L1, "incorrect_address"_L1},
    {"133"_L1, "incorrect_address"_L1},
    {"134"_L1, "incorrect_address"_L1},
    {"135"_L1, "incorrect_address"_L1},
    {"140"_L1, "incorrect_expiry"_L1},
    {"167"_L1, "invalid_request"_L1},
    {"702"_L1, "invalid_request"_L1},
    {"901"_L1, "configuration"_L1},
    {"905"_L1, "configuration"_L1},
    {"906"_L1, "configuration"_L1},
    {"907"_L1, "card_not_supported"_L1},
    {"010"_L1, "configuration"_L1},
});

} // namespace

AdyenCodes::Result AdyenCodes::resultFrom(QStringView resultCode)
{
    if (resultCode == "Authorised"_L1)
        return Result::Authorised;
    if (resultCode == "PartiallyAuthorised"_L1)
        return Result::PartiallyAuthorised;
    if (resultCode == "Refused"_L1 || resultCode == "Error"_L1)
        return Result::Refused;
    if (resultCode == "Cancelled"_L1)
        return Result::Cancelled;
    for (const QLatin1StringView act : {"RedirectShopper"_L1, "ChallengeShopper"_L1,
                                        "IdentifyShopper"_L1, "PresentToShopper"_L1}) {
        if (resultCode == act)
            return Result::ShopperMustAct;
    }
    return Result::Pending;
}

QString AdyenCodes::refusalCategory(QStringView code)
{
    const auto row = std::ranges::find_if(kRefusals, [&](const Row &r) { return r.code == code; });
    return row == kRefusals.end() ? u"unknown"_s : QString(row->category);
}

QString AdyenCodes::categoryOfReason(QStringView reason)
{
    const auto row = std::ranges::find_if(kRefusals, [&](const Row &r) {
        return reason.compare(r.reason, Qt::CaseInsensitive) == 0;
    });
    return row == kRefusals.end() ? u"unknown"_s : QString(row->category);
}

QString AdyenCodes::errorCategory(QStringView errorCode, QStringView errorType, int httpStatus)
{
    if (httpStatus == 401 || httpStatus == 403)
        return u"configuration"_s;
    const auto row =
        std::ranges::find_if(kErrors, [&](const ErrorRow &r) { return r.code == errorCode; });
    if (row != kErrors.end())
        return row->category;
    if (errorType == "security"_L1 || errorType == "configuration"_L1)
        return u"configuration"_s;
    return errorType == "internal"_L1 ? u"processor_error"_s : u"invalid_request"_s;
}

PaymentError AdyenCodes::refusal(const QString &code, const QString &reason)
{
    QString category = refusalCategory(code);
    if (category == "unknown"_L1)
        category = categoryOfReason(reason);
    return {scrubbed(code.left(kLongestMessage)), category, scrubbed(reason.left(kLongestMessage)),
            DeclineCategory::unifiedCode(category)};
}

RetryAdvice AdyenCodes::adviceOf(const PaymentError &error, const QString &networkAdvice)
{
    if (error.code == kExcessiveRetries)
        return RetryAdvice::DoNotRetry;
    return adviceFor(networkAdvice, error.category);
}
