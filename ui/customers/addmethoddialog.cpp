#include "ui/customers/addmethoddialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/outcomeview.h"
#include "ui/widgets/cardedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"

#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AddMethodDialog::AddMethodDialog(AddMethodEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"addMethodDialog"_s);
    //: %1 is the name of a customer
    setTitle(tr("Save a card of %1").arg(CustomerText::name(editor.customer())));
    m_pages->addWidget(buildForm());
    m_outcome = new OutcomeView(m_pages);
    m_pages->addWidget(m_outcome);
    body()->addWidget(m_pages);
    m_close = addButton(tr("Close"), u"close"_s);
    connect(m_close, &QPushButton::clicked, this, &AddMethodDialog::reject);
    connect(m_card, &CardEdit::idleCleared, this, [this] {
        message()->showNotice(tr("The card was removed because nothing was typed for a while."));
        fit();
    });
    connect(&editor, &AddMethodEditor::changed, this, &AddMethodDialog::refresh);
    connect(&editor, &AddMethodEditor::failed, this, &AddMethodDialog::fit);
    connect(&editor, &AddMethodEditor::outcomeChanged, this, &AddMethodDialog::fit);
    refresh();
    m_card->setFocus(Qt::OtherFocusReason);
}

QWidget *AddMethodDialog::buildForm()
{
    auto *form = new QWidget(m_pages);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_card = new CardEdit(form);
    m_card->setObjectName(u"card"_s);
    column->addWidget(m_card);
    buildAgreement(column, form);
    buildAmount(column, form);
    column->addWidget(captionText(
        tr("Without an amount the bank only checks the card. The number is sealed in the vault, "
           "the security code is never kept."),
        form));
    column->addStretch(1);
    return form;
}

void AddMethodDialog::buildAgreement(QVBoxLayout *column, QWidget *form)
{
    column->addWidget(new QLabel(tr("What has the customer agreed to?"), form));
    m_onSession = new QRadioButton(tr("&Pay with it when they are here"), form);
    m_onSession->setObjectName(u"onSession"_s);
    m_offSession = new QRadioButton(tr("Be charged also &without being here"), form);
    m_offSession->setObjectName(u"offSession"_s);
    m_usageProblem = new ProblemLabel(form);
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

void AddMethodDialog::buildAmount(QVBoxLayout *column, QWidget *form)
{
    m_amount = new MoneyEdit(m_editor.currency(), form);
    m_amount->setCodeVisible(false);
    m_currency = new QComboBox(form);
    m_currency->setObjectName(u"currency"_s);
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->setMaxVisibleItems(12);
    for (const Currency currency : allCurrencies())
        m_currency->addItem(toText(currency), static_cast<int>(currency));
    m_currency->setCurrentIndex(m_currency->findData(static_cast<int>(m_editor.currency())));
    m_currency->setMinimumHeight(m_amount->sizeHint().height());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *amount = new QVBoxLayout;
    auto *currency = new QVBoxLayout;
    addCaptioned(amount, tr("Charge now (may stay &empty)"), m_amount);
    addCaptioned(currency, tr("C&urrency"), m_currency);
    currency->addStretch(1);
    row->addLayout(amount, 1);
    row->addLayout(currency);
    column->addLayout(row);
    connect(m_amount, &MoneyEdit::valueChanged, this, &AddMethodDialog::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &AddMethodDialog::store);
    connect(m_currency, &QComboBox::currentIndexChanged, this, [this] {
        m_amount->setCurrency(static_cast<Currency>(m_currency->currentData().toInt()));
        store();
    });
}

void AddMethodDialog::store()
{
    const std::optional<Money> amount = m_amount->value();
    m_editor.setAmount(m_amount->currency(),
                       amount ? std::optional(amount->minorUnits) : std::nullopt);
}

void AddMethodDialog::act()
{
    message()->clear();
    if (m_editor.outcome() == PaymentOutcome::None) {
        if (!m_amount->isEmpty() && !m_amount->value())
            return m_amount->setFocus(Qt::OtherFocusReason); // what is wrong stands below it
        if (m_editor.mayBeSent() && m_card->check(m_editor.workspace().clock.nowMs()))
            m_editor.submit(m_card->takeCard());
        return;
    }
    if (m_editor.canRetry()) {
        m_editor.retry();
        return m_card->setFocus(Qt::OtherFocusReason);
    }
    if (m_editor.outcome() == PaymentOutcome::WaitingForCustomer)
        emit verificationRequested(m_editor.payment().id);
    accept();
}

void AddMethodDialog::refresh()
{
    const PaymentOutcome outcome = m_editor.outcome();
    const bool form = outcome == PaymentOutcome::None;
    const bool waits = outcome == PaymentOutcome::WaitingForCustomer;
    showPage(form);
    m_pages->setEnabled(!m_editor.isBusy());
    m_usageProblem->setText(m_editor.problemOf(u"setup_future_usage"_s));
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    if (form)
        showCardProblems();
    else
        m_outcome->showOutcome(m_editor.payment(), m_editor.outcomeTitle(), m_editor.outcomeText());
    primary()->setText(waits ? tr("Start verification") : m_editor.actionText());
    primary()->setEnabled(!m_editor.isBusy());
    m_close->setVisible(form || waits || m_editor.canRetry());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
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

void AddMethodDialog::showPage(bool form)
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
