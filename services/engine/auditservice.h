#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/audittrail.h"

#include <QHash>

/// The audit trail's door. Reads and checks in pieces of some milliseconds, between other work of
/// the engine thread. Made on any thread before Engine::open(); its calls wait in the engine's
/// queue.
class AuditService final : public AuditTrail
{
public:
    explicit AuditService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<AuditPage>> list(const Caller &caller, const AuditQuery &query) override;
    QFuture<Result<AuditCheck>> verify(const Caller &caller, const AuditCheck &soFar) override;

private:
    Result<AuditCheck> checkMore(const AuditCheck &soFar);
    void noteRead(const Caller &caller);
    void append(const Caller &caller, const QString &action, const QString &result,
                const QString &detail, const std::function<void()> &then);

    Engine &m_engine;
    QHash<QString, qint64> m_readAtMs; ///< by person; engine thread
};
