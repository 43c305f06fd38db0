#include "ui/customers/chargedialog.h"

#include "models/cardinput.h"
#include "ui/payments/inspectorparts.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"

#include <QComboBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ChargeDialog::ChargeDialog(ChargeEditor &editor, QWidget *parent, Prompts &prompts)
    : SendingDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"chargeDialog"_s);
    //: %1 is a card such as "Visa •• 4242"
    setTitle(tr("Charge %1").arg(CustomerText::method(editor.method())));
    buildForm();
    follow(editor);
    m_amount->setFocus(Qt::OtherFocusReason);
}

void ChargeDialog::buildForm()
{
    QVBoxLayout *column = makeForm();
    //: %1 is the name of a customer
    column->addWidget(
        wrappedText(tr("Customer: %1").arg(CustomerText::name(m_editor.customer())), form()));
    m_obstacle = new ProblemLabel(form());
    m_obstacle->setObjectName(u"obstacle"_s);
    column->addWidget(m_obstacle);
    buildAmount(column);
    m_order = addFormRow(column, tr("&Order reference"), u"orderReference"_s, tr("Order reference"),
                         form());
    buildCode(column);
    column->addStretch(1);
    connect(m_order.edit, &QLineEdit::textEdited, this, &ChargeDialog::store);
}

void ChargeDialog::buildAmount(QVBoxLayout *column)
{
    const AmountFields fields = addAmount(column, tr("&Amount"), m_editor.draft().currency);
    m_amount = fields.amount;
    connect(m_amount, &MoneyEdit::valueChanged, this, &ChargeDialog::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &ChargeDialog::store);
    connect(fields.currency, &QComboBox::currentIndexChanged, this, &ChargeDialog::store);
}

void ChargeDialog::buildCode(QVBoxLayout *column)
{
    m_cvc = new CardField(CardField::Kind::SecurityCode, form());
    m_cvc->setObjectName(u"cardCvc"_s);
    m_cvc->setAccessibleName(tr("Security code"));
    m_cvc->setLongest(cvcLength(m_editor.method().card.brand));
    m_cvcProblem = new ProblemLabel(form());
    m_cvcProblem->setObjectName(u"cvcProblem"_s);
    addCaptioned(column, tr("&Security code"), m_cvc);
    column->addWidget(m_cvcProblem);
    column->addWidget(captionText(
        tr("Ask the customer for it: it is sent with this payment and never kept."), form()));
    connect(m_cvc, &CardField::edited, this, [this] { m_cvcProblem->setText({}); });
}

void ChargeDialog::store()
{
    ChargeDraft draft = m_editor.draft();
    const std::optional<Money> amount = m_amount->value();
    draft.amount = amount ? std::optional(amount->minorUnits) : std::nullopt;
    draft.currency = m_amount->currency();
    draft.orderReference = m_order.edit->text().trimmed();
    m_editor.setDraft(draft);
}

void ChargeDialog::submit()
{
    m_editor.submit(Cvc(m_cvc->reveal()));
    if (m_editor.isBusy())
        m_cvc->clear();
}

void ChargeDialog::showProblems()
{
    m_obstacle->setText(m_editor.obstacle());
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    m_order.show(m_editor.problemOf(u"merchant_order_reference_id"_s));
    const QString codeProblem = m_editor.problemOf(u"card_cvc"_s);
    m_cvcProblem->setText(codeProblem);
    markProblem(m_cvc, codeProblem);
    if (!codeProblem.isEmpty())
        reveal(m_cvc);
}

void ChargeDialog::leave()
{
    m_cvc->clear();
}

Question ChargeDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveCharge"_s, tr("Close while the payment is under way?"),
                tr("It goes on; its outcome shows in the list of payments."), tr("Close"),
                tr("Stay")};
    if (m_editor.outcome() != PaymentOutcome::None || (!m_editor.hasInput() && m_cvc->isEmpty()))
        return {};
    return {u"leaveCharge"_s, tr("Close without charging?"),
            tr("Nothing has been sent. What you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
