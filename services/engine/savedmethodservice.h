#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/savedmethods.h"

/// Saved methods: each change is one half. Made on any thread before Engine::open(); its calls wait
/// in the engine's queue.
class SavedMethodService final : public SavedMethods
{
public:
    explicit SavedMethodService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<QList<SavedMethod>>> list(const MerchantId &merchant, const CustomerId &customer,
                                             int limit) override;
    QFuture<Result<QList<OfferedMethod>>> offer(const MerchantId &merchant,
                                                const CustomerId &customer, int limit,
                                                const ProfileId &profile = {}) override;
    QFuture<Result<SavedMethod>> find(const MerchantId &merchant,
                                      const PaymentMethodId &id) override;
    QFuture<Result<SavedMethod>> update(UpdateMethod command) override;
    QFuture<Result<SavedMethod>> makeDefault(const Caller &caller, const CustomerId &customer,
                                             const PaymentMethodId &id) override;
    QFuture<Result<SavedMethod>> remove(const Caller &caller, const PaymentMethodId &id) override;

private:
    Result<QList<SavedMethod>> listHere(const MerchantId &merchant, const CustomerId &customer,
                                        int limit);
    /// The method as a half leaves it, from the one that is stored.
    using Change = std::function<Result<SavedMethod>(EngineCore &, const SavedMethod &)>;

    QFuture<Result<SavedMethod>> write(const MerchantId &merchant, const PaymentMethodId &id,
                                       const Change &change);

    Engine &m_engine;
};
