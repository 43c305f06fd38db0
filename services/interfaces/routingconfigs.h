#pragma once

#include "services/domain/commands.h"
#include "services/domain/merchantsetup.h"

#include <QFuture>

/// Keeps a routing configuration.
struct CreateRouting
{
    Caller caller;
    ProfileId profileId;
    QString name;
    QString description;
    QString transactionType = QStringLiteral("payment");
    QString algorithmKind; ///< "single", "priority", "volume_split", "advanced"
    QString algorithmJson;
    QStringList accounts; ///< merchant_connector_ids that the algorithm names
};

/// Routing configurations of a merchant: kept, and one of a profile in force, which decides where
/// its payments go. Each change is a line of the audit trail. Every call may come from any thread
/// and returns at once. Errors are those of the request (field named), NotFound with
/// "routing_id" or "profile_id", Overloaded and StorageUnavailable.
class RoutingConfigs
{
public:
    virtual ~RoutingConfigs() = default;

    /// InvalidValue "merchant_connector_id" for an account that is not the profile's.
    virtual QFuture<Result<RoutingConfig>> create(CreateRouting command) = 0;
    virtual QFuture<Result<RoutingConfig>> find(const MerchantId &merchant, const QString &id) = 0;
    /// Newest first; of one profile, or of all with an empty one. limit is 1 to 1,000.
    virtual QFuture<Result<QList<RoutingConfig>>>
    list(const MerchantId &merchant, const ProfileId &profile, qint64 offset, int limit) = 0;
    /// Those in force; of one profile, or of all with an empty one.
    virtual QFuture<Result<QList<RoutingConfig>>> active(const MerchantId &merchant,
                                                         const ProfileId &profile) = 0;
    /// Puts it in force in the place of another. InvalidState (field "routing_id") when it is.
    virtual QFuture<Result<RoutingConfig>> activate(const Caller &caller, const QString &id) = 0;
    /// Nothing is in force any more. InvalidState (field "profile_id") when nothing was.
    virtual QFuture<Result<RoutingConfig>> deactivate(const Caller &caller,
                                                      const ProfileId &profile) = 0;

    /// The order that is fallen back to, of a profile or, with an empty one, of the merchant. As
    /// long as none was set it is the order of the accounts' labels; accounts that came later are
    /// at its end.
    virtual QFuture<Result<QList<ProcessorAccount>>> fallback(const MerchantId &merchant,
                                                              const ProfileId &profile) = 0;
    /// InvalidState (field "connectors") unless there are as many as there were, InvalidValue
    /// (field "connectors") unless they are the same ones.
    virtual QFuture<Result<QList<ProcessorAccount>>>
    setFallback(const Caller &caller, const ProfileId &profile, const QStringList &accounts) = 0;
};
