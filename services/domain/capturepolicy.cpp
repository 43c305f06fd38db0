#include "services/domain/capturepolicy.h"

#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

Result<CapturePlan> planCapture(const Payment &payment, std::optional<qint64> amount,
                                bool finalCapture, qint64 nowMs)
{
    if (payment.outcomeUnknown)
        return Error{ErrorCode::Busy, u"status"_s};
    if (!mayCapture(payment.status, payment.captureMethod) || payment.authorized == 0)
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    if (payment.captureBeforeMs > 0 && nowMs >= payment.captureBeforeMs)
        return Error{ErrorCode::AuthorizationExpired, u"status"_s};
    const bool severalCaptures = payment.captureMethod == CaptureMethod::ManualMultiple;
    if (!amount && severalCaptures)
        return Error{ErrorCode::MissingField, u"amount_to_capture"_s};
    const qint64 capturable = amountCapturable(payment);
    const qint64 wanted = amount.value_or(
        payment.amountToCapture > 0 ? qMin(payment.amountToCapture, capturable) : capturable);
    if (wanted <= 0)
        return Error{ErrorCode::AmountNotPositive, u"amount_to_capture"_s};
    if (wanted > capturable)
        return Error{ErrorCode::AmountAboveCapturable, u"amount_to_capture"_s};
    // While a part is still being decided, releasing the rest could take its share away.
    const bool partPends = payment.capturePending > 0;
    if (severalCaptures && finalCapture && partPends)
        return Error{ErrorCode::Busy, u"amount_to_capture"_s};
    const bool takesAll = wanted == capturable && !partPends;
    return CapturePlan{wanted, capturable - wanted, takesAll || finalCapture || !severalCaptures};
}
