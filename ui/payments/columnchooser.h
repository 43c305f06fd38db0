#pragma once

#include <QMenu>

class QHeaderView;

/// Which columns are shown: one line with a tick per column. Stays open while ticks change.
class ColumnChooser final : public QMenu
{
    Q_OBJECT

public:
    /// `defaults` are the logical columns of a fresh table, in order. The header must outlive it.
    ColumnChooser(QHeaderView *header, const QList<int> &defaults, QWidget *parent);

    /// Shows exactly the default columns, in their order and at their width.
    void reset();

signals:
    void columnsChanged();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    bool toggleActive();
    int shownCount() const;

    QHeaderView *m_header = nullptr;
    QList<int> m_defaults;
};
