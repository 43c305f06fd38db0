#pragma once

#include "services/interfaces/paymentlists.h"

#include <QThreadPool>

#include <atomic>
#include <memory>

/// Lists, searches and totals on two reader threads, each with its own read-only connection.
class PaymentListService final : public PaymentLists
{
public:
    /// Queries that wait at most; above it callers hear Overloaded.
    static constexpr int kMostWaiting = 256;

    /// The file must have been opened and migrated by the engine before the first call.
    explicit PaymentListService(const QString &databaseFile);
    ~PaymentListService() override;

    QFuture<Result<QList<PaymentSummary>>> firstPage(const MerchantId &merchant,
                                                     const PaymentQuery &query, int limit) override;
    QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                            const PaymentQuery &query) override;
    QFuture<Result<QList<PaymentSummary>>> rows(const MerchantId &merchant,
                                                const QList<qint64> &rowIds) override;
    QFuture<Result<QList<CurrencyTotal>>> totals(const MerchantId &merchant,
                                                 const QList<qint64> &rowIds) override;
    QFuture<Result<QHash<QString, qint64>>> counts(const MerchantId &merchant) override;
    QFuture<Result<SearchProgress>> searchProgress(const MerchantId &merchant) override;
    QFuture<Result<QList<Payment>>> named(const MerchantId &merchant,
                                          const PaymentNames &names) override;
    QFuture<Result<QList<Operation>>> operations(const MerchantId &merchant,
                                                 const QStringList &clientOperationIds) override;

private:
    template <class T, class Work>
    QFuture<Result<T>> readWith(Work work);
    template <class T, class Work>
    QFuture<Result<T>> read(Work work);

    const QString m_file;
    std::atomic<int> m_waiting = 0;
    QThreadPool m_quick; ///< pages and rows: what somebody looks at
    QThreadPool m_long;  ///< whole orderings, totals and counts
};
