#include "models/accountremovaleditor.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

AccountRemovalEditor::AccountRemovalEditor(const Workspace &workspace, ConnectorAccounts &accounts,
                                           const ProcessorRow &row, QObject *parent)
    : RemovalEditor(workspace, parent)
    , m_accounts(accounts)
    , m_row(row)
{
    whenDone(accounts.use(workspace.caller.merchantId, row.setup.account.id), this,
             [this](const Result<AccountUse> &answer) {
                 if (answer)
                     m_use = *answer;
                 emit changed();
             });
}

QString AccountRemovalEditor::title() const
{
    //: %1 is the name of an account
    return tr("Remove %1").arg(m_row.setup.account.label);
}

QStringList AccountRemovalEditor::effects() const
{
    QStringList effects;
    if (m_use && m_use->openOperations > 0)
        effects.append(tr("Calls whose outcome is not known yet: %1. An account with keys stays "
                          "until they are known.")
                           .arg(m_use->openOperations));
    if (m_use && m_use->openHolds > 0)
        effects.append(tr("Payments with money held there: %1. They can no longer be captured or "
                          "released from here.")
                           .arg(m_use->openHolds));
    if (m_use && m_use->savedCards > 0)
        effects.append(tr("Saved cards with a token there: %1. They can no longer be charged "
                          "through it.")
                           .arg(m_use->savedCards));
    if (m_use && m_use->isLast)
        effects.append(tr("It is the only account of its profile that takes payments: afterwards "
                          "there is none."));
    if (m_use && *m_use == AccountUse())
        effects.append(tr("Nothing depends on it."));
    effects.append(tr("Its keys are wiped from the vault. Payments that were made there stay in "
                      "the lists. This cannot be undone."));
    return effects;
}

QString AccountRemovalEditor::actionText() const
{
    return tr("Remove account");
}

void AccountRemovalEditor::ask()
{
    whenDone(m_accounts.remove(workspace().caller, m_row.setup.account.id), this,
             [this](const Result<ConnectorAccount> &answer) {
                 if (!answer)
                     return refuse(ProcessorText::problem(
                         answer.error(), m_row.processor.displayName, workspace().testMode));
                 finish(tr("%1 was removed.").arg(m_row.setup.account.label));
             });
}
