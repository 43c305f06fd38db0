#pragma once

#include "services/domain/auditchain.h"

#include <QHash>

#include <optional>

/// What the lines of the audit trail say was captured and refunded of each payment, in minor units.
class AuditSums
{
public:
    struct Sums
    {
        qint64 captured = 0;
        qint64 refunded = 0;

        friend bool operator==(const Sums &, const Sums &) = default;
    };

    /// The next line; the last one of a payment counts.
    void take(const AuditLine &line);
    /// Nothing when no line speaks of it: a payment that was loaded, not made.
    std::optional<Sums> of(const MerchantId &merchant, const PaymentId &payment) const;

private:
    QHash<QByteArray, Sums> m_sums;
};
