#pragma once

#include "models/processortext.h"
#include "models/workspace.h"

#include <QObject>

/// What a person typed about an account. The keys are null when none were.
struct ProcessorInput
{
    QString label;
    QString address;
    bool takesCards = true;
    std::shared_ptr<const AccountKeys> keys = nullptr;
    bool keepPrevious = true; ///< of Purpose::Rotate
};

/// One account at a processor: makes it, changes it, or gives it new keys; and tests it before,
/// which never charges anything.
class ProcessorEditor final : public QObject
{
    Q_OBJECT

public:
    enum class Purpose { Add, Edit, Rotate };

    /// A new account with one of these, of which there is at least one. workspace, which must name
    /// processors, must outlive the editor.
    ProcessorEditor(const Workspace &workspace, ConnectorAccounts &accounts,
                    const QList<ConnectorDescription> &processors, QObject *parent = nullptr);
    /// Purpose is Edit or Rotate.
    ProcessorEditor(const Workspace &workspace, ConnectorAccounts &accounts, Purpose purpose,
                    const ProcessorRow &row, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    Purpose purpose() const { return m_purpose; }
    const QList<ConnectorDescription> &processors() const { return m_processors; }
    const ConnectorDescription &processor() const { return m_processors.at(m_chosen); }
    /// Of Add: which one it is to be.
    void choose(int processor);
    /// Of the others.
    const ConnectorAccount &account() const { return m_account; }
    bool isBusy() const { return m_busy; }

    QString title() const;
    QString actionText() const;
    /// Its usual name and address.
    QString usualLabel() const { return processor().displayName; }
    QString usualAddress() const;
    /// What the address looks like where every account has its own.
    QString addressExample() const;
    /// What the keys are now, of Rotate and Edit.
    QString keysNow() const;
    bool needsKeys() const { return !processor().keys.isEmpty() && !processor().keysOptional; }

public slots:
    /// Asks the processor whether it takes the account as it would be.
    void test(const ProcessorInput &input);
    void submit(const ProcessorInput &input);

signals:
    void changed();
    /// The processor took it.
    void tested(const QString &line);
    void failed(const ErrorText &text);
    /// One line on what was done.
    void done(const QString &outcome);

private:
    AccountChange changeOf(const ProcessorInput &input) const;
    CreateAccount commandOf(const ProcessorInput &input) const;
    /// Whether something is missing, which is said.
    bool isIncomplete(const ProcessorInput &input);
    void begin();
    void refuse(const Error &error);
    void finish(const Result<ConnectorAccount> &answer);

    const Workspace &m_workspace;
    ConnectorAccounts &m_accounts;
    const Purpose m_purpose;
    const QList<ConnectorDescription> m_processors;
    qsizetype m_chosen = 0;
    const ConnectorAccount m_account;
    bool m_busy = false;
};
