#pragma once

#include "models/vaultcontroller.h"

#include <QElapsedTimer>
#include <QTimer>

class QSettings;

/// Locks the vault when nobody has done anything for a while. Time counts on two clocks: one that
/// nobody can set, and the day's, which goes on while the computer sleeps; the first to be up
/// locks.
class AutoLock final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kDefaultMinutes = 5;
    static constexpr int kMostMinutes = 15;
    /// What a person can choose.
    static QList<int> choices() { return {1, 5, 10, 15}; }

    AutoLock(VaultController &vault, const Clock &clock, QSettings &settings,
             QObject *parent = nullptr);

    int minutes() const { return m_minutes; }
    /// Kept in the settings; 1 to kMostMinutes.
    void setMinutes(int minutes);
    /// For tests: how often it looks.
    void setTick(int ms) { m_tick.setInterval(ms); }

public slots:
    /// Somebody did something.
    void touch();

signals:
    /// It was this that locked the vault.
    void locked();

private:
    void onVault();
    void onTick();

    VaultController &m_vault;
    const Clock &m_clock;
    QSettings &m_settings;
    int m_minutes = kDefaultMinutes;
    QTimer m_tick;
    QElapsedTimer m_idle;
    qint64 m_touchedAtMs = 0;
};
