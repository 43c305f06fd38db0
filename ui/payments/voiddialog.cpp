#include "ui/payments/voiddialog.h"

#include "ui/payments/reasonfields.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

VoidDialog::VoidDialog(VoidEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"voidDialog"_s);
    const Payment &payment = editor.payment();
    const QString name =
        payment.orderReference.isEmpty() ? payment.id.value : payment.orderReference;
    //: %1 is an order reference or the id of a payment
    setTitle(editor.released().minorUnits > 0 ? tr("Release the hold of %1").arg(name)
                                              : tr("Cancel %1").arg(name));
    build();
    QPushButton *close = addButton(tr("Keep it"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &VoidDialog::reject);
    connect(&editor, &VoidEditor::changed, this, &VoidDialog::refresh);
    connect(&editor, &VoidEditor::failed, this, &VoidDialog::fit);
    connect(&editor, &VoidEditor::done, this, &VoidDialog::outcome);
    connect(&editor, &VoidEditor::done, this, &VoidDialog::accept);
    refresh();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void VoidDialog::build()
{
    m_effect = new QLabel(this);
    m_effect->setObjectName(u"effect"_s);
    m_effect->setWordWrap(true);
    m_reason = new ReasonFields(tr("&Note (kept with the payment)"), this);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"voidProblem"_s);
    body()->addWidget(m_effect);
    body()->addSpacing(8);
    body()->addWidget(m_reason);
    body()->addWidget(m_problem);
    body()->addStretch(1);
    connect(m_reason, &ReasonFields::kindChanged, &m_editor, &VoidEditor::setReason);
    connect(m_reason, &ReasonFields::noteChanged, &m_editor, &VoidEditor::setNote);
}

void VoidDialog::act()
{
    message()->clear();
    m_editor.submit();
}

void VoidDialog::refresh()
{
    const bool open = !m_editor.isBusy() && !m_editor.isLocked();
    m_effect->setText(m_editor.effect());
    m_reason->setEnabled(open);
    m_problem->setText(open ? m_editor.problem() : QString());
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(m_editor.isValid());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question VoidDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveVoid"_s, tr("Close while the release is under way?"),
                tr("It goes on; its outcome shows in the list of payments."), tr("Close"),
                tr("Stay")};
    if (!m_editor.hasInput() || m_editor.isLocked())
        return {};
    return {u"leaveVoid"_s, tr("Close without releasing?"),
            tr("Nothing has been sent. The note you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
