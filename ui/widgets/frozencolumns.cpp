#include "ui/widgets/frozencolumns.h"

#include "ui/theme.h"
#include "ui/widgets/datatable.h"

#include <QEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

using namespace Qt::StringLiterals;

FrozenColumns::FrozenColumns(DataTable &table)
    : QTableView(&table)
    , m_table(table)
    , m_head(new QHeaderView(Qt::Horizontal, &table))
{
    setObjectName(u"frozenColumns"_s);
    setAccessibleName(tr("First columns, kept in sight"));
    m_head->setObjectName(u"frozenHeader"_s);
    m_head->setAccessibleName(accessibleName());
    m_head->setSectionsClickable(true);
    m_head->setSectionResizeMode(QHeaderView::Fixed);
    m_head->setTextElideMode(Qt::ElideRight);
    m_head->setFocusPolicy(Qt::NoFocus);
    m_head->hide();
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFrameShape(NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(table.verticalScrollMode());
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    hide();
    QHeaderView *header = table.horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, &FrozenColumns::place);
    connect(header, &QHeaderView::sectionMoved, this, &FrozenColumns::place);
    connect(header, &QHeaderView::geometriesChanged, this, &FrozenColumns::place);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &FrozenColumns::place);
    connect(m_head, &QHeaderView::sectionClicked, header, &QHeaderView::sectionClicked);
    connect(&table, &DataTable::measured, this, &FrozenColumns::place);
    connect(table.horizontalScrollBar(), &QScrollBar::valueChanged, this,
            &FrozenColumns::followScrolling);
    connect(table.verticalScrollBar(), &QScrollBar::valueChanged, this,
            &FrozenColumns::followScrolling);
    table.viewport()->installEventFilter(this);
}

bool FrozenColumns::showToolTip(const QHelpEvent &event)
{
    const QPoint at = viewport()->mapFromGlobal(event.globalPos());
    const QModelIndex index = viewport()->rect().contains(at) ? indexAt(at) : QModelIndex();
    if (!isVisible() || !index.isValid())
        return false;
    QToolTip::showText(event.globalPos(), index.data(Qt::ToolTipRole).toString(), &m_table);
    return true;
}

void FrozenColumns::changeModel()
{
    QItemSelectionModel *own = selectionModel();
    setModel(m_table.model());
    if (own && own != m_table.selectionModel() && own->parent() == this)
        delete own;
    if (!model())
        return;
    own = selectionModel();
    setSelectionModel(m_table.selectionModel());
    delete own;
    m_head->setModel(model());
}

bool FrozenColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutDirectionChange)
        place();
    return QTableView::eventFilter(watched, event);
}

void FrozenColumns::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport()); // where the others go below
    const int edge = isRightToLeft() ? 0 : viewport()->width() - 1;
    painter.fillRect(edge, 0, 1, viewport()->height(), themeColors(palette()).muted);
}

bool FrozenColumns::isWanted() const
{
    // With room for little else they would hide what a person scrolls for.
    const int width = m_table.frozenWidth();
    return model() && m_table.horizontalScrollBar()->value() > 0 && width > 0
           && width < m_table.viewport()->width() * 2 / 3;
}

void FrozenColumns::followScrolling()
{
    if (isWanted() == isHidden())
        place();
    else if (isVisible())
        verticalScrollBar()->setValue(m_table.verticalScrollBar()->value());
}

/// Takes over columns, delegates and row height, which all may have been set after this was made.
void FrozenColumns::followTable()
{
    const QHeaderView *header = m_table.horizontalHeader();
    const QList<int> columns = m_table.firstColumns(m_table.frozenColumns());
    setItemDelegate(m_table.itemDelegate());
    for (int column = 0; column < model()->columnCount(); ++column) {
        setColumnHidden(column, !columns.contains(column));
        m_head->setSectionHidden(column, !columns.contains(column));
        setItemDelegateForColumn(column, m_table.itemDelegateForColumn(column));
    }
    for (int visual = 0; visual < columns.size(); ++visual) {
        for (QHeaderView *own : {horizontalHeader(), m_head}) {
            own->moveSection(own->visualIndex(columns.at(visual)), visual);
            own->resizeSection(columns.at(visual), m_table.columnWidth(columns.at(visual)));
        }
    }
    m_head->setSortIndicatorShown(header->isSortIndicatorShown());
    m_head->setSortIndicator(header->sortIndicatorSection(), header->sortIndicatorOrder());
    const QHeaderView *rows = m_table.verticalHeader();
    verticalHeader()->setMinimumSectionSize(rows->minimumSectionSize());
    verticalHeader()->setDefaultSectionSize(rows->defaultSectionSize());
}

void FrozenColumns::place()
{
    if (m_placing)
        return;
    m_placing = true; // what follows makes headers tell of new geometries
    const bool wanted = isWanted();
    if (wanted) {
        followTable();
        const QRect cells = m_table.viewport()->geometry();
        const QRect head = m_table.horizontalHeader()->geometry();
        const int width = m_table.frozenWidth();
        const int left = m_table.isRightToLeft() ? cells.right() + 1 - width : cells.left();
        setGeometry(left, cells.top(), width, cells.height());
        m_head->setGeometry(left, head.top(), width, head.height());
    }
    setVisible(wanted);
    m_head->setVisible(wanted);
    if (wanted) {
        m_head->raise();
        verticalScrollBar()->setValue(m_table.verticalScrollBar()->value());
    }
    m_placing = false;
}
