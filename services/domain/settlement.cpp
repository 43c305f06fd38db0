#include "services/domain/settlement.h"

#include "services/domain/settlementapplier.h"

using namespace Qt::StringLiterals;

namespace {

/// Of a challenge whose processor does not say how long it lives.
constexpr qint64 kChallengeLifeMs = 15LL * 60 * 1000;

void releaseReservation(Applier &apply)
{
    if (apply.isCapture())
        apply.payment().capturePending -= apply.operation().amount;
}

/// Sent, and no telling what became of it.
void applyUnknown(Applier &apply, const PaymentError &why)
{
    if (apply.operation().state == OperationState::Unknown)
        return;
    apply.close(OperationState::Unknown);
    apply.operation().error = why;
    if (apply.isRefund() || apply.isIncrement())
        return apply.note(apply.isRefund() ? u"refund_unknown"_s : u"increment_unknown"_s,
                          apply.attempt().status, apply.operation().amount, u"unknown_outcome"_s);
    const PaymentStatus status = apply.payment().status;
    const bool held = status == PaymentStatus::RequiresCapture
                      || status == PaymentStatus::PartiallyAuthorizedAndRequiresCapture;
    if (apply.isCapture() && held)
        return apply.move(PaymentEvent::CaptureOpen, AttemptStatus::CaptureInitiated,
                          apply.operation().amount, u"unknown_outcome"_s);
    if (apply.isVoid() && (held || status == PaymentStatus::RequiresCustomerAction))
        return apply.move(PaymentEvent::VoidOpen, AttemptStatus::VoidInitiated, 0,
                          u"unknown_outcome"_s);
    const AttemptStatus kept =
        apply.isCapture() || apply.isVoid() ? apply.attempt().status : AttemptStatus::Pending;
    apply.note(u"outcome_unknown"_s, kept, apply.operation().amount, u"unknown_outcome"_s);
}

void applyIntegrity(Applier &apply, const CallOutcome &outcome)
{
    if (apply.isRefund())
        return refundContradicted(apply, outcome);
    releaseReservation(apply);
    apply.close(OperationState::Integrity);
    apply.fail(outcome.error);
    if (!outcome.reply.processorReference.isEmpty()) {
        apply.attempt().processorReference = outcome.reply.processorReference;
        apply.payment().processorReference = outcome.reply.processorReference;
    }
    if (apply.payment().status == PaymentStatus::Conflicted)
        return apply.note(toText(PaymentEvent::IntegrityFailed), AttemptStatus::IntegrityFailure,
                          outcome.reply.amount, outcome.error.code);
    apply.move(PaymentEvent::IntegrityFailed, AttemptStatus::IntegrityFailure, outcome.reply.amount,
               outcome.error.code);
}

/// The shopper or a reviewer is done, whatever they decided: D13, through processing.
void leaveWaiting(Applier &apply, AttemptStatus authentication)
{
    if (apply.payment().status == PaymentStatus::RequiresCustomerAction)
        apply.move(PaymentEvent::ChallengeCompleted, authentication);
    else if (apply.payment().status == PaymentStatus::RequiresMerchantAction)
        apply.move(PaymentEvent::ReviewDecided, AttemptStatus::Pending);
}

void applyAuthorized(Applier &apply, const ProcessorReply &reply, bool taken)
{
    leaveWaiting(apply, AttemptStatus::AuthenticationSuccessful);
    Payment &payment = apply.payment();
    payment.authorized = reply.amount;
    payment.captureLimit = reply.amount;
    payment.captured = taken ? reply.amount : 0;
    payment.captureBeforeMs = taken ? 0 : reply.captureBeforeMs;
    payment.incrementAllowed = !taken && payment.incrementWanted && reply.incrementAllowed;
    payment.error = {};
    apply.attempt().challengeUrl.clear();
    apply.close(OperationState::Succeeded);
    const bool inPart = reply.amount < payment.netAmount;
    if (taken && inPart)
        apply.move(PaymentEvent::CapturedAndClosed, AttemptStatus::PartialCharged, reply.amount);
    else if (taken)
        apply.move(PaymentEvent::Captured, AttemptStatus::Charged, reply.amount);
    else if (inPart)
        apply.move(PaymentEvent::AuthorizedInPart, AttemptStatus::PartiallyAuthorized,
                   reply.amount);
    else
        apply.move(PaymentEvent::Authorized, AttemptStatus::Authorized, reply.amount);
}

void applyDeclined(Applier &apply, const PaymentError &error,
                   OperationState state = OperationState::Declined)
{
    const bool authentication = error.category == "authentication_failed"_L1;
    const bool passed = !authentication && error.category != "customer_cancelled"_L1;
    leaveWaiting(apply, passed ? AttemptStatus::AuthenticationSuccessful : AttemptStatus::Pending);
    apply.close(state);
    apply.fail(error);
    apply.attempt().challengeUrl.clear();
    apply.move(PaymentEvent::Declined,
               authentication ? AttemptStatus::AuthenticationFailed : AttemptStatus::Failure, 0,
               error.category);
}

void applyChallenge(Applier &apply, const ProcessorReply &reply)
{
    const bool stillWaits = apply.payment().status == PaymentStatus::RequiresCustomerAction;
    const bool sameAsBefore =
        reply.challengeUrl.isEmpty() || reply.challengeUrl == apply.attempt().challengeUrl;
    apply.close(OperationState::Pending);
    if (stillWaits && sameAsBefore)
        return; // nothing new
    apply.attempt().challengeUrl = reply.challengeUrl;
    apply.attempt().challengeExpiresAtMs = reply.challengeExpiresAtMs > 0
                                               ? reply.challengeExpiresAtMs
                                               : apply.nowMs() + kChallengeLifeMs;
    if (stillWaits) // the bank wants the shopper once more
        return apply.note(toText(PaymentEvent::ChallengeRequired),
                          AttemptStatus::AuthenticationPending);
    apply.move(PaymentEvent::ChallengeRequired, AttemptStatus::AuthenticationPending);
}

/// Authorize and Sale.
void applyAuthorization(Applier &apply, const ProcessorReply &reply)
{
    const bool sale = apply.operation().kind == OperationKind::Sale;
    const bool wasFinal = apply.operation().state == OperationState::Succeeded;
    const bool partCaptured = apply.payment().captured > 0;
    switch (reply.state) {
    case ReplyState::ChallengeRequired: return applyChallenge(apply, reply);
    case ReplyState::Authorized:
        if (wasFinal)
            return;
        if (!sale)
            return applyAuthorized(apply, reply, false);
        [[fallthrough]]; // a sale that is only held yet is still under way
    case ReplyState::Pending:
        if (apply.operation().state == OperationState::Pending
            && apply.payment().status == PaymentStatus::Processing)
            return;
        leaveWaiting(apply, AttemptStatus::AuthenticationSuccessful);
        apply.close(OperationState::Pending);
        return apply.note(u"pending"_s, AttemptStatus::Pending);
    case ReplyState::HeldForReview:
        if (apply.payment().status == PaymentStatus::RequiresMerchantAction)
            return;
        leaveWaiting(apply, AttemptStatus::AuthenticationSuccessful);
        apply.close(OperationState::Pending);
        return apply.move(PaymentEvent::HeldForReview, AttemptStatus::Unresolved);
    case ReplyState::Captured: return wasFinal ? void() : applyAuthorized(apply, reply, sale);
    case ReplyState::Declined: return wasFinal ? void() : applyDeclined(apply, reply.error);
    case ReplyState::Expired:
        if (wasFinal && reply.capturedTotal != apply.payment().captured)
            return;      // captures we do not know of end nothing here
        if (!wasFinal) { // held and over before we heard of it
            apply.payment().authorized = reply.amount;
            apply.payment().captureLimit = reply.amount;
        }
        leaveWaiting(apply, AttemptStatus::AuthenticationSuccessful);
        apply.close(OperationState::Succeeded);
        return apply.move(PaymentEvent::HoldExpired,
                          partCaptured ? AttemptStatus::PartialCharged : AttemptStatus::Expired);
    case ReplyState::Voided:
        leaveWaiting(apply, AttemptStatus::Pending);
        if (!wasFinal)
            apply.close(OperationState::Declined);
        return apply.move(PaymentEvent::Voided,
                          partCaptured ? AttemptStatus::PartialCharged : AttemptStatus::Voided);
    case ReplyState::Refunded:
    case ReplyState::NotFound: return;
    }
}

void bookCapture(Applier &apply)
{
    Payment &payment = apply.payment();
    const Operation &operation = apply.operation();
    payment.capturePending -= operation.amount;
    payment.captured += operation.amount;
    payment.error = {};
    apply.close(OperationState::Succeeded);
    const bool nothingLeft = payment.captured == payment.captureLimit;
    const bool severalCaptures = payment.captureMethod == CaptureMethod::ManualMultiple;
    const bool closes = nothingLeft || operation.finalCapture || !severalCaptures;
    if (!closes || payment.capturePending > 0)
        apply.move(PaymentEvent::CapturedInPart, AttemptStatus::PartialChargedAndChargeable,
                   operation.amount);
    else if (payment.captured >= payment.netAmount)
        apply.move(PaymentEvent::Captured, AttemptStatus::Charged, operation.amount);
    else
        apply.move(PaymentEvent::CapturedAndClosed, AttemptStatus::PartialCharged,
                   operation.amount);
}

void captureNotDone(Applier &apply, OperationState state, const PaymentError &error)
{
    releaseReservation(apply);
    apply.close(state);
    apply.fail(error);
    const bool severalCaptures = apply.payment().captureMethod == CaptureMethod::ManualMultiple;
    if (error.category == "expired_authorization"_L1)
        return apply.move(PaymentEvent::HoldExpired, apply.payment().captured > 0
                                                         ? AttemptStatus::PartialCharged
                                                         : AttemptStatus::Expired);
    if (state != OperationState::Declined || severalCaptures)
        return apply.restore(PaymentEvent::CaptureNotDone);
    // A single capture that the bank refused for good ends the payment; the page lets failed be
    // reached from processing only.
    if (apply.payment().status != PaymentStatus::Processing)
        apply.move(PaymentEvent::CaptureOpen, AttemptStatus::CaptureInitiated,
                   apply.operation().amount);
    apply.move(PaymentEvent::Declined, AttemptStatus::CaptureFailed, apply.operation().amount,
               error.category);
}

/// News of a follow-up that is done already: the same again, or what only a person can judge.
bool isOver(Applier &apply, const ProcessorReply &reply)
{
    if (apply.operation().state != OperationState::Succeeded)
        return false;
    if (reply.state == ReplyState::Declined)
        apply.refuse({ErrorCode::InvalidState, u"status"_s, reply.error.code});
    return true;
}

void applyCapture(Applier &apply, const ProcessorReply &reply)
{
    if (isOver(apply, reply))
        return;
    const PaymentStatus status = apply.payment().status;
    switch (reply.state) {
    case ReplyState::Captured: return bookCapture(apply);
    case ReplyState::Authorized:
    case ReplyState::ChallengeRequired:
    case ReplyState::HeldForReview:
    case ReplyState::Pending:
        if (apply.operation().state == OperationState::Pending)
            return;
        apply.close(OperationState::Pending);
        if (status == PaymentStatus::RequiresCapture
            || status == PaymentStatus::PartiallyAuthorizedAndRequiresCapture)
            return apply.move(PaymentEvent::CaptureOpen, AttemptStatus::CaptureInitiated,
                              apply.operation().amount);
        return apply.note(u"capture_pending"_s, apply.attempt().status, apply.operation().amount);
    case ReplyState::Declined: return captureNotDone(apply, OperationState::Declined, reply.error);
    case ReplyState::Expired:
        return captureNotDone(
            apply, OperationState::Declined,
            {u"expired_authorization"_s, u"expired_authorization"_s, {}, u"UE_4000"_s});
    case ReplyState::Voided:
        return captureNotDone(apply, OperationState::Rejected,
                              {u"already_voided"_s, u"already_voided"_s, {}, u"UE_4000"_s});
    case ReplyState::Refunded:
    case ReplyState::NotFound: return;
    }
}

void voidNotDone(Applier &apply, OperationState state, const PaymentError &error)
{
    apply.close(state);
    apply.fail(error);
    apply.restore(PaymentEvent::VoidNotDone);
}

void applyVoid(Applier &apply, const ProcessorReply &reply)
{
    if (isOver(apply, reply))
        return;
    const bool partCaptured = apply.payment().captured > 0;
    switch (reply.state) {
    case ReplyState::Voided:
        apply.close(OperationState::Succeeded);
        apply.payment().error = {};
        apply.attempt().challengeUrl.clear();
        return apply.move(PaymentEvent::Voided,
                          partCaptured ? AttemptStatus::PartialCharged : AttemptStatus::Voided,
                          reply.amount);
    case ReplyState::Authorized:
    case ReplyState::ChallengeRequired:
    case ReplyState::HeldForReview:
    case ReplyState::Pending:
        if (apply.operation().state == OperationState::Pending)
            return;
        apply.close(OperationState::Pending);
        if (apply.payment().status == PaymentStatus::PartiallyCapturedAndCapturable
            || apply.payment().status == PaymentStatus::Conflicted)
            return apply.note(u"void_pending"_s, apply.attempt().status);
        return apply.move(PaymentEvent::VoidOpen, AttemptStatus::VoidInitiated);
    case ReplyState::Captured:
    case ReplyState::Declined: return voidNotDone(apply, OperationState::Declined, reply.error);
    case ReplyState::Expired:
        apply.close(OperationState::Succeeded);
        return apply.move(PaymentEvent::HoldExpired,
                          partCaptured ? AttemptStatus::PartialCharged : AttemptStatus::Expired);
    case ReplyState::Refunded:
    case ReplyState::NotFound: return;
    }
}

/// What the card network and the processor gave for later charges, or against them.
void keepForLater(Applier &apply, const ProcessorReply &reply)
{
    Payment &payment = apply.payment();
    if (!reply.networkTransactionId.isEmpty())
        payment.networkTransactionId = reply.networkTransactionId;
    if (!reply.processorToken.isEmpty())
        payment.processorToken = reply.processorToken;
    if (reply.state == ReplyState::Declined)
        payment.retryAdvice = reply.advice;
    apply.keepUpdate(reply.updatedCard);
}

void applyDecided(Applier &apply, const ProcessorReply &reply)
{
    if (!reply.processorReference.isEmpty()) {
        if (!apply.isFollowUp())
            apply.operation().processorReference = reply.processorReference;
        apply.attempt().processorReference = reply.processorReference;
        apply.payment().processorReference = reply.processorReference;
    }
    if (apply.isFollowUp() && !reply.operationReference.isEmpty())
        apply.operation().processorReference = reply.operationReference;
    if (!reply.threeDs.flow.isEmpty())
        apply.attempt().threeDs = reply.threeDs;
    if (!apply.isFollowUp())
        keepForLater(apply, reply);
    if (apply.isCapture())
        applyCapture(apply, reply);
    else if (apply.isVoid())
        applyVoid(apply, reply);
    else if (apply.isRefund())
        applyRefund(apply, reply);
    else if (apply.isIncrement())
        applyIncrement(apply, reply);
    else
        applyAuthorization(apply, reply);
}

} // namespace

