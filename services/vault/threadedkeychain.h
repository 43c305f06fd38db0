#pragma once

#include "services/vault/keychain.h"

#include <QThread>

#include <memory>

/// A keychain that is asked on a thread of its own: some answer only after they were looked for on
/// the message bus, and none is allowed to hold up the caller. The thread starts with the first
/// call. QtKeychain's queue belongs to the thread that used it first, so a program has one of these
/// from its first vault to its last.
class ThreadedKeychain final : public Keychain
{
public:
    explicit ThreadedKeychain(std::unique_ptr<Keychain> keychain);
    /// What is under way is given up.
    ~ThreadedKeychain() override;

    void read(const QString &entry, QObject *context,
              std::function<void(Result<SecretBytes>)> handler) override;
    void write(const QString &entry, const SecretBytes &value, QObject *context,
               std::function<void(const Result<> &)> handler) override;
    void remove(const QString &entry, QObject *context,
                std::function<void(const Result<> &)> handler) override;

private:
    void run(std::function<void()> work);

    std::unique_ptr<Keychain> m_keychain;
    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives on m_thread
};
