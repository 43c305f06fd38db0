#pragma once

#include <QStyledItemDelegate>

class DataTable;

/// Draws a cell of a DataTable: background of its row, then its text. Subclasses draw the content.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Owned by the table. Rows whose `loadedRole` is false show a skeleton; cells whose
    /// `strongRole` is true are bold.
    RowDelegate(DataTable *table, int loadedRole, int strongRole);

    /// Draws this column's text in a fixed-width font and elides it in the middle.
    void setIdColumns(const QList<int> &columns) { m_idColumns = columns; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Draws what is in the cell into `area`, which keeps clear of the neighbours.
    virtual void paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                              const QRect &area, const QModelIndex &index) const;

private:
    void paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const;
    void paintSkeleton(QPainter *painter, const QStyleOptionViewItem &option,
                       const QModelIndex &index) const;

    const DataTable *m_table = nullptr;
    int m_loadedRole = 0;
    int m_strongRole = 0;
    QList<int> m_idColumns;
};