Result<Settlement> settle(const Payment &payment, const Attempt &attempt,
                          const Operation &operation, const CallOutcome &outcome, qint64 nowMs)
{
    Applier apply(payment, attempt, operation, nowMs);
    switch (outcome.kind) {
    case OutcomeClass::Unknown:
    case OutcomeClass::RetryLater: applyUnknown(apply, outcome.error); break;
    case OutcomeClass::Integrity: applyIntegrity(apply, outcome); break;
    case OutcomeClass::Decided: applyDecided(apply, outcome.reply); break;
    case OutcomeClass::Rejected:
        if (apply.isCapture())
            captureNotDone(apply, OperationState::Rejected, outcome.error);
        else if (apply.isVoid())
            voidNotDone(apply, OperationState::Rejected, outcome.error);
        else if (apply.isRefund())
            refundNotDone(apply, OperationState::Rejected, outcome.error);
        else if (apply.isIncrement())
            incrementNotDone(apply, OperationState::Rejected, outcome.error);
        else
            applyDeclined(apply, outcome.error, OperationState::Rejected);
        break;
    case OutcomeClass::NotSent:
        return settleNotSent(payment, attempt, operation, outcome.error, OperationState::Rejected,
                             nowMs);
    }
    return apply.finish();
}

Result<Settlement> settleNotFound(const Payment &payment, const Attempt &attempt,
                                  const Operation &operation, qint64 nowMs)
{
    Applier apply(payment, attempt, operation, nowMs);
    const PaymentError nothingThere{u"not_found"_s, u"not_executed"_s, {}, u"UE_3000"_s};
    if (apply.isCapture())
        captureNotDone(apply, OperationState::Rejected, nothingThere);
    else if (apply.isVoid())
        voidNotDone(apply, OperationState::Rejected, nothingThere);
    else if (apply.isRefund())
        refundNotDone(apply, OperationState::Rejected, nothingThere);
    else if (apply.isIncrement())
        incrementNotDone(apply, OperationState::Rejected, nothingThere);
    else
        applyDeclined(apply, nothingThere);
    return apply.finish();
}

