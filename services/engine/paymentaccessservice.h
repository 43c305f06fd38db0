#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/paymentaccess.h"

#include <QThreadPool>

#include <atomic>

/// Payments as a merchant's programs see them: single ones on the engine thread, lists on a reader
/// thread. Made on any thread before Engine::open(); lists may be asked for once it is open.
class PaymentAccessService final : public PaymentAccess
{
public:
    /// Lists that wait at most; above it callers hear Overloaded.
    static constexpr int kMostWaiting = 256;

    PaymentAccessService(Engine &engine, const QString &databaseFile);
    ~PaymentAccessService() override;

    QFuture<Result<PaymentView>> view(const MerchantId &merchant, const PaymentId &id,
                                      const PaymentViewParts &parts) override;
    QFuture<Result<Payment>> session(const MerchantId &merchant, ClientSecret secret) override;
    QFuture<Result<Payment>> changeMetadata(const Caller &caller, const PaymentId &id,
                                            const QString &metadataJson) override;
    QFuture<Result<QList<PaymentView>>> page(const MerchantId &merchant,
                                             const PaymentCursorQuery &query) override;
    QFuture<Result<PaymentWindow>> window(const MerchantId &merchant,
                                          const PaymentWindowQuery &query) override;
    QFuture<Result<RefundWindow>> refunds(const MerchantId &merchant,
                                          const RefundWindowQuery &query) override;
    QFuture<Result<QHash<QString, qint64>>> statusCounts(const MerchantId &merchant, qint64 fromMs,
                                                         qint64 toMs) override;

private:
    template <class T, class Work>
    QFuture<Result<T>> read(Work work);

    Engine &m_engine;
    const QString m_file;
    std::atomic<int> m_waiting = 0;
    QThreadPool m_reader;
};
