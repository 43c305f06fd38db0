#pragma once

#include "services/domain/commands.h"
#include "services/domain/profileswitches.h"

#include <QFuture>

/// What the profiles of a merchant insist on where cards are kept. Every call may come from any
/// thread and returns at once. Errors: NotFound (field "profile_id"), Overloaded and
/// StorageUnavailable.
class ProfileSettings
{
public:
    virtual ~ProfileSettings() = default;

    /// Those of a profile, or of the merchant's default one when the id is empty.
    virtual QFuture<Result<ProfileSwitches>> switches(const MerchantId &merchant,
                                                      const ProfileId &id) = 0;
    /// Holds for whatever is begun afterwards; each change leaves a line in the audit trail.
    virtual QFuture<Result<ProfileSwitches>> change(const ChangeProfileSwitches &command) = 0;
};
