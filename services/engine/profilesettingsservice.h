#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/profilesettings.h"

/// A profile's switches: each change is one half. Made on any thread before Engine::open(); its
/// calls wait in the engine's queue.
class ProfileSettingsService final : public ProfileSettings
{
public:
    explicit ProfileSettingsService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<ProfileSwitches>> switches(const MerchantId &merchant,
                                              const ProfileId &id) override;
    QFuture<Result<ProfileSwitches>> change(const ChangeProfileSwitches &command) override;

private:
    Engine &m_engine;
};
