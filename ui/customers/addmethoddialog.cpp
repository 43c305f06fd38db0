#include "ui/customers/addmethoddialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/widgets/cardedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"

#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AddMethodDialog::AddMethodDialog(AddMethodEditor &editor, QWidget *parent, Prompts &prompts)
    : SendingDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"addMethodDialog"_s);
    //: %1 is the name of a customer
    setTitle(tr("Save a card of %1").arg(CustomerText::name(editor.customer())));
    buildForm();
    connect(m_card, &CardEdit::idleCleared, this, [this] {
        message()->showNotice(tr("The card was removed because nothing was typed for a while."));
        fit();
    });
    follow(editor);
    m_card->setFocus(Qt::OtherFocusReason);
}

void AddMethodDialog::buildForm()
{
    QVBoxLayout *column = makeForm();
    m_card = new CardEdit(form());
    m_card->setObjectName(u"card"_s);
    column->addWidget(m_card);
    buildAgreement(column);
    buildAmount(column);
    column->addWidget(captionText(
        tr("Without an amount the bank only checks the card. The number is sealed in the vault, "
           "the security code is never kept."),
        form()));
    column->addStretch(1);
}

void AddMethodDialog::buildAgreement(QVBoxLayout *column)
{
    column->addWidget(new QLabel(tr("What has the customer agreed to?"), form()));
    m_onSession = new QRadioButton(tr("&Pay with it when they are here"), form());
    m_onSession->setObjectName(u"onSession"_s);
    m_offSession = new QRadioButton(tr("Be charged also &without being here"), form());
    m_offSession->setObjectName(u"offSession"_s);
    m_usageProblem = new ProblemLabel(form());
    m_usageProblem->setObjectName(u"usageProblem"_s);
    column->addWidget(m_onSession);
    column->addWidget(m_offSession);
    column->addWidget(m_usageProblem);
    const auto choose = [this](QRadioButton *button, FutureUsage usage) {
        connect(button, &QRadioButton::toggled, this, [this, usage](bool chosen) {
            if (chosen)
                m_editor.setUsage(usage);
        });
    };
    choose(m_onSession, FutureUsage::OnSession);
    choose(m_offSession, FutureUsage::OffSession);
}

void AddMethodDialog::buildAmount(QVBoxLayout *column)
{
    const AmountFields fields =
        addAmount(column, tr("Charge now (may stay &empty)"), m_editor.currency());
    m_amount = fields.amount;
    connect(m_amount, &MoneyEdit::valueChanged, this, &AddMethodDialog::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &AddMethodDialog::store);
    connect(fields.currency, &QComboBox::currentIndexChanged, this, &AddMethodDialog::store);
}

void AddMethodDialog::store()
{
    const std::optional<Money> amount = m_amount->value();
    m_editor.setAmount(m_amount->currency(),
                       amount ? std::optional(amount->minorUnits) : std::nullopt);
}

void AddMethodDialog::submit()
{
    if (!m_amount->isEmpty() && !m_amount->value())
        return m_amount->setFocus(Qt::OtherFocusReason); // what is wrong stands below it
    if (m_editor.mayBeSent() && m_card->check(m_editor.workspace().clock.nowMs()))
        m_editor.submit(m_card->takeCard());
}

void AddMethodDialog::retry()
{
    m_editor.retry();
    m_card->setFocus(Qt::OtherFocusReason);
}

void AddMethodDialog::showProblems()
{
    m_usageProblem->setText(m_editor.problemOf(u"setup_future_usage"_s));
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    if (m_editor.outcome() == PaymentOutcome::None)
        showCardProblems();
}

void AddMethodDialog::showCardProblems()
{
    for (const QString &field : {u"card_number"_s, u"card_exp_month"_s, u"card_exp_year"_s,
                                 u"card_cvc"_s, u"card_holder_name"_s}) {
        const QString problem = m_editor.problemOf(field);
        if (!problem.isEmpty())
            m_card->showProblem(field, problem);
    }
}

void AddMethodDialog::leave()
{
    m_card->clear();
}

Question AddMethodDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveCard"_s, tr("Close while the bank is asked?"),
                tr("It goes on; a card that the bank accepts is saved."), tr("Close"), tr("Stay")};
    if (m_editor.outcome() != PaymentOutcome::None || m_card->isEmpty())
        return {};
    return {u"leaveCard"_s, tr("Close without saving the card?"),
            tr("Nothing has been sent. What you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
