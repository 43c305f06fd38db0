#pragma once

#include <QTableView>
#include <QTimer>

/// The table of every page: whole rows, one hairline between them, hover tint, selection by accent
/// tint and a bar at the left. Draws nothing of its own beyond what RowDelegate asks it for.
class DataTable final : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent);

    /// -1 when the pointer is on no row.
    int hoveredRow() const { return m_hovered; }
    int flashingRow() const { return m_flashing; }
    /// Shows that a row was read again, once and briefly.
    void flash(int row);
    /// Row ids are not known here: ranges of selected rows, first and last, in order.
    QList<std::pair<int, int>> selectedRanges() const;
    /// Space toggles, letters do not search: pages give letters a meaning of their own.
    void keyboardSearch(const QString &) override {}

signals:
    void rangesChanged();
    /// Enter, or a double click.
    void opened(const QModelIndex &index);
    void openedInWindow(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &gone) override;

private:
    void setHovered(int row);
    void updateRow(int row);
    void measure();

    QTimer m_flashEnd;
    int m_hovered = -1;
    int m_flashing = -1;
};
