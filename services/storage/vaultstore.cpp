#include "services/storage/vaultstore.h"

#include "services/storage/dialect.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kFirstSecretRow = qint64(1) << 40; // spelled out in notUnder()
constexpr qint64 kFirstTokenRow = qint64(1) << 41;  // the same

Result<VaultRecord> readRecord(const QSqlQuery &query)
{
    RowReader row(query);
    VaultRecord record;
    record.rowId = row.number();
    row.into(record.place.merchantId);
    row.into(record.place.customerId);
    record.place.recordId = row.text();
    record.place.kind = row.known(vaultRecordKindFromText, VaultRecordKind::SavedCard);
    record.keyGeneration = row.smallNumber();
    record.sealed = row.bytes();
    record.fingerprint = row.bytes();
    record.createdAtMs = row.number();
    record.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("vault_record");
    return record;
}

Result<VaultKeyGeneration> readGeneration(const QSqlQuery &query)
{
    RowReader row(query);
    VaultKeyGeneration generation;
    generation.number = row.smallNumber();
    generation.keyName = row.text();
    generation.keyCheck = row.bytes();
    generation.wrappedKeys = row.bytes();
    generation.wraps = row.number();
    generation.createdAtMs = row.number();
    return generation;
}

} // namespace

Result<> VaultStore::insertHeader(const VaultHeader &header)
{
    if (header.generations.size() != 1)
        return Error{ErrorCode::InvalidValue, u"generations"_s};
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO vault_header (only_row, vault_id, key_derivation, created_at_ms) "
        "VALUES (1, ?, ?, ?)"_s);
    Binder(query) << header.id << header.keyDerivation << header.createdAtMs;
    const Result<> inserted = m_database.run(query);
    return inserted ? addGeneration(header.generations.constFirst()) : inserted;
}

Result<VaultHeader> VaultStore::header()
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT vault_id, key_derivation, created_at_ms FROM vault_header WHERE only_row = 1"_s);
    Result<VaultHeader> header =
        readOne<VaultHeader>(m_database.run(query), query, [](const QSqlQuery &current) {
            RowReader row(current);
            VaultHeader read;
            row.into(read.id);
            read.keyDerivation = row.text();
            read.createdAtMs = row.number();
            return Result<VaultHeader>(read);
        });
    if (!header)
        return header;
    QSqlQuery &keys = m_database.prepared(
        u"SELECT generation, key_name, key_check, wrapped_keys, wraps, created_at_ms "
        "FROM vault_key_generation ORDER BY generation"_s);
    const auto generations =
        readAll<VaultKeyGeneration>(m_database.run(keys), keys, readGeneration);
    if (!generations)
        return generations.error();
    header->generations = *generations;
    return header;
}

Result<> VaultStore::addGeneration(const VaultKeyGeneration &generation)
{
    QSqlQuery &query =
        m_database.prepared(u"INSERT INTO vault_key_generation "
                            "(generation, key_name, key_check, wrapped_keys, wraps, created_at_ms) "
                            "VALUES (?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << generation.number << generation.keyName << generation.keyCheck
                  << generation.wrappedKeys << generation.wraps << generation.createdAtMs;
    return m_database.run(query);
}

Result<> VaultStore::dropGeneration(int number)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM vault_key_generation WHERE generation = ? "
        "AND generation < (SELECT max(generation) FROM vault_key_generation) "
        "AND NOT EXISTS (SELECT 1 FROM vault_record WHERE key_generation = ?) "
        "AND NOT EXISTS (SELECT 1 FROM vault_secret WHERE key_generation = ?) "
        "AND NOT EXISTS (SELECT 1 FROM network_token WHERE key_generation = ?)"_s);
    Binder(query) << number << number << number << number;
    return expectOneRow(m_database.run(query), query, ErrorCode::InvalidState, u"generation"_s);
}

Result<> VaultStore::insert(const VaultRecord &record)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO vault_record (merchant_id, customer_id, record_id, record_kind, "
        "key_generation, sealed, fingerprint, created_at_ms, modified_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << record.place.merchantId << record.place.customerId << record.place.recordId
                  << record.place.kind << record.keyGeneration << record.sealed
                  << record.fingerprint << record.createdAtMs << record.modifiedAtMs;
    const Result<> inserted = m_database.run(query);
    return inserted ? countWrap(record.keyGeneration) : inserted;
}

Result<VaultRecord> VaultStore::find(const MerchantId &merchant, const QString &recordId)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, customer_id, record_id, record_kind, key_generation, sealed, "
        "fingerprint, created_at_ms, modified_at_ms FROM vault_record "
        "WHERE merchant_id = ? AND record_id = ?"_s);
    Binder(query) << merchant << recordId;
    return readOne<VaultRecord>(m_database.run(query), query, readRecord);
}

Result<QList<VaultRecord>> VaultStore::withFingerprint(const MerchantId &merchant,
                                                       const CustomerId &customer,
                                                       const QByteArray &fingerprint)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, customer_id, record_id, record_kind, key_generation, sealed, "
        "fingerprint, created_at_ms, modified_at_ms FROM vault_record "
        "WHERE merchant_id = ? AND customer_id = ? AND fingerprint = ? ORDER BY row_id"_s);
    Binder(query) << merchant << customer << fingerprint;
    return readAll<VaultRecord>(m_database.run(query), query, readRecord);
}

