#include "models/timechoice.h"

TimeChoice::TimeChoice(const QTimeZone &business, QObject *parent)
    : QObject(parent)
    , m_business(business.isValid() ? business : QTimeZone::systemTimeZone())
{
}

void TimeChoice::setMode(TimeMode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    emit changed();
}

void TimeChoice::toggle()
{
    switch (m_mode) {
    case TimeMode::Business: return setMode(TimeMode::Local);
    case TimeMode::Local: return setMode(TimeMode::Utc);
    case TimeMode::Utc: return setMode(TimeMode::Business);
    }
}

QTimeZone TimeChoice::zone() const
{
    switch (m_mode) {
    case TimeMode::Business: return m_business;
    case TimeMode::Local: return QTimeZone::systemTimeZone();
    case TimeMode::Utc: return QTimeZone::utc();
    }
    return QTimeZone::utc();
}

QString TimeChoice::label() const
{
    const QString name = QString::fromLatin1(zone().id());
    switch (m_mode) {
    case TimeMode::Business: return tr("Business time, %1").arg(name);
    case TimeMode::Local: return tr("Local time, %1").arg(name);
    case TimeMode::Utc: return tr("UTC");
    }
    return name;
}
