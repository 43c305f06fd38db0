#pragma once

#include "services/domain/commands.h"
#include "services/domain/disputecase.h"

#include <QFuture>

/// Cardholders who want money back through the bank. Only a processor opens a dispute. Every call
/// may come from any thread and returns at once. Errors are those of the request (field named),
/// NotFound with "dispute_id" or "file_id", InvalidState ("dispute_status") when it may not be
/// answered any more, Busy while an answer is on its way, Overloaded and StorageUnavailable.
class Disputes
{
public:
    virtual ~Disputes() = default;

    /// limit is 1 to 1000.
    virtual QFuture<Result<DisputePage>> list(const MerchantId &merchant,
                                              const DisputeQuery &query) = 0;
    /// With what was gathered for it; files without their content.
    virtual QFuture<Result<DisputeView>> find(const MerchantId &merchant, const DisputeId &id) = 0;
    /// Keeps a piece of evidence; a text takes the place of an earlier one of its kind. Errors of
    /// checkEvidence; TooMany ("dispute_evidence").
    virtual QFuture<Result<DisputeView>> attach(const Caller &caller, const DisputeId &id,
                                                DisputeEvidence evidence) = 0;
    virtual QFuture<Result<DisputeView>> detach(const Caller &caller, const DisputeId &id,
                                                const QString &evidenceId) = 0;
    /// Sends what was gathered to the processor. MissingField ("dispute_evidence") when there is
    /// nothing. An answer that nobody knows the fate of is sent again under the same key; until
    /// then `sending` says so.
    virtual QFuture<Result<DisputeView>> submit(const Caller &caller, const DisputeId &id) = 0;
    /// Gives the money up. That cannot be taken back.
    virtual QFuture<Result<DisputeView>> accept(const Caller &caller, const DisputeId &id) = 0;
};
