#include "services/engine/operationjournal.h"

#include "services/engine/cardguard.h"
#include "services/engine/heldcards.h"
#include "services/engine/mandatekeeping.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/webhooktelling.h"

using namespace Qt::StringLiterals;

namespace {

QString operationDetail(const Operation &operation)
{
    return u"kind="_s + toText(operation.kind) + u" amount="_s + QString::number(operation.amount)
           + u" currency="_s + toText(operation.currency) + u" state="_s + toText(operation.state)
           + u" send="_s + QString::number(operation.sendCount) + u' ';
}

/// What a check of the trail compares the payment with.
QString sumsOf(const Payment &payment)
{
    return u"captured="_s + QString::number(payment.captured) + u" refunded="_s
           + QString::number(payment.refunded);
}

} // namespace

Result<> OperationJournal::writePayment(const Payment &payment, const QList<PaymentStep> &steps,
                                        const QString &action, const QString &actor)
{
    const Result<> written = m_core.payments.update(payment);
    if (!written)
        return written;
    return writeTrail(payment, steps, action, actor, {});
}

Result<> OperationJournal::writeReserve(const Payment &payment, const Attempt &attempt,
                                        bool newAttempt, const Operation &operation,
                                        const QList<PaymentStep> &steps, const QString &actor)
{
    Result<> written = m_core.payments.update(payment);
    if (written)
        written = newAttempt ? m_core.payments.insertAttempt(attempt)
                             : m_core.payments.updateAttempt(attempt);
    if (written)
        written = m_core.operations.insert(operation);
    if (!written)
        return written;
    return writeTrail(payment, steps, u"operation.reserve"_s, actor, operationDetail(operation));
}

Result<> OperationJournal::writeSettlement(Settlement &settlement, OperationState expected,
                                           const QString &actor)
{
    Result<> written = m_core.operations.update(settlement.operation, expected);
    if (!written || !settlement.changed)
        return written;
    if (isOpen(expected))
        written = methodkeeping::settle(m_core, settlement, actor);
    if (written)
        written = mandatekeeping::settle(m_core, settlement, isOpen(expected), actor);
    const bool ended = !isTriedAgain(settlement);
    if (written && ended)
        written = heldcards::dropAfterConfirm(m_core, settlement.payment);
    if (written && ended)
        written = cardguard::settle(m_core, settlement);
    if (written)
        written = m_core.payments.update(settlement.payment);
    if (written)
        written = m_core.payments.updateAttempt(settlement.attempt);
    if (written && settlement.operation.kind == OperationKind::Refund)
        written = writeRefund(settlement.operation);
    if (!written)
        return written;
    written = writeTrail(settlement.payment, settlement.steps, u"operation.settle"_s, actor,
                         operationDetail(settlement.operation));
    const bool moved = settlement.payment.status != settlement.operation.statusBefore;
    return written && moved && ended ? webhooktelling::tell(m_core, settlement.payment) : written;
}

Result<> OperationJournal::writeRefund(const Operation &operation)
{
    const Result<Refund> refund =
        m_core.refunds.findByOperation(operation.merchantId, operation.id);
    if (!refund)
        return refund.error();
    const Refund after = refundAfter(*refund, operation, operation.modifiedAtMs);
    const Result<> updated = m_core.refunds.update(after);
    const bool moved = after.status != refund->status;
    return updated && moved ? webhooktelling::tell(m_core, after) : updated;
}

Result<> OperationJournal::writeTrail(const Payment &payment, const QList<PaymentStep> &steps,
                                      const QString &action, const QString &actor,
                                      const QString &detail)
{
    for (PaymentStep step : steps) {
        if (step.actor.isEmpty())
            step.actor = actor;
        const Result<> appended = m_core.payments.appendStep(payment, step);
        if (!appended)
            return appended;
    }
    AuditEntry entry;
    entry.atMs = payment.modifiedAtMs;
    entry.merchantId = payment.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = payment.id.value;
    entry.result = toText(payment.status);
    entry.detail = detail + sumsOf(payment);
    const Result<> audited = m_core.journal.appendAudit(entry);
    if (!audited)
        return audited;
    return m_core.journal.appendEvent(payment.merchantId, u"payment.changed"_s, payment.id.value,
                                      payment.rowId, payment.modifiedAtMs);
}
