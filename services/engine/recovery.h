#pragma once

#include "services/engine/operationrunner.h"

/// What an earlier run left open, taken over before anything new is accepted: prepared operations
/// are given up (nothing was sent), those that were being sent become unknown, and the schedule
/// asks about every one of them at once. Made of protocol steps only, so a crash in here needs
/// nothing new. Engine thread.
class Recovery
{
public:
    Recovery(EngineCore &core, OperationRunner &runner, Events &events);

    void run(const std::function<void(const Result<> &)> &done);

private:
    /// Minor units.
    struct RefundSums
    {
        qint64 done = 0;
        qint64 pending = 0;
    };

    Result<> takeOver(const Operation &operation);
    Result<RefundSums> sumsOfRefunds(const Payment &payment);
    Result<> checkSums(const Payment &payment);
    /// Whether the agreement that it is charged under counts what it should.
    Result<> checkClaim(const Payment &payment);

    EngineCore &m_core;
    OperationRunner &m_runner;
    Events &m_events;
    OperationJournal m_journal;
};
