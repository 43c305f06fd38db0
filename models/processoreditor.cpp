#include "models/processoreditor.h"

#include "services/core/async.h"
#include "services/domain/accountauth.h"

using namespace Qt::StringLiterals;

ProcessorEditor::ProcessorEditor(const Workspace &workspace, ConnectorAccounts &accounts,
                                 const QList<ConnectorDescription> &processors, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_accounts(accounts)
    , m_purpose(Purpose::Add)
    , m_processors(processors)
{
}

ProcessorEditor::ProcessorEditor(const Workspace &workspace, ConnectorAccounts &accounts,
                                 Purpose purpose, const ProcessorRow &row, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_accounts(accounts)
    , m_purpose(purpose)
    , m_processors({row.processor})
    , m_account(row.setup)
{
}

void ProcessorEditor::choose(int processor)
{
    m_chosen = qBound(qsizetype(0), qsizetype(processor), m_processors.size() - 1);
    emit changed();
}

QString ProcessorEditor::title() const
{
    switch (m_purpose) {
    case Purpose::Add: return tr("Connect a processor");
    //: %1 is the name of an account
    case Purpose::Edit: return tr("Account %1").arg(m_account.account.label);
    case Purpose::Rotate: return tr("New keys for %1").arg(m_account.account.label);
    }
    return {};
}

QString ProcessorEditor::actionText() const
{
    switch (m_purpose) {
    //: %1 is a processor
    case Purpose::Add: return tr("Add %1 account").arg(processor().displayName);
    case Purpose::Edit: return tr("Save changes");
    case Purpose::Rotate: return tr("Switch to the new keys");
    }
    return {};
}

QString ProcessorEditor::usualAddress() const
{
    if (m_purpose != Purpose::Add)
        return m_account.account.baseUrl.toString(QUrl::FullyEncoded);
    return processor().defaultUrl(m_workspace.testMode).toString(QUrl::FullyEncoded);
}

QString ProcessorEditor::addressExample() const
{
    return m_workspace.testMode ? QString() : processor().liveUrlExample;
}

QString ProcessorEditor::keysNow() const
{
    const QString shown = ProcessorText::shownKeys(m_account.authShownJson);
    if (shown.isEmpty())
        return tr("No keys were given.");
    //: %1 are keys with all but their ends hidden, %2 is their age such as "12 days"
    return tr("Keys now: %1, since %2.")
        .arg(shown, ProcessorText::keyAge(m_account, m_workspace.clock.nowMs()));
}

AccountChange ProcessorEditor::changeOf(const ProcessorInput &input) const
{
    AccountChange change;
    if (input.keys) {
        change.authType = processor().authType;
        change.auth =
            std::make_shared<const SecretBytes>(accountauth::json(processor(), *input.keys));
        change.authShownJson = accountauth::shown(processor(), *input.keys);
        change.keepPrevious = m_purpose == Purpose::Rotate && input.keepPrevious;
    }
    if (m_purpose == Purpose::Rotate)
        return change;
    if (!input.label.isEmpty())
        change.label = input.label;
    // The usual one need not be said: a simulated bank is elsewhere each time.
    if (input.address != usualAddress())
        change.baseUrl = QUrl(input.address, QUrl::StrictMode);
    change.methodsJson = input.takesCards ? u"[{\"payment_method\":\"card\"}]"_s : u"[]"_s;
    return change;
}

CreateAccount ProcessorEditor::commandOf(const ProcessorInput &input) const
{
    CreateAccount command;
    command.caller = m_workspace.caller;
    command.connector = processor().name;
    command.change = changeOf(input);
    if (!command.change.label)
        command.change.label = usualLabel();
    return command;
}

bool ProcessorEditor::isIncomplete(const ProcessorInput &input)
{
    const bool wantsKeys =
        m_purpose == Purpose::Rotate || (m_purpose == Purpose::Add && needsKeys());
    if (!wantsKeys || input.keys)
        return false;
    refuse(Error{ErrorCode::MissingField, u"connector_account_details"_s});
    return true;
}

void ProcessorEditor::begin()
{
    m_busy = true;
    emit changed();
}

void ProcessorEditor::refuse(const Error &error)
{
    m_busy = false;
    emit changed();
    emit failed(ProcessorText::problem(error, processor().displayName, m_workspace.testMode));
}

void ProcessorEditor::test(const ProcessorInput &input)
{
    if (m_busy || isIncomplete(input))
        return;
    begin();
    const bool isNew = m_purpose == Purpose::Add;
    whenDone(isNew ? m_accounts.verify(commandOf(input))
                   : m_accounts.test(m_workspace.caller, m_account.account.id, changeOf(input)),
             this, [this](const Result<bool> &answer) {
                 if (!answer)
                     return refuse(answer.error());
                 m_busy = false;
                 emit changed();
                 emit tested(
                     tr("%1 takes these keys. Nothing was charged.").arg(processor().displayName));
             });
}

void ProcessorEditor::submit(const ProcessorInput &input)
{
    if (m_busy || isIncomplete(input))
        return;
    begin();
    const bool isNew = m_purpose == Purpose::Add;
    whenDone(isNew ? m_accounts.create(commandOf(input))
                   : m_accounts.update(m_workspace.caller, m_account.account.id, changeOf(input)),
             this, [this](const Result<ConnectorAccount> &answer) { finish(answer); });
}

void ProcessorEditor::finish(const Result<ConnectorAccount> &answer)
{
    if (!answer)
        return refuse(answer.error());
    m_busy = false;
    emit changed();
    const QString label = answer->account.label;
    switch (m_purpose) {
    //: %1 is the name of an account
    case Purpose::Add:
        return emit done(tr("%1 is connected; payments can be sent there.").arg(label));
    case Purpose::Edit: return emit done(tr("%1 was changed.").arg(label));
    case Purpose::Rotate: break;
    }
    emit done(answer->previousUntilMs > 0
                  ? tr("%1 uses the new keys. The old ones stay for 24 hours.").arg(label)
                  : tr("%1 uses the new keys. The old ones are gone.").arg(label));
}
