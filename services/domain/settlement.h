#pragma once

#include "services/domain/outcome.h"
#include "services/domain/paymentlifecycle.h"

/// What one classified call, or one read, does to an operation and its payment. Pure: the engine
/// writes it down.
struct Settlement
{
    Payment payment;
    Attempt attempt;
    Operation operation;
    QList<PaymentStep> steps; ///< without sequence and actor; the engine numbers them
    bool changed = false;     ///< false: a read that told nothing new, write nothing but the call
    std::optional<CardUpdate> updatedCard = {}; ///< of the saved method that was charged
};

/// Applies the outcome of a send, or of a read of the same operation, at nowMs (UTC). A read that
/// finds nothing changes nothing: whether that settles the operation is settleNotFound's question.
/// Errors: InvalidState when the outcome asks for a transition the table does not have.
Result<Settlement> settle(const Payment &payment, const Attempt &attempt,
                          const Operation &operation, const CallOutcome &outcome, qint64 nowMs);

/// The processor has no trace of the operation and never will have (the lookup is consistent and
/// the fence stands): nothing was taken.
Result<Settlement> settleNotFound(const Payment &payment, const Attempt &attempt,
                                  const Operation &operation, qint64 nowMs);

/// Whether a read of that operation could bring evidence against what it counts as: it counts as
/// not done, and its payment has failed.
bool mayBeCorrected(const Payment &payment, const Operation &operation);

/// Applies a read of such an operation. Evidence that it was done wins: the payment leaves its
/// final status, with a step that says so. Anything else changes nothing. InvalidState when the
/// evidence contradicts what was asked, or says what no correction can express: that is for a
/// person.
Result<Settlement> settleLate(const Payment &payment, const Attempt &attempt,
                              const Operation &operation, const CallOutcome &outcome, qint64 nowMs);

/// An authorization was refused for certain, and another try of the same payment follows at once:
/// the attempt has failed, the payment goes on. `outcome` is Rejected, NotSent or Decided with
/// Declined.
Result<Settlement> settleBeforeRetry(const Payment &payment, const Attempt &attempt,
                                     const Operation &operation, const CallOutcome &outcome,
                                     qint64 nowMs);
/// Whether a settlement came from settleBeforeRetry.
bool isTriedAgain(const Settlement &settlement);

/// The operation was prepared but provably never sent: amounts released, the payment goes back.
Result<Settlement> settleNotSent(const Payment &payment, const Attempt &attempt,
                                 const Operation &operation, const PaymentError &why,
                                 OperationState finalState, qint64 nowMs);
