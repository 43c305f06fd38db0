#include "models/vaultcontroller.h"

#include "services/core/async.h"

VaultController::VaultController(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace.events, &Events::vaultChanged, this, &VaultController::look);
}

ErrorText VaultController::trouble() const
{
    const bool failed = m_known && m_status.state == VaultState::Locked
                        && m_status.reason.code != ErrorCode::VaultLocked;
    return failed ? vaulttext::trouble(m_status.reason, m_status.place) : ErrorText();
}

void VaultController::look()
{
    whenDone(m_workspace.vault->status(), this,
             [this](const Result<VaultStatus> &answer) { onStatus(answer); });
}

bool VaultController::mayChangeKey() const
{
    return m_workspace.vaultKeys && isOpen() && m_status.place != KeyPlace::SampleFile;
}

void VaultController::changeKey(SecretBytes oldPassphrase, SecretBytes newPassphrase)
{
    if (m_busy || !mayChangeKey())
        return;
    setBusy(true);
    ChangeVaultKey command{m_workspace.caller, std::move(oldPassphrase), std::move(newPassphrase)};
    whenDone(m_workspace.vaultKeys->change(std::move(command)), this,
             [this](const Result<VaultKeyProgress> &answer) {
                 if (!answer) {
                     m_error = answer.error();
                     m_failure = vaulttext::trouble(answer.error(), m_status.place);
                 } else {
                     m_keyProgress = *answer;
                 }
                 setBusy(false);
                 if (answer)
                     emit keyChanged();
             });
}

void VaultController::setKeyChangePaused(bool paused)
{
    if (!m_workspace.vaultKeys)
        return;
    whenDone(paused ? m_workspace.vaultKeys->pause() : m_workspace.vaultKeys->resume(), this,
             [this](const Result<VaultKeyProgress> &answer) { onKeyProgress(answer); });
}

void VaultController::lookAtKeyChange()
{
    if (m_workspace.vaultKeys && m_status.state == VaultState::Open)
        whenDone(m_workspace.vaultKeys->progress(), this,
                 [this](const Result<VaultKeyProgress> &answer) { onKeyProgress(answer); });
}

void VaultController::onKeyProgress(const Result<VaultKeyProgress> &answer)
{
    if (!answer || *answer == m_keyProgress)
        return;
    m_keyProgress = *answer;
    emit changed();
}

void VaultController::begin()
{
    m_mayUnlockAlone = true;
    look();
}

void VaultController::onStatus(const Result<VaultStatus> &answer)
{
    if (!answer)
        return; // the storage tells of its own trouble
    m_status = *answer;
    m_known = true;
    emit changed();
    lookAtKeyChange();
    const bool alone = std::exchange(m_mayUnlockAlone, false)
                       && m_status.state == VaultState::Locked
                       && m_status.place != KeyPlace::KeyFile && !m_busy;
    if (alone)
        unlock();
}

void VaultController::onCall(const Result<VaultStatus> &answer)
{
    if (answer) {
        m_status = *answer;
        m_known = true;
    } else {
        m_error = answer.error();
        m_failure = vaulttext::trouble(answer.error(), m_status.place);
    }
    setBusy(false);
    if (isOpen() && answer)
        emit opened();
}

void VaultController::setBusy(bool busy)
{
    if (busy) {
        m_failure = {};
        m_error.reset();
    }
    m_busy = busy;
    emit changed();
}

void VaultController::create(KeyAccess access)
{
    if (m_busy)
        return;
    m_status.place = access.place; // whose failure it is, should it fail
    setBusy(true);
    whenDone(m_workspace.vault->create(m_workspace.caller, std::move(access)), this,
             [this](const Result<VaultStatus> &answer) {
                 onCall(answer);
                 if (answer)
                     emit created();
             });
}

void VaultController::unlock(SecretBytes passphrase)
{
    if (m_busy)
        return;
    setBusy(true);
    whenDone(m_workspace.vault->unlock(m_workspace.caller, std::move(passphrase)), this,
             [this](const Result<VaultStatus> &answer) { onCall(answer); });
}

void VaultController::restore(const QString &sheet, KeyAccess access)
{
    if (m_busy)
        return;
    setBusy(true);
    RestoreVault command{m_workspace.caller, sheet, std::move(access)};
    whenDone(m_workspace.vault->restore(std::move(command)), this,
             [this](const Result<VaultStatus> &answer) { onCall(answer); });
}

void VaultController::makeSheet(SecretBytes passphrase)
{
    if (m_busy)
        return;
    setBusy(true);
    whenDone(m_workspace.vault->recoverySheet(m_workspace.caller, std::move(passphrase)), this,
             [this](const Result<QString> &answer) {
                 if (!answer) {
                     m_error = answer.error();
                     m_failure = vaulttext::trouble(answer.error(), m_status.place);
                 }
                 setBusy(false);
                 if (answer)
                     emit sheetMade(*answer);
             });
}

void VaultController::lock()
{
    whenDone(m_workspace.vault->lock(m_workspace.caller), this,
             [this](const Result<VaultStatus> &answer) { onStatus(answer); });
}

void VaultController::clearFailure()
{
    m_failure = {};
    m_error.reset();
    emit changed();
}
