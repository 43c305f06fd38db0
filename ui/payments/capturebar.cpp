#include "ui/payments/capturebar.h"

#include <QPainter>

namespace {

constexpr int kHeight = 12;

} // namespace

CaptureBar::CaptureBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CaptureBar::setAmounts(qint64 held, qint64 captured, qint64 taking)
{
    m_held = held;
    m_captured = captured;
    m_taking = taking;
    update();
}

QSize CaptureBar::sizeHint() const
{
    return {120, kHeight};
}

int CaptureBar::widthOf(qint64 amount) const
{
    // At most 10^9 minor units times a few thousand pixels: far within 64 bits.
    return m_held > 0 ? static_cast<int>(qBound<qint64>(0, amount, m_held) * (width() - 2) / m_held)
                      : 0;
}

void CaptureBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect inside = rect().adjusted(1, 1, -1, -1);
    const int captured = widthOf(m_captured);
    const int taking = widthOf(m_captured + m_taking) - captured;
    painter.fillRect(inside, palette().color(QPalette::Base));
    painter.fillRect(inside.left(), inside.top(), captured, inside.height(),
                     palette().color(QPalette::PlaceholderText));
    const QRect part(inside.left() + captured, inside.top(), taking, inside.height());
    painter.fillRect(part, palette().color(QPalette::Highlight));
    painter.fillRect(part, QBrush(palette().color(QPalette::HighlightedText), Qt::BDiagPattern));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}
