#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/idempotency.h"

/// Keeps which requests were done. Made on any thread before Engine::open(); its calls wait in the
/// engine's queue.
class IdempotencyService final : public Idempotency
{
public:
    explicit IdempotencyService(Engine &engine);

    QFuture<Result<IdempotencyClaim>> claim(IdempotentRequest request) override;
    QFuture<Result<bool>> finish(const MerchantId &merchant, const QString &key, int status,
                                 const QByteArray &answer) override;
    QFuture<Result<bool>> forget(const MerchantId &merchant, const QString &key) override;

private:
    Result<IdempotencyClaim> claimHere(const IdempotentRequest &request,
                                       const QString &operationId);
    QFuture<Result<bool>> write(std::function<Result<>()> half);

    Engine &m_engine;
};
