#pragma once

#include "services/engine/command.h"
#include "services/engine/healthkeeper.h"
#include "services/engine/tokendetaching.h"

#include <QHash>
#include <QTimer>

/// Work that nobody waits for: unknown and pending operations on their ladder, what was planned for
/// this time, challenges and holds whose time is up. Engine thread.
class Scheduler : public QObject
{
    Q_OBJECT

public:
    Scheduler(EngineCore &core, OperationRunner &runner);

    void start();

private:
    void tick();
    void checkDueOperations();
    void captureWhatIsDue();
    void sendDueRefunds();
    /// Runs what is due: at once, and again a minute later if it is still due then.
    void start(const QString &what, const PaymentId &payment, const BeginHalf &begin);
    void askAboutExpired();
    /// Cards that were held for a confirm that did not come in time.
    void wipeExpiredCards();
    /// Keys of processors whose successors have been there for a day.
    void dropOldKeys();
    /// Takes ciphertext that was removed out of the database's log.
    void wipeRemoved();

    EngineCore &m_core;
    OperationRunner &m_runner;
    TokenDetacher m_detacher;
    HealthKeeper m_health;
    QTimer m_timer;
    QHash<QString, qint64> m_notBeforeMs; ///< what was started, and when at the earliest again
    bool m_isWiping = false;
    qint64 m_nextSweepMs = 0;
    qint64 m_nextWipeMs = 0;              ///< steady
    QHash<QString, qint64> m_lastAskedMs; ///< payment id -> when its expired hold was asked about
};
