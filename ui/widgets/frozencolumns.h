#pragma once

#include <QTableView>

class DataTable;
class QHeaderView;
class QHelpEvent;

/// The first columns of a table once more, over their place, so that a person who scrolls to the
/// side still sees whose row it is. There only while the table is scrolled to the side. The pointer
/// reaches the table through it; its header is its own, and the table's hears of clicks on it.
class FrozenColumns final : public QTableView
{
    Q_OBJECT

public:
    /// A child of the table it belongs to, which says how many columns there are.
    explicit FrozenColumns(DataTable &table);

    /// Shows the tooltip of the frozen cell under the pointer; false when there is none.
    bool showToolTip(const QHelpEvent &event);
    /// The table has another model, or none.
    void changeModel();
    void scrollTo(const QModelIndex &, ScrollHint) override {} // it goes where the table goes

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isWanted() const;
    void followScrolling();
    void followTable();
    void place();

    DataTable &m_table;
    QHeaderView *m_head = nullptr;
    bool m_placing = false;
};
