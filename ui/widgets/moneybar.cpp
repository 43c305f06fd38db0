#include "ui/widgets/moneybar.h"

#include "services/domain/paymentlifecycle.h"
#include "ui/statuscolors.h"
#include "ui/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kGap = 8;

} // namespace

MoneyParts moneyPartsOf(const Payment &payment)
{
    MoneyParts parts;
    parts.currency = payment.currency;
    parts.captured = payment.captured;
    parts.moving = payment.capturePending;
    parts.refunded = payment.refunded;
    parts.refunding = payment.refundPending;
    if (mayCapture(payment.status, payment.captureMethod))
        parts.left = amountCapturable(payment);
    const qint64 rest = payment.authorized - parts.captured - parts.moving - parts.left;
    if (isTerminal(payment.status))
        parts.released = std::max<qint64>(rest, 0);
    else
        parts.left += std::max<qint64>(rest, 0);
    return parts;
}

MoneyBar::MoneyBar(QWidget *parent) : QWidget(parent), m_movingLabel(tr("Being captured"))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setObjectName(u"moneyBar"_s);
}

void MoneyBar::setParts(const MoneyParts &wanted)
{
    m_parts = wanted;
    QStringList words;
    for (const Part &part : parts())
        words.append(part.label + u' '
                     + DisplayText::money({part.amount, m_parts.currency}, locale()));
    setAccessibleName(words.isEmpty() ? tr("No money held or taken") : words.join(u", "_s));
    updateGeometry();
    update();
}

void MoneyBar::setMovingLabel(const QString &label)
{
    m_movingLabel = label;
    setParts(m_parts);
}

QList<MoneyBar::Part> MoneyBar::parts() const
{
    const bool dark = isDark(palette());
    const auto ink = [dark](StatusLook look) { return statusColors(look, dark).ink; };
    const QList<Part> all = {
        {tr("Captured"), m_parts.captured - m_parts.refunded - m_parts.refunding,
         ink(StatusLook::Paid), Qt::SolidPattern},
        {tr("Refunded"), m_parts.refunded, ink(StatusLook::Disputed), Qt::HorPattern},
        {tr("Going back"), m_parts.refunding, ink(StatusLook::Disputed), Qt::DiagCrossPattern},
        {m_movingLabel, m_parts.moving, themeColors(dark).accent, Qt::Dense3Pattern},
        {tr("Held"), m_parts.left, ink(StatusLook::Held), Qt::BDiagPattern},
        {tr("Released"), m_parts.released, ink(StatusLook::Released), Qt::Dense6Pattern},
    };
    QList<Part> shown;
    std::ranges::copy_if(all, std::back_inserter(shown),
                         [](const Part &part) { return part.amount > 0; });
    return shown;
}

QSize MoneyBar::sizeHint() const
{
    return {200, heightForWidth(std::max(width(), 200))};
}

int MoneyBar::barHeight() const
{
    return fontMetrics().ascent();
}

void MoneyBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry(); // the words may need another line now
}

int MoneyBar::heightForWidth(int width) const
{
    return barHeight() + kGap + layOutLegend(nullptr, width);
}

int MoneyBar::layOutLegend(QPainter *painter, int width) const
{
    const int line = fontMetrics().height() + 2;
    const int swatchSide = fontMetrics().ascent() * 9 / 10;
    const int top = barHeight() + kGap;
    int x = 0;
    int y = top;
    const QList<Part> shown = parts();
    for (const Part &part : shown) {
        const QString words =
            part.label + u' ' + DisplayText::money({part.amount, m_parts.currency}, locale());
        const int needed = swatchSide + 6 + fontMetrics().horizontalAdvance(words);
        if (x > 0 && x + needed > width) {
            x = 0;
            y += line;
        }
        // What does not fit on a line of its own takes two: the label, and the amount below it.
        const int lines = needed > width ? 2 : 1;
        if (painter) {
            const QRect all(0, 0, width, height());
            const auto placed = [&](int left, int top_, int wide, int high) {
                return QStyle::visualRect(layoutDirection(), all, {left, top_, wide, high});
            };
            const QRect swatch = placed(x, y + (line - swatchSide) / 2, swatchSide, swatchSide);
            painter->setPen(part.color);
            painter->setBrush(QBrush(part.color, part.pattern));
            painter->drawRect(swatch.adjusted(0, 0, -1, -1));
            painter->setPen(palette().color(QPalette::WindowText));
            painter->drawText(
                placed(x + swatchSide + 6, y, width - x - swatchSide - 6, line * lines),
                static_cast<int>(
                    QStyle::visualAlignment(layoutDirection(), Qt::AlignVCenter | Qt::AlignLeft))
                    | (lines > 1 ? Qt::TextWordWrap : 0),
                words);
        }
        x += needed + 2 * kGap;
        y += line * (lines - 1);
    }
    return y + line - top;
}

void MoneyBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect bar(0, 0, width(), barHeight());
    painter.fillRect(bar, themeColors(palette()).hover);
    const QList<Part> shown = parts();
    qint64 total = 0;
    for (const Part &part : shown)
        total += part.amount;
    qint64 before = 0;
    for (const Part &part : shown) {
        // Integers throughout: a share of the bar's width, not of the money.
        const int from = static_cast<int>(before * bar.width() / total);
        before += part.amount;
        const int to = static_cast<int>(before * bar.width() / total);
        const QRect block = QStyle::visualRect(
            layoutDirection(), bar, {from, bar.top(), std::max(to - from, 3), bar.height()});
        painter.fillRect(block, QBrush(part.color, part.pattern));
        painter.setPen(part.color);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(block.adjusted(0, 0, -1, -1));
    }
    layOutLegend(&painter, width());
}
