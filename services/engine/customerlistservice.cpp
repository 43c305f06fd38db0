#include "services/engine/customerlistservice.h"

#include "services/engine/readerconnection.h"
#include "services/engine/reply.h"
#include "services/storage/customerreader.h"

namespace {

constexpr int kLargestOrdering = 10'000'000;

int mostOf(const CustomerListQuery &query)
{
    return query.beginsWith.isEmpty() ? kLargestOrdering : CustomerLists::kMostFound;
}

CustomerSummary summaryOf(const CustomerRow &row)
{
    CustomerSummary summary;
    summary.rowId = row.rowId;
    summary.version = row.modifiedAtMs;
    summary.id = row.id;
    summary.name = row.name;
    summary.email = row.email;
    summary.phone = row.phone;
    summary.methods = row.methods;
    summary.lastPaymentMs = row.lastPaymentMs;
    summary.createdAtMs = row.createdAtMs;
    for (const PaidTotal &total : row.totals) {
        if (total.captured > total.refunded)
            summary.lifetime.append({total.captured - total.refunded, total.currency});
    }
    return summary;
}

Result<QList<CustomerSummary>> summaries(CustomerReader &reader, const MerchantId &merchant,
                                         const QList<qint64> &rowIds)
{
    const auto rows = reader.rows(merchant, rowIds);
    if (!rows)
        return rows.error();
    QList<CustomerSummary> summaries;
    summaries.reserve(rows->size());
    for (const CustomerRow &row : *rows)
        summaries.append(summaryOf(row));
    return summaries;
}

} // namespace

CustomerListService::CustomerListService(const QString &databaseFile) : m_file(databaseFile)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1); // a connection is worth keeping
}

CustomerListService::~CustomerListService()
{
    m_pool.clear();
    m_pool.waitForDone();
}

template <class T, class Work>
QFuture<Result<T>> CustomerListService::read(Work work)
{
    const Reply<T> reply;
    if (m_waiting.load() >= kMostWaiting) {
        reply(Error{ErrorCode::Overloaded});
        return reply.future();
    }
    ++m_waiting;
    m_pool.start([this, reply, work = std::move(work)] {
        const Result<Database *> database = readerConnection(m_file);
        if (!database) {
            reply(database.error());
        } else {
            CustomerReader reader(**database);
            reply(work(reader));
        }
        --m_waiting;
    });
    return reply.future();
}

QFuture<Result<QList<CustomerSummary>>>
CustomerListService::firstPage(const MerchantId &merchant, const CustomerListQuery &query,
                               int limit)
{
    return read<QList<CustomerSummary>>(
        [merchant, query, limit](CustomerReader &reader) -> Result<QList<CustomerSummary>> {
            // A search is in the order of all it finds, so all of it has to be known first.
            const int most = query.beginsWith.isEmpty() ? limit : CustomerLists::kMostFound;
            const auto ids = reader.ordering(merchant, query.beginsWith, most);
            return ids ? summaries(reader, merchant,
                                   ids->first(qMin<qsizetype>(limit, ids->size())))
                       : Result<QList<CustomerSummary>>(ids.error());
        });
}

QFuture<Result<QList<qint64>>> CustomerListService::ordering(const MerchantId &merchant,
                                                             const CustomerListQuery &query)
{
    return read<QList<qint64>>([merchant, query](CustomerReader &reader) {
        return reader.ordering(merchant, query.beginsWith, mostOf(query));
    });
}

QFuture<Result<QList<CustomerSummary>>> CustomerListService::rows(const MerchantId &merchant,
                                                                  const QList<qint64> &rowIds)
{
    return read<QList<CustomerSummary>>(
        [merchant, rowIds](CustomerReader &reader) { return summaries(reader, merchant, rowIds); });
}

QFuture<Result<QList<CustomerTotal>>> CustomerListService::totals(const MerchantId &merchant,
                                                                  const CustomerId &customer)
{
    return read<QList<CustomerTotal>>(
        [merchant, customer](CustomerReader &reader) -> Result<QList<CustomerTotal>> {
            const auto read = reader.totals(merchant, customer);
            if (!read)
                return read.error();
            QList<CustomerTotal> totals;
            for (const PaidTotal &total : *read)
                totals.append({total.currency, total.count, total.captured, total.refunded,
                               total.capturable});
            return totals;
        });
}
