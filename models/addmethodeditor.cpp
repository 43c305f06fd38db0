#include "models/addmethodeditor.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

AddMethodEditor::AddMethodEditor(const Workspace &workspace, const Customer &customer,
                                 QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_customer(customer)
{
    m_payment.id = {workspace.random.newId("pay"_L1)};
    connect(&workspace.events, &Events::paymentChanged, this, [this](const PaymentId &id) {
        if (id == m_payment.id && m_outcome != PaymentOutcome::None && !m_busy)
            reload();
    });
}

QString AddMethodEditor::actionText() const
{
    if (canRetry())
        return tr("Enter a card again");
    if (m_outcome != PaymentOutcome::None)
        return tr("Close");
    if (!m_amount)
        return tr("Save card");
    //: %1 is an amount with its currency
    return tr("Charge %1 and save card").arg(shownMoney(*m_amount, m_currency));
}

QString AddMethodEditor::outcomeTitle() const
{
    if (isSaved())
        //: %1 is a card such as "Visa •• 4242"
        return tr("%1 is saved").arg(DisplayText::card(m_payment.card.brand, m_payment.card.last4));
    return ::outcomeTitle(m_payment, m_outcome);
}

bool AddMethodEditor::canRetry() const
{
    return m_outcome == PaymentOutcome::NotSent || m_outcome == PaymentOutcome::Declined;
}

void AddMethodEditor::setUsage(FutureUsage usage)
{
    if (m_busy || usage == m_usage)
        return;
    m_usage = usage;
    m_problems.clear();
    emit changed();
}

void AddMethodEditor::setAmount(Currency currency, const std::optional<qint64> &minorUnits)
{
    if (m_busy || (currency == m_currency && minorUnits == m_amount))
        return;
    m_currency = currency;
    m_amount = minorUnits;
    m_problems.clear();
    emit changed();
}

Result<> AddMethodEditor::check() const
{
    if (m_usage == FutureUsage::None)
        return Error{ErrorCode::MissingField, u"setup_future_usage"_s};
    if (m_amount)
        return checkPaymentAmount({*m_amount, m_currency});
    if (m_usage == FutureUsage::OnSession)
        return Error{ErrorCode::MissingField, u"amount"_s};
    return {};
}

/// Says it at the field it is about; false when it is about none of them.
bool AddMethodEditor::refuse(const Error &error)
{
    QString words = fieldProblem(error, m_currency);
    if (error.field == "setup_future_usage"_L1)
        words = tr("Choose what the customer has agreed to.");
    else if (error.code == ErrorCode::MissingField && error.field == "amount"_L1)
        words = tr("A card for payments with the customer is saved together with one: enter its "
                   "amount.");
    const bool shown = error.field.startsWith("card_"_L1) || error.field == "amount"_L1
                       || error.field == "setup_future_usage"_L1;
    if (!shown || words.isEmpty())
        return false;
    m_problems.insert(error.field, words);
    emit changed();
    return true;
}

bool AddMethodEditor::mayBeSent()
{
    m_problems.clear();
    const Result<> usable = check();
    return usable || !refuse(usable.error());
}

void AddMethodEditor::submit(CardDetails card)
{
    if (m_busy || m_outcome != PaymentOutcome::None)
        return;
    m_problems.clear();
    m_failure = {};
    const Result<> usable =
        check().and_then([&] { return checkCard(card, m_workspace.clock.nowMs(), true); });
    if (!usable) {
        refuse(usable.error());
        return;
    }
    CreatePayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.amount = m_amount.value_or(0);
    command.currency = m_currency;
    command.type = m_amount ? PaymentType::Normal : PaymentType::SetupMandate;
    command.paymentMethod = u"card"_s;
    command.card = std::move(card);
    command.futureUsage = m_usage;
    command.acceptance.type = AcceptanceType::Offline; // told to the person at this window
    command.acceptance.acceptedAtMs = m_workspace.clock.nowMs();
    command.customer = {m_customer.id, m_customer.texts.name, m_customer.texts.email,
                        m_customer.texts.phone};
    command.confirm = true;
    m_busy = true;
    emit changed();
    whenDone(m_workspace.payments.create(std::move(command)), this,
             [this](const Result<CreatedPayment> &answer) { onCreated(answer); });
}

void AddMethodEditor::onCreated(const Result<CreatedPayment> &answer)
{
    m_busy = false;
    if (answer) {
        m_payment = answer->payment;
        return judge(0);
    }
    if (answer.error().code == ErrorCode::OutcomeUnknown) {
        m_payment.outcomeUnknown = true;
        judge(0);
        return reload();
    }
    fail(answer.error());
}

void AddMethodEditor::retry()
{
    if (!canRetry() || m_busy)
        return;
    m_payment = {};
    m_payment.id = {m_workspace.random.newId("pay"_L1)};
    m_outcome = PaymentOutcome::None;
    m_outcomeText = {};
    emit changed();
}

void AddMethodEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void AddMethodEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || m_outcome == PaymentOutcome::None
        || details->payment.id != m_payment.id || details->payment.version < m_payment.version)
        return;
    m_payment = details->payment;
    judge(nextCheckOf(*details));
}

void AddMethodEditor::judge(qint64 nextCheckAtMs)
{
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Confirm, m_payment);
    scene.nextCheckAtMs = nextCheckAtMs;
    m_outcome = outcomeOf(m_payment);
    m_outcomeText = ::outcomeText(m_workspace, m_payment, m_outcome, scene);
    if (isSaved())
        m_outcomeText = {tr("The bank has checked the card."),
                         m_amount ? m_outcomeText.where : tr("No money was taken."),
                         CustomerText::usageMeaning(m_usage), m_payment.id.value};
    emit changed();
    emit outcomeChanged(m_outcome);
}

/// The payment that was not made keeps no id: the next try makes another.
void AddMethodEditor::fail(const Error &error)
{
    m_busy = false;
    if (refuse(error))
        return;
    m_payment.id = {m_workspace.random.newId("pay"_L1)};
    m_failure = error.field == "customer_id"_L1
                    ? CustomerText::problem(error, m_customer.id.value)
                    : errorText(error, sceneOf(m_workspace, MoneyAction::Confirm, m_payment));
    emit changed();
    emit failed(m_failure);
}
