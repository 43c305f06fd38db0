#pragma once

#include "services/domain/outcome.h"
#include "services/storage/recentrows.h"

/// Rows of operations and of their sends. The unique indexes of the schema make a second open
/// operation, a second use of a key and a second owner impossible.
class OperationStore
{
public:
    explicit OperationStore(Database &database) : m_database(database), m_recent(database) {}

    /// Busy when the payment has an open operation already (index one_open_op); Duplicate with
    /// field "client_operation_id" when that request was made before.
    Result<> insert(const Operation &operation);
    /// Writes the mutable columns where fence is the stored one and the state is `expected`.
    /// VersionConflict when no row moved: somebody else settled or took it over. Duplicate with
    /// field "processor_ref" when another operation of the same kind and account has that
    /// reference, Busy when the new state holds a payment that another operation holds.
    Result<> update(const Operation &operation, OperationState expected);
    /// Raises the stored fence by one where it is still operation.fence: whoever held the operation
    /// before writes nothing from now on. VersionConflict when no row moved.
    Result<> raiseFence(const Operation &operation);
    Result<Operation> find(const MerchantId &merchant, const OperationId &id);
    Result<QList<Operation>> forPayment(const MerchantId &merchant, const PaymentId &id);
    Result<Operation> findByClientId(const MerchantId &merchant, const QString &clientOperationId);
    /// The operations asked for under these client ids, in no order; ids nobody used are left out.
    Result<QList<Operation>> findByClientIds(const MerchantId &merchant, QStringList clientIds);
    /// The next sequence for that kind in the attempt, from 1.
    Result<int> nextSequence(const MerchantId &merchant, const PaymentId &id, int attempt,
                             OperationKind kind);

    /// One send and what came of it.
    Result<> insertCall(const Operation &operation, const CallOutcome &outcome, bool isRead,
                        qint64 startedAtMs);

    /// Every operation that is not final, of all merchants: what recovery starts from.
    Result<QList<Operation>> open();
    /// Pending and unknown operations whose nextCheckAtMs has come, earliest first.
    Result<QList<Operation>> due(qint64 nowMs, int limit);
    /// When the next check is due, 0 when none is.
    Result<qint64> nextDueMs();

private:
    Database &m_database;
    RecentRows<Operation> m_recent;
};
