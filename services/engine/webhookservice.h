#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/webhooks.h"

/// What shops are told, for whoever looks after it. Made on any thread before Engine::open(); its
/// calls wait in the engine's queue.
class WebhookService final : public Webhooks
{
public:
    explicit WebhookService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<WebhookPage>> list(const MerchantId &merchant,
                                      const WebhookQuery &query) override;
    QFuture<Result<WebhookHistory>> history(const MerchantId &merchant,
                                            const QString &eventId) override;
    QFuture<Result<WebhookHistory>> retry(const Caller &caller, const QString &eventId) override;

private:
    Engine &m_engine;
};
