#pragma once

#include <QObject>
#include <QTimeZone>

/// Which clock the window shows: the business's, this computer's, or UTC.
enum class TimeMode { Business, Local, Utc };

/// The one choice of time zone that every part of the window shares.
class TimeChoice final : public QObject
{
    Q_OBJECT

public:
    /// An invalid zone stands for the computer's own.
    explicit TimeChoice(const QTimeZone &business, QObject *parent = nullptr);

    TimeMode mode() const { return m_mode; }
    void setMode(TimeMode mode);
    /// Business, then local, then UTC, then business again.
    void toggle();
    /// The zone to show times in; always valid.
    QTimeZone zone() const;
    /// "Business time, Europe/Berlin".
    QString label() const;

signals:
    void changed();

private:
    QTimeZone m_business;
    TimeMode m_mode = TimeMode::Business;
};

/// The zone a choice names, or this computer's own when there is no choice.
inline QTimeZone shownZone(const TimeChoice *choice)
{
    return choice ? choice->zone() : QTimeZone::systemTimeZone();
}
