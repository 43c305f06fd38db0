#pragma once

#include <QPainter>

/// Draws one line of text in the middle of the area's height, elided when it is too long. Of the
/// alignment only left and right count. A table draws hundreds of these at once: this measures a
/// text once, where QPainter::drawText(QRect) lays it out like a paragraph.
inline void drawTextLine(QPainter &painter, const QRect &area, Qt::Alignment alignment,
                         const QString &text, Qt::TextElideMode elide = Qt::ElideRight)
{
    const QFontMetrics metrics = painter.fontMetrics();
    QString shown = text;
    int width = metrics.horizontalAdvance(shown);
    if (width > area.width()) {
        shown = metrics.elidedText(text, elide, area.width());
        width = metrics.horizontalAdvance(shown);
    }
    const int left =
        alignment.testFlag(Qt::AlignRight) ? area.left() + area.width() - width : area.left();
    const int top = area.top() + (area.height() - metrics.height()) / 2;
    painter.drawText(left, top + metrics.ascent(), shown);
}
