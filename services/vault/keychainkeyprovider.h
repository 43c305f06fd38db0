#pragma once

#include "services/vault/keychain.h"
#include "services/vault/keyprovider.h"

/// Root keys in the desktop's keychain. Every call ends within the deadline, whatever the keychain
/// does: what it answers later is dropped. A deadline that has passed changes nothing in the
/// keychain's own queue, so the next call may pass its own before it is looked at.
class KeychainKeyProvider final : public KeyProvider
{
public:
    static constexpr int kDeadlineMs = 20'000;

    explicit KeychainKeyProvider(Keychain &keychain, int deadlineMs = kDeadlineMs);

    void load(const QString &name, QObject *context, KeyHandler handler) override;
    void create(const QString &name, const SecretBytes &key, QObject *context,
                DoneHandler handler) override;
    void replace(const QString &name, const SecretBytes &key, QObject *context,
                 DoneHandler handler) override;
    void remove(const QString &name, QObject *context, DoneHandler handler) override;

private:
    Keychain &m_keychain;
    const int m_deadlineMs;
};
