#pragma once

#include "services/domain/savedmethod.h"
#include "services/storage/database.h"

/// Rows of saved methods. Decides nothing; writes belong inside a WriteQueue half.
class MethodStore
{
public:
    explicit MethodStore(Database &database) : m_database(database) {}

    /// Gives the method its rowId. Duplicate when the id is taken, or the customer has the number.
    Result<> insert(SavedMethod &method);
    /// Writes everything but the ids. NotFound when there is no such method.
    Result<> update(const SavedMethod &method);
    Result<> remove(const MerchantId &merchant, const PaymentMethodId &id);
    Result<SavedMethod> find(const MerchantId &merchant, const PaymentMethodId &id);
    /// The customer's method with that number. NotFound when there is none.
    Result<SavedMethod> findByNumber(const MerchantId &merchant, const CustomerId &customer,
                                     const QByteArray &fingerprint);
    /// Last used first; at most limit.
    Result<QList<SavedMethod>> list(const MerchantId &merchant, const CustomerId &customer,
                                    int limit);
    /// Afterwards none of the customer's methods is the default one.
    Result<> clearDefault(const MerchantId &merchant, const CustomerId &customer);

    /// Methods of all merchants whose card is not yet in a record of their own, oldest first.
    Result<QList<SavedMethod>> notMoved(int limit);

private:
    Database &m_database;
};
