#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/disputes.h"

/// Disputes, for whoever answers them. Made on any thread before Engine::open(); its calls wait in
/// the engine's queue.
class DisputeService final : public Disputes
{
public:
    explicit DisputeService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<DisputePage>> list(const MerchantId &merchant,
                                      const DisputeQuery &query) override;
    QFuture<Result<DisputeView>> find(const MerchantId &merchant, const DisputeId &id) override;
    QFuture<Result<DisputeView>> attach(const Caller &caller, const DisputeId &id,
                                        DisputeEvidence evidence) override;
    QFuture<Result<DisputeView>> detach(const Caller &caller, const DisputeId &id,
                                        const QString &evidenceId) override;
    QFuture<Result<DisputeView>> submit(const Caller &caller, const DisputeId &id) override;
    QFuture<Result<DisputeView>> accept(const Caller &caller, const DisputeId &id) override;

private:
    Engine &m_engine;
};
