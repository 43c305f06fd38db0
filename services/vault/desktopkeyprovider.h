#pragma once

#include "services/core/random.h"
#include "services/vault/filekeyprovider.h"
#include "services/vault/keychainkeyprovider.h"

#include <memory>

/// Root keys of one data file: in the desktop's keychain or, where there is none or nobody wants
/// it, in a key file beside the data. A key file names its keys, so it is always known where one
/// is; a key that no file names is looked for in the keychain.
class DesktopKeyProvider final : public KeyProvider
{
public:
    /// With a sample passphrase everything is kept in the key file under it.
    DesktopKeyProvider(Keychain &keychain, QString keyFile, Random &random,
                       SecretBytes samplePassphrase = {});

    /// The key file that belongs to a data file.
    static QString keyFileOf(const QString &databaseFile);

    KeyPlace placeOf(const QString &name) const override;
    void use(KeyAccess access) override;
    void forget() override;

    void load(const QString &name, QObject *context, KeyHandler handler) override;
    void create(const QString &name, const SecretBytes &key, QObject *context,
                DoneHandler handler) override;
    /// A key file that the passphrase does not open is laid aside, never overwritten.
    void replace(const QString &name, const SecretBytes &key, QObject *context,
                 DoneHandler handler) override;
    void changePassphrase(const SecretBytes &passphrase, QObject *context,
                          DoneHandler handler) override;
    void remove(const QString &name, QObject *context, DoneHandler handler) override;

private:
    KeyProvider &provider();
    bool layFileAside() const;

    const QString m_file;
    Random &m_random;
    const bool m_isSample;
    KeychainKeyProvider m_keychain;
    std::unique_ptr<FileKeyProvider> m_fileKeys; ///< while a key file is used
};
