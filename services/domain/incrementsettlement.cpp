#include "services/domain/settlementapplier.h"

using namespace Qt::StringLiterals;

namespace {

/// Whether money is still held that can be more now.
bool stillHolds(PaymentStatus status)
{
    return !isTerminal(status) && status != PaymentStatus::Conflicted
           && status != PaymentStatus::Review;
}

void bookIncrement(Applier &apply, const ProcessorReply &reply)
{
    Payment &payment = apply.payment();
    const qint64 total = apply.operation().amount;
    apply.operation().error = {};
    apply.close(OperationState::Succeeded);
    // A hold that was closed meanwhile released what it had more.
    if (stillHolds(payment.status) && total > payment.captureLimit) {
        payment.amount += total - payment.netAmount;
        payment.netAmount = total;
        payment.authorized = total;
        payment.captureLimit = total;
        if (reply.captureBeforeMs > 0)
            payment.captureBeforeMs = reply.captureBeforeMs;
    }
    apply.note(u"incremented"_s, apply.attempt().status, total);
}

} // namespace

void incrementNotDone(Applier &apply, OperationState state, const PaymentError &error)
{
    apply.operation().error = error;
    apply.close(state);
    apply.note(u"increment_not_done"_s, apply.attempt().status, apply.operation().amount,
               error.category);
    const bool ended = error.category == "expired_authorization"_L1;
    if (ended && apply.payment().status == PaymentStatus::RequiresCapture)
        apply.move(PaymentEvent::HoldExpired, AttemptStatus::Expired);
}

void applyIncrement(Applier &apply, const ProcessorReply &reply)
{
    if (apply.operation().state == OperationState::Succeeded)
        return;
    const auto over = [&](const QString &category) {
        incrementNotDone(apply, OperationState::Declined, {category, category, {}, u"UE_4000"_s});
    };
    switch (reply.state) {
    case ReplyState::Authorized: return bookIncrement(apply, reply);
    case ReplyState::Declined:
        return incrementNotDone(apply, OperationState::Declined, reply.error);
    case ReplyState::Expired: return over(u"expired_authorization"_s);
    case ReplyState::Voided: return over(u"already_voided"_s);
    case ReplyState::Pending:
    case ReplyState::HeldForReview:
        if (apply.operation().state == OperationState::Pending)
            return;
        apply.close(OperationState::Pending);
        return apply.note(u"increment_pending"_s, apply.attempt().status, apply.operation().amount);
    case ReplyState::Captured:
    case ReplyState::Refunded:
    case ReplyState::ChallengeRequired:
    case ReplyState::NotFound: return; // says nothing of this increment
    }
}
