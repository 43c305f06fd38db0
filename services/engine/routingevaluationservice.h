#pragma once

#include "services/interfaces/routingevaluation.h"

class Engine;

/// Made on any thread before Engine::open(); its calls wait in the engine's queue.
class RoutingEvaluationService final : public RoutingEvaluation
{
public:
    explicit RoutingEvaluationService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<RoutingAnswer>> evaluate(const MerchantId &merchant,
                                            RoutingQuestion question) override;

private:
    Engine &m_engine;
};
