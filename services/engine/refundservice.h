#pragma once

#include "services/engine/command.h"
#include "services/engine/engine.h"
#include "services/interfaces/refunds.h"

/// Refunds: an operation on the payment like a capture, and a row of its own. Made on any thread
/// before Engine::open(); its calls wait in the engine's queue.
class RefundService final : public Refunds
{
public:
    explicit RefundService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<Refund>> create(CreateRefund command) override;
    QFuture<Result<Refund>> update(UpdateRefund command) override;
    QFuture<Result<Refund>> cancel(const Caller &caller, const RefundId &id) override;
    QFuture<Result<Refund>> sync(const Caller &caller, const RefundId &id) override;
    QFuture<Result<Refund>> find(const MerchantId &merchant, const RefundId &id) override;
    QFuture<Result<QList<Refund>>> list(const MerchantId &merchant,
                                        const RefundQuery &query) override;

private:
    void run(const PaymentId &id, const BeginHalf &begin, const CommandDone &done);
    /// Answers with the stored refund once the payment's command is done.
    CommandDone answering(const MerchantId &merchant, const RefundId &id,
                          const Reply<Refund> &reply);

    Engine &m_engine;
};
