#pragma once

#include "models/inspectormodel.h"

#include <QWidget>

class QGridLayout;

/// Every stored step of a payment, oldest first: what happened, who, when, and the amount.
class TimelineView final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent);

    void setEntries(const QList<TimelineEntry> &entries);

private:
    void addEntry(int row, const TimelineEntry &entry);

    QList<TimelineEntry> m_entries;
    QGridLayout *m_grid = nullptr;
};
