#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"

#include <QHash>

/// When accounts at processors last answered.
class AccountHealthStore
{
public:
    explicit AccountHealthStore(Database &database) : m_database(database) {}

    /// In ms UTC, by account; those that never answered are not in it.
    Result<QHash<ConnectorAccountId, qint64>> lastSuccesses(const MerchantId &merchant);
    /// An earlier time than what is known changes nothing.
    Result<> put(const MerchantId &merchant, const ConnectorAccountId &account, qint64 atMs);

private:
    Database &m_database;
};
