#pragma once

#include "services/domain/accounthealth.h"
#include "services/domain/connectordescription.h"
#include "services/interfaces/merchants.h"

/// What an account is to be; what is not set stays, or has its default.
struct AccountChange
{
    std::optional<QString> label; ///< default: connector and profile name
    std::optional<QUrl> baseUrl;
    std::optional<bool> disabled;
    std::optional<bool> active;
    std::optional<QString> methodsJson;
    std::optional<QString> settingsJson;
    /// Keys at the processor: kind, JSON as it came in, and the same with the keys hidden.
    std::optional<QString> authType;
    SharedSecret auth;
    QString authShownJson;
    bool keepPrevious = false; ///< the keys that were there stay for a day; see restoreKeys()
    /// Secrets of webhooks from the processor, JSON as it came in; and hidden.
    SharedSecret webhookSecrets;
    QString webhookSecretShown;
};

/// Makes an account at a processor.
struct CreateAccount
{
    Caller caller;
    ProfileId profileId; ///< empty: the merchant's default profile
    QString connector;
    QString type = QStringLiteral("payment_processor");
    std::optional<bool> testMode; ///< must be the merchant's
    AccountChange change;
};

/// What depends on an account.
struct AccountUse
{
    int openHolds = 0;      ///< payments whose held amount can be captured or released there only
    int openOperations = 0; ///< calls whose outcome is not known yet
    int savedCards = 0;     ///< cards that can be charged there without the shopper
    bool isLast = false;    ///< of those that take payments now

    friend bool operator==(const AccountUse &, const AccountUse &) = default;
};

/// Accounts at processors. Their keys are sealed in the vault and never told. Each change is a line
/// of the audit trail, and counts for the next payment. Every call may come from any thread and
/// returns at once. Errors are those of the request (field named), NotFound with
/// "merchant_connector_id", "profile_id" or "merchant_id", VaultLocked where keys are given,
/// Overloaded and StorageUnavailable.
class ConnectorAccounts
{
public:
    virtual ~ConnectorAccounts() = default;

    /// InvalidValue "connector_name" for one that this program does not have, "test_mode" for
    /// another mode than the merchant's; MissingField "base_url" where the connector has none;
    /// Duplicate "connector_label".
    virtual QFuture<Result<ConnectorAccount>> create(CreateAccount command) = 0;
    virtual QFuture<Result<ConnectorAccount>> find(const MerchantId &merchant,
                                                   const ConnectorAccountId &id) = 0;
    /// By label, without deleted ones.
    virtual QFuture<Result<QList<ConnectorAccount>>> list(const MerchantId &merchant) = 0;
    virtual QFuture<Result<ConnectorAccount>>
    update(const Caller &caller, const ConnectorAccountId &id, AccountChange change) = 0;
    /// No payment begins with it any more; what is under way ends there. Its keys go.
    virtual QFuture<Result<ConnectorAccount>> remove(const Caller &caller,
                                                     const ConnectorAccountId &id) = 0;
    /// Asks the processor whether it takes the account's keys, with a read that moves no money.
    /// InvalidValue "connector_account_details" when it does not, ConnectorUnreachable or
    /// OutcomeUnknown when it says neither.
    virtual QFuture<Result<bool>> verify(CreateAccount command) = 0;
    /// The same for an account that is there, as it would be after the change; with its own keys
    /// where the change has none.
    virtual QFuture<Result<bool>> test(const Caller &caller, const ConnectorAccountId &id,
                                       AccountChange change) = 0;
    /// The keys before the last change are the account's again. NotFound
    /// "connector_account_details" when they are gone.
    virtual QFuture<Result<ConnectorAccount>> restoreKeys(const Caller &caller,
                                                          const ConnectorAccountId &id) = 0;
    virtual QFuture<Result<AccountUse>> use(const MerchantId &merchant,
                                            const ConnectorAccountId &id) = 0;
    /// One for each account of the merchant that is there.
    virtual QFuture<Result<QList<AccountHealth>>> health(const MerchantId &merchant) = 0;
    /// The processors that this program knows, by name.
    virtual QFuture<Result<QList<ConnectorDescription>>> processors() = 0;
};
