#pragma once

#include <QHash>
#include <QList>

#include <list>

/// Rows by row id, kept in batches as they were read; the batch used longest ago goes first.
/// Row has `rowId` and `version`.
template <class Row>
class RowCache
{
public:
    explicit RowCache(int batchesKept) : m_batchesKept(batchesKept) {}

    /// Null when it is not here; marks its batch as used.
    const Row *find(qint64 rowId)
    {
        const auto found = m_rows.find(rowId);
        if (found == m_rows.end())
            return nullptr;
        if (found->batch != m_batches.begin())
            m_batches.splice(m_batches.begin(), m_batches, found->batch);
        return &found->row;
    }
    bool contains(qint64 rowId) const { return m_rows.contains(rowId); }
    qsizetype size() const { return m_rows.size(); }

    /// Takes in rows that were read together. A row that is here in a newer version stays.
    void insert(const QList<Row> &rows)
    {
        m_batches.emplace_front();
        const auto batch = m_batches.begin();
        for (const Row &row : rows) {
            const auto found = m_rows.find(row.rowId);
            if (found == m_rows.end()) {
                m_rows.insert(row.rowId, {row, batch});
                batch->append(row.rowId);
            } else if (found->row.version <= row.version) {
                found->row = row;
            }
        }
        while (static_cast<int>(m_batches.size()) > m_batchesKept) {
            for (const qint64 rowId : m_batches.back())
                m_rows.remove(rowId);
            m_batches.pop_back();
        }
    }
    /// Replaces a row that is here; false when it is not or nothing changed.
    bool update(const Row &row)
    {
        const auto found = m_rows.find(row.rowId);
        if (found == m_rows.end() || found->row.version > row.version || found->row == row)
            return false;
        found->row = row;
        return true;
    }
    void clear()
    {
        m_rows.clear();
        m_batches.clear();
    }

private:
    using Batch = QList<qint64>;
    struct Entry
    {
        Row row;
        typename std::list<Batch>::iterator batch;
    };

    int m_batchesKept = 0;
    QHash<qint64, Entry> m_rows;
    std::list<Batch> m_batches;
};
