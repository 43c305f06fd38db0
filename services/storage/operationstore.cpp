#include "services/storage/operationstore.h"

#include "services/storage/dialectrows.h"
#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLargestKeptBody = 4096;

const QString &columns()
{
    static const QString names =
        u"operation_id, merchant_id, payment_id, attempt_no, op_kind, op_seq, state, amount, "
        "currency, final_capture, connector, connector_account, idem_key, request_mac, "
        "client_operation_id, processor_ref, error_code, error_category, error_message, "
        "error_unified_code, send_seq, fence, lease_owner, lease_until_ms, first_sent_at_ms, "
        "last_sent_at_ms, check_count, next_check_at_ms, status_before, created_at_ms, "
        "modified_at_ms"_s;
    return names;
}

template <class Row>
Result<Operation> operationFrom(Row &row)
{
    Operation operation;
    row.into(operation.id);
    row.into(operation.merchantId);
    row.into(operation.paymentId);
    operation.attemptNumber = row.smallNumber();
    operation.kind = row.known(operationKindFromText, OperationKind::Authorize);
    operation.sequence = row.smallNumber();
    operation.state = row.known(operationStateFromText, OperationState::Unknown);
    operation.amount = row.number();
    operation.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    operation.finalCapture = row.flag();
    operation.connector = row.text();
    row.into(operation.connectorAccount);
    operation.idempotencyKey = row.text();
    operation.requestMac = QByteArrayView(row.bytes()).toByteArray();
    operation.clientOperationId = row.text();
    operation.processorReference = row.text();
    operation.error.code = row.text();
    operation.error.category = row.text();
    operation.error.message = row.text();
    operation.error.unifiedCode = row.text();
    operation.sendCount = row.smallNumber();
    operation.fence = row.number();
    operation.leaseOwner = row.text();
    operation.leaseUntilMs = row.number();
    operation.firstSentAtMs = row.number();
    operation.lastSentAtMs = row.number();
    operation.checkCount = row.smallNumber();
    operation.nextCheckAtMs = row.number();
    operation.statusBefore = row.known(paymentStatusFromText, PaymentStatus::Review);
    operation.createdAtMs = row.number();
    operation.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("operation");
    return operation;
}

Result<Operation> readOperation(const QSqlQuery &query)
{
    RowReader row(query);
    return operationFrom(row);
}

/// Which guard of the schema said no.
Result<> guarded(const Result<> &ran)
{
    if (ran || ran.error().code != ErrorCode::Duplicate)
        return ran;
    if (ran.error().detail == "operation.merchant_id, operation.payment_id"_L1)
        return Error{ErrorCode::Busy, u"payment_id"_s, u"one_open_op"_s};
    // proc_ref ends with the kind, but it is the reference that is taken.
    if (ran.error().detail.contains("processor_ref"_L1))
        return Error{ErrorCode::Duplicate, u"processor_ref"_s, u"proc_ref"_s};
    return ran;
}

} // namespace

Result<> OperationStore::insert(const Operation &operation)
{
    static const QString sql = u"INSERT INTO operation ("_s + columns() + u") VALUES ("_s
                               + paymentcolumns::placeholders(31) + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    binder << operation.id << operation.merchantId << operation.paymentId << operation.attemptNumber
           << operation.kind << operation.sequence << operation.state << operation.amount
           << operation.currency << operation.finalCapture << operation.connector
           << operation.connectorAccount << operation.idempotencyKey << operation.requestMac;
    binder.orNull(operation.clientOperationId).orNull(operation.processorReference)
        << operation.error.code << operation.error.category << operation.error.message
        << operation.error.unifiedCode << operation.sendCount << operation.fence
        << operation.leaseOwner << operation.leaseUntilMs << operation.firstSentAtMs
        << operation.lastSentAtMs << operation.checkCount << operation.nextCheckAtMs
        << operation.statusBefore << operation.createdAtMs << operation.modifiedAtMs;
    const Result<> written = guarded(m_database.run(query));
    if (written)
        m_recent.keep(operation.merchantId, operation.id.value, operation);
    return written;
}

Result<> OperationStore::update(const Operation &operation, OperationState expected)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE operation SET state = ?, processor_ref = ?, error_code = ?, error_category = ?, "
        "error_message = ?, error_unified_code = ?, send_seq = ?, lease_owner = ?, "
        "lease_until_ms = ?, first_sent_at_ms = ?, last_sent_at_ms = ?, check_count = ?, "
        "next_check_at_ms = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND operation_id = ? AND fence = ? AND state = ?"_s);
    Binder binder(query);
    binder << operation.state;
    binder.orNull(operation.processorReference)
        << operation.error.code << operation.error.category << operation.error.message
        << operation.error.unifiedCode << operation.sendCount << operation.leaseOwner
        << operation.leaseUntilMs << operation.firstSentAtMs << operation.lastSentAtMs
        << operation.checkCount << operation.nextCheckAtMs << operation.modifiedAtMs
        << operation.merchantId << operation.id << operation.fence << expected;
    const Result<> written = expectOneRow(guarded(m_database.run(query)), query,
                                          ErrorCode::VersionConflict, u"operation_id"_s);
    if (written)
        m_recent.keep(operation.merchantId, operation.id.value, operation);
    return written;
}

