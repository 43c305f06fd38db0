#include "ui/widgets/datatable.h"

#include "ui/widgets/frozencolumns.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace {

constexpr int kRowHeight = 28;
constexpr int kCompactRowHeight = 24;
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
    const int height = m_compact ? std::max(kCompactRowHeight, fontMetrics().height() + 7)
                                 : std::max(kRowHeight, fontMetrics().height() + 12);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void DataTable::setCompact(bool compact)
{
    m_compact = compact;
    measure();
    emit measured();
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        measure();
        emit measured();
    }
}

void DataTable::chooseRow(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount())
        return;
    const int column =
        currentIndex().isValid() ? currentIndex().column() : firstColumns(1).value(0, 0);
    selectionModel()->setCurrentIndex(model()->index(row, column),
                                      QItemSelectionModel::ClearAndSelect
                                          | QItemSelectionModel::Rows);
}

QList<int> DataTable::firstColumns(int most) const
{
    QList<int> columns;
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count() && columns.size() < most; ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
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
    case Qt::Key_Escape: emit escaped(); return;
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

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (m_frozen)
        m_frozen->changeModel();
}

void DataTable::setFrozenColumns(int count)
{
    m_frozenCount = count;
    if (count == 0 || m_frozen)
        return;
    m_frozen = new FrozenColumns(*this);
    m_frozen->changeModel();
}

bool DataTable::showsFrozen() const
{
    return m_frozen && !m_frozen->isHidden();
}

int DataTable::frozenWidth() const
{
    int width = 0;
    const QList<int> columns = firstColumns(frozenColumns());
    for (const int column : columns)
        width += columnWidth(column);
    return width;
}

void DataTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || !showsFrozen())
        return QTableView::scrollTo(index, hint);
    const int hidden = frozenWidth();
    if (firstColumns(frozenColumns()).contains(index.column())) {
        // It is in sight: only the row has to be found, beside a column that need not move.
        for (int column = 0; column < model()->columnCount(); ++column) {
            const int before = distanceFromStart(column);
            if (!isColumnHidden(column) && before >= hidden
                && before + columnWidth(column) <= viewport()->width())
                return QTableView::scrollTo(index.siblingAtColumn(column), hint);
        }
    }
    QTableView::scrollTo(index, hint);
    QScrollBar *bar = horizontalScrollBar();
    const int before = distanceFromStart(index.column());
    if (showsFrozen() && before < hidden)
        bar->setValue(bar->value() + before - hidden);
}

int DataTable::distanceFromStart(int column) const
{
    const int left = columnViewportPosition(column);
    return isRightToLeft() ? viewport()->width() - left - columnWidth(column) : left;
}

bool DataTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_frozen
        && m_frozen->showToolTip(*static_cast<QHelpEvent *>(event)))
        return true; // or it would tell of the column below
    return QTableView::viewportEvent(event);
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
    if (m_frozen)
        m_frozen->viewport()->update();
}
