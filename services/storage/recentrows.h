#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"

#include <QCache>

#include <utility>

/// Rows as their one writing connection last read or wrote them, so that a step of a payment need
/// not read back what the step before it wrote. Everything is forgotten when anything was rolled
/// back. It is no promise: a row that somebody else has changed shows when an update, which names
/// the version it expects, moves nothing.
template <class Row>
class RecentRows
{
public:
    explicit RecentRows(const Database &database) : m_database(database) {}

    /// nullptr when the row is not known; valid until the next call.
    const Row *find(const MerchantId &merchant, const QString &id)
    {
        forgetWhatWasUndone();
        return m_rows.object({merchant.value, id});
    }
    void keep(const MerchantId &merchant, const QString &id, const Row &row)
    {
        forgetWhatWasUndone();
        m_rows.insert({merchant.value, id}, new Row(row));
    }
    void forget(const MerchantId &merchant, const QString &id)
    {
        m_rows.remove({merchant.value, id});
    }
    void forgetAll() { m_rows.clear(); }

private:
    static constexpr int kMostRows = 1'024;

    void forgetWhatWasUndone()
    {
        if (std::exchange(m_rollbacks, m_database.rollbacks()) != m_database.rollbacks())
            m_rows.clear();
    }

    const Database &m_database;
    quint64 m_rollbacks = 0;
    QCache<std::pair<QString, QString>, Row> m_rows{kMostRows};
};
