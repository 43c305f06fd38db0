#pragma once

#include "services/domain/audittrail.h"
#include "services/domain/commands.h"

#include <QFuture>

/// What was done, by whom: every change, written down with it and tied to what was written before.
/// Every call may come from any thread and returns at once. Errors: Overloaded and
/// StorageUnavailable.
class AuditTrail
{
public:
    virtual ~AuditTrail() = default;

    /// Lines of the caller's merchant and of the program. That somebody reads is written down too.
    virtual QFuture<Result<AuditPage>> list(const Caller &caller, const AuditQuery &query) = 0;
    /// Checks some lines more: asked again with its answer until that is done. Its end is written
    /// down.
    virtual QFuture<Result<AuditCheck>> verify(const Caller &caller, const AuditCheck &soFar) = 0;
};
