#include "services/engine/merchantservice.h"

#include "services/engine/merchantrecord.h"
#include "services/engine/setupwrite.h"

using namespace Qt::StringLiterals;

QFuture<Result<MerchantAccount>> MerchantService::create(CreateMerchant command)
{
    const auto shared = std::make_shared<const CreateMerchant>(std::move(command));
    return m_engine.start<MerchantAccount>([this, shared](const Reply<MerchantAccount> &reply) {
        writeSetup<MerchantAccount>(
            m_engine, shared->id,
            [shared](EngineCore &core) { return merchantrecord::create(core, *shared); }, reply);
    });
}

QFuture<Result<MerchantAccount>> MerchantService::find(const MerchantId &id)
{
    return m_engine.start<MerchantAccount>([this, id](const Reply<MerchantAccount> &reply) {
        reply(merchantrecord::find(m_engine.core(), id));
    });
}

QFuture<Result<QList<MerchantAccount>>> MerchantService::list()
{
    return m_engine.start<QList<MerchantAccount>>(
        [this](const Reply<QList<MerchantAccount>> &reply) {
            reply(m_engine.core().setups.merchants());
        });
}

QFuture<Result<MerchantAccount>> MerchantService::update(UpdateMerchant command)
{
    return m_engine.start<MerchantAccount>([this, command = std::move(command)](
                                               const Reply<MerchantAccount> &reply) {
        writeSetup<MerchantAccount>(
            m_engine, command.id,
            [command](EngineCore &core) { return merchantrecord::update(core, command); }, reply);
    });
}

QFuture<Result<MerchantAccount>> MerchantService::remove(const Caller &caller, const MerchantId &id)
{
    return m_engine.start<MerchantAccount>([this, caller, id](const Reply<MerchantAccount> &reply) {
        writeSetup<MerchantAccount>(
            m_engine, id,
            [caller, id](EngineCore &core) { return merchantrecord::remove(core, caller, id); },
            reply);
    });
}

QFuture<Result<ProfileDetails>> MerchantService::createProfile(const Caller &caller,
                                                               ProfileChange change)
{
    return m_engine.start<ProfileDetails>(
        [this, caller, change = std::move(change)](const Reply<ProfileDetails> &reply) {
            const ProfileId id{m_engine.core().random.newId("pro"_L1)};
            const auto make = [caller, id, change](EngineCore &core) -> Result<ProfileDetails> {
                const auto made = merchantrecord::createProfile(core, caller, id, change);
                if (!made)
                    return made.error();
                return merchantrecord::detailsOf(core, *made);
            };
            writeSetup<ProfileDetails>(m_engine, caller.merchantId, make, reply);
        });
}

QFuture<Result<ProfileDetails>> MerchantService::findProfile(const MerchantId &merchant,
                                                             const ProfileId &id)
{
    return m_engine.start<ProfileDetails>([this, merchant, id](const Reply<ProfileDetails> &reply) {
        EngineCore &core = m_engine.core();
        const auto found = merchantrecord::profile(core, merchant, id);
        if (!found)
            return reply(found.error());
        reply(merchantrecord::detailsOf(core, *found));
    });
}

QFuture<Result<QList<ProfileDetails>>> MerchantService::listProfiles(const MerchantId &merchant)
{
    return m_engine.start<QList<ProfileDetails>>(
        [this, merchant](const Reply<QList<ProfileDetails>> &reply) {
            EngineCore &core = m_engine.core();
            const auto owner = merchantrecord::find(core, merchant);
            if (!owner)
                return reply(owner.error());
            const auto profiles = core.setups.profiles(merchant);
            if (!profiles)
                return reply(profiles.error());
            QList<ProfileDetails> list;
            for (const BusinessProfile &profile : *profiles)
                list.append(merchantrecord::detailsOf(core, profile));
            reply(list);
        });
}

QFuture<Result<ProfileDetails>>
MerchantService::updateProfile(const Caller &caller, const ProfileId &id, ProfileChange change)
{
    return m_engine.start<ProfileDetails>(
        [this, caller, id, change = std::move(change)](const Reply<ProfileDetails> &reply) {
            const auto update = [caller, id, change](EngineCore &core) -> Result<ProfileDetails> {
                const auto updated = merchantrecord::updateProfile(core, caller, id, change);
                if (!updated)
                    return updated.error();
                return merchantrecord::detailsOf(core, *updated);
            };
            writeSetup<ProfileDetails>(m_engine, caller.merchantId, update, reply);
        });
}

QFuture<Result<ProfileDetails>> MerchantService::removeProfile(const Caller &caller,
                                                               const ProfileId &id)
{
    return m_engine.start<ProfileDetails>([this, caller, id](const Reply<ProfileDetails> &reply) {
        const auto remove = [caller, id](EngineCore &core) -> Result<ProfileDetails> {
            const auto removed = merchantrecord::removeProfile(core, caller, id);
            if (!removed)
                return removed.error();
            return ProfileDetails{*removed, {}, {}};
        };
        writeSetup<ProfileDetails>(m_engine, caller.merchantId, remove, reply);
    });
}
