#pragma once

#include "services/interfaces/events.h"
#include "services/interfaces/vaultkeychange.h"

/// A change of the vault's key that does what the test says and keeps what it was asked.
class FakeVaultKeys final : public VaultKeyChange
{
public:
    explicit FakeVaultKeys(Events &events) : m_events(events) {}

    QFuture<Result<VaultKeyProgress>> change(ChangeVaultKey command) override
    {
        asked.append(QStringLiteral("change"));
        oldPassphrase = command.oldPassphrase.view().toByteArray();
        newPassphrase = command.newPassphrase.view().toByteArray();
        return QtFuture::makeReadyFuture(refusal ? Result<VaultKeyProgress>(*refusal)
                                                 : Result<VaultKeyProgress>(now));
    }
    QFuture<Result<VaultKeyProgress>> progress() override
    {
        return QtFuture::makeReadyFuture(Result<VaultKeyProgress>(now));
    }
    QFuture<Result<VaultKeyProgress>> pause() override
    {
        asked.append(QStringLiteral("pause"));
        now.isMoving = false;
        now.isPaused = true;
        return progress();
    }
    QFuture<Result<VaultKeyProgress>> resume() override
    {
        asked.append(QStringLiteral("resume"));
        now.isMoving = true;
        now.isPaused = false;
        return progress();
    }
    /// How far it has come, told as the engine tells it.
    void set(const VaultKeyProgress &progress)
    {
        now = progress;
        emit m_events.vaultChanged();
    }

    VaultKeyProgress now;
    QStringList asked;
    QByteArray oldPassphrase; ///< test passphrases
    QByteArray newPassphrase;
    std::optional<Error> refusal;

private:
    Events &m_events;
};
