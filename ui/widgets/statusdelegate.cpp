#include "ui/widgets/statusdelegate.h"

#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/statuschip.h"

#include <QPainter>

StatusDelegate::StatusDelegate(DataTable *table, int loadedRole, int strongRole, int lookRole)
    : RowDelegate(table, loadedRole, strongRole)
    , m_lookRole(lookRole)
{
}

void StatusDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QRect &area, const QModelIndex &index) const
{
    const QString word = index.data(Qt::DisplayRole).toString();
    const QSize size = statusChipSize(painter->fontMetrics(), word).boundedTo(area.size());
    const QRect chip =
        QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, size, area);
    paintStatusChip(*painter, chip, static_cast<StatusLook>(index.data(m_lookRole).toInt()), word,
                    isDark(option.palette), painter->device()->devicePixelRatioF());
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    constexpr int kPadding = 16;
    return statusChipSize(option.fontMetrics, index.data(Qt::DisplayRole).toString())
           + QSize(kPadding, 6);
}
