#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/paymentlinks.h"

/// Links to pages on which payments are paid. Made on any thread before Engine::open(); its calls
/// wait in the engine's queue.
class PaymentLinkService final : public PaymentLinks
{
public:
    explicit PaymentLinkService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<PaymentLink>> find(const MerchantId &merchant, const QString &id) override;

private:
    Engine &m_engine;
};
