#pragma once

#include "models/vaulttext.h"
#include "models/workspace.h"
#include "services/interfaces/vaultkeychange.h"

#include <QObject>

/// The vault as the window sees it: how it stands, and what a person can do about it. One call at a
/// time; what it waits for never holds up the window.
class VaultController final : public QObject
{
    Q_OBJECT

public:
    /// workspace.vault must be there, and outlive the object.
    explicit VaultController(const Workspace &workspace, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    /// False until the first answer.
    bool isKnown() const { return m_known; }
    const VaultStatus &status() const { return m_status; }
    bool isOpen() const { return m_known && m_status.state == VaultState::Open; }
    bool isBusy() const { return m_busy; }
    /// Of the last call; empty when it went well.
    const ErrorText &failure() const { return m_failure; }
    /// The code of that failure.
    std::optional<Error> error() const { return m_error; }
    /// Why the vault is locked, when something went wrong; empty otherwise.
    ErrorText trouble() const;

    void create(KeyAccess access);
    void unlock(SecretBytes passphrase = {});
    void makeSheet(SecretBytes passphrase);
    void restore(const QString &sheet, KeyAccess access);
    void clearFailure();

    /// Whether the key can be changed here at all.
    bool mayChangeKey() const;
    /// Passphrases are those of a key file, and empty for a keychain.
    void changeKey(SecretBytes oldPassphrase, SecretBytes newPassphrase);
    /// How far a change of the key has come.
    const VaultKeyProgress &keyProgress() const { return m_keyProgress; }
    /// Stops moving records after the batch that runs, or goes on with it.
    void setKeyChangePaused(bool paused);

public slots:
    /// Asks how it stands.
    void look();
    /// Asks, and unlocks it where the key is to be had without a person.
    void begin();
    void lock();

signals:
    void changed();
    /// The vault was made just now.
    void created();
    /// A recovery sheet; nobody keeps it.
    void sheetMade(const QString &sheet);
    /// The new key is in force; records are being moved to it.
    void keyChanged();
    /// The vault is open after a call of ours.
    void opened();

private:
    void onStatus(const Result<VaultStatus> &answer);
    void onCall(const Result<VaultStatus> &answer);
    void setBusy(bool busy);
    void lookAtKeyChange();
    void onKeyProgress(const Result<VaultKeyProgress> &answer);

    const Workspace &m_workspace;
    VaultStatus m_status;
    VaultKeyProgress m_keyProgress;
    bool m_known = false;
    bool m_busy = false;
    bool m_mayUnlockAlone = false;
    ErrorText m_failure;
    std::optional<Error> m_error;
};
