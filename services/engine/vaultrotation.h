#pragma once

#include "services/core/result.h"

class Clock;
class Vault;
class VaultStore;

/// Moves every record to the newest root key, in batches. Where it stands is in the records
/// themselves: a program that was killed goes on where the last commit left it.
///
/// The order around it: the new key is kept and read back by the key provider, then its generation
/// is stored, then the vault is unlocked with both; batches follow; at last the old generation is
/// dropped, and its key destroyed once no kept backup needs it.
class VaultRotation
{
public:
    static constexpr int kBatch = 100;

    VaultRotation(Vault &vault, VaultStore &store, const Clock &clock);

    /// What a batch did. A record that does not open stays as it is, under its old key.
    struct Batch
    {
        int moved = 0;
        int damaged = 0;
        bool isLast = false; ///< nothing is left that could be moved
    };
    /// One batch, in the write transaction of the caller. Repeatable: it goes on only when the
    /// caller says with committed() that the batch is on disk.
    Result<Batch> step();
    void committed() { m_afterRowId = m_lastRowId; }

private:
    Vault &m_vault;
    VaultStore &m_store;
    const Clock &m_clock;
    qint64 m_afterRowId = 0; ///< past damaged ones, which would be met in every batch
    qint64 m_lastRowId = 0;
};
