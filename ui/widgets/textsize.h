#pragma once

#include <QFont>
#include <QFontDatabase>

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

/// Letters of one width, as large as those of that font; for what is compared or copied by hand.
inline QFont fixedFont(const QFont &like)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(like.pointSizeF());
    return fixed;
}
