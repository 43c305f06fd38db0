#include "ui/customers/removaldialog.h"

#include "ui/payments/inspectorparts.h"
#include "ui/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RemovalDialog::RemovalDialog(RemovalEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"removalDialog"_s);
    setTitle(editor.title());
    m_obstacle = wrappedText({}, this);
    m_obstacle->setObjectName(u"obstacle"_s);
    m_obstacle->setFont(strongFont(font()));
    m_effects = wrappedText({}, this);
    m_effects->setObjectName(u"effect"_s);
    body()->addWidget(m_obstacle);
    body()->addWidget(m_effects);
    body()->addStretch(1);
    QPushButton *close = addButton(tr("Keep it"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &RemovalDialog::reject);
    connect(&editor, &RemovalEditor::changed, this, &RemovalDialog::refresh);
    connect(&editor, &RemovalEditor::failed, this, &RemovalDialog::fit);
    connect(&editor, &RemovalEditor::done, this, &RemovalDialog::outcome);
    connect(&editor, &RemovalEditor::done, this, &RemovalDialog::accept);
    refresh();
    close->setFocus(Qt::OtherFocusReason); // Enter by itself changes nothing
}

void RemovalDialog::act()
{
    message()->clear();
    m_editor.submit();
}

void RemovalDialog::refresh()
{
    const QString obstacle = m_editor.obstacle();
    m_obstacle->setText(obstacle);
    m_obstacle->setVisible(!obstacle.isEmpty());
    m_effects->setText(m_editor.effects().join(u"\n\n"_s));
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(!m_editor.isBusy() && obstacle.isEmpty());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
    fit();
}

Question RemovalDialog::leaveQuestion() const
{
    return {}; // nothing was typed, and what is under way goes on
}
