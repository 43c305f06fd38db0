#pragma once

#include "services/domain/customer.h"
#include "services/domain/operation.h"
#include "services/storage/database.h"

/// Writes many finished payments at once: sample data and benchmarks. For an empty or quiet
/// database; the guards of the schema hold as ever.
class BulkLoader
{
public:
    explicit BulkLoader(Database &database) : m_database(database) {}

    /// All of them in one transaction, or none, with one event each and without audit rows. Gives
    /// each payment its rowId. Store them in the order of creation: lists show the last stored of
    /// equals first. Errors as PaymentStore::insert() and OperationStore::insert().
    Result<> insert(QList<PaymentDetails> &payments);
    /// All refunds of payments that are there, or none; insert() leaves them out. In the order of
    /// creation: their list is by row.
    Result<> insertRefunds(const QList<Refund> &refunds);
    /// All of them, or none; their payments need not be there.
    Result<> insertCustomers(QList<Customer> customers);
    /// Brings what the query planner knows up to date; once after the last insert().
    Result<> finish();

private:
    Result<> insertOne(PaymentDetails &details);

    Database &m_database;
};
