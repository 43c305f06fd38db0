#include "ui/capture/workbenchdelegates.h"

#include "ui/theme.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarHeight = 3;
constexpr int kBarBelow = 3; ///< from the lower edge of the row

} // namespace

void TickDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                const QRect &area, const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    QStyleOptionButton box;
    box.palette = option.palette;
    box.state = QStyle::State_Enabled;
    box.state |= index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStyle::State_On
                                                                       : QStyle::State_Off;
    const QSize size(style->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, option.widget),
                     style->pixelMetric(QStyle::PM_IndicatorHeight, nullptr, option.widget));
    box.rect = QStyle::alignedRect(option.direction, Qt::AlignCenter, size, area);
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
}

bool TickDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                               const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease
        || static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
        return false;
    const bool ticked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void TimeLeftDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QRect &area, const QModelIndex &index) const
{
    RowDelegate::paintContent(painter, option, area.adjusted(0, 0, 0, -kBarBelow), index);
    const QVariant permille = index.data(m_permilleRole);
    if (!permille.isValid())
        return;
    const ThemeColors &colors = themeColors(option.palette);
    const QRect whole(area.left(), area.bottom() - kBarBelow - 1, area.width(), kBarHeight);
    QRect left = whole;
    left.setWidth(whole.width() * permille.toInt() / 1000);
    if (option.direction == Qt::RightToLeft)
        left.moveRight(whole.right());
    painter->fillRect(whole, colors.border);
    painter->fillRect(left, colors.muted);
}

QWidget *AmountDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(u"amountToCapture"_s);
    editor->setFrame(false);
    editor->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    editor->setAutoFillBackground(true);
    return editor;
}

void AmountDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QRect &area, const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool wrong = !index.data(m_problemRole).toString().isEmpty();
    if (wrong)
        painter->setPen(colors.problem);
    RowDelegate::paintContent(painter, option, area, index);
    const int under = area.center().y() + painter->fontMetrics().height() / 2;
    painter->fillRect(area.left(), under, area.width(), 1, wrong ? colors.problem : colors.faint);
}
