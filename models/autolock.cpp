#include "models/autolock.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

const auto kSetting = u"vault/autoLockMinutes"_s;
constexpr int kTickMs = 5'000; ///< also how long after waking up it takes
constexpr qint64 kMinuteMs = 60'000;

} // namespace

AutoLock::AutoLock(VaultController &vault, const Clock &clock, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_clock(clock)
    , m_settings(settings)
{
    const int kept = settings.value(kSetting, kDefaultMinutes).toInt();
    m_minutes = kept >= 1 && kept <= kMostMinutes ? kept : kDefaultMinutes;
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &AutoLock::onTick);
    connect(&vault, &VaultController::changed, this, &AutoLock::onVault);
}

void AutoLock::setMinutes(int minutes)
{
    m_minutes = qBound(1, minutes, kMostMinutes);
    m_settings.setValue(kSetting, m_minutes);
}

void AutoLock::touch()
{
    m_idle.start();
    m_touchedAtMs = m_clock.nowMs();
}

/// Nothing ticks while there is nothing to lock.
void AutoLock::onVault()
{
    if (!m_vault.isOpen())
        return m_tick.stop();
    if (m_tick.isActive())
        return;
    touch();
    m_tick.start();
}

void AutoLock::onTick()
{
    const qint64 limit = m_minutes * kMinuteMs;
    if (m_idle.elapsed() < limit && m_clock.nowMs() - m_touchedAtMs < limit)
        return;
    m_tick.stop();
    m_vault.lock();
    emit locked();
}
