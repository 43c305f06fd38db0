#include "ui/widgets/momentedit.h"

#include "ui/widgets/problemlabel.h"

#include <QCalendarWidget>
#include <QDateTimeEdit>
#include <QGridLayout>

using namespace Qt::StringLiterals;

MomentEdit::MomentEdit(const TimeChoice *time, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_edit(new QDateTimeEdit(this))
    , m_zone(new QLabel(this))
    , m_problem(new ProblemLabel(this))
{
    m_edit->setObjectName(u"moment"_s);
    m_edit->setAccessibleName(accessibleName);
    // It knows no zones but its own: what it holds is the wall clock, and read() gives it a zone.
    m_edit->setTimeSpec(Qt::UTC);
    //: Date and time in a field; letters as in QLocale::toString
    m_edit->setDisplayFormat(tr("d MMM yyyy HH:mm"));
    m_edit->setCalendarPopup(true);
    m_zone->setObjectName(u"momentZone"_s);
    m_zone->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(u"momentProblem"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_edit, 0, 0);
    grid->addWidget(m_zone, 0, 1);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    setFocusProxy(m_edit);
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, &MomentEdit::read);
    if (time)
        connect(time, &TimeChoice::changed, this, &MomentEdit::showMoment);
    showMoment();
}

void MomentEdit::setMoment(qint64 msUtc)
{
    if (m_msUtc == msUtc)
        return;
    m_msUtc = msUtc;
    showMoment();
}

void MomentEdit::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    markProblem(m_edit, problem);
}

void MomentEdit::showMoment()
{
    m_showing = true;
    const QTimeZone zone = shownZone(m_time);
    const QDateTime wall = QDateTime::fromMSecsSinceEpoch(m_msUtc, zone);
    m_edit->setDateTime(QDateTime(wall.date(), wall.time(), Qt::UTC));
    m_zone->setText(QString::fromUtf8(zone.id()));
    m_showing = false;
}

void MomentEdit::read()
{
    if (m_showing)
        return;
    const QDateTime wall = m_edit->dateTime();
    // A time that the clocks skip becomes the one right after.
    m_msUtc = QDateTime(wall.date(), wall.time(), shownZone(m_time)).toMSecsSinceEpoch();
    emit momentChanged(m_msUtc);
}
