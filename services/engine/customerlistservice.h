#pragma once

#include "services/interfaces/customerlists.h"

#include <QThreadPool>

#include <atomic>

/// The lists of customers, on a reader thread with a read-only connection.
class CustomerListService final : public CustomerLists
{
public:
    /// Queries that wait at most; above it callers hear Overloaded.
    static constexpr int kMostWaiting = 256;

    /// The file must have been opened and migrated by the engine before the first call.
    explicit CustomerListService(const QString &databaseFile);
    ~CustomerListService() override;

    QFuture<Result<QList<CustomerSummary>>>
    firstPage(const MerchantId &merchant, const CustomerListQuery &query, int limit) override;
    QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                            const CustomerListQuery &query) override;
    QFuture<Result<QList<CustomerSummary>>> rows(const MerchantId &merchant,
                                                 const QList<qint64> &rowIds) override;
    QFuture<Result<QList<CustomerTotal>>> totals(const MerchantId &merchant,
                                                 const CustomerId &customer) override;

private:
    template <class T, class Work>
    QFuture<Result<T>> read(Work work);

    const QString m_file;
    std::atomic<int> m_waiting = 0;
    QThreadPool m_pool;
};
