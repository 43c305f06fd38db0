#pragma once

#include "services/domain/commands.h"
#include "services/domain/vaultrecord.h"

#include <QFuture>

/// Gives the vault a new root key.
struct ChangeVaultKey
{
    Caller caller;
    SecretBytes oldPassphrase; ///< of the key file; nothing for a keychain
    SecretBytes newPassphrase; ///< of the key file from then on
};

/// How far a change of the key has come.
struct VaultKeyProgress
{
    bool isMoving = false; ///< records are being moved now
    bool isPaused = false; ///< somebody stopped it; it goes on when asked, or at the next unlock
    qint64 moved = 0;      ///< since the program was started
    qint64 left = 0;       ///< records that are still under an older key
    int damaged = 0;       ///< of those, records that do not open; they stay as they are
    Error problem = {};    ///< why it stopped by itself; nothing when it did not

    friend bool operator==(const VaultKeyProgress &, const VaultKeyProgress &) = default;
};

/// Changing the key that everything stored is wrapped under. The new key is kept and read back
/// before anything depends on it; then records are moved in batches while everything else goes on.
/// A program that ends in between goes on when the vault is open again: each record says which key
/// it is under, and both keys are kept until none needs the old one. Every call may come from any
/// thread and returns at once. Events::vaultChanged tells of every step.
class VaultKeyChange
{
public:
    virtual ~VaultKeyChange() = default;

    /// Answers when the new key is in force and records begin to move. Nothing is changed by a
    /// refusal. VaultLocked while the vault is not open, InvalidState (field "vault") while an
    /// earlier change is not over, VaultPassphraseWrong, VaultPassphraseTooShort of the new one,
    /// Busy, NotSupported where nobody keeps keys or everybody knows the passphrase, and the errors
    /// of KeyProvider.
    virtual QFuture<Result<VaultKeyProgress>> change(ChangeVaultKey command) = 0;
    virtual QFuture<Result<VaultKeyProgress>> progress() = 0;
    /// Stops after the batch that runs.
    virtual QFuture<Result<VaultKeyProgress>> pause() = 0;
    virtual QFuture<Result<VaultKeyProgress>> resume() = 0;
};
