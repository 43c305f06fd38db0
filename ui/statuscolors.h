#pragma once

#include "models/displaytext.h"

#include <QColor>
#include <QIcon>

/// The two colours of a status chip: letters, icon and border in `ink` on `ground`.
struct StatusColors
{
    QColor ink;
    QColor ground;

    friend bool operator==(const StatusColors &, const StatusColors &) = default;
};

/// The one place where statuses have colours. Every pair reads at 4.5:1 or better.
StatusColors statusColors(StatusLook look, bool dark);

/// Its picture, a dark line drawing of 16 x 16 to be tinted: ":/icons/status-held.svg".
QString statusIconPath(StatusLook look);

/// The picture in that colour, for that size in device pixels.
QPixmap statusPixmap(StatusLook look, const QColor &ink, int side);

/// Contrast of two opaque colours as WCAG 2 counts it, 1 to 21.
qreal contrast(const QColor &a, const QColor &b);