Result<> OperationStore::raiseFence(const Operation &operation)
{
    QSqlQuery &query =
        m_database.prepared(u"UPDATE operation SET fence = fence + 1 "
                            "WHERE merchant_id = ? AND operation_id = ? AND fence = ?"_s);
    Binder(query) << operation.merchantId << operation.id << operation.fence;
    m_recent.forget(operation.merchantId, operation.id.value);
    return expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict,
                        u"operation_id"_s);
}

Result<Operation> OperationStore::find(const MerchantId &merchant, const OperationId &id)
{
    if (const Operation *recent = m_recent.find(merchant, id.value))
        return *recent;
    static const QString sql =
        u"SELECT "_s + columns() + u" FROM operation WHERE merchant_id = ? AND operation_id = ?"_s;
    const Result<Operation> operation = dialect::firstRow<Operation>(
        m_database.prepared(sql), {merchant, id}, operationFrom<dialect::RowInPlace>);
    if (operation)
        m_recent.keep(merchant, id.value, *operation);
    return operation;
}

Result<QList<Operation>> OperationStore::forPayment(const MerchantId &merchant, const PaymentId &id)
{
    static const QString sql =
        u"SELECT "_s + columns()
        + u" FROM operation WHERE merchant_id = ? AND payment_id = ? ORDER BY row_id"_s;
    return dialect::allRows<Operation>(m_database.prepared(sql), {merchant, id},
                                       operationFrom<dialect::RowInPlace>);
}

Result<Operation> OperationStore::findByClientId(const MerchantId &merchant,
                                                 const QString &clientOperationId)
{
    static const QString sql =
        u"SELECT "_s + columns()
        + u" FROM operation WHERE merchant_id = ? AND client_operation_id = ?"_s;
    if (clientOperationId.isEmpty())
        return Error{ErrorCode::NotFound};
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << clientOperationId;
    return readOne<Operation>(m_database.run(query), query, readOperation);
}

Result<QList<Operation>> OperationStore::findByClientIds(const MerchantId &merchant,
                                                         QStringList clientIds)
{
    constexpr qsizetype kChunk = 128; // in one statement
    static const QString sql = u"SELECT "_s + columns()
                               + u" FROM operation WHERE merchant_id = ? "
                                 "AND client_operation_id IN ("_s
                               + u"?, "_s.repeated(kChunk).chopped(2) + u')';
    clientIds.removeAll(QString());
    QSqlQuery &query = m_database.prepared(sql);
    QList<Operation> found;
    for (qsizetype from = 0; from < clientIds.size(); from += kChunk) {
        Binder binder(query);
        binder << merchant;
        for (qsizetype i = from; i < from + kChunk; ++i)
            binder << clientIds.at(qMin(i, clientIds.size() - 1));
        const auto chunk = readAll<Operation>(m_database.run(query), query, readOperation);
        if (!chunk)
            return chunk.error();
        found += *chunk;
    }
    return found;
}

Result<int> OperationStore::nextSequence(const MerchantId &merchant, const PaymentId &id,
                                         int attempt, OperationKind kind)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT coalesce(max(op_seq), 0) + 1 FROM operation "
        "WHERE merchant_id = ? AND payment_id = ? AND attempt_no = ? AND op_kind = ?"_s);
    Binder(query) << merchant << id << attempt << kind;
    return readOne<int>(m_database.run(query), query,
                        [](const QSqlQuery &row) { return Result<int>(row.value(0).toInt()); });
}

Result<> OperationStore::insertCall(const Operation &operation, const CallOutcome &outcome,
                                    bool isRead, qint64 startedAtMs)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO op_call (operation_id, merchant_id, payment_id, send_seq, is_read, outcome, "
        "http_status, processor_ref, error_code, error_category, redacted_body, body_hash, "
        "started_at_ms, duration_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    const bool isDecided = outcome.kind == OutcomeClass::Decided;
    const PaymentError &error = isDecided ? outcome.reply.error : outcome.error;
    Binder(query) << operation.id << operation.merchantId << operation.paymentId
                  << operation.sendCount << isRead << outcome.kind << outcome.httpStatus
                  << outcome.reply.processorReference << error.code << error.category
                  << outcome.redactedBody.first(qMin(outcome.redactedBody.size(), kLargestKeptBody))
                  << outcome.bodyHash << startedAtMs << outcome.durationMs;
    return m_database.run(query);
}

Result<QList<Operation>> OperationStore::open()
{
    static const QString sql =
        u"SELECT "_s + columns()
        + u" FROM operation WHERE state IN ('prepared', 'sending', 'pending', 'unknown') "
          "ORDER BY created_at_ms, row_id"_s;
    QSqlQuery &query = m_database.prepared(sql);
    return readAll<Operation>(m_database.run(query), query, readOperation);
}

Result<QList<Operation>> OperationStore::due(qint64 nowMs, int limit)
{
    static const QString sql =
        u"SELECT "_s + columns()
        + u" FROM operation WHERE state IN ('pending', 'unknown') AND next_check_at_ms > 0 "
          "AND next_check_at_ms <= ? ORDER BY next_check_at_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Operation>(m_database.run(query), query, readOperation);
}

Result<qint64> OperationStore::nextDueMs()
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT coalesce(min(next_check_at_ms), 0) FROM operation "
                            "WHERE state IN ('pending', 'unknown') AND next_check_at_ms > 0"_s);
    return readOne<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}
