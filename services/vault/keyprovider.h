#pragma once

#include "services/core/result.h"
#include "services/core/securebytes.h"
#include "services/domain/vaultrecord.h"

#include <QObject>
#include <QString>

#include <functional>

/// Where root keys of 32 bytes are kept, each under its name. Nothing here blocks. The handler is
/// called once, through the event loop of the calling thread, never when the context has gone.
///
/// Errors: VaultKeyMissing (no such key; a locked Secret Service says the same), VaultKeyDenied,
/// VaultKeyTimeout, VaultKeychainError, and of a key file VaultPassphraseWrong, KeyFileUnsafe,
/// KeyFileDamaged and what the disk said. No error ever leads to a new key: that takes a call of
/// create().
class KeyProvider
{
public:
    using KeyHandler = std::function<void(Result<SecretBytes>)>;
    using DoneHandler = std::function<void(const Result<> &)>;

    virtual ~KeyProvider() = default;

    /// Where the key of that name is, as far as can be told without asking anybody.
    virtual KeyPlace placeOf(const QString &name) const
    {
        Q_UNUSED(name);
        return KeyPlace::Keychain;
    }
    /// Where the calls to come look, and what opens it. Providers of one place have no choice.
    virtual void use(KeyAccess access) { Q_UNUSED(access); }
    /// Forgets the passphrase it was given.
    virtual void forget() {}

    virtual void load(const QString &name, QObject *context, KeyHandler handler) = 0;
    /// Keeps a key under a new name and reads it back. Duplicate when the name is taken,
    /// VaultKeyNotKept when something else comes back.
    virtual void create(const QString &name, const SecretBytes &key, QObject *context,
                        DoneHandler handler) = 0;
    /// Keeps a key under a name that may have another: for a key from the recovery sheet.
    virtual void replace(const QString &name, const SecretBytes &key, QObject *context,
                         DoneHandler handler) = 0;
    /// Puts all keys of the place under another passphrase, and reads them back. Nothing to do
    /// where there is none.
    virtual void changePassphrase(const SecretBytes &passphrase, QObject *context,
                                  DoneHandler handler)
    {
        Q_UNUSED(passphrase);
        Q_UNUSED(context);
        const DoneHandler done = std::move(handler);
        done({});
    }
    /// Destroys a key that no record and no kept backup needs any more. Fine when it is not there,
    /// and a locked Secret Service says that too.
    virtual void remove(const QString &name, QObject *context, DoneHandler handler) = 0;
};
