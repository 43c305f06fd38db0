#include "services/domain/increment.h"

#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestReason = 255;

} // namespace

Result<> checkIncrement(const Payment &payment, qint64 amount, const QString &reason, qint64 nowMs)
{
    if (reason.size() > kLongestReason || looksLikeCardNumber(reason))
        return Error{ErrorCode::InvalidValue, u"reason"_s};
    if (payment.status != PaymentStatus::RequiresCapture)
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    // A charge under an agreement is for what was agreed.
    const bool agreed = payment.offSession && !payment.mandateId.isEmpty();
    if (!payment.incrementAllowed || agreed)
        return Error{ErrorCode::NotSupported, u"incremental_authorization_allowed"_s};
    if (payment.captureBeforeMs > 0 && nowMs >= payment.captureBeforeMs)
        return Error{ErrorCode::AuthorizationExpired, u"status"_s};
    if (amount > kLargestAmount)
        return Error{ErrorCode::AmountTooLarge, u"amount"_s};
    if (amount <= payment.netAmount)
        return Error{ErrorCode::InvalidValue, u"amount"_s};
    return {};
}
