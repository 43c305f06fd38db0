#pragma once

#include "services/domain/vaultrecord.h"
#include "services/storage/database.h"

/// Sealed records and the header of the vault. Opens nothing and has no key.
class VaultStore
{
public:
    explicit VaultStore(Database &database) : m_database(database) {}

    /// The one header of this database, with its first generation; in the caller's transaction.
    /// Duplicate when there is one: it is never replaced.
    Result<> insertHeader(const VaultHeader &header);
    /// NotFound when no vault was made yet.
    Result<VaultHeader> header();
    /// Becomes the newest one. Duplicate when its number or name is taken.
    Result<> addGeneration(const VaultKeyGeneration &generation);
    /// Gives up a generation. InvalidState while a record is under it or when it is the newest.
    /// Backups made before still need its key.
    Result<> dropGeneration(int number);

    /// Duplicate when the merchant has a record of that id.
    Result<> insert(const VaultRecord &record);
    Result<VaultRecord> find(const MerchantId &merchant, const QString &recordId);
    /// Keys, by kind and whose they are.
    Result<VaultRecord> findSecret(const MerchantId &merchant, VaultRecordKind kind,
                                   const QString &recordId);
    /// Keys in the place of those that may be there.
    Result<> putSecret(const VaultRecord &record);
    /// Deletes keys, if there are any.
    Result<> removeSecret(const MerchantId &merchant, VaultRecordKind kind,
                          const QString &recordId);
    /// Those of a customer with that fingerprint, oldest first: the same number saved before.
    Result<QList<VaultRecord>> withFingerprint(const MerchantId &merchant,
                                               const CustomerId &customer,
                                               const QByteArray &fingerprint);
    /// Writes what is sealed where it still is what `replaced` says. VersionConflict otherwise.
    Result<> replace(const VaultRecord &record, const QByteArray &replaced);
    /// Deletes the record; the database overwrites the freed place. NotFound when there is none.
    Result<> remove(const MerchantId &merchant, const QString &recordId);
    /// Takes deleted and replaced ciphertext out of the log too. Outside of a transaction, after
    /// the commit. False when a reader kept it from doing so: to be tried again.
    Result<bool> wipeRemoved();

    /// Records of all merchants, cards, keys and network tokens, that are not under that
    /// generation, from after a row on. Rows of keys come after those of cards, those of tokens
    /// last.
    Result<QList<VaultRecord>> notUnder(int generation, qint64 afterRowId, int limit);
    Result<qint64> countUnder(int generation);

private:
    Result<> replaceSecret(const VaultRecord &record, const QByteArray &replaced);
    Result<> replaceToken(const VaultRecord &record, const QByteArray &replaced);
    Result<> countWrap(int generation);

    Database &m_database;
};
