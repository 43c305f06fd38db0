#pragma once

#include "services/domain/savedmethod.h"
#include "services/storage/database.h"

/// A method that was made without its card, or the secret by which whoever brought the card may
/// change what it says.
struct WaitingMethod
{
    PaymentMethodId id;
    MerchantId merchantId;
    CustomerId customerId;
    QString nickname;
    QByteArray secretHash;    ///< keyed
    PaymentMethodId filledAs; ///< the method that the card became; empty: it is still to come
    qint64 createdAtMs = 0;
    qint64 untilMs = 0; ///< the secret is good before

    friend bool operator==(const WaitingMethod &, const WaitingMethod &) = default;
};

/// Methods that wait for their card, for a while. Writes belong inside a WriteQueue half.
class WaitingMethodStore
{
public:
    explicit WaitingMethodStore(Database &database) : m_database(database) {}

    Result<> insert(const WaitingMethod &method);
    /// One whose card is still to come. NotFound (field "payment_method_id") also when its time is
    /// over.
    Result<WaitingMethod> find(const MerchantId &merchant, const PaymentMethodId &id, qint64 nowMs);
    /// The card has come: from now on the secret is that of `method`. NotFound (field
    /// "client_secret") when it had come before.
    Result<> fill(const MerchantId &merchant, const PaymentMethodId &id,
                  const PaymentMethodId &method);
    /// Hashes of the secrets by which that method's card came.
    Result<QList<QByteArray>> secretsOf(const MerchantId &merchant, const PaymentMethodId &method,
                                        qint64 nowMs);
    Result<int> count(const MerchantId &merchant);
    /// Forgets those whose time is over.
    Result<> prune(const MerchantId &merchant, qint64 nowMs);

private:
    Database &m_database;
};
