#pragma once

#include "services/interfaces/routingtrials.h"

#include <QThreadPool>

#include <atomic>

class Engine;

/// Reads past payments on a thread of its own, with a read-only connection.
class RoutingTrialService final : public RoutingTrials
{
public:
    /// Trials that wait at most.
    static constexpr int kMostWaiting = 8;

    RoutingTrialService(Engine &engine, const QString &databaseFile);
    ~RoutingTrialService() override;

    QFuture<Result<RoutingTrial>> tryOut(const MerchantId &merchant, TrialQuery query,
                                         std::shared_ptr<TrialControl> control) override;

private:
    Engine &m_engine;
    const QString m_file;
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_stopping = false;
    QThreadPool m_pool;
};
