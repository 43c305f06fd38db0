#include "ui/payments/newpaymentdialog.h"

#include "ui/payments/newpaymentconfirm.h"
#include "ui/payments/newpaymentconflict.h"
#include "ui/payments/newpaymentcustomer.h"
#include "ui/payments/newpaymentintent.h"
#include "ui/payments/newpaymentmethod.h"
#include "ui/payments/outcomeview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Step = NewPaymentEditor::Step;

NewPaymentDialog::NewPaymentDialog(NewPaymentEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"newPaymentDialog"_s);
    m_steps = new QLabel(this);
    m_steps->setObjectName(u"steps"_s);
    m_steps->setFont(smallerFont(font()));
    m_id = new QLabel(this);
    m_id->setObjectName(u"paymentId"_s);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setFont(smallerFont(font()));
    headerRow()->addWidget(m_steps);
    headerRow()->addStretch(1);
    headerRow()->addWidget(m_id);
    m_close = addButton(tr("Close"), u"close"_s);
    m_copyId = addButton(tr("Copy &ID"), u"copyId"_s);
    m_back = addButton(tr("&Back"), u"back"_s);
    m_back->setToolTip(QKeySequence(Qt::ALT | Qt::Key_Left).toString(QKeySequence::NativeText));
    buildPages();

    auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(back, &QShortcut::activated, &editor, &NewPaymentEditor::back);
    connect(m_back, &QPushButton::clicked, &editor, &NewPaymentEditor::back);
    connect(m_close, &QPushButton::clicked, this, &NewPaymentDialog::reject);
    connect(m_copyId, &QPushButton::clicked, this, &NewPaymentDialog::copyId);
    connect(m_method, &NewPaymentMethod::idleCleared, this, &NewPaymentDialog::onIdleCleared);
    connect(&editor, &NewPaymentEditor::changed, this, &NewPaymentDialog::refresh);
    connect(&editor, &NewPaymentEditor::stepChanged, this, &NewPaymentDialog::onStep);
    connect(&editor, &NewPaymentEditor::draftReplaced, m_intent, &NewPaymentIntent::load);
    connect(&editor, &NewPaymentEditor::draftReplaced, m_customer, &NewPaymentCustomer::load);
    connect(&editor, &NewPaymentEditor::failed, this, &NewPaymentDialog::fit);
    connect(&editor, &NewPaymentEditor::conflictFound, this, &NewPaymentDialog::fit);
    connect(&editor, &NewPaymentEditor::outcomeChanged, this, &NewPaymentDialog::refresh);
    onStep(editor.step());
}

void NewPaymentDialog::buildPages()
{
    m_pages = new QStackedWidget(this);
    m_intent = new NewPaymentIntent(m_editor, m_pages);
    m_customer = new NewPaymentCustomer(m_editor, m_pages);
    m_method = new NewPaymentMethod(m_editor, m_pages);
    m_confirm = new NewPaymentConfirm(m_editor, m_pages);
    m_result = new OutcomeView(m_pages);
    m_conflict = new NewPaymentConflict(m_editor, m_pages);
    for (QWidget *page : {static_cast<QWidget *>(m_intent), static_cast<QWidget *>(m_customer),
                          static_cast<QWidget *>(m_method), static_cast<QWidget *>(m_confirm),
                          static_cast<QWidget *>(m_result), static_cast<QWidget *>(m_conflict)})
        m_pages->addWidget(page);
    body()->addWidget(m_pages);
    connect(m_confirm, &NewPaymentConfirm::resized, this, &NewPaymentDialog::fit);
}

QWidget *NewPaymentDialog::pageOf(Step step) const
{
    switch (step) {
    case Step::Intent: return m_intent;
    case Step::Customer: return m_customer;
    case Step::Method: return m_method;
    case Step::Confirm: return m_confirm;
    case Step::Result: return m_result;
    }
    return m_result;
}

QString NewPaymentDialog::stepText(Step step) const
{
    switch (step) {
    case Step::Intent: return tr("Step 1 of 4: payment");
    case Step::Customer: return tr("Step 2 of 4: customer");
    case Step::Method: return tr("Step 3 of 4: card");
    case Step::Confirm: return tr("Step 4 of 4: confirm");
    case Step::Result: return tr("Result");
    }
    return {};
}

void NewPaymentDialog::onStep(Step step)
{
    m_intent->load();
    m_customer->load();
    refresh();
    switch (step) {
    case Step::Intent: m_intent->focusFirst(); break;
    case Step::Customer: m_customer->focusFirst(); break;
    case Step::Method: m_method->focusFirst(); break;
    case Step::Confirm:
    case Step::Result: primary()->setFocus(Qt::OtherFocusReason); break;
    }
    // Enter goes on while nothing but data is sent; money wants Ctrl+Enter or the button itself.
    const bool dataOnly = step != Step::Confirm && step != Step::Result;
    primary()->setDefault(dataOnly);
    primary()->setAutoDefault(dataOnly);
    fit();
}

