#include "services/engine/accountservice.h"

#include "services/engine/accountrecord.h"
#include "services/engine/operationrunner.h"
#include "services/engine/setupwrite.h"

using namespace Qt::StringLiterals;

QFuture<Result<ConnectorAccount>> AccountService::create(CreateAccount command)
{
    return m_engine.start<ConnectorAccount>(
        [this, command = std::move(command)](const Answer &reply) {
            const ConnectorAccountId id{m_engine.core().random.newId("mca"_L1)};
            const QUrl url = m_processorUrls.value(command.connector);
            writeSetup<ConnectorAccount>(
                m_engine, command.caller.merchantId,
                [command, id, url](EngineCore &core) {
                    return accountrecord::create(core, command, id, url);
                },
                reply);
        });
}

QFuture<Result<ConnectorAccount>> AccountService::find(const MerchantId &merchant,
                                                       const ConnectorAccountId &id)
{
    return m_engine.start<ConnectorAccount>([this, merchant, id](const Answer &reply) {
        reply(accountrecord::find(m_engine.core(), merchant, id));
    });
}

QFuture<Result<QList<ConnectorAccount>>> AccountService::list(const MerchantId &merchant)
{
    return m_engine.start<QList<ConnectorAccount>>(
        [this, merchant](const Reply<QList<ConnectorAccount>> &reply) {
            reply(m_engine.core().setups.accounts(merchant));
        });
}

QFuture<Result<ConnectorAccount>>
AccountService::update(const Caller &caller, const ConnectorAccountId &id, AccountChange change)
{
    return m_engine.start<ConnectorAccount>(
        [this, caller, id, change = std::move(change)](const Answer &reply) {
            writeSetup<ConnectorAccount>(
                m_engine, caller.merchantId,
                [caller, id, change](EngineCore &core) {
                    return accountrecord::update(core, caller, id, change);
                },
                reply);
        });
}

QFuture<Result<ConnectorAccount>> AccountService::remove(const Caller &caller,
                                                         const ConnectorAccountId &id)
{
    return m_engine.start<ConnectorAccount>([this, caller, id](const Answer &reply) {
        writeSetup<ConnectorAccount>(
            m_engine, caller.merchantId,
            [caller, id](EngineCore &core) { return accountrecord::remove(core, caller, id); },
            reply);
    });
}

QFuture<Result<bool>> AccountService::verify(CreateAccount command)
{
    return m_engine.start<bool>([this, command = std::move(command)](const Reply<bool> &reply) {
        EngineCore &core = m_engine.core();
        const auto setup = accountrecord::build(core, command, {core.random.newId("mca"_L1)},
                                                m_processorUrls.value(command.connector));
        if (!setup)
            return reply(setup.error());
        core.gateway.verify(setup->account, &m_engine.runner(),
                            [reply](const Result<bool> &answer) { reply(answer); });
    });
}
