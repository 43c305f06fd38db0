#pragma once

#include <QTableView>
#include <QTimer>

class FrozenColumns;

/// The table of every page: whole rows, one hairline between them, hover tint, selection by accent
/// tint and a bar at the left. Draws nothing of its own beyond what RowDelegate asks it for.
class DataTable final : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent);

    /// Lower rows, for those who want to see more of them.
    void setCompact(bool compact);
    bool isCompact() const { return m_compact; }
    /// -1 when the pointer is on no row.
    int hoveredRow() const { return m_hovered; }
    int flashingRow() const { return m_flashing; }
    /// Selects that row alone and makes it the current one. QTableView::selectRow() finds no column
    /// to do it with when the layout runs from right to left.
    void chooseRow(int row);
    /// The first columns on screen as they stand, without hidden ones; at most that many.
    QList<int> firstColumns(int most) const;
    /// Shows that a row was read again, once and briefly.
    void flash(int row);
    /// Row ids are not known here: ranges of selected rows, first and last, in order.
    QList<std::pair<int, int>> selectedRanges() const;
    /// Space toggles, letters do not search: pages give letters a meaning of their own.
    void keyboardSearch(const QString &) override {}
    /// Brings the cell out from under the first columns, which stay where they are.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void setModel(QAbstractItemModel *model) override;
    /// How many columns at the beginning stay on screen when the others are scrolled.
    void setFrozenColumns(int count);
    int frozenColumns() const { return m_frozen ? m_frozenCount : 0; }
    bool showsFrozen() const; ///< the others are scrolled now
    /// Their width together.
    int frozenWidth() const;

signals:
    void rangesChanged();
    /// Rows have another height.
    void measured();
    /// Enter, or a double click.
    void opened(const QModelIndex &index);
    void openedInWindow(const QModelIndex &index);
    void escaped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &gone) override;

private:
    void setHovered(int row);
    /// Of a column's beginning, from the side where a line begins.
    int distanceFromStart(int column) const;
    void updateRow(int row);
    void measure();

    FrozenColumns *m_frozen = nullptr;
    int m_frozenCount = 0;
    QTimer m_flashEnd;
    bool m_compact = false;
    int m_hovered = -1;
    int m_flashing = -1;
};
