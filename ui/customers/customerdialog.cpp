#include "ui/customers/customerdialog.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

/// Two fields beside each other, in their share of the width.
std::pair<QVBoxLayout *, QVBoxLayout *> addPair(QVBoxLayout *column, int first, int second)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    for (QVBoxLayout *side : {left, right})
        side->setSpacing(4);
    row->addLayout(left, first);
    row->addLayout(right, second);
    column->addLayout(row);
    return {left, right};
}

} // namespace

CustomerDialog::CustomerDialog(CustomerEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"customerDialog"_s);
    setTitle(editor.isNew() ? tr("New customer") : tr("Edit customer"));
    buildPerson();
    buildAddress();
    body()->addStretch(1);
    QPushButton *close = addButton(tr("Close"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &CustomerDialog::reject);
    connect(&editor, &CustomerEditor::changed, this, &CustomerDialog::refresh);
    connect(&editor, &CustomerEditor::failed, this, &CustomerDialog::fit);
    connect(&editor, &CustomerEditor::done, this, &CustomerDialog::stored);
    connect(&editor, &CustomerEditor::done, this, &CustomerDialog::accept);
    primary()->setDefault(true); // no money is moved here
    load();
    refresh();
    m_fields.constFirst().row.edit->setFocus(Qt::OtherFocusReason);
}

void CustomerDialog::add(QBoxLayout *column, const QString &caption, const QString &name,
                         QString *(*text)(CustomerDraft &draft))
{
    const FormRow row =
        addFormRow(column, caption, u"customer_"_s + name, QString(caption).remove(u'&'), this);
    column->addStretch(1); // a problem of its neighbour does not pull them apart
    m_fields.append({name, row, text});
    connect(row.edit, &QLineEdit::textEdited, this, &CustomerDialog::store);
}

void CustomerDialog::buildPerson()
{
    using Draft = CustomerDraft;
    QVBoxLayout *column = body();
    add(column, tr("&Name"), u"name"_s, [](Draft &draft) { return &draft.texts.name; });
    add(column, tr("&E-mail"), u"email"_s, [](Draft &draft) { return &draft.texts.email; });
    const auto [code, phone] = addPair(column, 1, 3);
    add(code, tr("Country &code"), u"phone_country_code"_s,
        [](Draft &draft) { return &draft.texts.phoneCountryCode; });
    add(phone, tr("&Phone"), u"phone"_s, [](Draft &draft) { return &draft.texts.phone; });
    m_fields.at(2).row.edit->setPlaceholderText(u"+49"_s);
    const auto [tax, id] = addPair(column, 1, 1);
    add(tax, tr("&Tax ID"), u"tax_registration_id"_s,
        [](Draft &draft) { return &draft.texts.taxRegistrationId; });
    add(id, tr("Customer &ID in your shop"), u"customer_id"_s,
        [](Draft &draft) { return &draft.id; });
    QLineEdit *idEdit = m_fields.constLast().row.edit;
    idEdit->setReadOnly(!m_editor.isNew());
    idEdit->setPlaceholderText(tr("made for you when empty"));
    add(column, tr("&Description"), u"description"_s,
        [](Draft &draft) { return &draft.texts.description; });
}

void CustomerDialog::buildAddress()
{
    using Draft = CustomerDraft;
    QVBoxLayout *column = body();
    add(column, tr("Address, &first line"), u"line1"_s,
        [](Draft &draft) { return &draft.texts.address.line1; });
    add(column, tr("&Second line"), u"line2"_s,
        [](Draft &draft) { return &draft.texts.address.line2; });
    const auto [zip, city] = addPair(column, 1, 3);
    add(zip, tr("Post c&ode"), u"zip"_s, [](Draft &draft) { return &draft.texts.address.zip; });
    add(city, tr("Ci&ty"), u"city"_s, [](Draft &draft) { return &draft.texts.address.city; });
    const auto [state, country] = addPair(column, 3, 1);
    add(state, tr("State or pro&vince"), u"state"_s,
        [](Draft &draft) { return &draft.texts.address.state; });
    add(country, tr("Count&ry"), u"country"_s,
        [](Draft &draft) { return &draft.texts.address.country; });
    m_fields.constLast().row.edit->setPlaceholderText(u"DE"_s);
}

void CustomerDialog::load()
{
    CustomerDraft draft = m_editor.draft();
    for (const Field &field : std::as_const(m_fields))
        field.row.edit->setText(*field.text(draft));
}

void CustomerDialog::store()
{
    CustomerDraft draft = m_editor.draft();
    for (const Field &field : std::as_const(m_fields))
        *field.text(draft) = field.row.edit->text().trimmed();
    m_editor.setDraft(draft);
}

void CustomerDialog::act()
{
    message()->clear();
    m_editor.submit();
}

void CustomerDialog::refresh()
{
    bool focused = false;
    for (const Field &field : std::as_const(m_fields)) {
        const QString problem = m_editor.problemOf(field.name);
        field.row.show(problem);
        field.row.edit->setEnabled(!m_editor.isBusy());
        if (!problem.isEmpty() && !std::exchange(focused, true))
            reveal(field.row.edit);
    }
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(!m_editor.isBusy());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question CustomerDialog::leaveQuestion() const
{
    if (m_editor.isBusy() || !m_editor.hasUnsavedInput())
        return {};
    return {u"leaveCustomer"_s, tr("Close without saving?"), tr("What you typed is discarded."),
            tr("Discard"), tr("Keep editing")};
}