Result<> VaultStore::replace(const VaultRecord &record, const QByteArray &replaced)
{
    if (isSecret(record.place.kind))
        return replaceSecret(record, replaced);
    if (record.place.kind == VaultRecordKind::NetworkToken)
        return replaceToken(record, replaced);
    QSqlQuery &query = m_database.prepared(
        u"UPDATE vault_record SET key_generation = ?, sealed = ?, fingerprint = ?, "
        "modified_at_ms = ? WHERE merchant_id = ? AND record_id = ? AND sealed = ?"_s);
    Binder(query) << record.keyGeneration << record.sealed << record.fingerprint
                  << record.modifiedAtMs << record.place.merchantId << record.place.recordId
                  << replaced;
    const Result<> changed =
        expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"sealed"_s);
    return changed ? countWrap(record.keyGeneration) : changed;
}

Result<> VaultStore::remove(const MerchantId &merchant, const QString &recordId)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM vault_record WHERE merchant_id = ? AND record_id = ?"_s);
    Binder(query) << merchant << recordId;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"record_id"_s);
}

Result<VaultRecord> VaultStore::findSecret(const MerchantId &merchant, VaultRecordKind kind,
                                           const QString &recordId)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, '', record_id, record_kind, key_generation, sealed, x'', "
        "created_at_ms, modified_at_ms FROM vault_secret "
        "WHERE merchant_id = ? AND record_kind = ? AND record_id = ?"_s);
    Binder(query) << merchant << kind << recordId;
    return readOne<VaultRecord>(m_database.run(query), query, readRecord);
}

Result<> VaultStore::putSecret(const VaultRecord &record)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO vault_secret (merchant_id, record_id, record_kind, key_generation, sealed, "
        "created_at_ms, modified_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (merchant_id, record_kind, record_id) DO UPDATE SET "
        "key_generation = excluded.key_generation, sealed = excluded.sealed, "
        "modified_at_ms = excluded.modified_at_ms"_s);
    Binder(query) << record.place.merchantId << record.place.recordId << record.place.kind
                  << record.keyGeneration << record.sealed << record.createdAtMs
                  << record.modifiedAtMs;
    const Result<> put = m_database.run(query);
    return put ? countWrap(record.keyGeneration) : put;
}

Result<> VaultStore::replaceSecret(const VaultRecord &record, const QByteArray &replaced)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE vault_secret SET key_generation = ?, sealed = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND record_kind = ? AND record_id = ? AND sealed = ?"_s);
    Binder(query) << record.keyGeneration << record.sealed << record.modifiedAtMs
                  << record.place.merchantId << record.place.kind << record.place.recordId
                  << replaced;
    const Result<> changed =
        expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"sealed"_s);
    return changed ? countWrap(record.keyGeneration) : changed;
}

Result<> VaultStore::replaceToken(const VaultRecord &record, const QByteArray &replaced)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE network_token SET key_generation = ?, sealed = ?, modified_at_ms = ? "
        "WHERE merchant_id = ? AND payment_method_id = ? AND sealed = ?"_s);
    Binder(query) << record.keyGeneration << record.sealed << record.modifiedAtMs
                  << record.place.merchantId << record.place.recordId << replaced;
    const Result<> changed =
        expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"sealed"_s);
    return changed ? countWrap(record.keyGeneration) : changed;
}

Result<> VaultStore::removeSecret(const MerchantId &merchant, VaultRecordKind kind,
                                  const QString &recordId)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM vault_secret WHERE merchant_id = ? AND record_kind = ? AND record_id = ?"_s);
    Binder(query) << merchant << kind << recordId;
    return m_database.run(query);
}

Result<bool> VaultStore::wipeRemoved()
{
    QSqlQuery &query = m_database.prepared(dialect::emptyLog());
    return readOne<bool>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<bool>(row.value(0).toInt() == 0);
    });
}

Result<QList<VaultRecord>> VaultStore::notUnder(int generation, qint64 afterRowId, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, customer_id, record_id, record_kind, key_generation, sealed, "
        "fingerprint, created_at_ms, modified_at_ms FROM vault_record "
        "WHERE key_generation <> ? AND row_id > ? "
        "UNION ALL SELECT row_id + 1099511627776, merchant_id, '', record_id, record_kind, "
        "key_generation, sealed, x'', created_at_ms, modified_at_ms FROM vault_secret "
        "WHERE key_generation <> ? AND row_id > ? "
        "UNION ALL SELECT row_id + 2199023255552, merchant_id, customer_id, payment_method_id, "
        "'network_token', key_generation, sealed, x'', created_at_ms, modified_at_ms "
        "FROM network_token WHERE key_generation <> ? AND row_id > ? ORDER BY 1 LIMIT ?"_s);
    Binder(query) << generation << afterRowId << generation << afterRowId - kFirstSecretRow
                  << generation << afterRowId - kFirstTokenRow << limit;
    return readAll<VaultRecord>(m_database.run(query), query, readRecord);
}

Result<qint64> VaultStore::countUnder(int generation)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT (SELECT count(*) FROM vault_record WHERE key_generation = ?) "
                            "+ (SELECT count(*) FROM vault_secret WHERE key_generation = ?) "
                            "+ (SELECT count(*) FROM network_token WHERE key_generation = ?)"_s);
    Binder(query) << generation << generation << generation;
    return readOne<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}

Result<> VaultStore::countWrap(int generation)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE vault_key_generation SET wraps = wraps + 1 WHERE generation = ?"_s);
    Binder(query) << generation;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"generation"_s);
}
