#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/vaultaccess.h"

#include <QThreadPool>

struct NewVault;
struct VaultHeader;

/// The vault's door. Keys come from the engine's KeyProvider without anything waiting for them.
/// Made on any thread before Engine::open(); its calls wait in the engine's queue. The half second
/// that a recovery sheet takes is spent on a thread of its own.
class VaultService final : public VaultAccess
{
public:
    explicit VaultService(Engine &engine);
    ~VaultService() override;

    QFuture<Result<VaultStatus>> status() override;
    QFuture<Result<VaultStatus>> create(const Caller &caller, KeyAccess access = {}) override;
    QFuture<Result<VaultStatus>> unlock(const Caller &caller, SecretBytes passphrase = {}) override;
    QFuture<Result<VaultStatus>> lock(const Caller &caller) override;
    QFuture<Result<QString>> recoverySheet(const Caller &caller, SecretBytes passphrase) override;
    QFuture<Result<VaultStatus>> restore(RestoreVault command) override;

private:
    using Answer = Reply<VaultStatus>;
    using SheetAnswer = Reply<QString>;

    Result<VaultStatus> statusHere();
    KeyPlace placeOf(const VaultHeader &header) const;
    /// The header of a vault whose keys can be asked for now.
    Result<VaultHeader> headerForKeys();
    /// Whether keys can be asked for now; Busy or NotSupported otherwise.
    Result<> mayAskForKeys();
    void keepKey(const Caller &caller, const Answer &answer);
    /// The key is kept: the header follows, and the vault opens.
    void storeHeader(const Caller &caller, const std::shared_ptr<NewVault> &made,
                     const Answer &answer);
    void loadKeys(const Caller &caller, const VaultHeader &header, const Answer &answer);
    void writeSheet(const Caller &caller, const VaultHeader &header,
                    const std::shared_ptr<SecretBytes> &passphrase, const SheetAnswer &answer);
    void endSheet(const Caller &caller, const Result<QString> &sheet, const SheetAnswer &answer);
    /// The key of a sheet, which opens the vault, goes where it is kept.
    void keepRestored(const std::shared_ptr<RestoreVault> &command, const QString &keyName,
                      const SecretBytes &key, const Answer &answer);
    /// A call for keys is over, and what it was about is told.
    void finish(const Caller &caller, const QString &action, const Result<> &done,
                const Answer &answer);
    void endKeyCall();
    /// Writes down what was done and answers.
    void publish(const Caller &caller, const QString &action, const Result<> &done,
                 const Answer &answer);
    Result<> audit(const Caller &caller, const QString &action, const Result<> &done);

    Engine &m_engine;
    QThreadPool m_pool;
};
