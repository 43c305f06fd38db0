#include "ui/recurring/agreementchargedialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/outcomeview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AgreementChargeDialog::AgreementChargeDialog(AgreementChargeEditor &editor, QWidget *parent,
                                             Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"agreementChargeDialog"_s);
    //: %1 is the name of a customer
    setTitle(tr("Charge %1 now").arg(AgreementText::customer(editor.agreement())));
    m_pages->addWidget(buildForm());
    m_outcome = new OutcomeView(m_pages);
    m_pages->addWidget(m_outcome);
    body()->addWidget(m_pages);
    m_close = addButton(tr("Close"), u"close"_s);
    connect(m_close, &QPushButton::clicked, this, &AgreementChargeDialog::reject);
    connect(&editor, &AgreementRun::changed, this, &AgreementChargeDialog::refresh);
    connect(&editor, &AgreementRun::failed, this, &AgreementChargeDialog::fit);
    connect(&editor, &AgreementRun::outcomeChanged, this, &AgreementChargeDialog::fit);
    refresh();
    m_amount->setFocus(Qt::OtherFocusReason);
}

QWidget *AgreementChargeDialog::buildForm()
{
    const Agreement &agreement = m_editor.agreement();
    const Mandate &mandate = agreement.mandate;
    auto *form = new QWidget(m_pages);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const QString card = DisplayText::card(agreement.card.brand, agreement.card.last4);
    //: %1 is a card such as "Visa •• 4242", %2 what may be charged, such as "Once, at most 20 EUR"
    column->addWidget(wrappedText(tr("%1. %2.").arg(card, AgreementText::limit(mandate)), form));
    m_obstacle = new ProblemLabel(form);
    m_obstacle->setObjectName(u"obstacle"_s);
    column->addWidget(m_obstacle);
    m_amount = new MoneyEdit(mandate.currency, form);
    addCaptioned(column, tr("&Amount"), m_amount);
    if (m_editor.amount())
        m_amount->setValue({*m_editor.amount(), mandate.currency});
    const FormRow order = addFormRow(column, tr("&Order reference"), u"orderReference"_s,
                                     tr("Order reference"), form);
    m_order = order.edit;
    column->addWidget(captionText(
        tr("The customer is not there, so no security code is asked for and nobody can verify the "
           "payment at the bank."),
        form));
    column->addStretch(1);
    connect(m_amount, &MoneyEdit::valueChanged, this,
            [this](const Money &amount) { m_editor.setAmount(amount.minorUnits); });
    connect(m_amount, &MoneyEdit::valueLost, this, [this] { m_editor.setAmount(std::nullopt); });
    connect(m_order, &QLineEdit::textEdited, &m_editor,
            [this](const QString &text) { m_editor.setOrderReference(text.trimmed()); });
    return form;
}

void AgreementChargeDialog::act()
{
    message()->clear();
    if (m_editor.outcome() == PaymentOutcome::None)
        return m_editor.submit();
    if (m_editor.canRetry())
        return m_editor.retry();
    accept();
}

void AgreementChargeDialog::refresh()
{
    const bool form = m_editor.outcome() == PaymentOutcome::None;
    const bool locked = m_editor.outcome() == PaymentOutcome::NotKnown;
    m_pages->setCurrentIndex(form ? 0 : 1);
    m_pages->setEnabled(!m_editor.isBusy());
    m_obstacle->setText(m_editor.obstacle());
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    if (!form) {
        m_outcome->showOutcome(m_editor.payment(), m_editor.outcomeTitle(), m_editor.outcomeText());
        primary()->setFocus(Qt::OtherFocusReason);
    }
    primary()->setText(locked ? tr("Locked until it is known") : m_editor.actionText());
    primary()->setEnabled(!m_editor.isBusy() && !locked
                          && (!form || m_editor.obstacle().isEmpty()));
    m_close->setVisible(form || locked || m_editor.canRetry());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question AgreementChargeDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveCharge"_s, tr("Close while the payment is under way?"),
                tr("It goes on; its outcome shows in the list of payments."), tr("Close"),
                tr("Stay")};
    if (m_editor.outcome() != PaymentOutcome::None || !m_editor.hasInput())
        return {};
    return {u"leaveCharge"_s, tr("Close without charging?"),
            tr("Nothing has been sent. What you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
