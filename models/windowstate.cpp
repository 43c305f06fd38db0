#include "models/windowstate.h"

#include "models/displaytext.h"
#include "services/core/async.h"

namespace {

constexpr int kWhileBehindMs = 1'000;
constexpr int kOtherwiseMs = 10'000;

} // namespace

WindowState::WindowState(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WindowState::readSearchProgress);
    connect(&workspace.events, &Events::storageTrouble, this, &WindowState::setStorage);
    connect(&workspace.events, &Events::recoveryProgress, this, &WindowState::setRecovery);
}

void WindowState::setStorage(const QString &reason)
{
    m_storageReason = reason;
    emit changed();
}

void WindowState::setRecovery(int remaining)
{
    m_recovering = remaining;
    emit changed();
}

void WindowState::readSearchProgress()
{
    whenDone(m_workspace.lists.searchProgress(m_workspace.caller.merchantId), this,
             [this](const Result<SearchProgress> &answer) {
                 if (answer && answer->waiting != m_unindexed) {
                     m_unindexed = answer->waiting;
                     emit changed();
                 }
                 m_timer.start(m_unindexed > 0 ? kWhileBehindMs : kOtherwiseMs);
             });
}

QString WindowState::storageText() const
{
    if (m_storageReason.isEmpty())
        return {};
    return tr("The data file cannot be written now (%1). You can read everything; nothing is sent "
              "to a processor until it can be written again.")
        .arg(m_storageReason);
}

QString WindowState::recoveryText() const
{
    if (m_recovering <= 0)
        return {};
    return m_recovering == 1
               ? tr("Asking the processor about 1 payment that was open when the program stopped")
               : tr("Asking the processor about %1 payments that were open when the program "
                    "stopped")
                     .arg(DisplayText::count(m_recovering, QLocale()));
}

QString WindowState::searchText() const
{
    if (m_unindexed <= 0)
        return {};
    return tr("Search is catching up: %1 to go").arg(DisplayText::count(m_unindexed, QLocale()));
}
