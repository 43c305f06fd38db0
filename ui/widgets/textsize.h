#pragma once

#include <QFont>

/// One step smaller, for captions.
inline QFont smallerFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

/// One step larger, for titles.
inline QFont largerFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setBold(true);
    return font;
}
