#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/merchants.h"

/// How merchants and profiles are written down, each in the half that calls it.
namespace merchantrecord {

/// NotFound (field "merchant_id") also when it was deleted.
Result<MerchantAccount> find(EngineCore &core, const MerchantId &id);
/// The named profile, or the merchant's default one when id is empty. NotFound (field
/// "profile_id") also when it was deleted, or the merchant was.
Result<BusinessProfile> profile(EngineCore &core, const MerchantId &merchant, const ProfileId &id);
/// With its keys as far as the vault is open.
ProfileDetails detailsOf(EngineCore &core, const BusinessProfile &profile);

Result<MerchantAccount> create(EngineCore &core, const CreateMerchant &command);
Result<MerchantAccount> update(EngineCore &core, const UpdateMerchant &command);
Result<MerchantAccount> remove(EngineCore &core, const Caller &caller, const MerchantId &id);
Result<BusinessProfile> createProfile(EngineCore &core, const Caller &caller, const ProfileId &id,
                                      const ProfileChange &change);
Result<BusinessProfile> updateProfile(EngineCore &core, const Caller &caller, const ProfileId &id,
                                      const ProfileChange &change);
Result<BusinessProfile> removeProfile(EngineCore &core, const Caller &caller, const ProfileId &id);

/// An audit row about what a merchant set up.
Result<> audit(EngineCore &core, const MerchantId &merchant, const QString &actor,
               const QString &action, const QString &object, const QString &result = {});

} // namespace merchantrecord
