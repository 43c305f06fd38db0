#include "services/engine/accountservice.h"

#include "services/engine/accountkeys.h"
#include "services/engine/accountrecord.h"
#include "services/engine/operationrunner.h"
#include "services/engine/setupwrite.h"
#include "services/storage/accounthealthstore.h"

using namespace Qt::StringLiterals;

namespace {

QList<ConnectorFeature> featuresOf(const ConnectorCapabilities &can)
{
    QList<ConnectorFeature> features;
    const auto add = [&features](bool has, ConnectorFeature feature) {
        if (has)
            features.append(feature);
    };
    add(can.partialCapture, ConnectorFeature::PartialCapture);
    add(can.multipleCaptures, ConnectorFeature::MultipleCaptures);
    add(can.partialAuthorization, ConnectorFeature::PartialAuthorization);
    add(can.processorTokens, ConnectorFeature::SavedCards);
    add(can.networkTransactionIds, ConnectorFeature::NetworkTransactionIds);
    add(can.networkTokens, ConnectorFeature::NetworkTokens);
    add(can.lookupById || can.lookupByReference, ConnectorFeature::Lookup);
    return features;
}

} // namespace

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
        const Result<ProcessorAccount> account =
            accountrecord::build(core, command, {}, m_processorUrls.value(command.connector))
                .and_then([&](const ConnectorAccount &setup) {
                    return accountkeys::given(setup.account, command.change);
                });
        if (!account)
            return reply(account.error());
        core.gateway.verify(*account, &m_engine.runner(),
                            [reply](const Result<bool> &answer) { reply(answer); });
    });
}

QFuture<Result<bool>> AccountService::test(const Caller &caller, const ConnectorAccountId &id,
                                           AccountChange change)
{
    return m_engine.start<bool>(
        [this, caller, id, change = std::move(change)](const Reply<bool> &reply) {
            EngineCore &core = m_engine.core();
            const Result<ProcessorAccount> account =
                accountrecord::wouldBe(core, caller.merchantId, id, change);
            if (!account)
                return reply(account.error());
            core.gateway.verify(*account, &m_engine.runner(),
                                [reply](const Result<bool> &answer) { reply(answer); });
        });
}

QFuture<Result<ConnectorAccount>> AccountService::restoreKeys(const Caller &caller,
                                                              const ConnectorAccountId &id)
{
    return m_engine.start<ConnectorAccount>([this, caller, id](const Answer &reply) {
        writeSetup<ConnectorAccount>(
            m_engine, caller.merchantId,
            [caller, id](EngineCore &core) { return accountrecord::restoreKeys(core, caller, id); },
            reply);
    });
}

QFuture<Result<AccountUse>> AccountService::use(const MerchantId &merchant,
                                                const ConnectorAccountId &id)
{
    return m_engine.start<AccountUse>([this, merchant, id](const Reply<AccountUse> &reply) {
        reply(accountrecord::use(m_engine.core(), merchant, id));
    });
}

QFuture<Result<QList<AccountHealth>>> AccountService::health(const MerchantId &merchant)
{
    using Healths = QList<AccountHealth>;
    return m_engine.start<Healths>([this, merchant](const Reply<Healths> &reply) {
        EngineCore &core = m_engine.core();
        const auto accounts = core.setups.accounts(merchant);
        if (!accounts)
            return reply(accounts.error());
        // What was before this program started is known from the last one.
        const auto earlier = AccountHealthStore(core.database).lastSuccesses(merchant);
        if (!earlier)
            return reply(earlier.error());
        Healths healths;
        for (const ConnectorAccount &setup : *accounts) {
            AccountHealth health = core.gateway.health(setup.account.id);
            health.lastSuccessMs = qMax(health.lastSuccessMs, earlier->value(setup.account.id));
            healths.append(health);
        }
        reply(healths);
    });
}

QFuture<Result<QList<ConnectorDescription>>> AccountService::processors()
{
    using Descriptions = QList<ConnectorDescription>;
    return m_engine.start<Descriptions>([this](const Reply<Descriptions> &reply) {
        Descriptions found;
        for (const Connector *connector : m_engine.core().connectors.all()) {
            ConnectorDescription description = connector->description();
            description.features = featuresOf(connector->capabilities());
            const QUrl ours = m_processorUrls.value(description.name);
            if (!ours.isEmpty())
                description.testUrl = ours;
            found.append(description);
        }
        reply(found);
    });
}
