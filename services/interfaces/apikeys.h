#pragma once

#include "services/domain/apikey.h"
#include "services/domain/commands.h"

#include <QFuture>

/// Makes a secret key for a merchant's server.
struct CreateApiKey
{
    Caller caller; ///< whose merchant gets it
    QString name;
    QString description;
    qint64 expiresAtMs = 0; ///< 0: never; otherwise in the future
};

/// Changes what a key is called or when it ends; what is not set stays.
struct UpdateApiKey
{
    Caller caller;
    ApiKeyId id;
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<qint64> expiresAtMs; ///< 0: never
};

/// The keys of a merchant. Each change is a line of the audit trail. Every call may come from any
/// thread and returns at once. Errors are those of the request (field named), NotFound,
/// Overloaded and StorageUnavailable.
class ApiKeys
{
public:
    virtual ~ApiKeys() = default;

    /// The key itself is in this answer and nowhere else. NotFound with field "merchant_id".
    virtual QFuture<Result<NewApiKey>> create(CreateApiKey command) = 0;
    virtual QFuture<Result<ApiKeyRecord>> find(const MerchantId &merchant, const ApiKeyId &id) = 0;
    /// Secret keys, revoked ones too, oldest first. limit is 1 to 1,000.
    virtual QFuture<Result<QList<ApiKeyRecord>>> list(const MerchantId &merchant, qint64 offset,
                                                      int limit) = 0;
    /// InvalidState (field "revoked") when the key was revoked.
    virtual QFuture<Result<ApiKeyRecord>> update(UpdateApiKey command) = 0;
    /// For good, and at once: no call that comes later is let in. A second time changes nothing.
    virtual QFuture<Result<ApiKeyRecord>> revoke(const Caller &caller, const ApiKeyId &id) = 0;

    /// A key for one customer's saved methods, good for an hour. NotFound (field "customer_id"),
    /// CustomerRedacted.
    virtual QFuture<Result<NewApiKey>> createEphemeral(const Caller &caller,
                                                       const CustomerId &customer) = 0;
    /// NotFound when it is no ephemeral key.
    virtual QFuture<Result<ApiKeyRecord>> endEphemeral(const Caller &caller,
                                                       const ApiKeyId &id) = 0;
};
