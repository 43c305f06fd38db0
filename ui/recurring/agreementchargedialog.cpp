#include "ui/recurring/agreementchargedialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AgreementChargeDialog::AgreementChargeDialog(AgreementChargeEditor &editor, QWidget *parent,
                                             Prompts &prompts)
    : SendingDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"agreementChargeDialog"_s);
    //: %1 is the name of a customer
    setTitle(tr("Charge %1 now").arg(AgreementText::customer(editor.agreement())));
    buildForm();
    follow(editor);
    m_amount->setFocus(Qt::OtherFocusReason);
}

void AgreementChargeDialog::buildForm()
{
    const Agreement &agreement = m_editor.agreement();
    const Mandate &mandate = agreement.mandate;
    QVBoxLayout *column = makeForm();
    const QString card = DisplayText::card(agreement.card.brand, agreement.card.last4);
    //: %1 is a card such as "Visa •• 4242", %2 what may be charged, such as "Once, at most 20 EUR"
    column->addWidget(wrappedText(tr("%1. %2.").arg(card, AgreementText::limit(mandate)), form()));
    m_obstacle = new ProblemLabel(form());
    m_obstacle->setObjectName(u"obstacle"_s);
    column->addWidget(m_obstacle);
    m_amount = new MoneyEdit(mandate.currency, form());
    addCaptioned(column, tr("&Amount"), m_amount);
    if (m_editor.amount())
        m_amount->setValue({*m_editor.amount(), mandate.currency});
    const FormRow order = addFormRow(column, tr("&Order reference"), u"orderReference"_s,
                                     tr("Order reference"), form());
    m_order = order.edit;
    column->addWidget(captionText(
        tr("The customer is not there, so no security code is asked for and nobody can verify the "
           "payment at the bank."),
        form()));
    column->addStretch(1);
    connect(m_amount, &MoneyEdit::valueChanged, this,
            [this](const Money &amount) { m_editor.setAmount(amount.minorUnits); });
    connect(m_amount, &MoneyEdit::valueLost, this, [this] { m_editor.setAmount(std::nullopt); });
    connect(m_order, &QLineEdit::textEdited, &m_editor,
            [this](const QString &text) { m_editor.setOrderReference(text.trimmed()); });
}

void AgreementChargeDialog::submit()
{
    m_editor.submit();
}

void AgreementChargeDialog::showProblems()
{
    m_obstacle->setText(m_editor.obstacle());
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
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
