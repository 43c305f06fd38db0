#pragma once

#include "services/core/result.h"
#include "services/core/securebytes.h"

#include <QObject>

#include <functional>

/// The keychain of the desktop, as thin as can be: no deadline, no second look. The handler is
/// called once, through the event loop, never when the context has gone; it may never be called.
/// Errors: VaultKeyMissing, VaultKeyDenied, VaultKeychainError with the keychain's text in
/// `detail`.
class Keychain
{
public:
    virtual ~Keychain() = default;
    virtual void read(const QString &entry, QObject *context,
                      std::function<void(Result<SecretBytes>)> handler) = 0;
    virtual void write(const QString &entry, const SecretBytes &value, QObject *context,
                       std::function<void(const Result<> &)> handler) = 0;
    virtual void remove(const QString &entry, QObject *context,
                        std::function<void(const Result<> &)> handler) = 0;
};
