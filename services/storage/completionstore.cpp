#include "services/storage/completionstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<Completion> readCompletion(const QSqlQuery &query)
{
    RowReader row(query);
    Completion completion;
    row.into(completion.merchantId);
    row.into(completion.operationId);
    completion.number = row.smallNumber();
    completion.returned = row.text();
    completion.idempotencyKey = row.text();
    completion.createdAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("completion");
    return completion;
}

} // namespace

Result<> CompletionStore::insert(const Completion &completion)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO completion (merchant_id, operation_id, number, returned, idem_key, "
        "created_at_ms) VALUES (?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << completion.merchantId << completion.operationId << completion.number
                  << completion.returned << completion.idempotencyKey << completion.createdAtMs;
    return m_database.run(query);
}

Result<std::optional<Completion>> CompletionStore::last(const MerchantId &merchant,
                                                        const OperationId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT merchant_id, operation_id, number, returned, idem_key, created_at_ms "
        "FROM completion WHERE merchant_id = ? AND operation_id = ? "
        "ORDER BY number DESC LIMIT 1"_s);
    Binder(query) << merchant << id;
    const auto found = readAll<Completion>(m_database.run(query), query, readCompletion);
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Completion>() : std::optional(found->constFirst());
}

Result<> CompletionStore::close(const MerchantId &merchant, const OperationId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE completion SET returned = '' WHERE merchant_id = ? AND operation_id = ? "
        "AND returned <> ''"_s);
    Binder(query) << merchant << id;
    return m_database.run(query);
}
