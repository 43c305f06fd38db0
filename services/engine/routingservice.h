#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/routingconfigs.h"

/// Routing configurations: each change is one half. Made on any thread before Engine::open(); its
/// calls wait in the engine's queue.
class RoutingService final : public RoutingConfigs
{
public:
    explicit RoutingService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<RoutingConfig>> create(CreateRouting command) override;
    QFuture<Result<RoutingConfig>> find(const MerchantId &merchant, const QString &id) override;
    QFuture<Result<QList<RoutingConfig>>> list(const MerchantId &merchant, const ProfileId &profile,
                                               qint64 offset, int limit) override;
    QFuture<Result<QList<RoutingConfig>>> active(const MerchantId &merchant,
                                                 const ProfileId &profile) override;
    QFuture<Result<RoutingConfig>> activate(const Caller &caller, const QString &id) override;
    QFuture<Result<RoutingConfig>> deactivate(const Caller &caller,
                                              const ProfileId &profile) override;
    QFuture<Result<QList<ProcessorAccount>>> fallback(const MerchantId &merchant,
                                                      const ProfileId &profile) override;
    QFuture<Result<QList<ProcessorAccount>>> setFallback(const Caller &caller,
                                                         const ProfileId &profile,
                                                         const QStringList &accounts) override;

private:
    Engine &m_engine;
};
