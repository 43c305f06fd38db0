#include "services/engine/recovery.h"

#include "services/core/check.h"
#include "services/core/faultpoint.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeaseMs = 120'000;

} // namespace

Recovery::Recovery(EngineCore &core, OperationRunner &runner, Events &events)
    : m_core(core)
    , m_runner(runner)
    , m_events(events)
    , m_journal(core)
{
}

void Recovery::run(const std::function<void(const Result<> &)> &done)
{
    const auto taken = std::make_shared<int>(0);
    const auto half = [this, taken]() -> Result<> {
        const Result<QList<Operation>> open = m_core.operations.open();
        if (!open)
            return open.error();
        *taken = static_cast<int>(open->size());
        for (const Operation &operation : *open) {
            const Result<> result = takeOver(operation);
            if (!result)
                return result;
        }
        AuditEntry entry;
        entry.atMs = m_core.clock.nowMs();
        entry.actor = u"system"_s;
        entry.action = u"program.start"_s;
        entry.object = m_core.instance;
        entry.detail = u"open_operations=%1"_s.arg(*taken);
        const Result<> audited = m_core.journal.appendAudit(entry);
        faultPoint("recovery.before_commit");
        return audited;
    };
    m_core.writes.enqueue(half, [this, taken, done](const Result<> &committed) {
        faultPoint("recovery.after_commit");
        if (committed)
            emit m_events.recoveryProgress(*taken);
        done(committed);
    });
}

Result<> Recovery::takeOver(const Operation &operation)
{
    const Result<Payment> payment = m_core.payments.find(operation.merchantId, operation.paymentId);
    if (!payment)
        return payment.error();
    const Result<> sums = checkSums(*payment).and_then([&] { return checkClaim(*payment); });
    if (!sums)
        return sums;
    const Result<Attempt> attempt = m_core.payments.findAttempt(
        operation.merchantId, operation.paymentId, operation.attemptNumber);
    if (!attempt)
        return attempt.error();
    const qint64 nowMs = m_core.clock.nowMs();
    const Result<> raised = m_core.operations.raiseFence(operation);
    if (!raised)
        return raised;
    Operation ours = operation;
    ours.fence += 1;
    ours.leaseOwner = m_core.instance;
    ours.leaseUntilMs = nowMs + kLeaseMs;
    const auto write = [&](Result<Settlement> settlement) -> Result<> {
        if (!settlement)
            return settlement.error();
        settlement->operation.nextCheckAtMs = isOpen(settlement->operation.state) ? nowMs : 0;
        return m_journal.writeSettlement(*settlement, operation.state, u"system"_s);
    };
    CallOutcome stopped;
    stopped.error = {u"program_stopped"_s, u"unknown_outcome"_s, {}, {}};
    switch (operation.state) {
    case OperationState::Prepared:
        return write(settleNotSent(*payment, *attempt, ours,
                                   {u"aborted_before_send"_s, u"not_sent"_s, {}, u"UE_3000"_s},
                                   OperationState::AbortedBeforeSend, nowMs));
    case OperationState::Sending: return write(settle(*payment, *attempt, ours, stopped, nowMs));
    case OperationState::Unknown:
        if (!payment->outcomeUnknown) { // it waited to be sent again, so the payment was not marked
            ours.state = OperationState::Sending;
            return write(settle(*payment, *attempt, ours, stopped, nowMs));
        }
        [[fallthrough]];
    case OperationState::Pending:
        if (operation.checkCount < 3 || operation.nextCheckAtMs == 0)
            ours.nextCheckAtMs = nowMs;
        return m_core.operations.update(ours, operation.state);
    case OperationState::Succeeded:
    case OperationState::Declined:
    case OperationState::Rejected:
    case OperationState::Integrity:
    case OperationState::AbortedBeforeSend: break;
    }
    return {};
}

Result<Recovery::RefundSums> Recovery::sumsOfRefunds(const Payment &payment)
{
    const auto refunds = m_core.refunds.forPayment(payment.merchantId, payment.id);
    if (!refunds)
        return refunds.error();
    RefundSums sums;
    for (const Refund &refund : *refunds) {
        if (refund.status == RefundStatus::Succeeded)
            sums.done += refund.amount;
        else if (refund.status != RefundStatus::Failed)
            sums.pending += refund.amount; // Review keeps its amount reserved
    }
    return sums;
}

Result<> Recovery::checkClaim(const Payment &payment)
{
    if (!payment.offSession || payment.mandateId.isEmpty())
        return {};
    const auto claim = m_core.mandates.claim(payment.merchantId, payment.mandateId, payment.id);
    if (!claim)
        return claim.error();
    const bool fits = *claim && **claim == claimOf(payment);
    if (ensure(fits, "an agreement counts what its charges say"))
        return {};
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.merchantId = payment.merchantId;
    entry.actor = u"system"_s;
    entry.action = u"invariant.broken"_s;
    entry.object = payment.id.value;
    entry.detail = u"mandate=%1"_s.arg(payment.mandateId.value);
    return m_core.journal.appendAudit(entry);
}

Result<> Recovery::checkSums(const Payment &payment)
{
    const auto operations = m_core.operations.forPayment(payment.merchantId, payment.id);
    if (!operations)
        return operations.error();
    qint64 captured = 0;
    qint64 pending = 0;
    for (const Operation &operation : *operations) {
        const bool takes = operation.kind == OperationKind::Capture
                           || (operation.kind == OperationKind::Sale
                               && operation.state == OperationState::Succeeded);
        if (takes && operation.state == OperationState::Succeeded)
            captured += operation.kind == OperationKind::Sale ? payment.authorized // maybe in part
                                                              : operation.amount;
        else if (operation.kind == OperationKind::Capture && isOpen(operation.state))
            pending += operation.amount;
    }
    const Result<RefundSums> refunds = sumsOfRefunds(payment);
    if (!refunds)
        return refunds.error();
    if (ensure(captured == payment.captured && pending == payment.capturePending
                   && refunds->done == payment.refunded
                   && refunds->pending == payment.refundPending,
               "captured, refunded and reserved amounts equal those of the operations"))
        return {};
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.merchantId = payment.merchantId;
    entry.actor = u"system"_s;
    entry.action = u"invariant.broken"_s;
    entry.object = payment.id.value;
    entry.detail =
        u"captured=%1/%2 pending=%3/%4 refunded=%5/%6 refund_pending=%7/%8"_s.arg(payment.captured)
            .arg(captured)
            .arg(payment.capturePending)
            .arg(pending)
            .arg(payment.refunded)
            .arg(refunds->done)
            .arg(payment.refundPending)
            .arg(refunds->pending);
    return m_core.journal.appendAudit(entry);
}
