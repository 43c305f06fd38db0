#include "services/storage/apikeystore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<ApiKeyRecord> readKey(const QSqlQuery &query)
{
    RowReader row(query);
    ApiKeyRecord key;
    row.into(key.id);
    row.into(key.merchantId);
    key.kind = row.known(keyKindFromText, KeyKind::Secret);
    key.hash = row.bytes();
    key.prefix = row.text();
    key.testMode = row.flag();
    row.into(key.customerId);
    key.name = row.text();
    key.description = row.text();
    key.createdAtMs = row.number();
    key.expiresAtMs = row.number();
    key.revokedAtMs = row.number();
    key.lastUsedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("api_key");
    return key;
}

} // namespace

Result<> ApiKeyStore::insert(const ApiKeyRecord &key)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO api_key (key_id, merchant_id, key_kind, key_hash, prefix, test_mode, "
        "customer_id, name, description, created_at_ms, expires_at_ms, revoked_at_ms, "
        "last_used_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << key.id << key.merchantId << key.kind << key.hash << key.prefix << key.testMode
                  << key.customerId << key.name << key.description << key.createdAtMs
                  << key.expiresAtMs << key.revokedAtMs << key.lastUsedAtMs;
    return m_database.run(query);
}

Result<ApiKeyRecord> ApiKeyStore::findByHash(const QByteArray &hash)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT key_id, merchant_id, key_kind, key_hash, prefix, test_mode, customer_id, name, "
        "description, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms FROM api_key "
        "WHERE key_hash = ?"_s);
    Binder(query) << hash;
    return readOne<ApiKeyRecord>(m_database.run(query), query, readKey);
}

Result<ApiKeyRecord> ApiKeyStore::find(const MerchantId &merchant, const ApiKeyId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT key_id, merchant_id, key_kind, key_hash, prefix, test_mode, customer_id, name, "
        "description, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms FROM api_key "
        "WHERE merchant_id = ? AND key_id = ?"_s);
    Binder(query) << merchant << id;
    return readOne<ApiKeyRecord>(m_database.run(query), query, readKey);
}

Result<QList<ApiKeyRecord>> ApiKeyStore::list(const MerchantId &merchant, qint64 offset, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT key_id, merchant_id, key_kind, key_hash, prefix, test_mode, customer_id, name, "
        "description, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms FROM api_key "
        "WHERE merchant_id = ? AND key_kind = 'secret' ORDER BY row_id LIMIT ? OFFSET ?"_s);
    Binder(query) << merchant << limit << offset;
    return readAll<ApiKeyRecord>(m_database.run(query), query, readKey);
}

Result<> ApiKeyStore::update(const ApiKeyRecord &key)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE api_key SET name = ?, description = ?, expires_at_ms = ?, revoked_at_ms = ?, "
        "last_used_at_ms = ? WHERE merchant_id = ? AND key_id = ?"_s);
    Binder(query) << key.name << key.description << key.expiresAtMs << key.revokedAtMs
                  << key.lastUsedAtMs << key.merchantId << key.id;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"key_id"_s);
}

Result<> ApiKeyStore::removeEnded(const MerchantId &merchant, qint64 beforeMs)
{
    QSqlQuery &query =
        m_database.prepared(u"DELETE FROM api_key WHERE merchant_id = ? AND key_kind = 'ephemeral' "
                            "AND expires_at_ms < ?"_s);
    Binder(query) << merchant << beforeMs;
    return m_database.run(query);
}
