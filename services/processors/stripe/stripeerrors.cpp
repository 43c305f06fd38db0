#include "services/processors/stripe/stripeerrors.h"

#include "services/core/scrubber.h"
#include "services/processors/declinecategory.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestMessage = 255;

struct Row
{
    QLatin1StringView word;
    QLatin1StringView category;
};

constexpr auto kCodes = std::to_array<Row>({
    {"expired_card"_L1, "expired_card"_L1},
    {"incorrect_cvc"_L1, "incorrect_cvc"_L1},
    {"invalid_cvc"_L1, "incorrect_cvc"_L1},
    {"incorrect_number"_L1, "incorrect_number"_L1},
    {"invalid_number"_L1, "incorrect_number"_L1},
    {"invalid_expiry_month"_L1, "incorrect_expiry"_L1},
    {"invalid_expiry_year"_L1, "incorrect_expiry"_L1},
    {"incorrect_zip"_L1, "incorrect_address"_L1},
    {"incorrect_address"_L1, "incorrect_address"_L1},
    {"authentication_required"_L1, "authentication_required"_L1},
    {"processing_error"_L1, "processor_error"_L1},
    {"payment_intent_authentication_failure"_L1, "authentication_failed"_L1},
    {"setup_intent_authentication_failure"_L1, "authentication_failed"_L1},
    {"charge_already_captured"_L1, "already_captured"_L1},
    {"charge_already_refunded"_L1, "not_refundable"_L1},
    {"charge_disputed"_L1, "not_refundable"_L1},
    {"refund_disputed_payment"_L1, "not_refundable"_L1},
    {"charge_expired_for_capture"_L1, "expired_authorization"_L1},
    {"capture_charge_authorization_expired"_L1, "expired_authorization"_L1},
    {"amount_too_large"_L1, "invalid_request"_L1},
    {"amount_too_small"_L1, "invalid_request"_L1},
    {"resource_missing"_L1, "invalid_request"_L1},
    {"api_key_expired"_L1, "configuration"_L1},
    {"platform_api_key_expired"_L1, "configuration"_L1},
    {"secret_key_required"_L1, "configuration"_L1},
    {"testmode_charges_only"_L1, "configuration"_L1},
    {"livemode_mismatch"_L1, "configuration"_L1},
    {"idempotency_key_in_use"_L1, "rate_limited"_L1},
    {"rate_limit"_L1, "rate_limited"_L1},
    {"lock_timeout"_L1, "rate_limited"_L1},
});

constexpr auto kDeclineCodes = std::to_array<Row>({
    {"generic_decline"_L1, "generic_decline"_L1},
    {"do_not_honor"_L1, "generic_decline"_L1},
    {"call_issuer"_L1, "generic_decline"_L1},
    {"no_action_taken"_L1, "generic_decline"_L1},
    {"not_permitted"_L1, "generic_decline"_L1},
    {"try_again_later"_L1, "generic_decline"_L1},
    {"reenter_transaction"_L1, "generic_decline"_L1},
    {"transaction_not_allowed"_L1, "card_not_supported"_L1},
    {"insufficient_funds"_L1, "insufficient_funds"_L1},
    {"withdrawal_count_limit_exceeded"_L1, "limit_exceeded"_L1},
    {"card_velocity_exceeded"_L1, "limit_exceeded"_L1},
    {"expired_card"_L1, "expired_card"_L1},
    {"incorrect_cvc"_L1, "incorrect_cvc"_L1},
    {"invalid_cvc"_L1, "incorrect_cvc"_L1},
    {"incorrect_number"_L1, "incorrect_number"_L1},
    {"invalid_number"_L1, "incorrect_number"_L1},
    {"invalid_account"_L1, "incorrect_number"_L1},
    {"invalid_expiry_month"_L1, "incorrect_expiry"_L1},
    {"invalid_expiry_year"_L1, "incorrect_expiry"_L1},
    {"incorrect_zip"_L1, "incorrect_address"_L1},
    {"incorrect_address"_L1, "incorrect_address"_L1},
    {"card_not_supported"_L1, "card_not_supported"_L1},
    {"currency_not_supported"_L1, "card_not_supported"_L1},
    {"service_not_allowed"_L1, "card_not_supported"_L1},
    {"invalid_amount"_L1, "card_not_supported"_L1},
    {"testmode_decline"_L1, "card_not_supported"_L1},
    {"live_mode_test_card"_L1, "card_not_supported"_L1},
    {"lost_card"_L1, "lost_or_stolen"_L1},
    {"stolen_card"_L1, "lost_or_stolen"_L1},
    {"pickup_card"_L1, "pickup_card"_L1},
    {"restricted_card"_L1, "restricted_card"_L1},
    {"security_violation"_L1, "restricted_card"_L1},
    {"fraudulent"_L1, "suspected_fraud"_L1},
    {"merchant_blacklist"_L1, "blocked_by_risk"_L1},
    {"stop_payment_order"_L1, "recurring_revoked"_L1},
    {"revocation_of_authorization"_L1, "recurring_revoked"_L1},
    {"revocation_of_all_authorizations"_L1, "recurring_revoked"_L1},
    {"authentication_required"_L1, "authentication_required"_L1},
    {"offline_pin_required"_L1, "authentication_required"_L1},
    {"online_or_offline_pin_required"_L1, "authentication_required"_L1},
    {"issuer_not_available"_L1, "issuer_unavailable"_L1},
    {"approve_with_id"_L1, "issuer_unavailable"_L1},
    {"processing_error"_L1, "processor_error"_L1},
    {"duplicate_transaction"_L1, "duplicate"_L1},
    {"pin_try_exceeded"_L1, "generic_decline"_L1},
    {"incorrect_pin"_L1, "generic_decline"_L1},
    {"invalid_pin"_L1, "generic_decline"_L1},
    {"new_account_information_available"_L1, "generic_decline"_L1},
});

