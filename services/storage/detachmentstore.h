#pragma once

#include "services/domain/detachment.h"
#include "services/storage/database.h"

/// Rows of the tokens that processors are to forget. Decides nothing; writes belong inside a
/// WriteQueue half.
class DetachmentStore
{
public:
    explicit DetachmentStore(Database &database) : m_database(database) {}

    Result<> insert(const Detachment &detachment);
    /// Writes how far it has come. VersionConflict when it had not been sent that often before, or
    /// is over.
    Result<> update(const Detachment &detachment, int sendCountBefore);
    /// Of all merchants, the longest due first.
    Result<QList<Detachment>> due(qint64 nowMs, int limit);
    /// Of one method, in the order they were written.
    Result<QList<Detachment>> forMethod(const MerchantId &merchant, const PaymentMethodId &id);

private:
    Database &m_database;
};
