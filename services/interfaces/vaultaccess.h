#pragma once

#include "services/domain/commands.h"
#include "services/domain/vaultrecord.h"

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
    /// Where its key is; of None, where one would go by itself.
    KeyPlace place = KeyPlace::Keychain;

    friend bool operator==(const VaultStatus &, const VaultStatus &) = default;
};

/// Puts the key of a vault back where it was lost.
struct RestoreVault
{
    Caller caller;
    QString sheet; ///< the recovery sheet as typed
    /// Where the key is to be kept, with the passphrase of the sheet, which is that of a key file
    /// from then on.
    KeyAccess access;
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
    virtual QFuture<Result<VaultStatus>> create(const Caller &caller, KeyAccess access = {}) = 0;
    /// Gets the key; the passphrase is that of a key file. NotFound when there is no vault;
    /// VaultKeyWrong, VaultRecordDamaged and VaultSelfTestFailed as in Vault::unlock. Nothing is
    /// changed by a key that does not fit.
    virtual QFuture<Result<VaultStatus>> unlock(const Caller &caller,
                                                SecretBytes passphrase = {}) = 0;
    /// Forgets the key.
    virtual QFuture<Result<VaultStatus>> lock(const Caller &caller) = 0;

    /// The newest root key on paper, under the passphrase, which has to be that of the key file
    /// when the key is in one. It is kept nowhere. NotFound when there is no vault, and the errors
    /// of unlock() and recoverysheet::write().
    virtual QFuture<Result<QString>> recoverySheet(const Caller &caller,
                                                   SecretBytes passphrase) = 0;
    /// Opens a locked vault with its sheet and keeps the key again. NotFound when there is no
    /// vault, InvalidState when it is open, and the errors of recoverysheet::read(). Nothing is
    /// kept of a sheet that does not open the vault.
    virtual QFuture<Result<VaultStatus>> restore(RestoreVault command) = 0;
};
