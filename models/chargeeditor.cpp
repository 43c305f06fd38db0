#include "models/chargeeditor.h"

#include "models/cardinput.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

ChargeEditor::ChargeEditor(const Workspace &workspace, const Customer &customer,
                           const SavedMethod &method, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_customer(customer)
    , m_method(method)
    , m_operationId(newClientOperationId(workspace))
{
    m_payment.id = {workspace.random.newId("pay"_L1)};
    connect(&workspace.events, &Events::paymentChanged, this, [this](const PaymentId &id) {
        if (id == m_payment.id && m_outcome != PaymentOutcome::None && !m_busy)
            reload();
    });
}

QString ChargeEditor::obstacle() const
{
    if (m_method.isExpired(m_workspace.clock.nowMs()))
        return tr("This card has expired. Ask the customer for another one.");
    return {};
}

QString ChargeEditor::actionText() const
{
    if (canRetry())
        return tr("Try again");
    if (m_outcome != PaymentOutcome::None)
        return tr("Close");
    if (!m_draft.amount)
        return tr("Charge");
    //: %1 is an amount with its currency
    return tr("Charge %1").arg(shownMoney(*m_draft.amount, m_draft.currency));
}

void ChargeEditor::setDraft(const ChargeDraft &draft)
{
    if (m_busy || draft == m_draft)
        return;
    m_draft = draft;
    m_problems.clear();
    emit changed();
}

bool ChargeEditor::refuse(const Error &error)
{
    const QString words = fieldProblem(error, m_draft.currency);
    if (words.isEmpty() || error.code == ErrorCode::NotFound)
        return false;
    m_problems.insert(error.field, words);
    emit changed();
    return true;
}

void ChargeEditor::submit(Cvc cvc)
{
    if (m_busy || m_outcome != PaymentOutcome::None || !obstacle().isEmpty())
        return;
    m_problems.clear();
    m_failure = {};
    Result<> usable;
    if (!m_draft.amount)
        usable = Error{ErrorCode::MissingField, u"amount"_s};
    else
        usable = checkPaymentAmount({*m_draft.amount, m_draft.currency});
    if (usable && cvc.reveal().size() != cvcLength(m_method.card.brand))
        usable = Error{ErrorCode::CvcInvalid, u"card_cvc"_s};
    if (!usable) {
        refuse(usable.error());
        return;
    }
    m_busy = true;
    emit changed();
    auto code = std::make_shared<Cvc>(std::move(cvc));
    if (!m_created)
        return create(std::move(code));
    if (m_draft != m_stored)
        return update(std::move(code));
    confirm(code);
}

void ChargeEditor::create(std::shared_ptr<Cvc> cvc)
{
    CreatePayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.amount = m_draft.amount;
    command.currency = m_draft.currency;
    command.orderReference = m_draft.orderReference;
    command.paymentMethod = u"card"_s;
    command.customer = {m_customer.id, m_customer.texts.name, m_customer.texts.email,
                        m_customer.texts.phone};
    const ChargeDraft asked = m_draft;
    whenDone(m_workspace.payments.create(std::move(command)), this,
             [this, asked, cvc = std::move(cvc)](const Result<CreatedPayment> &answer) {
                 // The id is ours alone: a duplicate is an earlier create whose answer was lost.
                 if (!answer && answer.error().code != ErrorCode::Duplicate)
                     return fail(answer.error());
                 m_created = true;
                 if (answer) {
                     m_payment = answer->payment;
                     m_stored = asked;
                 }
                 m_draft == m_stored ? confirm(cvc) : update(cvc);
             });
}

void ChargeEditor::update(std::shared_ptr<Cvc> cvc)
{
    UpdatePayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.amount = m_draft.amount;
    command.currency = m_draft.currency;
    command.orderReference = m_draft.orderReference;
    whenDone(m_workspace.payments.update(std::move(command)), this,
             [this, asked = m_draft, cvc = std::move(cvc)](const Result<Payment> &answer) {
                 if (!answer)
                     return fail(answer.error());
                 m_payment = *answer;
                 m_stored = asked;
                 confirm(cvc);
             });
}

void ChargeEditor::confirm(const std::shared_ptr<Cvc> &cvc)
{
    ConfirmPayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.paymentMethodId = m_method.id;
    command.cvc = std::move(*cvc);
    command.clientOperationId = m_operationId;
    whenDone(m_workspace.payments.confirm(std::move(command)), this,
             [this](const Result<Payment> &answer) { onConfirmed(answer); });
}

void ChargeEditor::onConfirmed(const Result<Payment> &answer)
{
    if (answer) {
        m_busy = false;
        m_payment = *answer;
        return judge(0);
    }
    const Error &error = answer.error();
    if (error.code == ErrorCode::OutcomeUnknown) {
        m_busy = false;
        m_payment.outcomeUnknown = true;
        judge(0);
        return reload(); // tells when it is asked again
    }
    if (error.code == ErrorCode::ConnectorUnreachable
        || error.code == ErrorCode::ConnectorUnavailable) {
        m_busy = false;
        m_requestEnded = true;
        m_outcome = PaymentOutcome::NotSent;
        m_outcomeText = errorText(error, sceneOf(m_workspace, MoneyAction::Confirm, m_payment));
        emit changed();
        return emit outcomeChanged(m_outcome);
    }
    fail(error);
}

void ChargeEditor::retry()
{
    if (!canRetry() || m_busy)
        return;
    if (std::exchange(m_requestEnded, false))
        m_operationId = newClientOperationId(m_workspace);
    m_outcome = PaymentOutcome::None;
    m_outcomeText = {};
    emit changed();
}

void ChargeEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void ChargeEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || m_outcome == PaymentOutcome::NotSent
        || m_outcome == PaymentOutcome::None || details->payment.version < m_payment.version)
        return;
    m_payment = details->payment;
    judge(nextCheckOf(*details));
}

void ChargeEditor::judge(qint64 nextCheckAtMs)
{
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Confirm, m_payment);
    scene.nextCheckAtMs = nextCheckAtMs;
    m_outcome = outcomeOf(m_payment);
    m_outcomeText = ::outcomeText(m_workspace, m_payment, m_outcome, scene);
    m_requestEnded = m_outcome == PaymentOutcome::NotSent;
    emit changed();
    emit outcomeChanged(m_outcome);
}

void ChargeEditor::fail(const Error &error)
{
    m_busy = false;
    if (refuse(error))
        return;
    const bool ofPeople = error.field == "payment_method_id"_L1 || error.field == "customer_id"_L1;
    m_failure = ofPeople ? CustomerText::problem(error, m_method.id.value)
                         : errorText(error, sceneOf(m_workspace, MoneyAction::Confirm, m_payment));
    emit changed();
    emit failed(m_failure);
}
