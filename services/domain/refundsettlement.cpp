#include "services/domain/settlementapplier.h"

using namespace Qt::StringLiterals;

namespace {

void bookRefund(Applier &apply)
{
    const qint64 amount = apply.operation().amount;
    if (apply.operation().state == OperationState::Succeeded)
        return;
    apply.payment().refundPending -= amount;
    apply.payment().refunded += amount;
    apply.operation().error = {};
    apply.close(OperationState::Succeeded);
    apply.note(u"refunded"_s, apply.attempt().status, amount);
}

/// It had gone through, and the money came back: the bank's later word counts.
void reverseRefund(Applier &apply, const PaymentError &error)
{
    const qint64 amount = apply.operation().amount;
    apply.payment().refunded -= amount;
    apply.operation().error = error;
    apply.close(OperationState::Declined);
    apply.note(u"refund_reversed"_s, apply.attempt().status, amount, error.category);
}

} // namespace

void refundNotDone(Applier &apply, OperationState state, const PaymentError &error)
{
    apply.payment().refundPending -= apply.operation().amount;
    apply.operation().error = error;
    apply.close(state);
    apply.note(u"refund_not_done"_s, apply.attempt().status, apply.operation().amount,
               error.category);
}

void refundContradicted(Applier &apply, const CallOutcome &outcome)
{
    apply.operation().error = outcome.error;
    apply.close(OperationState::Integrity);
    apply.note(u"refund_contradicted"_s, apply.attempt().status, outcome.reply.amount,
               outcome.error.code);
}

void applyRefund(Applier &apply, const ProcessorReply &reply)
{
    const bool wentThrough = apply.operation().state == OperationState::Succeeded;
    switch (reply.state) {
    case ReplyState::Refunded: return bookRefund(apply);
    case ReplyState::Declined:
        return wentThrough ? reverseRefund(apply, reply.error)
                           : refundNotDone(apply, OperationState::Declined, reply.error);
    case ReplyState::Pending:
        if (wentThrough || apply.operation().state == OperationState::Pending)
            return;
        apply.close(OperationState::Pending);
        return apply.note(u"refund_pending"_s, apply.attempt().status, apply.operation().amount);
    case ReplyState::Authorized:
    case ReplyState::Captured:
    case ReplyState::Voided:
    case ReplyState::ChallengeRequired:
    case ReplyState::HeldForReview:
    case ReplyState::Expired:
    case ReplyState::NotFound: return; // says nothing of this refund
    }
}