bool mayBeCorrected(const Payment &payment, const Operation &operation)
{
    const bool refused =
        operation.state == OperationState::Declined || operation.state == OperationState::Rejected;
    const bool takes = operation.kind == OperationKind::Sale
                       || operation.kind == OperationKind::Authorize
                       || operation.kind == OperationKind::Capture;
    return refused && takes && payment.status == PaymentStatus::Failed
           && operation.attemptNumber == payment.attemptCount;
}

Result<Settlement> settleLate(const Payment &payment, const Attempt &attempt,
                              const Operation &operation, const CallOutcome &outcome, qint64 nowMs)
{
    Applier apply(payment, attempt, operation, nowMs);
    if (outcome.kind == OutcomeClass::Integrity)
        return Error{ErrorCode::InvalidState, u"status"_s, outcome.error.code};
    const ReplyState said =
        outcome.kind == OutcomeClass::Decided ? outcome.reply.state : ReplyState::NotFound;
    const bool held = said == ReplyState::Authorized && operation.kind == OperationKind::Authorize;
    if (!held && said != ReplyState::Captured)
        return apply.finish();
    apply.beginCorrection();
    apply.operation().error = {};
    apply.attempt().error = {};
    if (apply.isCapture())
        apply.payment().capturePending += operation.amount; // booked again below
    applyDecided(apply, outcome.reply);
    return apply.finish();
}

Result<Settlement> settleNotSent(const Payment &payment, const Attempt &attempt,
                                 const Operation &operation, const PaymentError &why,
                                 OperationState finalState, qint64 nowMs)
{
    Applier apply(payment, attempt, operation, nowMs);
    if (apply.isRefund() || apply.isIncrement()) {
        (apply.isRefund() ? refundNotDone : incrementNotDone)(apply, finalState, why);
        return apply.finish();
    }
    releaseReservation(apply);
    apply.close(finalState);
    apply.fail(why);
    if (apply.isCapture())
        apply.restore(PaymentEvent::CaptureNotDone);
    else if (apply.isVoid())
        apply.restore(PaymentEvent::VoidNotDone);
    else
        apply.move(PaymentEvent::NotSent, AttemptStatus::Failure, 0, why.category);
    return apply.finish();
}
