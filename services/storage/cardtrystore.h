#pragma once

#include "services/core/id.h"
#include "services/domain/cardtesting.h"
#include "services/storage/database.h"

/// One of those whom a payment counts against when it fails. `subject` is a keyed hash of who.
struct CardTry
{
    MerchantId merchantId;
    ProfileId profileId;
    PaymentId paymentId;
    TriedBy by = TriedBy::Ip;
    QByteArray subject;
    qint64 untilMs = 0;
};

/// Payments that count against an address, a card or a customer while a profile is on its guard.
/// Writes belong inside a WriteQueue half.
class CardTryStore
{
public:
    explicit CardTryStore(Database &database) : m_database(database) {}

    /// Failed payments of that profile, kind and subject that count at that time.
    Result<int> failed(const CardTry &one, qint64 nowMs);
    /// A try that has not failed yet; an earlier one of the same payment begins anew.
    Result<> put(const CardTry &one);
    /// The payment has failed, and counts until then.
    Result<> fail(const MerchantId &merchant, const PaymentId &payment, qint64 untilMs);
    /// The payment does not count.
    Result<> remove(const MerchantId &merchant, const PaymentId &payment);
    /// Forgets what has stopped to count.
    Result<> prune(const MerchantId &merchant, qint64 nowMs);

private:
    Database &m_database;
};
