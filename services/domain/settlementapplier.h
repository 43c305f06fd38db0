#pragma once

#include "services/domain/settlement.h"

/// Collects what one outcome changes; the first refused transition ends it.
class Applier
{
public:
    Applier(const Payment &payment, const Attempt &attempt, const Operation &operation,
            qint64 nowMs)
        : m_result{payment, attempt, operation, {}, false}
        , m_held(holdsPayment(operation.state))
        , m_nowMs(nowMs)
    {
    }

    /// From now on moves are those that contrary evidence makes.
    void beginCorrection() { m_corrects = true; }
    qint64 nowMs() const { return m_nowMs; }
    Payment &payment() { return m_result.payment; }
    Attempt &attempt() { return m_result.attempt; }
    Operation &operation() { return m_result.operation; }
    void keepUpdate(const std::optional<CardUpdate> &card) { m_result.updatedCard = card; }
    bool isCapture() const { return m_result.operation.kind == OperationKind::Capture; }
    bool isVoid() const { return m_result.operation.kind == OperationKind::Void; }
    bool isRefund() const { return m_result.operation.kind == OperationKind::Refund; }
    bool isIncrement() const { return m_result.operation.kind == OperationKind::Increment; }
    bool isFollowUp() const { return isCapture() || isVoid() || isRefund() || isIncrement(); }

    /// Moves the payment along the table and writes the step down.
    void move(PaymentEvent event, AttemptStatus attemptStatus, qint64 amount = 0,
              const QString &code = {})
    {
        if (!m_refused) {
            const Result<PaymentStatus> to =
                m_corrects ? corrected(payment().status, event) : next(payment().status, event);
            if (to && m_corrects) {
                payment().status = *to;
                note(QStringLiteral("integrity_correction"), attemptStatus, amount, toText(event));
            } else if (to) {
                payment().status = *to;
                note(toText(event), attemptStatus, amount, code);
            } else {
                m_refused = to.error();
            }
        }
    }

    /// A step that leaves the payment's status as it is.
    void note(const QString &event, AttemptStatus attemptStatus, qint64 amount = 0,
              const QString &code = {})
    {
        attempt().status = attemptStatus;
        PaymentStep step;
        step.atMs = m_nowMs;
        step.event = event;
        step.status = payment().status;
        step.attemptNumber = attempt().number;
        step.attemptStatus = toText(attemptStatus);
        step.amount = amount;
        step.code = code;
        step.operationId = operation().id;
        m_result.steps.append(step);
        m_result.changed = true;
    }

    /// What is said cannot be: nothing is settled by it.
    void refuse(const Error &why) { m_refused = why; }

    void close(OperationState state)
    {
        if (operation().state != state)
            m_result.changed = true;
        operation().state = state;
    }

    void fail(const PaymentError &error)
    {
        payment().error = error;
        attempt().error = error;
        operation().error = error;
    }

    /// Back to where the operation found the payment; nothing if it never left.
    void restore(PaymentEvent event)
    {
        const bool anotherPends = isCapture() && payment().capturePending > 0;
        if (payment().status != PaymentStatus::Processing || anotherPends) {
            note(toText(event), attempt().status, operation().amount, operation().error.category);
            return;
        }
        switch (operation().statusBefore) {
        case PaymentStatus::RequiresCustomerAction:
            return move(PaymentEvent::ChallengeRequired, AttemptStatus::AuthenticationPending);
        case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
            return move(PaymentEvent::AuthorizedInPart, AttemptStatus::PartiallyAuthorized);
        default:
            return move(event, AttemptStatus::Authorized, operation().amount,
                        operation().error.category);
        }
    }

    Result<Settlement> finish()
    {
        if (m_refused)
            return *m_refused;
        if (m_result.changed) {
            payment().version += 1;
            payment().modifiedAtMs = m_nowMs;
            attempt().modifiedAtMs = m_nowMs;
            operation().modifiedAtMs = m_nowMs;
        }
        // One operation at most holds a payment; when it is not this one, the flags are another's.
        if (m_held || holdsPayment(operation().state)) {
            payment().hasOpenOperation = holdsPayment(operation().state);
            payment().outcomeUnknown = operation().state == OperationState::Unknown;
        }
        return std::move(m_result);
    }

private:
    Settlement m_result;
    bool m_held; ///< the payment, before this outcome
    bool m_corrects = false;
    qint64 m_nowMs;
    std::optional<Error> m_refused;
};

// Refunds, in a file of their own.
void applyRefund(Applier &apply, const ProcessorReply &reply);
void refundNotDone(Applier &apply, OperationState state, const PaymentError &error);
/// The processor answered about something else: nobody knows what went back, so the amount stays
/// reserved until a person has looked.
void refundContradicted(Applier &apply, const CallOutcome &outcome);

// Increments, in a file of their own.
void applyIncrement(Applier &apply, const ProcessorReply &reply);
void incrementNotDone(Applier &apply, OperationState state, const PaymentError &error);
