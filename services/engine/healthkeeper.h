#pragma once

#include "services/core/id.h"

#include <QHash>

struct EngineCore;

/// Writes down when accounts at processors last answered, as far as that is news. Engine thread.
class HealthKeeper
{
public:
    explicit HealthKeeper(EngineCore &core) : m_core(core) {}
    /// The last that is known; whoever ends the engine waits for it.
    ~HealthKeeper() { keep(); }
    HealthKeeper(const HealthKeeper &) = delete;
    HealthKeeper &operator=(const HealthKeeper &) = delete;

    void keep();

private:
    EngineCore &m_core;
    QHash<ConnectorAccountId, qint64> m_written;
};
