#pragma once

#include "services/domain/operation.h"
#include "services/storage/database.h"

/// Rows of payments, attempts and steps. Decides nothing. Every call names the merchant; writes
/// belong inside a WriteQueue half.
class PaymentStore
{
public:
    explicit PaymentStore(Database &database) : m_database(database) {}

    /// Gives the payment its rowId. clientSecretHash is HMAC-SHA256 under the install key.
    /// Duplicate with field "payment_id" when the id is taken.
    Result<> insert(Payment &payment, const QByteArray &clientSecretHash);
    Result<Payment> find(const MerchantId &merchant, const PaymentId &id);
    /// Writes every mutable column where the stored version is payment.version - 1.
    /// VersionConflict when no row moved.
    Result<> update(const Payment &payment);

    Result<> insertAttempt(const Attempt &attempt);
    Result<> updateAttempt(const Attempt &attempt);
    Result<Attempt> findAttempt(const MerchantId &merchant, const PaymentId &id, int number);
    Result<QList<Attempt>> attempts(const MerchantId &merchant, const PaymentId &id);
    /// The attempt whose open challenge has this token, of any merchant.
    Result<Attempt> findAttemptByReturnToken(const QByteArray &tokenHash);

    /// Appends with the next sequence of the payment.
    Result<> appendStep(const MerchantId &merchant, const PaymentId &id, const PaymentStep &step);
    Result<QList<PaymentStep>> steps(const MerchantId &merchant, const PaymentId &id);

    /// Unconfirmed, held or waiting payments whose time is up by nowMs: open challenges past their
    /// end and holds past captureBefore. At most limit.
    Result<QList<Payment>> expiredHolds(qint64 nowMs, int limit);
    Result<QList<Attempt>> expiredChallenges(qint64 nowMs, int limit);

private:
    Database &m_database;
};