void NewPaymentDialog::act()
{
    message()->clear();
    switch (m_editor.step()) {
    case Step::Intent:
    case Step::Customer: return m_editor.next();
    case Step::Method:
        if (m_method->check())
            m_editor.next();
        return;
    case Step::Confirm:
        if (m_method->isEmpty())
            return m_editor.back();
        return m_editor.chosenMethod() ? m_editor.confirmSaved(m_method->takeCode())
                                       : m_editor.confirm(m_method->takeCard());
    case Step::Result: break;
    }
    if (m_editor.outcome() == PaymentOutcome::WaitingForCustomer) {
        emit verificationRequested(m_editor.paymentId());
        accept();
    } else if (m_editor.canRetry()) {
        m_editor.retry();
        message()->showNotice(tr("The card was not kept. Enter it again."));
        fit();
    } else {
        accept();
    }
}

void NewPaymentDialog::refresh()
{
    const bool choosing = !m_editor.conflicts().isEmpty();
    if (choosing)
        m_conflict->refresh();
    showPage(choosing ? m_conflict : pageOf(m_editor.step()));
    m_pages->setEnabled(!m_editor.isBusy());
    setTitle(m_editor.isCreated() ? tr("Payment") : tr("New payment"));
    m_steps->setText(stepText(m_editor.step()));
    m_id->setText(m_editor.isCreated() ? m_editor.paymentId().value : QString());
    m_intent->refresh();
    m_customer->refresh();
    m_method->refresh();
    m_confirm->refresh(m_method->maskedText());
    if (m_editor.step() == Step::Result)
        m_result->showOutcome(m_editor.payment(), m_editor.outcomeTitle(), m_editor.outcomeText());
    if (m_editor.step() == Step::Method)
        m_method->showProblems();
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
    refreshButtons();
}

void NewPaymentDialog::showPage(QWidget *page)
{
    // Only the page that is shown asks for room, else a short one would scroll as far as the
    // longest.
    for (int i = 0; i < m_pages->count(); ++i) {
        const bool shown = m_pages->widget(i) == page;
        const QSizePolicy::Policy policy = shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_pages->widget(i)->setSizePolicy(policy, policy);
    }
    m_pages->setCurrentWidget(page);
}

void NewPaymentDialog::refreshButtons()
{
    const bool result = m_editor.step() == Step::Result;
    const bool locked = result && m_editor.outcome() == PaymentOutcome::NotKnown;
    const bool waits = result && m_editor.outcome() == PaymentOutcome::WaitingForCustomer;
    QString action = m_editor.actionText();
    if (locked)
        action = tr("Locked until it is known");
    else if (waits)
        action = tr("Start verification");
    primary()->setText(action);
    primary()->setEnabled(!m_editor.isBusy() && !locked && m_editor.conflicts().isEmpty());
    m_back->setVisible(!result && m_editor.step() != Step::Intent);
    m_back->setEnabled(m_editor.canGoBack());
    m_copyId->setVisible(m_editor.isCreated());
    // The primary button closes when there is nothing else to do.
    m_close->setVisible(!result || locked || waits || m_editor.canRetry());
}

void NewPaymentDialog::onIdleCleared()
{
    if (m_editor.step() == Step::Confirm)
        m_editor.back();
    message()->showNotice(tr("The card was removed because nothing was typed for a while. Enter "
                             "it again."));
    fit();
}

void NewPaymentDialog::copyId()
{
    QGuiApplication::clipboard()->setText(m_editor.paymentId().value);
}

void NewPaymentDialog::leave()
{
    m_method->clear();
}

Question NewPaymentDialog::leaveQuestion() const
{
    const QString stored =
        //: %1 is the id of a payment
        m_editor.isCreated() ? tr("What is stored stays: you can go on later with %1.")
                                   .arg(m_editor.paymentId().value)
                             : tr("Nothing has been stored.");
    if (m_editor.isBusy())
        return {u"leavePayment"_s, tr("Close while the payment is under way?"),
                tr("It goes on; its outcome shows in the list of payments."), tr("Close"),
                tr("Stay")};
    if (m_editor.step() == Step::Result || (!m_editor.hasUnsavedInput() && m_method->isEmpty()))
        return {};
    return {u"leavePayment"_s, tr("Close and discard what you typed?"), stored, tr("Discard"),
            tr("Keep editing")};
}
