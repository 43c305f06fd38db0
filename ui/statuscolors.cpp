#include "ui/statuscolors.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

StatusColors lightColors(StatusLook look)
{
    switch (look) {
    case StatusLook::NeedsMethod:
    case StatusLook::Draft: return {QColor(0x5B5200), QColor(0xFFF7C2)};
    case StatusLook::WaitingForCustomer: return {QColor(0x6B2C6F), QColor(0xF3E1F2)};
    case StatusLook::InProgress: return {QColor(0x33338F), QColor(0xE6E6FA)};
    case StatusLook::Held:
    case StatusLook::PartHeld: return {QColor(0x7A3E00), QColor(0xFFE8CC)};
    case StatusLook::PartCaptured: return {QColor(0x0B4F8A), QColor(0xDCEBFA)};
    case StatusLook::Paid: return {QColor(0x00563F), QColor(0xD6F2E8)};
    case StatusLook::Failed: return {QColor(0x8A1C00), QColor(0xFBE0D8)};
    case StatusLook::Released: return {QColor(0x4A4A4A), QColor(0xE6E6E6)};
    case StatusLook::HoldExpired: return {QColor(0x5C3A21), QColor(0xEFE3DA)};
    case StatusLook::NotKnownYet: return {QColor(0, 0, 0), QColor(0xFFD400)};
    case StatusLook::Disputed: return {QColor(0x7A0043), QColor(0xF9D9E8)};
    }
    return {Qt::black, Qt::white};
}

StatusColors darkColors(StatusLook look)
{
    switch (look) {
    case StatusLook::NeedsMethod:
    case StatusLook::Draft: return {QColor(0xF2E68A), QColor(0x3A3600)};
    case StatusLook::WaitingForCustomer: return {QColor(0xEBC2EC), QColor(0x431C46)};
    case StatusLook::InProgress: return {QColor(0xC9C9FF), QColor(0x24245C)};
    case StatusLook::Held:
    case StatusLook::PartHeld: return {QColor(0xFFC78A), QColor(0x4A2600)};
    case StatusLook::PartCaptured: return {QColor(0xA9D2FA), QColor(0x08335A)};
    case StatusLook::Paid: return {QColor(0x8FE3C6), QColor(0x003A2B)};
    case StatusLook::Failed: return {QColor(0xFFB8A3), QColor(0x5A1400)};
    case StatusLook::Released: return {QColor(0xCFCFCF), QColor(0x3A3A3A)};
    case StatusLook::HoldExpired: return {QColor(0xE3CBB8), QColor(0x402818)};
    case StatusLook::NotKnownYet: return {QColor(0, 0, 0), QColor(0xFFD400)};
    case StatusLook::Disputed: return {QColor(0xFFB3D4), QColor(0x520030)};
    }
    return {Qt::white, Qt::black};
}

qreal luminance(const QColor &color)
{
    const auto linear = [](qreal channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

} // namespace

StatusColors statusColors(StatusLook look, bool dark)
{
    return dark ? darkColors(look) : lightColors(look);
}

QString statusIconPath(StatusLook look)
{
    switch (look) {
    case StatusLook::NeedsMethod: return u":/icons/status-needs-method.svg"_s;
    case StatusLook::Draft: return u":/icons/status-draft.svg"_s;
    case StatusLook::WaitingForCustomer: return u":/icons/status-waiting.svg"_s;
    case StatusLook::InProgress: return u":/icons/status-in-progress.svg"_s;
    case StatusLook::Held: return u":/icons/status-held.svg"_s;
    case StatusLook::PartHeld: return u":/icons/status-part-held.svg"_s;
    case StatusLook::PartCaptured: return u":/icons/status-part-captured.svg"_s;
    case StatusLook::Paid: return u":/icons/status-paid.svg"_s;
    case StatusLook::Failed: return u":/icons/status-failed.svg"_s;
    case StatusLook::Released: return u":/icons/status-released.svg"_s;
    case StatusLook::HoldExpired: return u":/icons/status-expired.svg"_s;
    case StatusLook::NotKnownYet: return u":/icons/status-unknown.svg"_s;
    case StatusLook::Disputed: return u":/icons/status-disputed.svg"_s;
    }
    return {};
}

QPixmap statusPixmap(StatusLook look, const QColor &ink, int side)
{
    const QString key = u"status/%1/%2/%3"_s.arg(static_cast<int>(look)).arg(ink.name()).arg(side);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(statusIconPath(look)).render(&painter, QRectF(0, 0, side, side));
    // The drawings are black: their shape alone is used, in the colour of the status.
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}
