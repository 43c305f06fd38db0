#include "services/storage/paymentstore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;
using namespace paymentcolumns;

namespace {

const QString &insertSql()
{
    static const QString sql = [] {
        const QString names =
            u"payment_id, merchant_id, client_secret_hash, client_secret_sealed, created_at_ms, "_s
            + moved() + u", "_s + settled() + u", "_s + paidWith() + u", "_s + edited();
        return QString(u"INSERT INTO payment ("_s + names + u") VALUES ("_s
                       + placeholders(static_cast<int>(names.count(u',')) + 1) + u')');
    }();
    return sql;
}

QString updateSql(const QString &columns)
{
    return u"UPDATE payment SET "_s + assignments(columns)
           + u" WHERE row_id = ? AND merchant_id = ? AND payment_id = ? AND version = ?"_s;
}

/// How much of a payment an update has to write.
enum class Extent { Moved, Settled, PaidWith, Everything };

Extent extentOf(const Payment &stored, const Payment &wanted)
{
    Payment reached = stored;
    copyMoved(wanted, reached);
    if (reached == wanted)
        return Extent::Moved;
    copySettled(wanted, reached);
    if (reached == wanted)
        return Extent::Settled;
    copyPaidWith(wanted, reached);
    return reached == wanted ? Extent::PaidWith : Extent::Everything;
}

const QString &updateSql(Extent extent)
{
    static const QString sqlMoved = updateSql(moved());
    static const QString sqlSettled = updateSql(moved() + u", "_s + settled());
    static const QString sqlPaidWith =
        updateSql(moved() + u", "_s + settled() + u", "_s + paidWith());
    static const QString sqlEverything =
        updateSql(moved() + u", "_s + settled() + u", "_s + paidWith() + u", "_s + edited());
    switch (extent) {
    case Extent::Moved: return sqlMoved;
    case Extent::Settled: return sqlSettled;
    case Extent::PaidWith: return sqlPaidWith;
    case Extent::Everything: return sqlEverything;
    }
    return sqlEverything;
}

const QString &attemptColumns()
{
    static const QString columns =
        u"merchant_id, payment_id, attempt_no, status, connector, connector_account_id, "
        "processor_reference, three_ds_flow, three_ds_status, liability_shifted, "
        "challenge_url, return_token_hash, challenge_expires_at_ms, error_code, "
        "error_category, error_message, error_unified_code, created_at_ms, modified_at_ms"_s;
    return columns;
}

Result<Attempt> readAttempt(const QSqlQuery &query)
{
    RowReader row(query);
    Attempt attempt;
    row.into(attempt.merchantId);
    row.into(attempt.paymentId);
    attempt.number = row.smallNumber();
    attempt.status = row.known(attemptStatusFromText, AttemptStatus::Unresolved);
    attempt.connector = row.text();
    row.into(attempt.connectorAccount);
    attempt.processorReference = row.text();
    attempt.threeDs.flow = row.text();
    attempt.threeDs.transactionStatus = row.text();
    attempt.threeDs.liabilityShifted = row.flag();
    attempt.challengeUrl = row.text();
    attempt.returnTokenHash = row.bytes();
    attempt.challengeExpiresAtMs = row.number();
    attempt.error.code = row.text();
    attempt.error.category = row.text();
    attempt.error.message = row.text();
    attempt.error.unifiedCode = row.text();
    attempt.createdAtMs = row.number();
    attempt.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("attempt");
    return attempt;
}

void bindAttemptState(Binder &binder, const Attempt &attempt)
{
    binder << attempt.status << attempt.connector << attempt.connectorAccount
           << attempt.processorReference << attempt.threeDs.flow
           << attempt.threeDs.transactionStatus << attempt.threeDs.liabilityShifted
           << attempt.challengeUrl;
    binder.orNull(attempt.returnTokenHash)
        << attempt.challengeExpiresAtMs << attempt.error.code << attempt.error.category
        << attempt.error.message << attempt.error.unifiedCode << attempt.createdAtMs
        << attempt.modifiedAtMs;
}

} // namespace

Result<> PaymentStore::insert(Payment &payment, const QByteArray &clientSecretHash,
                              const QByteArray &sealed)
{
    QSqlQuery &query = m_database.prepared(insertSql());
    Binder binder(query);
    binder << payment.id << payment.merchantId << clientSecretHash << sealed << payment.createdAtMs;
    bindMoved(binder, payment);
    bindSettled(binder, payment);
    bindPaidWith(binder, payment);
    bindEdited(binder, payment);
    const Result<> ran = m_database.run(query);
    if (!ran)
        return ran;
    payment.rowId = query.lastInsertId().toLongLong();
    m_recent.keep(payment.merchantId, payment.id.value, payment);
    return {};
}

