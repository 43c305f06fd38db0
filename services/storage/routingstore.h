#pragma once

#include "services/domain/merchantsetup.h"
#include "services/storage/database.h"

/// Routing configurations and the order of accounts that is fallen back to.
class RoutingStore
{
public:
    explicit RoutingStore(Database &database) : m_database(database) {}

    Result<> insert(const RoutingConfig &config);
    Result<RoutingConfig> find(const MerchantId &merchant, const QString &id);
    /// Newest first. An empty profile: of all.
    Result<QList<RoutingConfig>> list(const MerchantId &merchant, const ProfileId &profile,
                                      qint64 offset, int limit);
    /// NotFound when the profile has none for that kind of transaction.
    Result<RoutingConfig> active(const MerchantId &merchant, const ProfileId &profile,
                                 const QString &transactionType);
    /// In force or not; Duplicate when another of the profile is.
    Result<> setActive(const RoutingConfig &config, bool active, qint64 nowMs);

    /// Account ids in order; NotFound when none was set. An empty profile: the merchant's own.
    Result<QStringList> fallback(const MerchantId &merchant, const ProfileId &profile);
    Result<> putFallback(const MerchantId &merchant, const ProfileId &profile,
                         const QStringList &accounts, qint64 nowMs);

private:
    Database &m_database;
};
