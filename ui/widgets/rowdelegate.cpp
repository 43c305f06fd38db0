#include "ui/widgets/rowdelegate.h"

#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/textline.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QPainter>

namespace {

constexpr int kPadding = 8;
constexpr int kSelectionBar = 3;

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

void RowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &, const QRect &area,
                               const QModelIndex &index) const
{
    const auto elide = m_idColumns.contains(index.column()) ? Qt::ElideMiddle : Qt::ElideRight;
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    drawTextLine(*painter, area, alignment, index.data(Qt::DisplayRole).toString(), elide);
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
    const bool isFirst = m_table->columnViewportPosition(index.column()) <= 0
                         && m_table->horizontalHeader()->visualIndexAt(0)
                                == m_table->horizontalHeader()->visualIndex(index.column());
    if (selected && isFirst)
        painter->fillRect(rect.left(), rect.top(), kSelectionBar, rect.height(), colors.accent);
    const bool current = index.row() == m_table->currentIndex().row();
    if (current && m_table->hasFocus()) {
        painter->fillRect(rect.left(), rect.top(), rect.width(), 1, colors.accent);
        painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.accent);
    }
}

void RowDelegate::paintSkeleton(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
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
