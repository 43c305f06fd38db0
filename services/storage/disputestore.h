#pragma once

#include "services/domain/disputecase.h"
#include "services/storage/database.h"

/// Disputes and what was gathered for them.
class DisputeStore
{
public:
    explicit DisputeStore(Database &database) : m_database(database) {}

    /// Duplicate when the processor's dispute is there already.
    Result<> insert(const Dispute &dispute);
    /// Everything that may change, where modifiedAtMs and the answer on its way are still those of
    /// `before`. VersionConflict otherwise.
    Result<> update(const Dispute &dispute, const Dispute &before);
    Result<Dispute> find(const MerchantId &merchant, const DisputeId &id);
    Result<Dispute> findByReference(const MerchantId &merchant, const ConnectorAccountId &account,
                                    const QString &processorReference);
    Result<DisputePage> list(const MerchantId &merchant, const DisputeQuery &query);
    /// Of all merchants: those with an answer that is to be sent.
    Result<QList<Dispute>> due(qint64 nowMs, int limit);

    Result<> addEvidence(const Dispute &dispute, const DisputeEvidence &evidence);
    /// With content when asked for; in the order they were added.
    Result<QList<DisputeEvidence>> evidence(const MerchantId &merchant, const DisputeId &id,
                                            bool withContent);
    /// NotFound.
    Result<> removeEvidence(const MerchantId &merchant, const DisputeId &id,
                            const QString &evidenceId);

private:
    Database &m_database;
};
