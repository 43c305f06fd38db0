#pragma once

#include "services/domain/commands.h"

#include <QFuture>

enum class VaultState {
    None,   ///< none was created yet
    Locked, ///< there is one, and its key is not here
    Open,
};

/// How the vault stands.
struct VaultStatus
{
    VaultState state = VaultState::None;
    /// Of Locked: VaultLocked when nobody tried to unlock it, else what went wrong.
    Error reason = {};

    friend bool operator==(const VaultStatus &, const VaultStatus &) = default;
};

/// Where stored cards are. Everything that needs no stored card works with a vault in any state;
/// what needs one answers VaultLocked. Every call may come from any thread and returns at once; one
/// that needs the key takes as long as whoever keeps it. Errors: Busy while another such call is
/// under way, NotSupported when nobody keeps keys for this program, those of KeyProvider,
/// Overloaded and StorageUnavailable.
class VaultAccess
{
public:
    virtual ~VaultAccess() = default;

    virtual QFuture<Result<VaultStatus>> status() = 0;
    /// Makes a vault with a new key, once the key is kept: a vault is never made by itself, and
    /// never made again. Open afterwards. Duplicate when there is one, whatever its state.
    virtual QFuture<Result<VaultStatus>> create(const Caller &caller) = 0;
    /// Gets the key. NotFound when there is no vault; VaultKeyWrong, VaultRecordDamaged and
    /// VaultSelfTestFailed as in Vault::unlock. Nothing is changed by a key that does not fit.
    virtual QFuture<Result<VaultStatus>> unlock(const Caller &caller) = 0;
    /// Forgets the key.
    virtual QFuture<Result<VaultStatus>> lock(const Caller &caller) = 0;
};
