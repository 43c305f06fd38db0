#pragma once

#include "services/domain/increment.h"
#include "services/storage/database.h"

/// Rows of increments. Decides nothing; writes belong inside a WriteQueue half.
class IncrementStore
{
public:
    explicit IncrementStore(Database &database) : m_database(database) {}

    /// Its operation is there already.
    Result<> insert(const Increment &increment);
    /// All of a payment with how their operations stand, in the order they were made.
    Result<QList<Increment>> forPayment(const MerchantId &merchant, const PaymentId &id);

private:
    Database &m_database;
};
