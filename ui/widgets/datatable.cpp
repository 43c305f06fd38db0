#include "ui/widgets/datatable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace {

constexpr int kRowHeight = 28;
constexpr int kFlashMs = 150;

} // namespace

DataTable::DataTable(QWidget *parent) : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false); // Tab leaves the table, arrows move in it
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setAlternatingRowColors(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    m_flashEnd.setSingleShot(true);
    m_flashEnd.setInterval(kFlashMs);
    connect(&m_flashEnd, &QTimer::timeout, this,
            [this] { updateRow(std::exchange(m_flashing, -1)); });
    connect(this, &QTableView::doubleClicked, this, &DataTable::opened);
    measure();
}

void DataTable::measure()
{
    const int height = std::max(kRowHeight, fontMetrics().height() + 12);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void DataTable::flash(int row)
{
    const int before = std::exchange(m_flashing, row);
    updateRow(before);
    updateRow(row);
    m_flashEnd.start();
}

QList<std::pair<int, int>> DataTable::selectedRanges() const
{
    // Ranges, not rows: a selection of a million rows is one range.
    QList<std::pair<int, int>> ranges;
    if (!selectionModel())
        return ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.append({range.top(), range.bottom()});
    std::ranges::sort(ranges);
    QList<std::pair<int, int>> merged;
    for (const auto &range : std::as_const(ranges)) {
        if (!merged.isEmpty() && range.first <= merged.last().second + 1)
            merged.last().second = std::max(merged.last().second, range.second);
        else
            merged.append(range);
    }
    return merged;
}

void DataTable::selectionChanged(const QItemSelection &selected, const QItemSelection &gone)
{
    QTableView::selectionChanged(selected, gone);
    emit rangesChanged();
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid() && event->modifiers().testFlag(Qt::ControlModifier))
            emit openedInWindow(currentIndex());
        else if (currentIndex().isValid())
            emit opened(currentIndex());
        return;
    case Qt::Key_J:
    case Qt::Key_K:
        if (event->modifiers() == Qt::NoModifier) {
            const bool down = event->key() == Qt::Key_J;
            QKeyEvent arrow(event->type(), down ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
            return QTableView::keyPressEvent(&arrow);
        }
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
        // In a list of payments these mean first and last row, not first and last column.
        if (model() && model()->rowCount() > 0 && event->modifiers() == Qt::NoModifier) {
            const int row = event->key() == Qt::Key_Home ? 0 : model()->rowCount() - 1;
            setCurrentIndex(model()->index(row, std::max(currentIndex().column(), 0)));
            return;
        }
        break;
    default: break;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    setHovered(indexAt(event->position().toPoint()).row());
}

void DataTable::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    setHovered(-1);
}

void DataTable::setHovered(int row)
{
    if (m_hovered == row)
        return;
    const int before = std::exchange(m_hovered, row);
    updateRow(before);
    updateRow(row);
}

void DataTable::updateRow(int row)
{
    if (row < 0 || !model() || row >= model()->rowCount())
        return;
    viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}
