#include "services/domain/auditsums.h"

namespace {

QByteArray keyOf(const QByteArray &merchant, const QByteArray &payment)
{
    return merchant + '\n' + payment;
}

/// The number behind "name="; -1 when there is none.
qint64 numberBehind(const QByteArray &detail, QByteArrayView name)
{
    const qsizetype at = detail.indexOf(name);
    if (at < 0)
        return -1;
    const qsizetype from = at + name.size();
    const qsizetype end = detail.indexOf(' ', from);
    bool isNumber = false;
    const qint64 number = detail.mid(from, end < 0 ? -1 : end - from).toLongLong(&isNumber);
    return isNumber ? number : -1;
}

} // namespace

void AuditSums::take(const AuditLine &line)
{
    const qint64 captured = numberBehind(line.detail, "captured=");
    const qint64 refunded = numberBehind(line.detail, "refunded=");
    if (captured >= 0 && refunded >= 0)
        m_sums.insert(keyOf(line.merchant, line.object), {captured, refunded});
}

std::optional<AuditSums::Sums> AuditSums::of(const MerchantId &merchant,
                                             const PaymentId &payment) const
{
    const auto found = m_sums.constFind(keyOf(merchant.value.toUtf8(), payment.value.toUtf8()));
    return found == m_sums.cend() ? std::nullopt : std::optional(*found);
}
