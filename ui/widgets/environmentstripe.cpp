#include "ui/widgets/environmentstripe.h"

#include <QPainter>

namespace {

// Reserved for the two environments; nothing else in the program wears these.
constexpr QColor kTestGround(0x5B, 0x2A, 0x86);
constexpr QColor kTestHatch(0x74, 0x42, 0xA3);
constexpr QColor kLiveGround(0x8A, 0x2E, 0x14);
constexpr QColor kInk(0xFF, 0xFF, 0xFF);
constexpr int kHatchStep = 12;
constexpr int kHatchWidth = 4;
constexpr int kMargin = 16;

} // namespace

EnvironmentStripe::EnvironmentStripe(bool testMode, const QString &merchantName, QWidget *parent)
    : QWidget(parent)
    , m_testMode(testMode)
    , m_text((testMode ? tr("TEST: %1") : tr("LIVE: %1")).arg(merchantName))
{
    setObjectName(QStringLiteral("environmentStripe"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const QString meaning =
        testMode ? tr("Test mode: no real money moves") : tr("Live mode: real money moves");
    setAccessibleName(m_text);
    setAccessibleDescription(meaning);
    setToolTip(meaning);
    QFont small = font();
    small.setWeight(QFont::DemiBold);
    setFont(small);
}

QSize EnvironmentStripe::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2 * kMargin, fontMetrics().height() + 6};
}

QSize EnvironmentStripe::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

/// One step of the hatching, as wide as it repeats.
QPixmap EnvironmentStripe::hatching() const
{
    const qreal ratio = devicePixelRatioF();
    QPixmap tile(qRound(kHatchStep * ratio), qRound(height() * ratio));
    tile.setDevicePixelRatio(ratio);
    tile.fill(kTestGround);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(kTestHatch, kHatchWidth));
    const int first = -(height() / kHatchStep + 2) * kHatchStep;
    for (int x = first; x < 2 * kHatchStep; x += kHatchStep)
        painter.drawLine(x, height(), x + height(), 0);
    return tile;
}

void EnvironmentStripe::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect textArea = rect().adjusted(kMargin, 0, -kMargin, 0);
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, textArea.width());
    painter.fillRect(rect(), m_testMode ? kTestGround : kLiveGround);
    if (m_testMode) {
        painter.drawTiledPixmap(rect(), hatching());
        // The word stands on plain ground: hatching behind letters costs contrast.
        QRect plain = textArea;
        plain.setWidth(fontMetrics().horizontalAdvance(shown));
        painter.fillRect(plain.adjusted(-8, 0, 8, 0), kTestGround);
    }
    painter.setPen(kInk);
    painter.drawText(textArea, Qt::AlignVCenter | Qt::AlignLeft, shown);
}
