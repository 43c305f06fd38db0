#pragma once

#include "services/domain/blocklist.h"
#include "services/domain/commands.h"

#include <QFuture>

/// Cards that a merchant does not take. The list counts while it is turned on. Each change is a
/// line of the audit trail. Every call may come from any thread and returns at once. Further
/// errors: Overloaded and StorageUnavailable.
class Blocklists
{
public:
    virtual ~Blocklists() = default;

    /// InvalidValue (field "data"), Duplicate (field "fingerprint_id").
    virtual QFuture<Result<BlockedCard>> add(const Caller &caller, BlockedKind kind,
                                             const QString &data) = 0;
    /// The line that is there no more. NotFound (field "fingerprint_id").
    virtual QFuture<Result<BlockedCard>> remove(const Caller &caller, BlockedKind kind,
                                                const QString &data) = 0;
    /// Newest first.
    virtual QFuture<Result<QList<BlockedCard>>> list(const MerchantId &merchant, BlockedKind kind,
                                                     qint64 offset, int limit) = 0;
    /// Whether it counts; the answer says the same.
    virtual QFuture<Result<bool>> turn(const Caller &caller, bool on) = 0;
};
