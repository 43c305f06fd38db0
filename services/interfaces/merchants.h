#pragma once

#include "services/core/securebytes.h"
#include "services/domain/commands.h"
#include "services/domain/merchantsetup.h"

#include <QFuture>

#include <memory>

/// Bytes that several hold and nobody changes.
using SharedSecret = std::shared_ptr<const SecretBytes>;

/// What a profile is to be; what is not set stays, or has its default.
struct ProfileChange
{
    std::optional<QString> name;
    std::optional<bool> fineInitialState;
    std::optional<QString> returnUrl;
    std::optional<int> sessionExpirySeconds;
    std::optional<int> tokenLifeSeconds;
    std::optional<bool> requiresCvv;
    std::optional<bool> requiresAcceptance;
    std::optional<bool> agnosticMit;
    std::optional<WebhookSettings> webhook;
    std::optional<bool> responseHash;
    std::optional<bool> redirectWithPost;
    std::optional<QString> settingsJson;
    SharedSecret signingKey; ///< payment_response_hash_key; nothing: the engine makes one
    /// Headers that go with each webhook: lines of "Name: value", each with a line feed.
    SharedSecret headers;
};

/// A profile with its keys.
struct ProfileDetails
{
    BusinessProfile profile;
    SharedSecret signingKey; ///< null while the vault is locked
    QStringList headerNames; ///< values are not told again
};

/// Makes a merchant with a default profile and a publishable key.
struct CreateMerchant
{
    Caller caller; ///< its merchant is not looked at
    MerchantId id;
    QString name;
    bool testMode = true;
    QString organizationId; ///< empty: the engine makes one
    QString settingsJson;
    ProfileChange profile; ///< of the default profile
};

/// Changes a merchant; what is not set stays.
struct UpdateMerchant
{
    Caller caller;
    MerchantId id;
    std::optional<QString> name;
    std::optional<ProfileId> defaultProfile;
    std::optional<QString> settingsJson;
};

/// Merchants and their profiles. Each change is a line of the audit trail. Every call may come from
/// any thread and returns at once. Errors are those of the request (field named), NotFound with
/// "merchant_id" or "profile_id", VaultLocked where keys are made or given, Overloaded and
/// StorageUnavailable.
class Merchants
{
public:
    virtual ~Merchants() = default;

    /// Duplicate with field "merchant_id".
    virtual QFuture<Result<MerchantAccount>> create(CreateMerchant command) = 0;
    virtual QFuture<Result<MerchantAccount>> find(const MerchantId &id) = 0;
    /// Oldest first, without deleted ones.
    virtual QFuture<Result<QList<MerchantAccount>>> list() = 0;
    /// Also gives a publishable key to a merchant that has none.
    virtual QFuture<Result<MerchantAccount>> update(UpdateMerchant command) = 0;
    /// Its keys open nothing any more and no payment begins; what was paid stays.
    virtual QFuture<Result<MerchantAccount>> remove(const Caller &caller, const MerchantId &id) = 0;

    virtual QFuture<Result<ProfileDetails>> createProfile(const Caller &caller,
                                                          ProfileChange change) = 0;
    virtual QFuture<Result<ProfileDetails>> findProfile(const MerchantId &merchant,
                                                        const ProfileId &id) = 0;
    /// Oldest first, without deleted ones.
    virtual QFuture<Result<QList<ProfileDetails>>> listProfiles(const MerchantId &merchant) = 0;
    virtual QFuture<Result<ProfileDetails>> updateProfile(const Caller &caller, const ProfileId &id,
                                                          ProfileChange change) = 0;
    /// No payment begins under it any more. InvalidState (field "profile_id") for the default
    /// profile, and while it has accounts.
    virtual QFuture<Result<ProfileDetails>> removeProfile(const Caller &caller,
                                                          const ProfileId &id) = 0;
};
