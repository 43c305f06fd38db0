#pragma once

#include "services/engine/enginecore.h"

#include <QObject>
#include <QTimer>

/// Notes the last line of the audit trail behind the commits, so that a tail that is cut off while
/// nobody looks shows at the next start and in every check. Engine thread.
class AuditKeeper : public QObject
{
public:
    explicit AuditKeeper(EngineCore &core);

    /// Compares the trail with the notes of an earlier run, in the caller's transaction. What does
    /// not fit is written into the trail, and its note stays as it is.
    Result<> compare();
    /// Notes from now on, every few seconds in which something was written.
    void start();
    /// Notes the last line now: the vault is about to be locked.
    void note();
    /// The last line of this run, and its note; commits everything that waits.
    void end();

private:
    Result<> compareOne(const AuditHead &head);
    void tick();
    void noteClock();
    void exportDaily(const AuditHead &head);

    EngineCore &m_core;
    QTimer m_timer;
    qint64 m_noted = 0;
    qint64 m_exportedDay = -1;       ///< since 1970
    qint64 m_clockAheadMs = 0;       ///< of the wall clock, before the steady one
    bool m_kept[2] = {false, false}; ///< the note of that kind is evidence: it is never replaced
};
