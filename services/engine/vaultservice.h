#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/vaultaccess.h"

struct NewVault;
struct VaultHeader;

/// The vault's door. Keys come from the engine's KeyProvider without anything waiting for them.
/// Made on any thread before Engine::open(); its calls wait in the engine's queue.
class VaultService final : public VaultAccess
{
public:
    explicit VaultService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<VaultStatus>> status() override;
    QFuture<Result<VaultStatus>> create(const Caller &caller) override;
    QFuture<Result<VaultStatus>> unlock(const Caller &caller) override;
    QFuture<Result<VaultStatus>> lock(const Caller &caller) override;

private:
    using Answer = Reply<VaultStatus>;

    Result<VaultStatus> statusHere();
    /// Whether keys can be asked for now; Busy or NotSupported otherwise.
    Result<> mayAskForKeys();
    void keepKey(const Caller &caller, const Answer &answer);
    /// The key is kept: the header follows, and the vault opens.
    void storeHeader(const Caller &caller, const std::shared_ptr<NewVault> &made,
                     const Answer &answer);
    void loadKeys(const Caller &caller, const VaultHeader &header, const Answer &answer);
    /// Writes down what was done and answers.
    void finish(const Caller &caller, const QString &action, const Result<> &done,
                const Answer &answer);
    Result<> audit(const Caller &caller, const QString &action, const Result<> &done);

    Engine &m_engine;
};
