#include "ui/widgets/rowdelegate.h"

#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/textline.h"

#include <QFontDatabase>
#include <QPainter>

namespace {

constexpr int kPadding = 8;
constexpr int kSelectionBar = 3;

/// Left and right as the header shows them, which runs as the language does.
Qt::Alignment alignmentOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return QStyle::visualAlignment(option.direction,
                                   index.data(Qt::TextAlignmentRole).value<Qt::Alignment>());
}

} // namespace

RowDelegate::RowDelegate(DataTable *table, int loadedRole, int strongRole)
    : QStyledItemDelegate(table)
    , m_table(table)
    , m_loadedRole(loadedRole)
    , m_strongRole(strongRole)
{
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    paintBackground(painter, option, index);
    if (!index.data(m_loadedRole).toBool()) {
        paintSkeleton(painter, option, index);
        painter->restore();
        return;
    }
    QFont font = option.font;
    if (index.data(m_strongRole).toBool())
        font.setBold(true);
    if (m_idColumns.contains(index.column()))
        font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    painter->setFont(font);
    painter->setPen(option.palette.color(QPalette::Text));
    paintContent(painter, option, option.rect.adjusted(kPadding, 0, -kPadding, -1), index);
    painter->restore();
}

void RowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                               const QRect &area, const QModelIndex &index) const
{
    const auto elide = m_idColumns.contains(index.column()) ? Qt::ElideMiddle : Qt::ElideRight;
    drawTextLine(*painter, area, alignmentOf(option, index), index.data(Qt::DisplayRole).toString(),
                 elide);
}

void RowDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, colors.selection);
    else if (index.row() == m_table->hoveredRow())
        painter->fillRect(option.rect, colors.hover);
    else
        painter->fillRect(option.rect, option.palette.color(QPalette::Base));
    if (index.row() == m_table->flashingRow()) {
        QColor tint = colors.accent;
        tint.setAlpha(60);
        painter->fillRect(option.rect, tint);
    }
    const QRect rect = option.rect;
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.border);
    const int edge =
        option.direction == Qt::RightToLeft ? rect.right() + 1 - kSelectionBar : rect.left();
    if (selected && m_table->firstColumns(1).value(0, -1) == index.column())
        painter->fillRect(edge, rect.top(), kSelectionBar, rect.height(), colors.accent);
    const bool current = index.row() == m_table->currentIndex().row();
    if (current && m_table->hasFocus()) {
        painter->fillRect(rect.left(), rect.top(), rect.width(), 1, colors.accent);
        painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.accent);
    }
}

void RowDelegate::paintSkeleton(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Qt::Alignment alignment = alignmentOf(option, index);
    const int height = option.fontMetrics.xHeight();
    const int width = std::max(option.rect.width() * 2 / 5, 0);
    const int left = alignment.testFlag(Qt::AlignRight) ? option.rect.right() - kPadding - width
                                                        : option.rect.left() + kPadding;
    painter->fillRect(left, option.rect.center().y() - height / 2, width, height,
                      themeColors(option.palette).hover);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {option.fontMetrics.horizontalAdvance(text) + 2 * kPadding + 1,
            option.fontMetrics.height() + 12};
}
