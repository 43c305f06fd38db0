#include "services/engine/refundservice.h"

#include "services/engine/enginecore.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;

} // namespace

CommandDone RefundService::answering(const MerchantId &merchant, const RefundId &id,
                                     const Reply<Refund> &reply)
{
    return [this, merchant, id, reply](const Result<Payment> &payment) {
        if (!payment)
            return reply(payment.error());
        reply(m_engine.core().refunds.find(merchant, id));
    };
}

void RefundService::run(const PaymentId &id, const BeginHalf &begin, const CommandDone &done)
{
    runCommand(m_engine.core(), m_engine.runner(), id, begin, done);
}

QFuture<Result<Refund>> RefundService::create(CreateRefund command)
{
    return m_engine.start<Refund>([this, command = std::move(command)](const Reply<Refund> &reply) {
        EngineCore &core = m_engine.core();
        const RefundId id =
            command.id.isEmpty() ? RefundId{core.random.newId("ref"_L1)} : command.id;
        run(
            command.paymentId,
            [command, id](Reservation &reservation) { return reservation.refund(command, id); },
            answering(command.caller.merchantId, id, reply));
    });
}

QFuture<Result<Refund>> RefundService::cancel(const Caller &caller, const RefundId &id)
{
    return m_engine.start<Refund>([this, caller, id](const Reply<Refund> &reply) {
        const Result<Refund> refund = m_engine.core().refunds.find(caller.merchantId, id);
        if (!refund)
            return reply(refund.error());
        run(
            refund->paymentId,
            [caller, id](Reservation &reservation) { return reservation.cancelRefund(caller, id); },
            answering(caller.merchantId, id, reply));
    });
}

QFuture<Result<Refund>> RefundService::update(UpdateRefund command)
{
    return m_engine.start<Refund>([this, command = std::move(command)](const Reply<Refund> &reply) {
        EngineCore &core = m_engine.core();
        const auto changed = std::make_shared<Result<Refund>>(ErrorCode::Internal);
        const auto half = [&core, command, changed]() -> Result<> {
            *changed = core.refunds.find(command.caller.merchantId, command.id);
            if (!*changed)
                return changed->error();
            Refund &refund = **changed;
            refund.reason = command.reason.value_or(refund.reason);
            refund.metadataJson = command.metadataJson.value_or(refund.metadataJson);
            refund.modifiedAtMs = core.clock.nowMs();
            AuditEntry entry;
            entry.atMs = refund.modifiedAtMs;
            entry.merchantId = refund.merchantId;
            entry.actor = command.caller.actor;
            entry.action = u"refund.update"_s;
            entry.object = refund.id.value;
            entry.result = toText(refund.status);
            return checkRefundTexts(refund.reason, refund.metadataJson)
                .and_then([&] { return core.refunds.update(refund); })
                .and_then([&] { return core.journal.appendAudit(entry); });
        };
        core.writes.enqueue(half, [changed, reply](const Result<> &committed) {
            committed ? reply(*changed) : reply(committed.error());
        });
    });
}

QFuture<Result<Refund>> RefundService::sync(const Caller &caller, const RefundId &id)
{
    return m_engine.start<Refund>([this, caller, id](const Reply<Refund> &reply) {
        const Result<Refund> refund = m_engine.core().refunds.find(caller.merchantId, id);
        const bool askable = refund && !refund->operationId.isEmpty()
                             && refund->status != RefundStatus::Failed
                             && refund->status != RefundStatus::Review;
        if (!askable)
            return reply(refund);
        m_engine.runner().check(caller.merchantId, refund->operationId,
                                answering(caller.merchantId, id, reply));
    });
}

QFuture<Result<Refund>> RefundService::find(const MerchantId &merchant, const RefundId &id)
{
    return m_engine.start<Refund>([this, merchant, id](const Reply<Refund> &reply) {
        reply(m_engine.core().refunds.find(merchant, id));
    });
}

QFuture<Result<QList<Refund>>> RefundService::list(const MerchantId &merchant,
                                                   const RefundQuery &query)
{
    return m_engine.start<QList<Refund>>(
        [this, merchant, query](const Reply<QList<Refund>> &reply) {
            if (query.limit < 1 || query.limit > kLongestList)
                return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
            reply(m_engine.core().refunds.list(merchant, {query.status, query.paymentId},
                                               query.before, query.limit));
        });
}
