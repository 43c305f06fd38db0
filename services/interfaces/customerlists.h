#pragma once

#include "services/domain/customer.h"
#include "services/domain/money.h"

#include <QFuture>
#include <QList>

/// What the list shows of a customer. Times are milliseconds since 1970 UTC, 0 when not known.
struct CustomerSummary
{
    qint64 rowId = 0;   ///< place in the store, never shown
    qint64 version = 0; ///< rises when the customer is changed
    CustomerId id;
    QString name;
    QString email;
    QString phone;
    int methods = 0; ///< saved ones
    qint64 lastPaymentMs = 0;
    QList<Money> lifetime; ///< captured and not given back, per currency
    qint64 createdAtMs = 0;

    friend bool operator==(const CustomerSummary &, const CustomerSummary &) = default;
};

/// Which customers a list shows, the newest first; never deleted ones.
struct CustomerListQuery
{
    /// Only those with a word of their name or e-mail, a phone or an id that begins like this.
    QString beginsWith = {};

    friend bool operator==(const CustomerListQuery &, const CustomerListQuery &) = default;
};

/// Money of one customer in one currency, in minor units.
struct CustomerTotal
{
    Currency currency = Currency::Eur;
    qint64 payments = 0;
    qint64 captured = 0;
    qint64 refunded = 0;
    qint64 held = 0; ///< can still be captured

    friend bool operator==(const CustomerTotal &, const CustomerTotal &) = default;
};

/// Windowed reading of the customers on a thread of its own, in the three steps of PaymentLists.
/// Every call may come from any thread and returns at once. Errors: StorageUnavailable, Overloaded.
class CustomerLists
{
public:
    /// A search shows so many at most, whichever come first.
    static constexpr int kMostFound = 1'000;

    virtual ~CustomerLists() = default;

    virtual QFuture<Result<QList<CustomerSummary>>>
    firstPage(const MerchantId &merchant, const CustomerListQuery &query, int limit) = 0;
    /// Row ids in the query's order, at most 10,000,000; of a search at most kMostFound.
    virtual QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                                    const CustomerListQuery &query) = 0;
    /// The rows with these ids, in the same order; rows that have gone are left out.
    virtual QFuture<Result<QList<CustomerSummary>>> rows(const MerchantId &merchant,
                                                         const QList<qint64> &rowIds) = 0;
    /// Of all payments that name the customer, per currency; empty when there are none.
    virtual QFuture<Result<QList<CustomerTotal>>> totals(const MerchantId &merchant,
                                                         const CustomerId &customer) = 0;
};
