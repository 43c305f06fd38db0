#include "services/domain/settlementapplier.h"

using namespace Qt::StringLiterals;

Result<Settlement> settleBeforeRetry(const Payment &payment, const Attempt &attempt,
                                     const Operation &operation, const CallOutcome &outcome,
                                     qint64 nowMs)
{
    const bool declined =
        outcome.kind == OutcomeClass::Decided && outcome.reply.state == ReplyState::Declined;
    const bool refused =
        declined || outcome.kind == OutcomeClass::Rejected || outcome.kind == OutcomeClass::NotSent;
    const bool underWay =
        operation.state == OperationState::Sending || operation.state == OperationState::Prepared;
    if (!refused || !underWay || payment.status != PaymentStatus::Processing)
        return Error{ErrorCode::InvalidState, u"status"_s};
    Applier apply(payment, attempt, operation, nowMs);
    const PaymentError &error = declined ? outcome.reply.error : outcome.error;
    if (declined) {
        apply.operation().processorReference = outcome.reply.processorReference;
        apply.attempt().processorReference = outcome.reply.processorReference;
        apply.attempt().threeDs = outcome.reply.threeDs;
    }
    apply.close(declined ? OperationState::Declined : OperationState::Rejected);
    apply.attempt().error = error;
    apply.operation().error = error;
    apply.note(u"refused"_s, AttemptStatus::Failure, 0, error.category);
    return apply.finish();
}

bool isTriedAgain(const Settlement &settlement)
{
    const Operation &operation = settlement.operation;
    const bool asked =
        operation.kind == OperationKind::Sale || operation.kind == OperationKind::Authorize;
    const bool refused =
        operation.state == OperationState::Declined || operation.state == OperationState::Rejected;
    return asked && refused && settlement.payment.status == PaymentStatus::Processing;
}
