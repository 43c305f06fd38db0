#pragma once

#include "services/core/random.h"
#include "services/vault/keyfile.h"
#include "services/vault/keyprovider.h"

#include <QThreadPool>

/// Root keys in a file under a passphrase, for where there is no keychain. The half second that
/// scrypt takes is spent on a thread of its own, one call after the other.
class FileKeyProvider final : public KeyProvider
{
public:
    /// VaultPassphraseTooShort is what every call answers to a passphrase below 12 characters.
    FileKeyProvider(QString file, SecretBytes passphrase, Random &random);
    ~FileKeyProvider() override;

    void load(const QString &name, QObject *context, KeyHandler handler) override;
    void create(const QString &name, const SecretBytes &key, QObject *context,
                DoneHandler handler) override;
    void replace(const QString &name, const SecretBytes &key, QObject *context,
                 DoneHandler handler) override;
    /// The file is replaced as a whole: before and after there is one that opens.
    void changePassphrase(const SecretBytes &passphrase, QObject *context,
                          DoneHandler handler) override;
    void remove(const QString &name, QObject *context, DoneHandler handler) override;

private:
    Result<KeyFile::Keys> readKeys() const;
    Result<> writeKeys(const KeyFile::Keys &keys, const QString &changed) const;
    Result<> put(const QString &name, const SecretBytes &key, bool mayReplace) const;

    const QString m_file;
    const SecretBytes m_passphrase;
    Random &m_random;
    QThreadPool m_pool;
};
