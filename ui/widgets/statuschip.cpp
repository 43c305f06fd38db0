#include "ui/widgets/statuschip.h"

#include "ui/statuscolors.h"
#include "ui/theme.h"
#include "ui/widgets/textline.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int kPadding = 8;
constexpr int kIconGap = 5;

int iconSide(const QFontMetrics &metrics)
{
    return std::max(12, metrics.ascent());
}

void paintBorder(QPainter &painter, const QRectF &chip, StatusLook look, const StatusColors &colors)
{
    const qreal radius = std::min(chip.height() / 2, 9.0);
    if (look == StatusLook::NotKnownYet) {
        // Attention without relying on yellow: a broken, heavier line, inside the yellow so that it
        // shows on any background.
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.ground);
        painter.drawRoundedRect(chip, radius, radius);
        painter.setPen(QPen(colors.ink, 1.5, Qt::DashLine, Qt::FlatCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(chip.adjusted(1.5, 1.5, -1.5, -1.5), radius - 1.5, radius - 1.5);
        return;
    }
    painter.setPen(QPen(colors.ink, 1));
    painter.setBrush(colors.ground);
    painter.drawRoundedRect(chip, radius, radius);
}

} // namespace

QSize statusChipSize(const QFontMetrics &metrics, const QString &word)
{
    return {2 * kPadding + iconSide(metrics) + kIconGap + metrics.horizontalAdvance(word) + 1,
            metrics.height() + 4};
}

void paintStatusChip(QPainter &painter, const QRect &area, StatusLook look, const QString &word,
                     bool dark, qreal devicePixelRatio)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const StatusColors colors = statusColors(look, dark);
    QSize size = statusChipSize(metrics, word);
    size.setWidth(std::min(size.width(), area.width()));
    const QRect chip(area.left(), area.top() + (area.height() - size.height()) / 2, size.width(),
                     size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintBorder(painter, QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), look, colors);
    const int side = iconSide(metrics);
    QPixmap icon = statusPixmap(look, colors.ink, qRound(side * devicePixelRatio));
    icon.setDevicePixelRatio(devicePixelRatio);
    painter.drawPixmap(chip.left() + kPadding, chip.top() + (chip.height() - side) / 2, icon);
    const int textLeft = chip.left() + kPadding + side + kIconGap;
    const QRect textArea(textLeft, chip.top(), chip.right() - kPadding - textLeft + 2,
                         chip.height());
    painter.setPen(colors.ink);
    drawTextLine(painter, textArea, Qt::AlignLeft, word);
    painter.restore();
}

StatusChip::StatusChip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("statusChip"));
}

void StatusChip::setStatus(PaymentStatus status, bool outcomeUnknown)
{
    setLook(DisplayText::look(status, outcomeUnknown), DisplayText::status(status, outcomeUnknown),
            DisplayText::statusMeaning(status, outcomeUnknown));
}

void StatusChip::setLook(StatusLook look, const QString &word, const QString &meaning)
{
    m_look = look;
    m_word = word;
    setAccessibleName(tr("Status: %1").arg(m_word));
    setToolTip(meaning);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return statusChipSize(fontMetrics(), m_word);
}

QSize StatusChip::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

void StatusChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintStatusChip(painter, rect(), m_look, m_word, isDark(palette()), devicePixelRatioF());
}
