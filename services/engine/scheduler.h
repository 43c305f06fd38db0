#pragma once

#include "services/engine/operationrunner.h"

#include <QHash>
#include <QTimer>

/// Work that nobody waits for: unknown and pending operations on their ladder, challenges and holds
/// whose time is up. Engine thread.
class Scheduler : public QObject
{
    Q_OBJECT

public:
    Scheduler(EngineCore &core, OperationRunner &runner);

    void start();

private:
    void tick();
    void checkDueOperations();
    void askAboutExpired();

    EngineCore &m_core;
    OperationRunner &m_runner;
    QTimer m_timer;
    qint64 m_nextSweepMs = 0;
    QHash<QString, qint64> m_lastAskedMs; ///< payment id -> when its expired hold was asked about
};
