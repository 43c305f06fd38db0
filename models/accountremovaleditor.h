#pragma once

#include "models/processortext.h"
#include "models/removaleditor.h"

/// Takes an account at a processor away, and says what depends on it.
class AccountRemovalEditor final : public RemovalEditor
{
    Q_OBJECT

public:
    /// Reads what depends on it. Workspace and accounts must outlive the editor.
    AccountRemovalEditor(const Workspace &workspace, ConnectorAccounts &accounts,
                         const ProcessorRow &row, QObject *parent = nullptr);

    QString title() const override;
    QStringList effects() const override;
    QString actionText() const override;

protected:
    void ask() override;

private:
    ConnectorAccounts &m_accounts;
    const ProcessorRow m_row;
    std::optional<AccountUse> m_use;
};
