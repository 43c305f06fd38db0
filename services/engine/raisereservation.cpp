#include "services/engine/reservation.h"

using namespace Qt::StringLiterals;

Result<Begun> Reservation::raise(const RaiseHold &command)
{
    const auto earlier = repeated(command.caller.merchantId, command.id, command.clientOperationId);
    if (!earlier)
        return earlier.error();
    if (*earlier)
        return **earlier;
    Result<Payment> payment = idlePayment(command.caller.merchantId, command.id);
    if (!payment)
        return payment.error();
    const Result<> allowed =
        checkIncrement(*payment, command.amount, command.reason, m_core.clock.nowMs());
    if (!allowed)
        return allowed.error();
    const auto before = m_core.increments.forPayment(payment->merchantId, payment->id);
    if (!before)
        return before.error();
    // Two totals under way would leave open which of them counts.
    if (std::ranges::any_of(*before, [](const Increment &one) { return isOpen(one.state); }))
        return Error{ErrorCode::Busy, u"amount"_s};
    const PaymentStep started =
        step(*payment, u"increment_started"_s, payment->attemptCount, {}, command.amount);
    Result<Begun> begun = reserveFollowUp(
        *payment, {OperationKind::Increment, command.amount, false, command.clientOperationId},
        started, command.caller.actor);
    if (!begun)
        return begun;
    Increment increment;
    increment.id = m_core.random.newId("auth"_L1) + u'_' + QString::number(before->size() + 1);
    increment.merchantId = payment->merchantId;
    increment.paymentId = payment->id;
    increment.operationId = begun->open->operation.id;
    increment.amount = command.amount;
    increment.previousAmount = payment->netAmount;
    increment.reason = command.reason;
    increment.createdAtMs = begun->payment.modifiedAtMs;
    const Result<> written = m_core.increments.insert(increment);
    return written ? std::move(begun) : Result<Begun>(written.error());
}
