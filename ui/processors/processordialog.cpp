#include "ui/processors/processordialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestLabel = 64;
constexpr int kLongestAddress = 500;

QString nameOf(KeyPart part)
{
    switch (part) {
    case KeyPart::Key: return u"key"_s;
    case KeyPart::Name: return u"keyName"_s;
    case KeyPart::Secret: return u"keySecret"_s;
    }
    return {};
}

} // namespace

bool ProcessorDialog::KeyEdit::isEmpty() const
{
    return secret ? secret->isEmpty() : plain->text().trimmed().isEmpty();
}

ProcessorDialog::ProcessorDialog(ProcessorEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"processorDialog"_s);
    setTitle(editor.title());
    makeChoice();
    makeKeys();
    makeRest();
    body()->addStretch(1);
    QPushButton *close = addButton(tr("Cancel"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &ProcessorDialog::reject);
    m_test = addButton(tr("&Test"), u"test"_s);
    m_test->setToolTip(tr("Ask the processor whether it takes the keys; nothing is charged"));
    connect(m_test, &QPushButton::clicked, this, [this] {
        message()->clear();
        m_editor.test(input());
    });
    connect(&editor, &ProcessorEditor::changed, this, &ProcessorDialog::showState);
    connect(&editor, &ProcessorEditor::tested, message(), &MessageBar::showNotice);
    connect(&editor, &ProcessorEditor::failed, message(), &MessageBar::showError);
    connect(&editor, &ProcessorEditor::tested, this, &ProcessorDialog::fit);
    connect(&editor, &ProcessorEditor::failed, this, &ProcessorDialog::fit);
    connect(&editor, &ProcessorEditor::done, this, &ProcessorDialog::outcome);
    connect(&editor, &ProcessorEditor::done, this, &ProcessorDialog::accept);
    showProcessor();
    if (m_choice)
        m_choice->setFocus(Qt::OtherFocusReason);
    else if (m_label)
        m_label->setFocus(Qt::OtherFocusReason);
}

void ProcessorDialog::makeChoice()
{
    if (m_editor.purpose() != ProcessorEditor::Purpose::Add) {
        body()->addWidget(wrappedText(m_editor.keysNow(), this));
        return;
    }
    m_choice = new QComboBox(this);
    m_choice->setObjectName(u"processor"_s);
    m_choice->setAccessibleName(tr("Processor"));
    for (const ConnectorDescription &each : m_editor.processors())
        m_choice->addItem(each.displayName);
    addCaptioned(body(), tr("&Processor"), m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        message()->clear();
        m_editor.choose(index);
        showProcessor();
    });
}

void ProcessorDialog::makeKeys()
{
    m_keyBox = new QWidget(this);
    m_keyBox->setObjectName(u"keyBox"_s);
    new QVBoxLayout(m_keyBox);
    body()->addWidget(m_keyBox);
    // Keys of an account that is there are replaced, with overlap, by Rotate.
    m_keyBox->setVisible(m_editor.purpose() != ProcessorEditor::Purpose::Edit);
}

void ProcessorDialog::makeRest()
{
    if (m_editor.purpose() == ProcessorEditor::Purpose::Rotate) {
        m_keep = new QCheckBox(tr("&Keep the old keys for 24 hours"), this);
        m_keep->setObjectName(u"keepOld"_s);
        m_keep->setChecked(true);
        m_keep->setToolTip(tr("So that you can switch back. New calls use the new keys."));
        body()->addWidget(m_keep);
        return;
    }
    m_label = new QLineEdit(m_editor.account().account.label, this);
    m_label->setObjectName(u"label"_s);
    m_label->setAccessibleName(tr("Name of the account"));
    m_label->setMaxLength(kLongestLabel);
    addCaptioned(body(), tr("&Name"), m_label);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address of the processor"));
    m_address->setMaxLength(kLongestAddress);
    addCaptioned(body(), tr("&Address"), m_address);
    m_cards = new QCheckBox(tr("Take &cards"), this);
    m_cards->setObjectName(u"cards"_s);
    m_cards->setChecked(m_editor.account().methodsJson != "[]"_L1);
    body()->addWidget(m_cards);
}

void ProcessorDialog::showProcessor()
{
    m_keys.clear();
    QVBoxLayout *column = emptiedColumn(m_keyBox);
    const bool isNew = m_editor.purpose() == ProcessorEditor::Purpose::Add;
    for (const KeyField &field : m_editor.processor().keys) {
        KeyEdit edit{field};
        const QString word = ProcessorText::keyName(field.name);
        QWidget *widget = nullptr;
        if (field.isSecret)
            widget = edit.secret = new SecretField(m_keyBox);
        else
            widget = edit.plain = new QLineEdit(m_keyBox);
        widget->setObjectName(nameOf(field.part));
        widget->setAccessibleName(word);
        const bool optional = m_editor.processor().keysOptional && isNew;
        //: %1 is the name of a key
        addCaptioned(column, optional ? tr("%1 (may stay empty)").arg(word) : word, widget);
        m_keys.append(edit);
    }
    if (m_label && isNew)
        m_label->setText(m_editor.usualLabel());
    if (m_address) {
        m_address->setText(m_editor.usualAddress());
        m_address->setPlaceholderText(m_editor.addressExample());
    }
    if (!m_choice && m_keyBox->isVisibleTo(this) && !m_keys.isEmpty()) {
        const KeyEdit &first = m_keys.constFirst();
        (first.secret ? static_cast<QWidget *>(first.secret) : first.plain)
            ->setFocus(Qt::OtherFocusReason);
    }
    showState();
}

void ProcessorDialog::showState()
{
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(!m_editor.isBusy());
    m_test->setEnabled(!m_editor.isBusy());
    fit();
}

ProcessorInput ProcessorDialog::input() const
{
    ProcessorInput input;
    if (m_label)
        input.label = m_label->text().trimmed();
    if (m_address)
        input.address = m_address->text().trimmed();
    input.takesCards = !m_cards || m_cards->isChecked();
    input.keepPrevious = m_keep && m_keep->isChecked();
    const bool typed = std::ranges::any_of(m_keys, [](const KeyEdit &e) { return !e.isEmpty(); });
    if (!typed)
        return input;
    auto keys = std::make_shared<AccountKeys>();
    for (const KeyEdit &edit : m_keys) {
        SecretBytes value =
            edit.secret ? edit.secret->copy() : SecretBytes(edit.plain->text().trimmed().toUtf8());
        switch (edit.field.part) {
        case KeyPart::Key: keys->apiKey = std::move(value); break;
        case KeyPart::Name: keys->key1 = QString::fromUtf8(value.view()); break;
        case KeyPart::Secret: keys->apiSecret = std::move(value); break;
        }
    }
    input.keys = keys;
    return input;
}

void ProcessorDialog::act()
{
    message()->clear();
    m_editor.submit(input());
}

Question ProcessorDialog::leaveQuestion() const
{
    const bool typed = std::ranges::any_of(m_keys, [](const KeyEdit &e) { return !e.isEmpty(); });
    if (!typed)
        return {};
    return {u"leaveProcessor"_s, tr("Leave without saving?"),
            tr("The keys you entered are forgotten."), tr("Leave"), tr("Keep editing")};
}
