#pragma once

#include "services/domain/savedmethod.h"
#include "services/domain/vaultrecord.h"
#include "services/storage/database.h"

/// The network token of a saved method: what may be shown, and the sealed number.
struct KeptNetworkToken
{
    NetworkTokenSummary shown;
    VaultRecord record; ///< recordId is the method's; without a fingerprint

    friend bool operator==(const KeptNetworkToken &, const KeptNetworkToken &) = default;
};

/// Rows of network tokens, at most one a method. Decides nothing; writes belong inside a WriteQueue
/// half. Another root key reaches them through VaultStore, like every sealed record.
class NetworkTokenStore
{
public:
    explicit NetworkTokenStore(Database &database) : m_database(database) {}

    /// In the place of the one that may be there.
    Result<> put(const KeptNetworkToken &token);
    /// NotFound when the method has none.
    Result<KeptNetworkToken> find(const MerchantId &merchant, const PaymentMethodId &method);
    /// What may be shown of those of a customer's methods.
    struct Shown
    {
        PaymentMethodId paymentMethodId;
        NetworkTokenSummary token;
    };
    Result<QList<Shown>> shownFor(const MerchantId &merchant, const CustomerId &customer);
    /// Deletes it, if there is one; the database overwrites the freed place.
    Result<> remove(const MerchantId &merchant, const PaymentMethodId &method);

private:
    Database &m_database;
};
