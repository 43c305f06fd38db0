#pragma once

#include "services/engine/command.h"

#include <QHash>
#include <QSet>
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
    void sendDueRefunds();
    void askAboutExpired();

    EngineCore &m_core;
    OperationRunner &m_runner;
    QTimer m_timer;
    QSet<QString> m_starting; ///< ids of what is being started at this moment
    qint64 m_nextSweepMs = 0;
    QHash<QString, qint64> m_lastAskedMs; ///< payment id -> when its expired hold was asked about
};
