#include "services/engine/paymentlistservice.h"

#include "services/engine/readerconnection.h"
#include "services/engine/reply.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentreader.h"

PaymentListService::PaymentListService(const QString &databaseFile) : m_file(databaseFile)
{
    for (QThreadPool *pool : {&m_quick, &m_long}) {
        pool->setMaxThreadCount(1);
        pool->setExpiryTimeout(-1); // a connection is worth keeping
    }
    // Whoever makes a list service is about to ask for the first page.
    m_quick.start([file = m_file] { static_cast<void>(readerConnection(file)); });
}

PaymentListService::~PaymentListService()
{
    m_quick.clear();
    m_long.clear();
    m_quick.waitForDone();
    m_long.waitForDone();
}

template <class T, class Work>
QFuture<Result<T>> PaymentListService::readWith(Work work)
{
    constexpr bool kLong = !std::is_same_v<T, QList<PaymentSummary>>;
    const Reply<T> reply;
    if (m_waiting.load() >= kMostWaiting) {
        reply(Error{ErrorCode::Overloaded});
        return reply.future();
    }
    ++m_waiting;
    QThreadPool &pool = kLong ? m_long : m_quick;
    pool.start([this, reply, work = std::move(work)] {
        const Result<Database *> database = readerConnection(m_file);
        if (!database) {
            reply(database.error());
        } else {
            reply(work(**database));
        }
        --m_waiting;
    });
    return reply.future();
}

template <class T, class Work>
QFuture<Result<T>> PaymentListService::read(Work work)
{
    return readWith<T>([work = std::move(work)](Database &database) {
        PaymentReader reader(database);
        return work(reader);
    });
}

QFuture<Result<QList<PaymentSummary>>>
PaymentListService::firstPage(const MerchantId &merchant, const PaymentQuery &query, int limit)
{
    return read<QList<PaymentSummary>>([merchant, query, limit](PaymentReader &reader) {
        return reader.firstPage(merchant, query, limit);
    });
}

QFuture<Result<QList<qint64>>> PaymentListService::ordering(const MerchantId &merchant,
                                                            const PaymentQuery &query)
{
    return read<QList<qint64>>(
        [merchant, query](PaymentReader &reader) { return reader.ordering(merchant, query); });
}

QFuture<Result<QList<PaymentSummary>>> PaymentListService::rows(const MerchantId &merchant,
                                                                const QList<qint64> &rowIds)
{
    return read<QList<PaymentSummary>>(
        [merchant, rowIds](PaymentReader &reader) { return reader.rows(merchant, rowIds); });
}

QFuture<Result<QList<CurrencyTotal>>> PaymentListService::totals(const MerchantId &merchant,
                                                                 const QList<qint64> &rowIds)
{
    return read<QList<CurrencyTotal>>(
        [merchant, rowIds](PaymentReader &reader) { return reader.totals(merchant, rowIds); });
}

QFuture<Result<QHash<QString, qint64>>> PaymentListService::counts(const MerchantId &merchant)
{
    return read<QHash<QString, qint64>>(
        [merchant](PaymentReader &reader) { return reader.counts(merchant); });
}

QFuture<Result<SearchProgress>> PaymentListService::searchProgress(const MerchantId &merchant)
{
    return read<SearchProgress>([merchant](PaymentReader &reader) -> Result<SearchProgress> {
        const auto progress = reader.searchProgress(merchant);
        if (!progress)
            return progress.error();
        return SearchProgress{progress->first, progress->second};
    });
}

QFuture<Result<QList<Payment>>> PaymentListService::named(const MerchantId &merchant,
                                                          const PaymentNames &names)
{
    return read<QList<Payment>>(
        [merchant, names](PaymentReader &reader) { return reader.named(merchant, names); });
}

QFuture<Result<QList<Operation>>>
PaymentListService::operations(const MerchantId &merchant, const QStringList &clientOperationIds)
{
    return readWith<QList<Operation>>([merchant, clientOperationIds](Database &database) {
        return OperationStore(database).findByClientIds(merchant, clientOperationIds);
    });
}
