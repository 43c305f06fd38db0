#include "services/storage/disputestore.h"

#include "services/storage/row.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {

Result<Dispute> readDispute(const QSqlQuery &query)
{
    RowReader row(query);
    Dispute dispute;
    dispute.rowId = row.number();
    row.into(dispute.id);
    row.into(dispute.merchantId);
    row.into(dispute.profileId);
    row.into(dispute.paymentId);
    dispute.attemptNumber = row.smallNumber();
    dispute.connector = row.text();
    row.into(dispute.connectorAccount);
    dispute.processorReference = row.text();
    dispute.stage = row.known(disputeStageFromText, DisputeStage::Dispute);
    dispute.status = row.known(disputeStatusFromText, DisputeStatus::Opened);
    dispute.amount = row.number();
    dispute.currency = row.known(currencyFromText, Currency::Eur);
    dispute.processorStatus = row.text();
    dispute.reasonCode = row.text();
    dispute.reason = row.text();
    dispute.respondByMs = row.number();
    dispute.processorCreatedMs = row.number();
    dispute.processorUpdatedMs = row.number();
    dispute.sending = row.known(disputeAnswerFromText, DisputeAnswer::None);
    dispute.answerCount = row.smallNumber();
    dispute.sendCount = row.smallNumber();
    dispute.nextSendAtMs = row.number();
    dispute.createdAtMs = row.number();
    dispute.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("dispute");
    return dispute;
}

/// With blanks around each, to be looked for in one text.
template <class Enum>
QString listed(const QList<Enum> &values)
{
    QString words;
    for (const Enum value : values)
        words += u' ' + toText(value) + u' ';
    return words;
}

} // namespace

Result<> DisputeStore::insert(const Dispute &dispute)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO dispute (dispute_id, merchant_id, profile_id, payment_id, attempt_no, "
        "connector, connector_account, processor_ref, stage, status, amount, currency, "
        "processor_status, reason_code, reason, respond_by_ms, processor_created_ms, "
        "processor_updated_ms, sending, answer_count, send_count, next_send_at_ms, "
        "created_at_ms, modified_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << dispute.id << dispute.merchantId << dispute.profileId << dispute.paymentId
                  << dispute.attemptNumber << dispute.connector << dispute.connectorAccount
                  << dispute.processorReference << dispute.stage << dispute.status << dispute.amount
                  << dispute.currency << dispute.processorStatus << dispute.reasonCode
                  << dispute.reason << dispute.respondByMs << dispute.processorCreatedMs
                  << dispute.processorUpdatedMs << dispute.sending << dispute.answerCount
                  << dispute.sendCount << dispute.nextSendAtMs << dispute.createdAtMs
                  << dispute.modifiedAtMs;
    return m_database.run(query);
}

Result<> DisputeStore::update(const Dispute &dispute, const Dispute &before)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE dispute SET stage = ?, status = ?, amount = ?, processor_status = ?, "
        "reason_code = ?, reason = ?, respond_by_ms = ?, processor_updated_ms = ?, sending = ?, "
        "answer_count = ?, send_count = ?, next_send_at_ms = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND dispute_id = ? AND modified_at_ms = ? AND sending = ? "
        "AND send_count = ?"_s);
    Binder(query) << dispute.stage << dispute.status << dispute.amount << dispute.processorStatus
                  << dispute.reasonCode << dispute.reason << dispute.respondByMs
                  << dispute.processorUpdatedMs << dispute.sending << dispute.answerCount
                  << dispute.sendCount << dispute.nextSendAtMs << dispute.modifiedAtMs
                  << dispute.merchantId << dispute.id << before.modifiedAtMs << before.sending
                  << before.sendCount;
    return expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"dispute_id"_s);
}

Result<Dispute> DisputeStore::find(const MerchantId &merchant, const DisputeId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, dispute_id, merchant_id, profile_id, payment_id, attempt_no, connector, "
        "connector_account, processor_ref, stage, status, amount, currency, processor_status, "
        "reason_code, reason, respond_by_ms, processor_created_ms, processor_updated_ms, sending, "
        "answer_count, send_count, next_send_at_ms, created_at_ms, modified_at_ms FROM dispute "
        "WHERE merchant_id = ? AND dispute_id = ?"_s);
    Binder(query) << merchant << id;
    return named(readOne<Dispute>(m_database.run(query), query, readDispute), u"dispute_id"_s);
}

Result<Dispute> DisputeStore::findByReference(const MerchantId &merchant,
                                              const ConnectorAccountId &account,
                                              const QString &processorReference)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, dispute_id, merchant_id, profile_id, payment_id, attempt_no, connector, "
        "connector_account, processor_ref, stage, status, amount, currency, processor_status, "
        "reason_code, reason, respond_by_ms, processor_created_ms, processor_updated_ms, sending, "
        "answer_count, send_count, next_send_at_ms, created_at_ms, modified_at_ms FROM dispute "
        "WHERE merchant_id = ? AND connector_account = ? AND processor_ref = ?"_s);
    Binder(query) << merchant << account << processorReference;
    return readOne<Dispute>(m_database.run(query), query, readDispute);
}

