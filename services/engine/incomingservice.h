#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/incomingwebhooks.h"

/// Calls of processors, for whoever takes them in and whoever looks at them. Made on any thread
/// before Engine::open(); its calls wait in the engine's queue.
class IncomingService final : public IncomingWebhooks
{
public:
    explicit IncomingService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<QByteArray>> receive(IncomingWebhook call) override;
    QFuture<Result<InboxPage>> list(const MerchantId &merchant, const InboxQuery &query) override;
    QFuture<Result<InboxEntry>> handleAgain(const Caller &caller, qint64 rowId) override;
    QFuture<Result<qint64>> refusedCount() override;

private:
    Engine &m_engine;
};
