#pragma once

#include "services/engine/engine.h"
#include "services/engine/operationrunner.h"
#include "services/engine/reservation.h"
#include "services/interfaces/payments.h"

#include <QDeadlineTimer>

/// One-time payments: each call is a begin half, a call by the runner and a settle half. Made on
/// any thread before Engine::open(); its calls wait in the engine's queue.
class PaymentService final : public Payments
{
public:
    /// How long a second request for a payment waits for the one that holds it, in ms.
    static constexpr qint64 kBusyWaitMs = 5'000;

    explicit PaymentService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<CreatedPayment>> create(CreatePayment command) override;
    QFuture<Result<Payment>> update(UpdatePayment command) override;
    QFuture<Result<Payment>> confirm(ConfirmPayment command) override;
    QFuture<Result<Payment>> capture(CapturePayment command) override;
    QFuture<Result<Payment>> cancel(CancelPayment command) override;
    QFuture<Result<Payment>> sync(SyncPayment command) override;
    QFuture<Result<Payment>> resume(const QString &returnToken) override;
    QFuture<Result<PaymentDetails>> find(const MerchantId &merchant, const PaymentId &id) override;

private:
    using Begin = std::function<Result<Begun>(Reservation &)>;
    using Done = std::function<void(const Result<Payment> &)>;

    /// Runs the begin half, waits its turn when the payment is held, and runs what was reserved.
    void run(const PaymentId &id, const Begin &begin, const Done &done);
    void tryBegin(const PaymentId &id, const Begin &begin, QDeadlineTimer deadline,
                  const Done &done);
    void waitForTurn(const PaymentId &id, QDeadlineTimer deadline,
                     const std::function<void()> &again);
    void syncHere(const MerchantId &merchant, const PaymentId &id, const Done &done);
    /// Asks about one after the other; done hears what the last one left.
    void askEach(const MerchantId &merchant, QList<OperationId> operations, const Done &done);

    Engine &m_engine;
};
