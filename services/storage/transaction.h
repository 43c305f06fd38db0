#pragma once

#include "services/storage/database.h"

/// A savepoint of the current write transaction: rolled back unless release() was called.
class Savepoint
{
public:
    explicit Savepoint(Database &database);
    ~Savepoint();
    Savepoint(const Savepoint &) = delete;
    Savepoint &operator=(const Savepoint &) = delete;

    /// What came of opening it.
    const Result<> &opened() const { return m_opened; }
    Result<> release();

private:
    Database &m_database;
    Result<> m_opened;
    bool m_open = false;
};
