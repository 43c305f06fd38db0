#pragma once

#include "services/engine/engine.h"
#include "services/engine/operationrunner.h"
#include "services/interfaces/recurring.h"

/// Agreements about later charges: set up and charged by payments, kept by mandatekeeping. Made on
/// any thread before Engine::open(); its calls wait in the engine's queue.
class RecurringService final : public Recurring
{
public:
    explicit RecurringService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<QList<Agreement>>> list(const MerchantId &merchant,
                                           const AgreementQuery &query) override;
    QFuture<Result<qint64>> count(const MerchantId &merchant, const AgreementQuery &query) override;
    QFuture<Result<AgreementDetails>> find(const MerchantId &merchant,
                                           const MandateId &id) override;
    QFuture<Result<Mandate>> revoke(const Caller &caller, const MandateId &id) override;
    QFuture<Result<Payment>> setUp(SetUpAgreement command) override;
    QFuture<Result<Payment>> charge(ChargeOffSession command) override;

private:
    /// Creates and confirms in one half.
    QFuture<Result<Payment>> pay(CreatePayment payment);

    Engine &m_engine;
};
