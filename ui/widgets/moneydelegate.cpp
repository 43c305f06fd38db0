#include "ui/widgets/moneydelegate.h"

#include "ui/theme.h"
#include "ui/widgets/textline.h"

#include <QPainter>

void MoneyDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QRect &area, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const qsizetype blank = text.lastIndexOf(QChar(QChar::Nbsp));
    const QFontMetrics metrics = painter->fontMetrics();
    if (blank < 0)
        return RowDelegate::paintContent(painter, option, area, index);
    const QString digits = text.left(blank);
    // Codes differ a little in width: a common column for them keeps the figures in line.
    const int codeWidth = metrics.horizontalAdvance(QStringLiteral("MWM"));
    const int gap = metrics.horizontalAdvance(QLatin1Char(' '));
    const QRect digitArea = area.adjusted(0, 0, -codeWidth - gap, 0);
    if (metrics.horizontalAdvance(digits) > digitArea.width())
        return RowDelegate::paintContent(painter, option, area, index);
    drawTextLine(*painter, digitArea, Qt::AlignRight, digits);
    painter->setPen(themeColors(option.palette).muted);
    drawTextLine(*painter, area.adjusted(area.width() - codeWidth, 0, 0, 0), Qt::AlignLeft,
                 text.mid(blank + 1));
}
