#pragma once

#include "services/domain/statusmap.h"
#include "services/storage/database.h"

/// The rules of the status map, of the whole installation.
class StatusRuleStore
{
public:
    explicit StatusRuleStore(Database &database) : m_database(database) {}

    /// In the order they were made.
    Result<QList<StatusRule>> all();
    /// NotFound when there is none under exactly that key.
    Result<StatusRule> find(const StatusRuleKey &key);
    /// Duplicate when there is one under that key.
    Result<> insert(const StatusRule &rule);
    /// NotFound when it has gone.
    Result<> update(const StatusRule &rule);
    Result<> remove(const StatusRuleKey &key);

private:
    Database &m_database;
};
