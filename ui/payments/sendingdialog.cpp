#include "ui/payments/sendingdialog.h"

#include "ui/payments/formrow.h"
#include "ui/payments/outcomeview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

SendingDialog::SendingDialog(const Workspace &workspace, Prompts &prompts, QWidget *parent)
    : ActionDialog(workspace, prompts, parent)
    , m_pages(new QStackedWidget(this))
    , m_form(new QWidget(m_pages))
    , m_outcome(new OutcomeView(m_pages))
{
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_outcome);
    body()->addWidget(m_pages);
    m_close = addButton(tr("Close"), u"close"_s);
    connect(m_close, &QPushButton::clicked, this, &SendingDialog::reject);
}

QVBoxLayout *SendingDialog::makeForm()
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

SendingDialog::AmountFields SendingDialog::addAmount(QVBoxLayout *column, const QString &caption,
                                                     Currency currency)
{
    AmountFields fields{new MoneyEdit(currency, m_form), new QComboBox(m_form)};
    fields.amount->setCodeVisible(false);
    fields.currency->setObjectName(u"currency"_s);
    fields.currency->setAccessibleName(tr("Currency"));
    fields.currency->setMaxVisibleItems(12);
    for (const Currency known : allCurrencies())
        fields.currency->addItem(toText(known), static_cast<int>(known));
    fields.currency->setCurrentIndex(fields.currency->findData(static_cast<int>(currency)));
    fields.currency->setMinimumHeight(fields.amount->sizeHint().height());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    addCaptioned(left, caption, fields.amount);
    addCaptioned(right, tr("C&urrency"), fields.currency);
    right->addStretch(1);
    row->addLayout(left, 1);
    row->addLayout(right);
    column->addLayout(row);
    connect(fields.currency, &QComboBox::currentIndexChanged, fields.amount, [fields] {
        fields.amount->setCurrency(static_cast<Currency>(fields.currency->currentData().toInt()));
    });
    return fields;
}

void SendingDialog::act()
{
    message()->clear();
    const SendingState now = state();
    if (now.outcome == PaymentOutcome::None)
        return submit();
    if (now.canRetry)
        return retry();
    if (now.outcome == PaymentOutcome::WaitingForCustomer)
        emit verificationRequested(now.payment.id);
    accept();
}

void SendingDialog::refresh()
{
    const SendingState now = state();
    const bool isForm = now.outcome == PaymentOutcome::None;
    const bool waits = now.outcome == PaymentOutcome::WaitingForCustomer;
    const bool locked = now.outcome == PaymentOutcome::NotKnown && locksUntilKnown();
    showPage(isForm);
    m_pages->setEnabled(!now.isBusy);
    showProblems();
    if (!isForm)
        m_outcome->showOutcome(now.payment, now.title, now.text);
    QString action = now.action;
    if (locked)
        action = tr("Locked until it is known");
    else if (waits)
        action = tr("Start verification");
    primary()->setText(action);
    primary()->setEnabled(!now.isBusy && !locked && (!isForm || maySend()));
    m_close->setVisible(isForm || waits || locked || now.canRetry);
    if (!now.failure.isEmpty())
        message()->showError(now.failure);
}

void SendingDialog::showPage(bool form)
{
    // Only the page that is shown asks for room.
    for (QWidget *page : {m_form, static_cast<QWidget *>(m_outcome)}) {
        const bool shown = (page == m_form) == form;
        const QSizePolicy::Policy policy = shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(policy, policy);
    }
    m_pages->setCurrentIndex(form ? 0 : 1);
    if (!form)
        primary()->setFocus(Qt::OtherFocusReason);
}
