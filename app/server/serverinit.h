#pragma once

#include "app/server/serverapp.h"

/// `orchestratorxd init`: makes the database with a vault whose key is in the key file, the admin
/// key, and a first merchant when one was named. Nothing that is there is written over; what was
/// begun is taken away when it did not work.
class ServerInit final : public QObject
{
    Q_OBJECT

public:
    /// Hears what to tell whoever asked for it: the only time the admin key is shown.
    using Done = std::function<void(const Result<QString> &words)>;

    /// `clock` and `random` outlive it.
    ServerInit(const ServerOptions &options, SecretBytes passphrase, const Clock &clock,
               Random &random);
    ~ServerInit() override;

    /// Errors: those of the files and the storage, with one clear sentence in `detail`, and those
    /// of VaultAccess::create().
    void run(const Done &done);

private:
    Result<> storeMerchant();
    Result<> makeAdminKey();
    void created(const Done &done);
    void undo();

    const ServerOptions m_options;
    const Clock &m_clock;
    Random &m_random;
    InstanceGuard m_guard;
    MerchantId m_merchant;
    QString m_words;
    bool m_madeAdminKey = false;
    std::unique_ptr<FileKeyProvider> m_keys;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<ServerServices> m_services;
};