Result<Payment> PaymentStore::find(const MerchantId &merchant, const PaymentId &id)
{
    if (const Payment *recent = m_recent.find(merchant, id.value))
        return *recent;
    static const QString sql =
        u"SELECT "_s + all() + u" FROM payment WHERE merchant_id = ? AND payment_id = ?"_s;
    const Result<Payment> payment =
        dialect::firstRow<Payment>(m_database.prepared(sql), {merchant, id}, readPaymentInPlace);
    if (payment)
        m_recent.keep(merchant, id.value, *payment);
    return named(payment, u"payment_id"_s);
}

Result<QByteArray> PaymentStore::clientSecretHash(const MerchantId &merchant, const PaymentId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT client_secret_hash FROM payment WHERE merchant_id = ? AND payment_id = ?"_s);
    Binder(query) << merchant << id;
    return readOne<QByteArray>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<QByteArray>(row.value(0).toByteArray());
    });
}

Result<> PaymentStore::update(const Payment &payment)
{
    const Payment *recent = m_recent.find(payment.merchantId, payment.id.value);
    // A version names one content only, so what differs from the row known is all that differs.
    const bool known = recent && recent->version == payment.version - 1;
    const Extent extent = known ? extentOf(*recent, payment) : Extent::Everything;

    QSqlQuery &query = m_database.prepared(updateSql(extent));
    Binder binder(query);
    bindMoved(binder, payment);
    if (extent >= Extent::Settled)
        bindSettled(binder, payment);
    if (extent >= Extent::PaidWith)
        bindPaidWith(binder, payment);
    if (extent >= Extent::Everything)
        bindEdited(binder, payment);
    binder << payment.rowId << payment.merchantId << payment.id << payment.version - 1;
    const Result<> written =
        expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"version"_s);
    if (written)
        m_recent.keep(payment.merchantId, payment.id.value, payment);
    return written;
}

Result<> PaymentStore::insertAttempt(const Attempt &attempt)
{
    static const QString sql = u"INSERT INTO attempt (payment_row_id, "_s + attemptColumns()
                               + u") SELECT row_id, merchant_id, payment_id, "_s + placeholders(17)
                               + u" FROM payment WHERE merchant_id = ? AND payment_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    binder << attempt.number;
    bindAttemptState(binder, attempt);
    binder << attempt.merchantId << attempt.paymentId;
    const Result<> written =
        expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"payment_id"_s);
    if (written)
        m_recentAttempts.keep(attempt.merchantId, attempt.id().value, attempt);
    return written;
}

Result<> PaymentStore::updateAttempt(const Attempt &attempt)
{
    const QString id = attempt.id().value;
    const Attempt *recent = m_recentAttempts.find(attempt.merchantId, id);
    if (recent && *recent == attempt)
        return {};
    QSqlQuery &query = m_database.prepared(
        u"UPDATE attempt SET status = ?, connector = ?, connector_account_id = ?, "
        "processor_reference = ?, three_ds_flow = ?, three_ds_status = ?, "
        "liability_shifted = ?, challenge_url = ?, return_token_hash = ?, "
        "challenge_expires_at_ms = ?, error_code = ?, error_category = ?, error_message = ?, "
        "error_unified_code = ?, created_at_ms = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND attempt_no = ? AND payment_row_id = "
        "(SELECT row_id FROM payment WHERE merchant_id = ? AND payment_id = ?)"_s);
    Binder binder(query);
    bindAttemptState(binder, attempt);
    binder << attempt.merchantId << attempt.number << attempt.merchantId << attempt.paymentId;
    const Result<> written =
        expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"attempt_id"_s);
    if (written)
        m_recentAttempts.keep(attempt.merchantId, id, attempt);
    return written;
}

Result<Attempt> PaymentStore::findAttempt(const MerchantId &merchant, const PaymentId &id,
                                          int number)
{
    const QString key = attemptId(id, number).value;
    if (const Attempt *recent = m_recentAttempts.find(merchant, key))
        return *recent;
    static const QString sql =
        u"SELECT "_s + attemptColumns()
        + u" FROM attempt WHERE merchant_id = ? AND attempt_no = ? AND payment_row_id = "
          "(SELECT row_id FROM payment WHERE merchant_id = ? AND payment_id = ?)"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << number << merchant << id;
    const Result<Attempt> attempt = readOne<Attempt>(m_database.run(query), query, readAttempt);
    if (attempt)
        m_recentAttempts.keep(merchant, key, *attempt);
    return attempt;
}

Result<QList<Attempt>> PaymentStore::attempts(const MerchantId &merchant, const PaymentId &id)
{
    static const QString sql =
        u"SELECT "_s + attemptColumns()
        + u" FROM attempt WHERE merchant_id = ? AND payment_row_id = "
          "(SELECT row_id FROM payment WHERE merchant_id = ? AND payment_id = ?) "
          "ORDER BY attempt_no"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << merchant << id;
    return readAll<Attempt>(m_database.run(query), query, readAttempt);
}

