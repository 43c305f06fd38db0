#pragma once

#include "services/vault/keychain.h"

/// QtKeychain: Secret Service or KWallet, Windows credentials, macOS keychain. Never its plain-text
/// fallback. All jobs of a process share one queue, so all of them come from one thread.
class SystemKeychain final : public Keychain
{
public:
    /// `service` is what the entries are listed under.
    explicit SystemKeychain(QString service = QStringLiteral("OrchestratorX"));

    void read(const QString &entry, QObject *context,
              std::function<void(Result<SecretBytes>)> handler) override;
    void write(const QString &entry, const SecretBytes &value, QObject *context,
               std::function<void(const Result<> &)> handler) override;
    void remove(const QString &entry, QObject *context,
                std::function<void(const Result<> &)> handler) override;

private:
    const QString m_service;
};
