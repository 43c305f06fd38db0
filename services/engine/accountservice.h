#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/connectoraccounts.h"

#include <QHash>

/// Accounts at processors: each change is one half. Made on any thread before Engine::open(); its
/// calls wait in the engine's queue.
class AccountService final : public ConnectorAccounts
{
public:
    /// `processorUrls`: where connectors are found, by name, for accounts that do not say.
    explicit AccountService(Engine &engine, const QHash<QString, QUrl> &processorUrls = {})
        : m_engine(engine)
        , m_processorUrls(processorUrls)
    {
    }

    QFuture<Result<ConnectorAccount>> create(CreateAccount command) override;
    QFuture<Result<ConnectorAccount>> find(const MerchantId &merchant,
                                           const ConnectorAccountId &id) override;
    QFuture<Result<QList<ConnectorAccount>>> list(const MerchantId &merchant) override;
    QFuture<Result<ConnectorAccount>> update(const Caller &caller, const ConnectorAccountId &id,
                                             AccountChange change) override;
    QFuture<Result<ConnectorAccount>> remove(const Caller &caller,
                                             const ConnectorAccountId &id) override;
    QFuture<Result<bool>> verify(CreateAccount command) override;
    QFuture<Result<bool>> test(const Caller &caller, const ConnectorAccountId &id,
                               AccountChange change) override;
    QFuture<Result<ConnectorAccount>> restoreKeys(const Caller &caller,
                                                  const ConnectorAccountId &id) override;
    QFuture<Result<AccountUse>> use(const MerchantId &merchant,
                                    const ConnectorAccountId &id) override;
    QFuture<Result<QList<AccountHealth>>> health(const MerchantId &merchant) override;
    QFuture<Result<QList<ConnectorDescription>>> processors() override;

private:
    using Answer = Reply<ConnectorAccount>;

    Engine &m_engine;
    const QHash<QString, QUrl> m_processorUrls;
};
