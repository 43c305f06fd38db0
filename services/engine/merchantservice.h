#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/merchants.h"

/// Merchants and their profiles: each change is one half. Made on any thread before Engine::open();
/// its calls wait in the engine's queue.
class MerchantService final : public Merchants
{
public:
    explicit MerchantService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<MerchantAccount>> create(CreateMerchant command) override;
    QFuture<Result<MerchantAccount>> find(const MerchantId &id) override;
    QFuture<Result<QList<MerchantAccount>>> list() override;
    QFuture<Result<MerchantAccount>> update(UpdateMerchant command) override;
    QFuture<Result<MerchantAccount>> remove(const Caller &caller, const MerchantId &id) override;
    QFuture<Result<ProfileDetails>> createProfile(const Caller &caller,
                                                  ProfileChange change) override;
    QFuture<Result<ProfileDetails>> findProfile(const MerchantId &merchant,
                                                const ProfileId &id) override;
    QFuture<Result<QList<ProfileDetails>>> listProfiles(const MerchantId &merchant) override;
    QFuture<Result<ProfileDetails>> updateProfile(const Caller &caller, const ProfileId &id,
                                                  ProfileChange change) override;
    QFuture<Result<ProfileDetails>> removeProfile(const Caller &caller,
                                                  const ProfileId &id) override;

private:
    Engine &m_engine;
};
