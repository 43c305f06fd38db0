#include "services/engine/paymenttokens.h"

using namespace Qt::StringLiterals;

void PaymentTokens::add(const QString &token, const MerchantId &merchant,
                        const PaymentMethodId &method, qint64 nowMs)
{
    if (m_tokens.size() >= kMost)
        m_tokens.removeIf(
            [nowMs](QHash<QString, Entry>::iterator entry) { return entry->endsAtMs <= nowMs; });
    if (m_tokens.size() < kMost)
        m_tokens.insert(token, {merchant, method, nowMs + kLifeMs, {}});
}

Result<PaymentMethodId> PaymentTokens::claim(const QString &token, const MerchantId &merchant,
                                             const PaymentId &payment, qint64 nowMs)
{
    const auto entry = m_tokens.find(token);
    const bool usable = entry != m_tokens.end() && entry->merchant == merchant
                        && entry->endsAtMs > nowMs
                        && (entry->claimedBy.isEmpty() || entry->claimedBy == payment);
    if (!usable)
        return Error{ErrorCode::NotFound, u"payment_token"_s};
    entry->claimedBy = payment;
    return entry->method;
}

void PaymentTokens::release(const QString &token)
{
    const auto entry = m_tokens.find(token);
    if (entry != m_tokens.end())
        entry->claimedBy = {};
}
