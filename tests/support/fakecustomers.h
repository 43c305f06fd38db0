#pragma once

#include "services/interfaces/customerlists.h"
#include "services/interfaces/customers.h"
#include "services/interfaces/savedmethods.h"
#include "tests/support/fakepayments.h"

/// Customers a test puts in; keeps what was asked.
class FakeCustomers final : public Customers
{
public:
    FakeCustomers()
    {
        findAnswers.standing = Error{ErrorCode::NotFound, QStringLiteral("customer_id")};
    }

    QFuture<Result<Customer>> create(CreateCustomer command) override;
    /// From `known` unless an answer is scripted.
    QFuture<Result<Customer>> find(const MerchantId &merchant, const CustomerId &id) override;
    QFuture<Result<Customer>> update(UpdateCustomer command) override;
    QFuture<Result<DeletedCustomer>> remove(const Caller &caller, const CustomerId &id) override;
    QFuture<Result<QList<Customer>>> list(const MerchantId &merchant,
                                          const CustomerQuery &query) override;
    QFuture<Result<qint64>> count(const MerchantId &merchant) override;

    /// The customer of that row of FakeCustomerLists.
    static Customer sample(qint64 rowId);

    QHash<CustomerId, Customer> known;

    FakeAnswers<Customer> createAnswers;
    FakeAnswers<Customer> findAnswers;
    FakeAnswers<Customer> updateAnswers;
    FakeAnswers<DeletedCustomer> removeAnswers;

    std::vector<CreateCustomer> created;
    std::vector<UpdateCustomer> updated;
    QList<CustomerId> removed;
};

/// Lists of made-up customers. Of a query the beginning of name, e-mail and id is obeyed.
class FakeCustomerLists final : public CustomerLists
{
public:
    QFuture<Result<QList<CustomerSummary>>>
    firstPage(const MerchantId &merchant, const CustomerListQuery &query, int limit) override;
    QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                            const CustomerListQuery &query) override;
    QFuture<Result<QList<CustomerSummary>>> rows(const MerchantId &merchant,
                                                 const QList<qint64> &rowIds) override;
    QFuture<Result<QList<CustomerTotal>>> totals(const MerchantId &merchant,
                                                 const CustomerId &customer) override;

    /// Rows with ids 1 to count, newest (highest id) first, made when they are asked for.
    void generate(qint64 count);
    static CustomerSummary sample(qint64 rowId);

    QList<qint64> all; ///< row ids in the order shown
    QHash<qint64, CustomerSummary> changed;
    QHash<CustomerId, QList<CustomerTotal>> paid;
    /// Set to answer every list question with this error.
    std::optional<Error> failure;
    FakeAnswers<QList<CustomerSummary>> firstPageAnswers;
    QList<CustomerListQuery> firstPagesAsked;
    QList<QList<qint64>> rowsAsked;

private:
    CustomerSummary at(qint64 rowId) const { return changed.value(rowId, sample(rowId)); }
    QList<qint64> matching(const CustomerListQuery &query) const;
};

/// Saved methods a test puts in; keeps what was asked.
class FakeSavedMethods final : public SavedMethods
{
public:
    /// From `all`, in its order.
    QFuture<Result<QList<SavedMethod>>> list(const MerchantId &merchant, const CustomerId &customer,
                                             int limit) override;
    QFuture<Result<QList<OfferedMethod>>> offer(const MerchantId &merchant,
                                                const CustomerId &customer, int limit,
                                                const ProfileId &profile) override;
    QFuture<Result<SavedMethod>> find(const MerchantId &merchant,
                                      const PaymentMethodId &id) override;
    QFuture<Result<SavedMethod>> update(UpdateMethod command) override;
    QFuture<Result<SavedMethod>> makeDefault(const Caller &caller, const CustomerId &customer,
                                             const PaymentMethodId &id) override;
    QFuture<Result<SavedMethod>> remove(const Caller &caller, const PaymentMethodId &id) override;

    /// A Visa 4242 of the customer, good until 12/2030.
    static SavedMethod sample(const CustomerId &customer, int number);
    /// One more of them, ready to be paid with: "pm_1", "pm_2" ...
    void keepVisa(const CustomerId &customer);

    QList<SavedMethod> all;
    FakeAnswers<QList<SavedMethod>> listAnswers;
    FakeAnswers<SavedMethod> defaultAnswers;
    FakeAnswers<SavedMethod> removeAnswers;
    QList<PaymentMethodId> madeDefault;
    QList<PaymentMethodId> removed;
};
