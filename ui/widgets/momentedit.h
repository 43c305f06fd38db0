#pragma once

#include "models/timechoice.h"

#include <QWidget>

class ProblemLabel;
class QDateTimeEdit;
class QLabel;

/// A date and time in the zone that is shown, with the zone's name beside it and what is wrong
/// below it. When another zone is chosen it stays the same moment.
class MomentEdit final : public QWidget
{
    Q_OBJECT

public:
    /// Without a choice it is this computer's zone. The choice must outlive the widget.
    MomentEdit(const TimeChoice *time, const QString &accessibleName, QWidget *parent);

    /// In ms UTC.
    qint64 moment() const { return m_msUtc; }
    void setMoment(qint64 msUtc);
    void showProblem(const QString &problem);

signals:
    /// A person chose another moment.
    void momentChanged(qint64 msUtc);

private:
    void showMoment();
    void read();

    const TimeChoice *m_time = nullptr;
    qint64 m_msUtc = 0;
    bool m_showing = false;
    QDateTimeEdit *m_edit = nullptr;
    QLabel *m_zone = nullptr;
    ProblemLabel *m_problem = nullptr;
};
