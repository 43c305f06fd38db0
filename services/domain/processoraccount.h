#pragma once

#include "services/core/id.h"
#include "services/core/securebytes.h"

#include <QUrl>

#include <memory>

/// What the processor wants to see before it answers, opened from the vault for one call. Which
/// parts there are depends on the kind: HeaderKey has apiKey, BodyKey key1 too, SignatureKey all.
struct AccountKeys
{
    SecretBytes apiKey;
    QString key1; ///< names the account at the processor (a merchant account); not a secret
    SecretBytes apiSecret;
};

/// One set of credentials at one processor.
struct ProcessorAccount
{
    ConnectorAccountId id;
    MerchantId merchantId;
    ProfileId profileId;
    QString connector; ///< connector name, "simulator"
    QString label;     ///< unique within the profile
    QUrl baseUrl;      ///< http only for loopback
    bool testMode = true;
    bool disabled = false;
    /// Null where nobody opened them: lists, records, and accounts of processors without keys.
    std::shared_ptr<const AccountKeys> keys = nullptr;
};
