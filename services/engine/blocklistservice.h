#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/blocklists.h"

/// Block lists: each change is one half. Made on any thread before Engine::open(); its calls wait
/// in the engine's queue.
class BlocklistService final : public Blocklists
{
public:
    explicit BlocklistService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<BlockedCard>> add(const Caller &caller, BlockedKind kind,
                                     const QString &data) override;
    QFuture<Result<BlockedCard>> remove(const Caller &caller, BlockedKind kind,
                                        const QString &data) override;
    QFuture<Result<QList<BlockedCard>>> list(const MerchantId &merchant, BlockedKind kind,
                                             qint64 offset, int limit) override;
    QFuture<Result<bool>> turn(const Caller &caller, bool on) override;

private:
    Engine &m_engine;
};
