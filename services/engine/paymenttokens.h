#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QHash>

/// Short-lived aliases of saved methods, in memory only. Each serves one payment.
class PaymentTokens
{
public:
    static constexpr qint64 kLifeMs = 15 * 60'000;
    static constexpr qsizetype kMost = 100'000; ///< above it none is added

    void add(const QString &token, const MerchantId &merchant, const PaymentMethodId &method,
             qint64 nowMs);
    /// The method it stands for; from now on it is this payment's. NotFound (field
    /// "payment_token") when it is unknown, expired, another merchant's or serves another payment.
    Result<PaymentMethodId> claim(const QString &token, const MerchantId &merchant,
                                  const PaymentId &payment, qint64 nowMs);
    /// The payment left it unused: it may serve again.
    void release(const QString &token);
    void remove(const QString &token) { m_tokens.remove(token); }

private:
    struct Entry
    {
        MerchantId merchant;
        PaymentMethodId method;
        qint64 endsAtMs = 0;
        PaymentId claimedBy;
    };

    QHash<QString, Entry> m_tokens;
};
