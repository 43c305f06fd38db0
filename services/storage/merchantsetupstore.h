#pragma once

#include "services/domain/merchantsetup.h"
#include "services/storage/database.h"
#include "services/storage/recentrows.h"

/// Merchants, profiles and accounts with all that they were set to. Those that nobody set up
/// through the API have the defaults. What the engine looks at for every payment is in
/// AccountStore, too.
class MerchantSetupStore
{
public:
    explicit MerchantSetupStore(Database &database)
        : m_database(database)
        , m_merchants(database)
        , m_profiles(database)
    {
    }

    /// Settings of a merchant that AccountStore has already, in the place of earlier ones.
    Result<> putMerchant(const MerchantAccount &merchant);
    Result<MerchantAccount> merchant(const MerchantId &id);
    /// Oldest first, without deleted ones.
    Result<QList<MerchantAccount>> merchants();

    /// Settings of a profile that AccountStore has already, in the place of earlier ones.
    Result<> putProfile(const BusinessProfile &profile);
    /// Deleted ones too: payments go on under them. NotFound.
    Result<BusinessProfile> profile(const MerchantId &merchant, const ProfileId &id);
    /// Oldest first, without deleted ones.
    Result<QList<BusinessProfile>> profiles(const MerchantId &merchant);

    /// Settings of an account that AccountStore has already, in the place of earlier ones.
    Result<> putAccount(const ConnectorAccount &account);
    Result<ConnectorAccount> account(const MerchantId &merchant, const ConnectorAccountId &id);
    /// By label, without deleted ones.
    Result<QList<ConnectorAccount>> accounts(const MerchantId &merchant);
    /// Of all merchants, with merchant and id only: those whose keys before the last change stayed
    /// until then or a shorter time.
    Result<QList<ConnectorAccount>> withOldKeys(qint64 untilMs);
    /// What was read is read again: another store has changed a profile.
    void forgetRead() { m_profiles.forgetAll(); }

private:
    Database &m_database;
    RecentRows<MerchantAccount> m_merchants;
    RecentRows<BusinessProfile> m_profiles;
};