Result<Attempt> PaymentStore::findAttemptByReturnToken(const QByteArray &tokenHash)
{
    static const QString sql =
        u"SELECT "_s + attemptColumns() + u" FROM attempt WHERE return_token_hash = ?"_s;
    if (tokenHash.isEmpty())
        return Error{ErrorCode::NotFound, u"return_token"_s};
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << tokenHash;
    return named(readOne<Attempt>(m_database.run(query), query, readAttempt), u"return_token"_s);
}

Result<> PaymentStore::appendStep(const Payment &payment, const PaymentStep &step)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO payment_step (payment_row_id, step_seq, merchant_id, at_ms, event, status, "
        "attempt_no, attempt_status, actor, amount, code, operation_id) "
        "VALUES ((SELECT row_id FROM payment WHERE row_id = ? AND merchant_id = ?), "
        "1 + coalesce((SELECT max(step_seq) FROM payment_step WHERE payment_row_id = ?), 0), "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << payment.rowId << payment.merchantId << payment.rowId << payment.merchantId
                  << step.atMs << step.event << step.status << step.attemptNumber
                  << step.attemptStatus << step.actor << step.amount << step.code
                  << step.operationId;
    const Result<> ran = m_database.run(query);
    // There is no such payment of this merchant.
    if (!ran && ran.error().detail.contains("payment_step.payment_row_id"_L1))
        return Error{ErrorCode::NotFound, u"payment_id"_s};
    return ran;
}

Result<QList<PaymentStep>> PaymentStore::steps(const MerchantId &merchant, const PaymentId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT step_seq, at_ms, event, status, attempt_no, attempt_status, actor, amount, code, "
        "operation_id FROM payment_step WHERE merchant_id = ? AND payment_row_id = "
        "(SELECT row_id FROM payment WHERE merchant_id = ? AND payment_id = ?) "
        "ORDER BY step_seq"_s);
    Binder(query) << merchant << merchant << id;
    return readAll<PaymentStep>(m_database.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        PaymentStep step;
        step.sequence = row.smallNumber();
        step.atMs = row.number();
        step.event = row.text();
        step.status = row.known(paymentStatusFromText, PaymentStatus::Review);
        step.attemptNumber = row.smallNumber();
        step.attemptStatus = row.text();
        step.actor = row.text();
        step.amount = row.number();
        step.code = row.text();
        row.into(step.operationId);
        return row.isValid() ? Result<PaymentStep>(step)
                             : Result<PaymentStep>(unknownValueError("payment_step"));
    });
}

Result<QList<Payment>> PaymentStore::expiredHolds(qint64 nowMs, int limit)
{
    static const QString sql =
        u"SELECT "_s + all()
        + u" FROM payment WHERE capture_before_ms > 0 AND status IN ('requires_capture', "
          "'partially_authorized_and_requires_capture', 'partially_captured_and_capturable') "
          "AND capture_before_ms <= ? ORDER BY capture_before_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Payment>(m_database.run(query), query, readPayment);
}

Result<QList<Payment>> PaymentStore::dueCaptures(qint64 nowMs, int limit)
{
    static const QString sql =
        u"SELECT "_s + all()
        + u" FROM payment WHERE capture_on_ms > 0 AND status IN ('requires_capture', "
          "'partially_authorized_and_requires_capture') AND capture_on_ms <= ? "
          "ORDER BY capture_on_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Payment>(m_database.run(query), query, readPayment);
}

Result<QList<Payment>> PaymentStore::expiredCards(qint64 nowMs, int limit)
{
    static const QString sql = u"SELECT "_s + all()
                               + u" FROM payment WHERE card_held_until_ms > 0 "
                                 "AND card_held_until_ms <= ? "
                                 "ORDER BY card_held_until_ms, row_id LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Payment>(m_database.run(query), query, readPayment);
}

Result<QList<Payment>> PaymentStore::holdingCardsOf(const MerchantId &merchant,
                                                    const CustomerId &customer)
{
    static const QString sql = u"SELECT "_s + all()
                               + u" FROM payment WHERE merchant_id = ? AND payment_token <> '' "
                                 "AND customer_id <> '' AND customer_id = ? ORDER BY row_id"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << customer;
    return readAll<Payment>(m_database.run(query), query, readPayment);
}

Result<QList<Attempt>> PaymentStore::expiredChallenges(qint64 nowMs, int limit)
{
    static const QString sql =
        u"SELECT "_s + attemptColumns()
        + u" FROM attempt WHERE status = 'authentication_pending' AND challenge_expires_at_ms > 0 "
          "AND challenge_expires_at_ms <= ? "
          "ORDER BY challenge_expires_at_ms, payment_row_id, attempt_no LIMIT ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << nowMs << limit;
    return readAll<Attempt>(m_database.run(query), query, readAttempt);
}
