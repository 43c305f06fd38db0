#include "models/customereditor.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

/// The typed text, when it is another one than was stored.
std::optional<QString> changedText(const QString &stored, const QString &typed)
{
    return stored == typed ? std::nullopt : std::optional(typed);
}

UpdateCustomer updateOf(const Customer &existing, const CustomerTexts &typed)
{
    const CustomerTexts &stored = existing.texts;
    UpdateCustomer command;
    command.id = existing.id;
    command.name = changedText(stored.name, typed.name);
    command.email = changedText(stored.email, typed.email);
    command.phone = changedText(stored.phone, typed.phone);
    command.phoneCountryCode = changedText(stored.phoneCountryCode, typed.phoneCountryCode);
    command.description = changedText(stored.description, typed.description);
    command.taxRegistrationId = changedText(stored.taxRegistrationId, typed.taxRegistrationId);
    if (stored.address != typed.address)
        command.address = typed.address;
    return command;
}

} // namespace

CustomerEditor::CustomerEditor(const Workspace &workspace, QObject *parent)
    : CustomerEditor(workspace, Customer(), parent)
{
}

CustomerEditor::CustomerEditor(const Workspace &workspace, const Customer &existing,
                               QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_existing(existing)
    , m_stored{existing.id.value, existing.texts}
    , m_draft(m_stored)
{
}

QString CustomerEditor::actionText() const
{
    return isNew() ? tr("Create customer") : tr("Save changes");
}

void CustomerEditor::setDraft(const CustomerDraft &draft)
{
    if (m_busy || draft == m_draft)
        return;
    m_draft = draft;
    m_problems.clear();
    emit changed();
}

Result<> CustomerEditor::check() const
{
    CreateCustomer command;
    command.caller = m_workspace.caller;
    command.id = {m_draft.id};
    command.texts = m_draft.texts;
    const Result<Customer> checked = newCustomer(command, m_workspace.clock.nowMs());
    if (!checked)
        return checked.error();
    const CustomerTexts &texts = m_draft.texts;
    if (texts.name.isEmpty() && texts.email.isEmpty())
        return Error{ErrorCode::MissingField, u"name"_s};
    return {};
}

void CustomerEditor::submit()
{
    if (m_busy)
        return;
    m_problems.clear();
    m_failure = {};
    const Result<> usable = check();
    if (!usable)
        return refuse(usable.error());
    if (!isNew() && !hasUnsavedInput())
        return emit done(m_existing.id);
    m_busy = true;
    emit changed();
    isNew() ? create() : update();
}

void CustomerEditor::create()
{
    CreateCustomer command;
    command.caller = m_workspace.caller;
    command.id = {m_draft.id};
    command.texts = m_draft.texts;
    whenDone(m_workspace.customers->create(std::move(command)), this,
             [this](const Result<Customer> &answer) { onStored(answer); });
}

void CustomerEditor::update()
{
    UpdateCustomer command = updateOf(m_existing, m_draft.texts);
    command.caller = m_workspace.caller;
    whenDone(m_workspace.customers->update(std::move(command)), this,
             [this](const Result<Customer> &answer) { onStored(answer); });
}

void CustomerEditor::onStored(const Result<Customer> &answer)
{
    m_busy = false;
    if (!answer)
        return refuse(answer.error());
    m_stored = {answer->id.value, answer->texts};
    m_draft = m_stored;
    emit changed();
    emit done(answer->id);
}

/// Says it at the field when it is about one, else on top.
void CustomerEditor::refuse(const Error &error)
{
    QString words = fieldProblem(error, Currency::Eur);
    if (error.code == ErrorCode::MissingField)
        words = tr("Enter a name or an e-mail address.");
    else if (error.code == ErrorCode::Duplicate)
        words = CustomerText::problem(error, {}).what;
    else if (error.field == "country"_L1)
        words = tr("Two capital letters, such as DE.");
    if (!error.field.isEmpty() && error.code != ErrorCode::NotFound
        && error.code != ErrorCode::CustomerRedacted) {
        if (words.isEmpty())
            words = CustomerText::problem(error, {}).what;
        m_problems.insert(error.field, words);
        return emit changed();
    }
    m_failure = CustomerText::problem(error, m_draft.id);
    emit changed();
    emit failed(m_failure);
}
