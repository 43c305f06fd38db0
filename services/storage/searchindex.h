#pragma once

#include "services/storage/database.h"

/// Full-text index over payments, fed from the event log behind the commits. Runs on the writing
/// connection's thread, in slices of its own.
class SearchIndex
{
public:
    explicit SearchIndex(Database &database) : m_database(database) {}

    /// Indexes up to `limit` waiting payments in one transaction of its own; the number done.
    Result<int> catchUp(int limit);

private:
    Database &m_database;
};
