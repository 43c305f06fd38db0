#pragma once

#include "services/domain/operation.h"
#include "services/storage/recentrows.h"

/// Rows of payments, attempts and steps. Decides nothing. Every call names the merchant; writes
/// belong inside a WriteQueue half.
class PaymentStore
{
public:
    explicit PaymentStore(Database &database)
        : m_database(database)
        , m_recent(database)
        , m_recentAttempts(database)
    {
    }

    /// Gives the payment its rowId. clientSecretHash is HMAC-SHA256 under the install key.
    /// Duplicate with field "payment_id" when the id is taken.
    /// `sealed` is what tells the secret again, or empty.
    Result<> insert(Payment &payment, const QByteArray &clientSecretHash,
                    const QByteArray &sealed = {});
    Result<Payment> find(const MerchantId &merchant, const PaymentId &id);
    /// Empty bytes when none was given at insert. NotFound when there is no such payment.
    Result<QByteArray> clientSecretHash(const MerchantId &merchant, const PaymentId &id);
    /// Writes what differs where the stored version is payment.version - 1.
    /// VersionConflict when no row moved.
    Result<> update(const Payment &payment);

    /// NotFound when there is no such payment, Duplicate when the number is taken.
    Result<> insertAttempt(const Attempt &attempt);
    Result<> updateAttempt(const Attempt &attempt);
    Result<Attempt> findAttempt(const MerchantId &merchant, const PaymentId &id, int number);
    Result<QList<Attempt>> attempts(const MerchantId &merchant, const PaymentId &id);
    /// The attempt whose open challenge has this token, of any merchant. An attempt has its token
    /// until updateAttempt() stores it without.
    Result<Attempt> findAttemptByReturnToken(const QByteArray &tokenHash);

    /// Appends with the next sequence of the payment.
    Result<> appendStep(const Payment &payment, const PaymentStep &step);
    Result<QList<PaymentStep>> steps(const MerchantId &merchant, const PaymentId &id);

    /// Holds that are past captureBefore by nowMs, and attempts whose open challenge is past its
    /// end; of all merchants, earliest first, at most limit.
    Result<QList<Payment>> expiredHolds(qint64 nowMs, int limit);
    /// Holds that are to be captured by themselves by now, of all merchants, earliest first.
    Result<QList<Payment>> dueCaptures(qint64 nowMs, int limit);
    /// Payments that hold a card whose time is over.
    Result<QList<Payment>> expiredCards(qint64 nowMs, int limit);
    /// A customer's payments that hold a card.
    Result<QList<Payment>> holdingCardsOf(const MerchantId &merchant, const CustomerId &customer);
    Result<QList<Attempt>> expiredChallenges(qint64 nowMs, int limit);

private:
    Database &m_database;
    RecentRows<Payment> m_recent;
    RecentRows<Attempt> m_recentAttempts;
};
