#include "services/domain/statusmap.h"

#include "services/domain/textrules.h"

#include <QHashFunctions>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLongestCode = 255;
constexpr qsizetype kLongestText = 1024;

constexpr auto kCategories = std::to_array<QLatin1StringView>({
    "frm_decline"_L1,
    "processor_downtime"_L1,
    "processor_decline_unauthorized"_L1,
    "issue_with_payment_method"_L1,
    "processor_decline_incorrect_data"_L1,
    "hard_decline"_L1,
    "soft_decline"_L1,
});

constexpr auto kStandardised = std::to_array<QLatin1StringView>({
    "account_closed_or_invalid"_L1,
    "authentication_failed"_L1,
    "authentication_required"_L1,
    "authorization_missing_or_revoked"_L1,
    "card_lost_or_stolen"_L1,
    "card_not_supported_restricted"_L1,
    "cfg_pm_not_enabled_or_misconfigured"_L1,
    "compliance_or_sanctions_restriction"_L1,
    "configuration_issue"_L1,
    "credit_limit_exceeded"_L1,
    "currency_or_corridor_not_enabled"_L1,
    "do_not_honor"_L1,
    "downstream_technical_issue"_L1,
    "duplicate_request"_L1,
    "generic_unknown_error"_L1,
    "incorrect_authentication_code"_L1,
    "insufficient_funds"_L1,
    "integ_cryptographic_issue"_L1,
    "integration_issue"_L1,
    "invalid_card_number"_L1,
    "invalid_credentials"_L1,
    "invalid_cvv"_L1,
    "invalid_expiry_date"_L1,
    "invalid_state"_L1,
    "issuer_unavailable"_L1,
    "merchant_inactive"_L1,
    "missing_or_invalid_param"_L1,
    "operation_not_allowed"_L1,
    "payment_cancelled_by_user"_L1,
    "payment_method_issue"_L1,
    "payment_session_timeout"_L1,
    "pm_address_mismatch"_L1,
    "psp_acquirer_error"_L1,
    "psp_fraud_engine_decline"_L1,
    "rate_limit"_L1,
    "stored_credential_or_mit_not_enabled"_L1,
    "subscription_plan_inactive"_L1,
    "suspected_fraud"_L1,
    "three_ds_authentication_service_issue"_L1,
    "three_ds_configuration_issue"_L1,
    "three_ds_data_or_protocol_invalid"_L1,
    "transaction_not_permitted"_L1,
    "transaction_timed_out"_L1,
    "velocity_limit_exceeded"_L1,
    "wallet_or_token_config_issue"_L1,
});

template <class List>
bool isOneOf(const QString &text, const List &list)
{
    return text.isEmpty() || std::ranges::find(list, text) != list.end();
}

bool isName(const QString &text)
{
    return std::ranges::all_of(
        text, [](QChar c) { return c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber()); });
}

/// A word of letters, digits and underscores; `needed`: not an empty one.
Result<> checkName(const QString &text, const QString &field, bool needed)
{
    if (text.isEmpty() && needed)
        return Error{ErrorCode::MissingField, field};
    if (text.size() > kLongestName)
        return Error{ErrorCode::TooLong, field};
    return isName(text) ? Result<>() : Result<>(Error{ErrorCode::InvalidValue, field});
}

Result<> checkKey(const StatusRuleKey &key)
{
    return checkName(key.connector, u"connector"_s, true)
        .and_then([&] { return checkName(key.flow, u"flow"_s, true); })
        .and_then([&] { return checkName(key.subFlow, u"sub_flow"_s, true); })
        .and_then([&] { return checkText(key.code, u"code"_s, kLongestCode); })
        .and_then([&] { return checkText(key.message, u"message"_s, kLongestText); })
        .and_then([&]() -> Result<> {
            if (key.code.isEmpty())
                return Error{ErrorCode::MissingField, u"code"_s};
            return {};
        });
}

Result<> checkUnified(const UnifiedError &unified)
{
    return checkName(unified.code, u"unified_code"_s, false)
        .and_then([&] { return checkText(unified.message, u"unified_message"_s, kLongestText); })
        .and_then(
            [&] { return checkName(unified.standardisedCode, u"standardised_code"_s, false); })
        .and_then([&] { return checkText(unified.description, u"description"_s, kLongestText); })
        .and_then(
            [&] { return checkText(unified.guidance, u"user_guidance_message"_s, kLongestText); });
}

} // namespace

size_t qHash(const StatusRuleKey &key, size_t seed) noexcept
{
    return qHashMulti(seed, key.connector, key.flow, key.subFlow, key.code, key.message);
}

Result<> checkStatusRule(const StatusRule &rule)
{
    const Result<> fits =
        checkKey(rule.key)
            .and_then([&] { return checkText(rule.status, u"status"_s, kLongestCode); })
            .and_then([&] { return checkText(rule.routerError, u"router_error"_s, kLongestText); })
            .and_then([&] { return checkUnified(rule.unified); });
    if (!fits)
        return fits;
    if (!isOneOf(rule.unified.standardisedCode, kStandardised))
        return Error{ErrorCode::InvalidValue, u"standardised_code"_s};
    return isOneOf(rule.errorCategory, kCategories)
               ? Result<>()
               : Result<>(Error{ErrorCode::InvalidValue, u"error_category"_s});
}

QString flowOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Authorize:
    case OperationKind::Sale: return u"Authorize"_s;
    case OperationKind::Capture: return u"Capture"_s;
    case OperationKind::Void: return u"Void"_s;
    case OperationKind::Refund: return u"refund_flow"_s;
    case OperationKind::Increment: return u"IncrementalAuthorization"_s;
    }
    return {};
}

StatusMap::StatusMap(const QList<StatusRule> &rules)
{
    m_rules.reserve(rules.size());
    for (const StatusRule &rule : rules)
        m_rules.insert(rule.key, rule);
}

const StatusRule *StatusMap::find(const QString &connector, OperationKind kind, const QString &code,
                                  const QString &message) const
{
    if (m_rules.isEmpty())
        return nullptr;
    StatusRuleKey key{connector, flowOf(kind), QString(kSubFlow), code, message};
    auto found = m_rules.constFind(key);
    if (found == m_rules.cend() && !message.isEmpty()) {
        key.message.clear();
        found = m_rules.constFind(key);
    }
    return found == m_rules.cend() ? nullptr : &*found;
}
