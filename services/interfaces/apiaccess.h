#pragma once

#include "services/core/id.h"
#include "services/core/result.h"
#include "services/core/securebytes.h"

#include <QFuture>

/// What a key that came with a request is good for.
enum class KeyKind {
    Secret,      ///< the merchant's server
    Publishable, ///< a shopper's browser: only together with a client secret
    Ephemeral,   ///< one customer's saved methods, for an hour
    Admin,       ///< whoever runs the installation
};

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
