#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/vaultkeychange.h"

class VaultRotation;
struct NewVaultKey;

/// Changes the vault's root key and moves the records to it. Made on any thread before
/// Engine::open(); what it does runs on the engine thread, a batch at a time among everything else.
class VaultKeyService final : public VaultKeyChange
{
public:
    explicit VaultKeyService(Engine &engine);
    ~VaultKeyService() override;

    QFuture<Result<VaultKeyProgress>> change(ChangeVaultKey command) override;
    QFuture<Result<VaultKeyProgress>> progress() override;
    QFuture<Result<VaultKeyProgress>> pause() override;
    QFuture<Result<VaultKeyProgress>> resume() override;

private:
    struct Change;
    using ChangeInHand = std::shared_ptr<Change>;

    Result<VaultHeader> mayChange(const ChangeVaultKey &command);
    void loadOldKeys(const ChangeInHand &change);
    void keepNewKey(const ChangeInHand &change);
    void changePassphrase(const ChangeInHand &change);
    void storeGeneration(const ChangeInHand &change);
    void refuse(const ChangeInHand &change, const Error &error);
    void endKeyCall();
    Result<> audit(const Caller &caller, const QString &action, const Result<> &done);

    /// Goes on with a change that an earlier run, or a locked vault, left unfinished.
    void onVaultChanged();
    void move();
    void onMoved(const Result<> &committed);
    void finish();
    void stopMoving(const Error &problem);
    Result<qint64> countLeft();
    Result<VaultKeyProgress> progressHere();

    Engine &m_engine;
    QMetaObject::Connection m_watch;
    std::unique_ptr<VaultRotation> m_rotation; ///< while records are moved
    VaultKeyProgress m_progress;
    Caller m_caller;      ///< who asked for it; nobody after a restart
    int m_batchMoved = 0; ///< by the batch that is being written
    int m_batchDamaged = 0;
    bool m_batchIsLast = false;
    bool m_tried = false; ///< since the vault was opened
};
