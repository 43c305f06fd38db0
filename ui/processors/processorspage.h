#pragma once

#include "models/processoreditor.h"
#include "models/processortable.h"
#include "ui/widgets/listpage.h"
#include "ui/widgets/prompts.h"

class AccountView;
class QPushButton;

/// Accounts at processors: how each is doing; connect, test, change, new keys, disable, remove.
class ProcessorsPage final : public ListPage
{
    Q_OBJECT

public:
    /// The columns are kept in the settings. All must outlive the page.
    ProcessorsPage(const Workspace &workspace, ConnectorAccounts &accounts, QSettings &settings,
                   QWidget *parent, Prompts &prompts = messageBoxPrompts());
    ~ProcessorsPage() override;

    const ProcessorTable &table() const { return m_model; }

public slots:
    void reload() override;
    /// Opens the dialog for a new account, as soon as it is known what there is.
    void add();

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override;
    void followCurrent() override;

private:
    QLayout *makeHeader();
    void connectAll();
    void addShortcuts();
    void showState();
    void showVault();
    void open(ProcessorEditor *editor);
    void change(ProcessorEditor::Purpose purpose);
    void test();
    void switchOnOff();
    void restoreKeys();
    void remove();
    void tell(const QString &line);
    std::optional<ProcessorRow> current() const { return m_model.row(currentRow()); }

    const Workspace &m_workspace;
    ConnectorAccounts &m_accounts;
    Prompts &m_prompts;
    ProcessorTable m_model;
    AccountView *m_view = nullptr;
    QPushButton *m_add = nullptr;
    QLabel *m_vault = nullptr;
    bool m_addAsked = false;
};