constexpr auto kRefundFailures = std::to_array<Row>({
    {"lost_or_stolen_card"_L1, "lost_or_stolen"_L1},
    {"expired_or_canceled_card"_L1, "expired_card"_L1},
    {"charge_for_pending_refund_disputed"_L1, "not_refundable"_L1},
    {"insufficient_funds"_L1, "insufficient_funds"_L1},
    {"declined"_L1, "generic_decline"_L1},
    {"merchant_request"_L1, "customer_cancelled"_L1},
});

template <class Rows>
QString lookUp(const Rows &rows, const QString &word)
{
    const auto row = std::ranges::find_if(rows, [&](const Row &r) { return r.word == word; });
    return row == rows.end() ? QString() : QString(row->category);
}

/// What the state of the payment makes of a follow-up that it is not in the state for.
QString stateCategory(const QJsonObject &intent)
{
    const QString status = intent["status"_L1].toString();
    if (status == "succeeded"_L1)
        return u"already_captured"_s;
    return status == "canceled"_L1 ? u"already_voided"_s : u"invalid_request"_s;
}

/// For errors that say no more than where they come from.
QString categoryOfType(const QString &type, int httpStatus)
{
    if (httpStatus == 401 || httpStatus == 403)
        return u"configuration"_s;
    if (httpStatus == 409 || httpStatus == 429)
        return u"rate_limited"_s;
    if (type == "api_error"_L1)
        return u"processor_error"_s;
    const bool ours = type == "invalid_request_error"_L1 || type == "idempotency_error"_L1;
    return ours ? u"invalid_request"_s : QString();
}

QString shortened(const QString &text)
{
    return scrubbed(text.left(kLongestMessage));
}

} // namespace

QString stripeerrors::categoryOf(const QString &code, const QString &declineCode)
{
    QString category;
    if (!declineCode.isEmpty()) // says more, and code may only be card_declined
        category = lookUp(kDeclineCodes, declineCode);
    if (category.isEmpty())
        category = lookUp(kCodes, code);
    if (category.isEmpty() && code.startsWith("parameter_"_L1))
        category = u"invalid_request"_s;
    return DeclineCategory::known(category);
}

QString stripeerrors::refundCategoryOf(const QString &failureReason)
{
    return DeclineCategory::known(lookUp(kRefundFailures, failureReason));
}

PaymentError stripeerrors::errorFrom(const QJsonObject &error, int httpStatus,
                                     const QJsonObject &charge)
{
    const QString type = error["type"_L1].toString();
    const QString code = error["code"_L1].toString();
    const QString declineCode = error["decline_code"_L1].toString();
    QString category = categoryOf(code, declineCode);
    if (code == "payment_intent_unexpected_state"_L1)
        category = stateCategory(error["payment_intent"_L1].toObject());
    else if (charge["outcome"_L1]["type"_L1] == "blocked"_L1)
        category = u"blocked_by_risk"_s;
    else if (category == DeclineCategory::known({}) && type != "card_error"_L1)
        category = DeclineCategory::known(categoryOfType(type, httpStatus));
    QString told = declineCode.isEmpty() ? code : declineCode;
    if (told.isEmpty())
        told = type;
    return {shortened(told), category, shortened(error["message"_L1].toString()),
            DeclineCategory::unifiedCode(category)};
}

RetryAdvice stripeerrors::adviceFrom(const QJsonObject &error, const QString &category)
{
    const QString brand = error["payment_method"_L1]["card"_L1]["brand"_L1].toString();
    QString network;
    if (brand == "mastercard"_L1)
        network = u"MAC "_s + error["network_advice_code"_L1].toString();
    else if (brand == "visa"_L1)
        network = u"VISA "_s + error["network_decline_code"_L1].toString();
    const RetryAdvice meant = adviceFor({}, category);
    const RetryAdvice told = adviceFor(network, category);
    if (told != meant || forbidsRetry(meant))
        return told;
    const QString advice = error["advice_code"_L1].toString();
    if (advice == "do_not_try_again"_L1)
        return RetryAdvice::DoNotRetry;
    if (advice == "confirm_card_data"_L1)
        return RetryAdvice::NewCard;
    return advice == "try_again_later"_L1 ? RetryAdvice::Later : meant;
}
