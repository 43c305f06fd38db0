#pragma once

#include <QList>

/// How one ordering of row ids became another, in steps a view can follow without losing its
/// selection. Steps apply one after another.
struct OrderingChange
{
    enum class Kind { Remove, Insert };
    struct Step
    {
        Kind kind = Kind::Remove;
        qsizetype first = 0;
        qsizetype count = 0;

        friend bool operator==(const Step &, const Step &) = default;
    };

    bool isReset = false; ///< too different: show it anew
    QList<Step> steps;
};

/// The change from one ordering to the other. Rows that moved count as removed and inserted; more
/// than a few runs of changes, or a changed stretch of more than 20,000 rows, is a reset.
OrderingChange orderingChange(const QList<qint64> &before, const QList<qint64> &after);
