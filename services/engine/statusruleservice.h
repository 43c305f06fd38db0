#pragma once

#include "services/interfaces/statusrules.h"

class Engine;

/// The rules of the status map: each change is one half. Made on any thread before Engine::open();
/// its calls wait in the engine's queue.
class StatusRuleService final : public StatusRules
{
public:
    explicit StatusRuleService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<StatusRule>> create(const Caller &caller, const StatusRule &rule) override;
    QFuture<Result<StatusRule>> find(const StatusRuleKey &key) override;
    QFuture<Result<StatusRule>> update(const Caller &caller, const StatusRuleKey &key,
                                       const StatusRuleChange &change) override;
    QFuture<Result<StatusRule>> remove(const Caller &caller, const StatusRuleKey &key) override;

private:
    Engine &m_engine;
};
