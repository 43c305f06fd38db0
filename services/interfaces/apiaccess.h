#pragma once

#include "services/domain/apikey.h"

#include <QFuture>

/// Who asks, as the key says.
struct ApiIdentity
{
    KeyKind kind = KeyKind::Secret;
    MerchantId merchantId; ///< empty for Admin
    ProfileId profileId;   ///< that the key is bound to; empty: all of the merchant's
    QString keyId;         ///< names the key, tells nothing about it
    CustomerId customerId; ///< of Ephemeral: whose methods
    bool testMode = true;

    friend bool operator==(const ApiIdentity &, const ApiIdentity &) = default;
};

/// Who may call the API. Every call may come from any thread and returns at once.
class ApiAccess
{
public:
    virtual ~ApiAccess() = default;

    /// NotFound for a key that is unknown, revoked or expired, all three alike.
    virtual QFuture<Result<ApiIdentity>> identify(SecretBytes key) = 0;
};
