#pragma once

#include "services/engine/command.h"
#include "services/engine/engine.h"
#include "services/interfaces/payments.h"

/// One-time payments: each call is a begin half, a call by the runner and a settle half. Made on
/// any thread before Engine::open(); its calls wait in the engine's queue.
class PaymentService final : public Payments
{
public:
    explicit PaymentService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<CreatedPayment>> create(CreatePayment command) override;
    QFuture<Result<Payment>> update(UpdatePayment command) override;
    QFuture<Result<Payment>> confirm(ConfirmPayment command) override;
    QFuture<Result<Payment>> capture(CapturePayment command) override;
    QFuture<Result<Payment>> cancel(CancelPayment command) override;
    QFuture<Result<Payment>> raise(RaiseHold command) override;
    QFuture<Result<Payment>> sync(SyncPayment command) override;
    QFuture<Result<Payment>> resume(const QString &returnToken, const QString &query = {}) override;
    QFuture<Result<PaymentDetails>> find(const MerchantId &merchant, const PaymentId &id) override;

private:
    using Done = CommandDone;

    void run(const PaymentId &id, const BeginHalf &begin, const Done &done);
    /// Names the saved method that the command's token stands for, claimed for its payment. The
    /// token, or nothing when it stands for no saved method.
    template <class Command>
    Result<QString> takeToken(Command &command, const PaymentId &id);
    /// What becomes of a token that was taken; an empty one was not.
    void tokenServed(const QString &token, const Result<Payment> &payment);
    void syncHere(const MerchantId &merchant, const PaymentId &id, const Done &done);
    /// Asks about one after the other; done hears what the last one left.
    void askEach(const MerchantId &merchant, QList<OperationId> operations, const Done &done);

    Engine &m_engine;
};
