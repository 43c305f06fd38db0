#include "services/engine/reservation.h"
#include "services/engine/webhooktelling.h"

using namespace Qt::StringLiterals;

Result<Begun> Reservation::refund(const CreateRefund &command, const RefundId &id)
{
    Result<Payment> payment = m_core.payments.find(command.caller.merchantId, command.paymentId);
    if (!payment)
        return payment.error();
    const auto earlier = m_core.refunds.forPayment(payment->merchantId, payment->id);
    if (!earlier)
        return earlier.error();
    const qint64 nowMs = m_core.clock.nowMs();
    Result<Refund> refund = newRefund(*payment, command, static_cast<int>(earlier->size()), nowMs);
    if (!refund)
        return refund.error();
    refund->id = id;
    payment->refundPending += refund->amount;
    if (refund->dueAtMs == 0)
        return sendRefund(*payment, *refund, true);
    payment->version += 1;
    payment->modifiedAtMs = nowMs;
    const PaymentStep planned =
        step(*payment, u"refund_scheduled"_s, payment->attemptCount, {}, refund->amount);
    const Result<> written = m_core.refunds.insert(*refund).and_then([&] {
        return m_journal.writePayment(*payment, {planned}, u"refund.create"_s,
                                      command.caller.actor);
    });
    if (!written)
        return written.error();
    return Begun{*payment, std::nullopt};
}

Result<Begun> Reservation::refundNow(const MerchantId &merchant, const RefundId &id)
{
    const Result<Refund> refund = m_core.refunds.find(merchant, id);
    if (!refund)
        return refund.error();
    if (refund->dueAtMs == 0)
        return Error{ErrorCode::InvalidState, u"status"_s, toText(refund->status)};
    const Result<Payment> payment = m_core.payments.find(merchant, refund->paymentId);
    if (!payment)
        return payment.error();
    return sendRefund(*payment, *refund, false);
}

Result<Begun> Reservation::sendRefund(Payment payment, const Refund &refund, bool isNew)
{
    if (payment.hasOpenOperation)
        return Error{ErrorCode::Busy, u"status"_s};
    const PaymentStep started =
        step(payment, u"refund_started"_s, payment.attemptCount, {}, refund.amount);
    const QString actor = refund.actor;
    Result<Begun> begun = reserveFollowUp(
        std::move(payment), {OperationKind::Refund, refund.amount, false, {}}, started, actor);
    if (!begun)
        return begun;
    const Refund sent = refundAfter(refund, begun->open->operation, begun->payment.modifiedAtMs);
    const Result<> written = isNew ? m_core.refunds.insert(sent) : m_core.refunds.update(sent);
    if (!written)
        return written.error();
    return begun;
}

Result<Begun> Reservation::cancelRefund(const Caller &caller, const RefundId &id)
{
    Result<Refund> refund = m_core.refunds.find(caller.merchantId, id);
    if (!refund)
        return refund.error();
    if (refund->dueAtMs == 0)
        return Error{ErrorCode::InvalidState, u"status"_s, toText(refund->status)};
    Result<Payment> payment = m_core.payments.find(caller.merchantId, refund->paymentId);
    if (!payment)
        return payment.error();
    payment->refundPending -= refund->amount;
    payment->version += 1;
    payment->modifiedAtMs = m_core.clock.nowMs();
    refund->status = RefundStatus::Failed;
    refund->error = {u"cancelled"_s, u"merchant_cancelled"_s, {}, u"UE_1000"_s};
    refund->dueAtMs = 0;
    refund->modifiedAtMs = payment->modifiedAtMs;
    const PaymentStep given =
        step(*payment, u"refund_cancelled"_s, payment->attemptCount, {}, refund->amount);
    const Result<> written =
        m_core.refunds.update(*refund)
            .and_then([&] {
                return m_journal.writePayment(*payment, {given}, u"refund.cancel"_s, caller.actor);
            })
            .and_then([&] { return webhooktelling::tell(m_core, *refund); });
    if (!written)
        return written.error();
    return Begun{*payment, std::nullopt};
}
