#pragma once

#include <QLocale>
#include <QTimeZone>

/// What reading a search depends on besides its text.
struct SearchContext
{
    QLocale locale;
    QTimeZone zone = QTimeZone::utc(); ///< the zone shown; days begin at its midnight
    qint64 nowMs = 0;                  ///< UTC
};
