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
