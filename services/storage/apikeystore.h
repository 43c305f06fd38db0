#pragma once

#include "services/domain/apikey.h"
#include "services/storage/database.h"

/// What is kept of API keys.
class ApiKeyStore
{
public:
    explicit ApiKeyStore(Database &database) : m_database(database) {}

    /// Duplicate when the id is taken, or the merchant has a publishable key that is good.
    Result<> insert(const ApiKeyRecord &key);
    /// NotFound when no key has that hash.
    Result<ApiKeyRecord> findByHash(const QByteArray &hash);
    Result<ApiKeyRecord> find(const MerchantId &merchant, const ApiKeyId &id);
    /// Secret keys, revoked ones included, oldest first.
    Result<QList<ApiKeyRecord>> list(const MerchantId &merchant, qint64 offset, int limit);
    /// Name, description, and the times but that of its making. NotFound.
    Result<> update(const ApiKeyRecord &key);
    /// Takes ephemeral keys away that ended before that time.
    Result<> removeEnded(const MerchantId &merchant, qint64 beforeMs);

private:
    Database &m_database;
};
