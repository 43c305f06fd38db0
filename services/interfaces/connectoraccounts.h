#pragma once

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
};
