#pragma once

#include "services/domain/settlement.h"
#include "services/engine/enginecore.h"

/// Writes down what was decided: payment, attempt, operation, steps, audit row and event, all in
/// the half of the write queue that calls it.
class OperationJournal
{
public:
    explicit OperationJournal(EngineCore &core) : m_core(core) {}

    /// A payment that changed without an operation (update, local cancel), or a new one.
    Result<> writePayment(const Payment &payment, const QList<PaymentStep> &steps,
                          const QString &action, const QString &actor);
    /// The reserve: a new operation, with a new attempt for an authorization.
    Result<> writeReserve(const Payment &payment, const Attempt &attempt, bool newAttempt,
                          const Operation &operation, const QList<PaymentStep> &steps,
                          const QString &actor);
    /// The apply: expected is the state the operation was read in.
    /// When a card was held for the payment, it is saved or given up with it.
    Result<> writeSettlement(Settlement &settlement, OperationState expected, const QString &actor);
    /// Steps, audit row and event alone, for a payment whose row is written already. The audit row
    /// says what has been captured and refunded; `detail` goes before that.
    Result<> writeTrail(const Payment &payment, const QList<PaymentStep> &steps,
                        const QString &action, const QString &actor, const QString &detail);

private:
    /// The refund as its operation leaves it.
    Result<> writeRefund(const Operation &operation);

    EngineCore &m_core;
};