Result<DisputePage> DisputeStore::list(const MerchantId &merchant, const DisputeQuery &wanted)
{
    const qint64 toMs = wanted.toMs == 0 ? std::numeric_limits<qint64>::max() : wanted.toMs;
    const QString statuses = listed(wanted.statuses);
    const QString stages = listed(wanted.stages);
    const auto bind = [&](QSqlQuery &query) {
        Binder binder(query);
        binder << merchant << wanted.paymentId << wanted.paymentId << statuses << statuses << stages
               << stages << wanted.reason << wanted.reason << wanted.connector << wanted.connector
               << wanted.fromMs << toMs;
        return binder;
    };
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, dispute_id, merchant_id, profile_id, payment_id, attempt_no, connector, "
        "connector_account, processor_ref, stage, status, amount, currency, processor_status, "
        "reason_code, reason, respond_by_ms, processor_created_ms, processor_updated_ms, sending, "
        "answer_count, send_count, next_send_at_ms, created_at_ms, modified_at_ms FROM dispute "
        "WHERE merchant_id = ? AND (? = '' OR payment_id = ?) "
        "AND (? = '' OR instr(?, ' ' || status || ' ') > 0) "
        "AND (? = '' OR instr(?, ' ' || stage || ' ') > 0) "
        "AND (? = '' OR reason = ?) AND (? = '' OR connector = ?) "
        "AND created_at_ms >= ? AND created_at_ms <= ? "
        "ORDER BY CASE WHEN ? = 0 THEN 0 WHEN status = 'dispute_opened' THEN 0 "
        "WHEN status = 'dispute_challenged' THEN 1 ELSE 2 END, "
        "CASE WHEN ? = 1 AND status = 'dispute_opened' THEN respond_by_ms ELSE 0 END, "
        "created_at_ms DESC, row_id DESC LIMIT ? OFFSET ?"_s);
    bind(query) << wanted.byDeadline << wanted.byDeadline << wanted.limit << wanted.offset;
    const auto disputes = readAll<Dispute>(m_database.run(query), query, readDispute);
    if (!disputes)
        return disputes.error();
    QSqlQuery &count = m_database.prepared(
        u"SELECT count(*) FROM dispute WHERE merchant_id = ? AND (? = '' OR payment_id = ?) "
        "AND (? = '' OR instr(?, ' ' || status || ' ') > 0) "
        "AND (? = '' OR instr(?, ' ' || stage || ' ') > 0) "
        "AND (? = '' OR reason = ?) AND (? = '' OR connector = ?) "
        "AND created_at_ms >= ? AND created_at_ms <= ?"_s);
    bind(count);
    const auto total = readOne<qint64>(m_database.run(count), count, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
    return total ? Result<DisputePage>(DisputePage{*disputes, *total}) : total.error();
}

Result<QList<Dispute>> DisputeStore::due(qint64 nowMs, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, dispute_id, merchant_id, profile_id, payment_id, attempt_no, connector, "
        "connector_account, processor_ref, stage, status, amount, currency, processor_status, "
        "reason_code, reason, respond_by_ms, processor_created_ms, processor_updated_ms, sending, "
        "answer_count, send_count, next_send_at_ms, created_at_ms, modified_at_ms FROM dispute "
        "WHERE next_send_at_ms > 0 AND next_send_at_ms <= ? ORDER BY next_send_at_ms LIMIT ?"_s);
    Binder(query) << nowMs << limit;
    return readAll<Dispute>(m_database.run(query), query, readDispute);
}

Result<> DisputeStore::addEvidence(const Dispute &dispute, const DisputeEvidence &evidence)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO dispute_evidence (merchant_id, dispute_id, evidence_id, kind, "
        "evidence_text, file_name, media_type, content, created_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << dispute.merchantId << dispute.id << evidence.id << evidence.kind
                  << evidence.text << evidence.fileName << evidence.mediaType << evidence.content
                  << evidence.createdAtMs;
    return m_database.run(query);
}

Result<QList<DisputeEvidence>> DisputeStore::evidence(const MerchantId &merchant,
                                                      const DisputeId &id, bool withContent)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, evidence_id, kind, evidence_text, file_name, media_type, "
        "CASE WHEN ? = 1 THEN content ELSE x'' END, length(content), created_at_ms "
        "FROM dispute_evidence WHERE merchant_id = ? AND dispute_id = ? ORDER BY row_id"_s);
    Binder(query) << withContent << merchant << id;
    return readAll<DisputeEvidence>(m_database.run(query), query, [](const QSqlQuery &found) {
        RowReader row(found);
        DisputeEvidence evidence;
        evidence.rowId = row.number();
        evidence.id = row.text();
        evidence.kind = row.text();
        evidence.text = row.text();
        evidence.fileName = row.text();
        evidence.mediaType = row.text();
        evidence.content = row.bytes();
        evidence.size = row.number();
        evidence.createdAtMs = row.number();
        return Result<DisputeEvidence>(evidence);
    });
}

Result<> DisputeStore::removeEvidence(const MerchantId &merchant, const DisputeId &id,
                                      const QString &evidenceId)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM dispute_evidence "
                            "WHERE merchant_id = ? AND dispute_id = ? AND evidence_id = ?"_s);
    Binder(query) << merchant << id << evidenceId;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"file_id"_s);
}
