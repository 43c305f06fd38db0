#include "services/engine/vaultrotation.h"

#include "services/core/clock.h"
#include "services/storage/vaultstore.h"
#include "services/vault/vault.h"

VaultRotation::VaultRotation(Vault &vault, VaultStore &store, const Clock &clock)
    : m_vault(vault)
    , m_store(store)
    , m_clock(clock)
{
}

Result<VaultRotation::Batch> VaultRotation::step()
{
    const Result<VaultHeader> header = m_store.header();
    if (!header)
        return header.error();
    const int newest = header->generations.constLast().number;
    const Result<QList<VaultRecord>> records = m_store.notUnder(newest, m_afterRowId, kBatch);
    if (!records)
        return records.error();
    Batch batch;
    m_lastRowId = m_afterRowId;
    for (const VaultRecord &record : *records) {
        m_lastRowId = record.rowId;
        const Result<SealedCard> moved = m_vault.rewrap(record);
        if (!moved && moved.error().code == ErrorCode::VaultRecordDamaged) {
            ++batch.damaged;
            continue;
        }
        if (!moved)
            return moved.error();
        if (moved->keyGeneration != newest) // unlocked before the newest key was stored
            return Error{ErrorCode::VaultKeyMissing, {}, header->generations.constLast().keyName};
        VaultRecord changed = record;
        changed.keyGeneration = moved->keyGeneration;
        changed.sealed = moved->sealed;
        changed.modifiedAtMs = m_clock.nowMs();
        const Result<> stored = m_store.replace(changed, record.sealed);
        if (!stored)
            return stored.error();
        ++batch.moved;
    }
    batch.isLast = records->size() < kBatch;
    return batch;
}
