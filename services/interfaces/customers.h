#pragma once

#include "services/domain/commands.h"

#include <QFuture>

/// A window of the list of customers.
struct CustomerQuery
{
    /// Only those with a word of their name or e-mail, a phone or an id that begins like this; the
    /// offset does not count then.
    QString beginsWith = {};
    qint64 offset = 0;
    int limit = 10; ///< 1 to 1,000
};

/// What a deletion took away.
struct DeletedCustomer
{
    CustomerId id;
    int methods = 0; ///< saved methods that went with it
};

/// Customers of a merchant. Every call may come from any thread and returns at once. Errors are
/// those of the request (field named), NotFound, CustomerRedacted (it was deleted), Overloaded and
/// StorageUnavailable.
class Customers
{
public:
    virtual ~Customers() = default;

    /// Duplicate with field "customer_id" when the id is taken, also by a deleted one. Further
    /// errors: those of newCustomer.
    virtual QFuture<Result<Customer>> create(CreateCustomer command) = 0;
    virtual QFuture<Result<Customer>> find(const MerchantId &merchant, const CustomerId &id) = 0;
    virtual QFuture<Result<Customer>> update(UpdateCustomer command) = 0;
    /// Takes away everything that tells who it was, and its saved methods; the id stays taken.
    /// Payments keep what was known of the buyer when they were made. AgreementActive (field
    /// "customer_id") while an agreement about later charges is in force.
    virtual QFuture<Result<DeletedCustomer>> remove(const Caller &caller, const CustomerId &id) = 0;
    /// Oldest first, without deleted ones.
    virtual QFuture<Result<QList<Customer>>> list(const MerchantId &merchant,
                                                  const CustomerQuery &query) = 0;
    /// How many a list without a search has.
    virtual QFuture<Result<qint64>> count(const MerchantId &merchant) = 0;
};
