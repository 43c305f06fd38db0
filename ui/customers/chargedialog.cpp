#include "ui/customers/chargedialog.h"

#include "models/cardinput.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/outcomeview.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ChargeDialog::ChargeDialog(ChargeEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"chargeDialog"_s);
    //: %1 is a card such as "Visa •• 4242"
    setTitle(tr("Charge %1").arg(CustomerText::method(editor.method())));
    m_pages->addWidget(buildForm());
    m_outcome = new OutcomeView(m_pages);
    m_pages->addWidget(m_outcome);
    body()->addWidget(m_pages);
    m_close = addButton(tr("Close"), u"close"_s);
    connect(m_close, &QPushButton::clicked, this, &ChargeDialog::reject);
    connect(&editor, &ChargeEditor::changed, this, &ChargeDialog::refresh);
    connect(&editor, &ChargeEditor::failed, this, &ChargeDialog::fit);
    connect(&editor, &ChargeEditor::outcomeChanged, this, &ChargeDialog::fit);
    refresh();
    m_amount->setFocus(Qt::OtherFocusReason);
}

QWidget *ChargeDialog::buildForm()
{
    auto *form = new QWidget(m_pages);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    //: %1 is the name of a customer
    column->addWidget(
        wrappedText(tr("Customer: %1").arg(CustomerText::name(m_editor.customer())), form));
    m_obstacle = new ProblemLabel(form);
    m_obstacle->setObjectName(u"obstacle"_s);
    column->addWidget(m_obstacle);
    buildAmount(column, form);
    m_order = addFormRow(column, tr("&Order reference"), u"orderReference"_s, tr("Order reference"),
                         form);
    buildCode(column, form);
    column->addStretch(1);
    connect(m_order.edit, &QLineEdit::textEdited, this, &ChargeDialog::store);
    return form;
}

void ChargeDialog::buildAmount(QVBoxLayout *column, QWidget *form)
{
    m_amount = new MoneyEdit(m_editor.draft().currency, form);
    m_amount->setCodeVisible(false);
    m_currency = new QComboBox(form);
    m_currency->setObjectName(u"currency"_s);
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->setMaxVisibleItems(12);
    for (const Currency currency : allCurrencies())
        m_currency->addItem(toText(currency), static_cast<int>(currency));
    m_currency->setCurrentIndex(m_currency->findData(static_cast<int>(m_editor.draft().currency)));
    m_currency->setMinimumHeight(m_amount->sizeHint().height());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *amount = new QVBoxLayout;
    auto *currency = new QVBoxLayout;
    addCaptioned(amount, tr("&Amount"), m_amount);
    addCaptioned(currency, tr("C&urrency"), m_currency);
    currency->addStretch(1);
    row->addLayout(amount, 1);
    row->addLayout(currency);
    column->addLayout(row);
    connect(m_amount, &MoneyEdit::valueChanged, this, &ChargeDialog::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &ChargeDialog::store);
    connect(m_currency, &QComboBox::currentIndexChanged, this, [this] {
        m_amount->setCurrency(static_cast<Currency>(m_currency->currentData().toInt()));
        store();
    });
}

void ChargeDialog::buildCode(QVBoxLayout *column, QWidget *form)
{
    m_cvc = new CardField(CardField::Kind::SecurityCode, form);
    m_cvc->setObjectName(u"cardCvc"_s);
    m_cvc->setAccessibleName(tr("Security code"));
    m_cvc->setLongest(cvcLength(m_editor.method().card.brand));
    m_cvcProblem = new ProblemLabel(form);
    m_cvcProblem->setObjectName(u"cvcProblem"_s);
    addCaptioned(column, tr("&Security code"), m_cvc);
    column->addWidget(m_cvcProblem);
    column->addWidget(captionText(
        tr("Ask the customer for it: it is sent with this payment and never kept."), form));
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

void ChargeDialog::act()
{
    message()->clear();
    if (m_editor.outcome() == PaymentOutcome::None) {
        Cvc cvc(m_cvc->reveal());
        m_editor.submit(std::move(cvc));
        if (m_editor.isBusy())
            m_cvc->clear();
        return;
    }
    if (m_editor.canRetry())
        return m_editor.retry();
    if (m_editor.outcome() == PaymentOutcome::WaitingForCustomer)
        emit verificationRequested(m_editor.payment().id);
    accept();
}

void ChargeDialog::refresh()
{
    const PaymentOutcome outcome = m_editor.outcome();
    const bool form = outcome == PaymentOutcome::None;
    const bool waits = outcome == PaymentOutcome::WaitingForCustomer;
    const bool locked = outcome == PaymentOutcome::NotKnown;
    showPage(form);
    m_obstacle->setText(m_editor.obstacle());
    m_pages->setEnabled(!m_editor.isBusy());
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    m_order.show(m_editor.problemOf(u"merchant_order_reference_id"_s));
    const QString codeProblem = m_editor.problemOf(u"card_cvc"_s);
    m_cvcProblem->setText(codeProblem);
    markProblem(m_cvc, codeProblem);
    if (!codeProblem.isEmpty())
        reveal(m_cvc);
    if (!form)
        m_outcome->showOutcome(m_editor.payment(), m_editor.outcomeTitle(), m_editor.outcomeText());
    QString action = m_editor.actionText();
    if (locked)
        action = tr("Locked until it is known");
    else if (waits)
        action = tr("Start verification");
    primary()->setText(action);
    primary()->setEnabled(!m_editor.isBusy() && !locked && m_editor.obstacle().isEmpty());
    m_close->setVisible(form || waits || locked || m_editor.canRetry());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

void ChargeDialog::showPage(bool form)
{
    // Only the page that is shown asks for room.
    for (int i = 0; i < m_pages->count(); ++i) {
        const bool shown = (i == 0) == form;
        const QSizePolicy::Policy policy = shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_pages->widget(i)->setSizePolicy(policy, policy);
    }
    m_pages->setCurrentIndex(form ? 0 : 1);
    if (!form)
        primary()->setFocus(Qt::OtherFocusReason);
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
