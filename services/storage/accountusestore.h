#pragma once

#include "services/core/id.h"
#include "services/core/result.h"
#include "services/storage/database.h"

/// Counts what depends on an account at a processor.
class AccountUseStore
{
public:
    explicit AccountUseStore(Database &database) : m_database(database) {}

    /// Payments with money held there.
    Result<int> openHolds(const MerchantId &merchant, const ConnectorAccountId &account);
    /// Calls that are not settled.
    Result<int> openOperations(const MerchantId &merchant, const ConnectorAccountId &account);
    /// Saved cards with a token there that was not given up.
    Result<int> savedCards(const MerchantId &merchant, const ConnectorAccountId &account);

private:
    Database &m_database;
};
