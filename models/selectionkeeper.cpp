#include "models/selectionkeeper.h"

SelectionKeeper::SelectionKeeper(PaymentTableModel &table, QItemSelectionModel &selection,
                                 QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_selection(selection)
{
    connect(&table, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(&table, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
    connect(&table, &PaymentTableModel::stateUpdated, this, [this] {
        if (m_pending && m_table.isComplete() && !m_table.isLoading())
            restore();
    });
}

void SelectionKeeper::forget()
{
    m_forgotten = true;
    m_pending = false;
    m_current = 0;
    m_wanted.clear();
}

void SelectionKeeper::remember()
{
    if (m_forgotten || m_pending)
        return; // while one restoration waits for the ordering, that is what is wanted
    m_current = m_table.rowIdAt(m_selection.currentIndex().row());
    m_column = std::max(m_selection.currentIndex().column(), 0);
    m_wanted.clear();
    qint64 count = 0;
    for (const QItemSelectionRange &range : m_selection.selection())
        count += range.height();
    if (count > kMostRows)
        return;
    for (const QItemSelectionRange &range : m_selection.selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_wanted.insert(m_table.rowIdAt(row));
    }
}

void SelectionKeeper::restore()
{
    m_forgotten = false;
    const int row = m_current == 0 ? -1 : m_table.rowOf(m_current);
    if (row >= 0)
        m_selection.setCurrentIndex(m_table.index(row, m_column), QItemSelectionModel::NoUpdate);
    restoreSelection();
    m_pending = !m_table.isComplete() && (row < 0 || !m_wanted.isEmpty()) && m_current != 0;
    if (!m_pending && row < 0)
        emit currentLost();
}

void SelectionKeeper::restoreSelection()
{
    if (m_wanted.isEmpty())
        return;
    QItemSelection ranges;
    const QList<qint64> &ordering = m_table.ordering();
    const int lastColumn = m_table.columnCount() - 1;
    qsizetype left = m_wanted.size();
    int from = -1;
    for (int row = 0; row <= ordering.size() && (left > 0 || from >= 0); ++row) {
        const bool wanted = row < ordering.size() && m_wanted.contains(ordering.at(row));
        left -= wanted ? 1 : 0;
        if (wanted && from < 0)
            from = row;
        if (!wanted && from >= 0) {
            ranges.append({m_table.index(from, 0), m_table.index(row - 1, lastColumn)});
            from = -1;
        }
    }
    m_selection.select(ranges, QItemSelectionModel::ClearAndSelect);
}
