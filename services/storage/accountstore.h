#pragma once

#include "services/core/result.h"
#include "services/domain/processoraccount.h"
#include "services/domain/profileswitches.h"
#include "services/storage/recentrows.h"

#include <QHash>

/// One merchant profile's switches that steer payments.
struct Profile
{
    ProfileId id;
    MerchantId merchantId;
    QString name;
    bool fineInitialState = false; ///< requires_payment_method instead of requires_confirmation
    ProfileSwitches switches = {};
    int tokenLifeSeconds = 900; ///< how long a card is held that was given before the confirm
};

/// Merchants, profiles, processor accounts and the installation's own secrets. What was read is
/// kept: while an engine runs, its own store is the only one that changes them.
class AccountStore
{
public:
    explicit AccountStore(Database &database)
        : m_database(database)
        , m_profiles(database)
        , m_accounts(database)
    {
    }

    /// 32 random bytes, made at the first migration's end with `fresh`, the same ever after. Keys
    /// idempotency keys and secret hashes.
    Result<QByteArray> installKey(const QByteArray &fresh);

    Result<> insertMerchant(const MerchantId &id, const QString &name, bool testMode, qint64 nowMs);
    Result<> insertProfile(const Profile &profile);
    /// The named profile, or the merchant's first when id is empty. NotFound otherwise.
    Result<Profile> profile(const MerchantId &merchant, const ProfileId &id);
    Result<> changeSwitches(const MerchantId &merchant, const ProfileId &id,
                            const ProfileSwitches &switches);
    Result<QList<MerchantId>> merchants();
    Result<QString> merchantName(const MerchantId &id);
    Result<bool> isTestMode(const MerchantId &id);

    /// Base URLs by connector, for accounts without one. Before anything is read.
    void setProcessorUrls(const QHash<QString, QUrl> &urls) { m_processorUrls = urls; }
    Result<> insertAccount(const ProcessorAccount &account);
    Result<> changeBaseUrl(const MerchantId &merchant, const ConnectorAccountId &id,
                           const QUrl &url);
    Result<QList<ProcessorAccount>> accounts(const MerchantId &merchant);
    Result<ProcessorAccount> account(const MerchantId &merchant, const ConnectorAccountId &id);

private:
    Database &m_database;
    RecentRows<Profile> m_profiles;                 ///< by id, the first one by the empty id
    RecentRows<QList<ProcessorAccount>> m_accounts; ///< all of a merchant, by the empty id
    QHash<QString, QUrl> m_processorUrls;
};
