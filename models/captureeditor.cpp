#include "models/captureeditor.h"

#include "models/declinetext.h"
#include "models/moneyinput.h"
#include "services/core/async.h"

#include <utility>

using namespace Qt::StringLiterals;

CaptureEditor::CaptureEditor(Workspace &workspace, const Payment &payment, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_payment(payment)
    , m_before(payment)
    , m_operationId(newClientOperationId(workspace))
{
    if (payment.amountToCapture > 0 && payment.amountToCapture < remaining().minorUnits) {
        m_mode = Mode::Amount;
        m_amount = Money{payment.amountToCapture, payment.currency};
    }
    m_wasValid = isValid();
    connect(&workspace.events, &Events::paymentChanged, this, &CaptureEditor::onPaymentChanged);
    if (payment.outcomeUnknown) {
        m_failure = notKnownText(sceneOf(workspace, MoneyAction::Capture, payment));
        reload();
    }
}

bool CaptureEditor::takesSeveral() const
{
    return m_payment.captureMethod == CaptureMethod::ManualMultiple;
}

Money CaptureEditor::remaining() const
{
    return {m_payment.authorized > 0 ? amountCapturable(m_payment) : 0, m_payment.currency};
}

std::optional<Money> CaptureEditor::amount() const
{
    return m_mode == Mode::FullRemaining ? remaining() : m_amount;
}

Result<CapturePlan> CaptureEditor::plan() const
{
    const std::optional<Money> wanted = amount();
    if (!wanted)
        return Error{ErrorCode::MissingField, u"amount_to_capture"_s};
    if (wanted->currency != m_payment.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    return planCapture(m_payment, wanted->minorUnits, m_final, m_workspace.clock.nowMs());
}

bool CaptureEditor::canGoOn() const
{
    return planCapture(m_payment, remaining().minorUnits, false, m_workspace.clock.nowMs())
        .has_value();
}

bool CaptureEditor::isValid() const
{
    return !m_busy && plan().has_value();
}

QString CaptureEditor::problem() const
{
    const Result<CapturePlan> planned = plan();
    if (planned || (m_mode == Mode::Amount && !m_amount))
        return {};
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Capture, m_payment);
    scene.asked = amount();
    scene.available = remaining();
    const ErrorText text = errorText(planned.error(), scene);
    if (planned.error().code == ErrorCode::AmountNotPositive)
        return remaining().minorUnits > 0 ? text.what : tr("Nothing is left on this hold.");
    if (planned.error().code == ErrorCode::Busy)
        return text.what + u' ' + text.todo;
    return text.what + u' ' + text.where + u' ' + text.todo;
}

QString CaptureEditor::afterEffect() const
{
    const Result<CapturePlan> planned = plan();
    if (!planned)
        return {};
    if (planned->leftAfter == 0)
        return tr("This takes everything that is left on the hold.");
    const QString left = shownMoney(planned->leftAfter, m_payment.currency);
    if (planned->closesHold && !takesSeveral())
        //: %1 is an amount with its currency
        return tr("This hold allows one capture: %1 will be released now.").arg(left);
    if (planned->closesHold)
        //: %1 is an amount with its currency
        return tr("%1 will be released now.").arg(left);
    if (m_payment.captureBeforeMs == 0)
        //: %1 is an amount with its currency
        return tr("%1 stays held; the bank has not said until when.").arg(left);
    //: %1 is an amount with its currency, %2 a moment such as "Fri 16:00"
    return tr("%1 stays held until %2.")
        .arg(left, shownMoment(m_workspace, m_payment.captureBeforeMs));
}

QString CaptureEditor::actionText() const
{
    const std::optional<Money> wanted = amount();
    if (!wanted || wanted->minorUnits <= 0)
        return tr("Capture");
    //: %1 is an amount with its currency
    return tr("Capture %1").arg(shownMoney(wanted->minorUnits, wanted->currency));
}

void CaptureEditor::setMode(Mode mode)
{
    m_mode = mode;
    if (mode == Mode::FullRemaining)
        m_final = false;
    announce();
}

void CaptureEditor::setAmount(const Money &amount)
{
    m_amount = amount;
    announce();
}

void CaptureEditor::clearAmount()
{
    m_amount.reset();
    announce();
}

void CaptureEditor::setFinal(bool finalCapture)
{
    m_final = finalCapture;
    announce();
}

void CaptureEditor::submit()
{
    const Result<CapturePlan> planned = plan();
    if (m_busy || !planned)
        return;
    m_busy = true;
    m_failure = {};
    m_before = m_payment;
    m_asked = planned->amount;
    CapturePayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    // What was said is what is asked for, even if another capture came first meanwhile.
    command.amount = planned->amount;
    command.finalCapture = takesSeveral() && planned->closesHold;
    command.clientOperationId = m_operationId;
    announce();
    whenDone(m_workspace.payments.capture(std::move(command)), this,
             [this](const Result<Payment> &answer) { onAnswer(answer); });
}

void CaptureEditor::onAnswer(const Result<Payment> &answer)
{
    m_busy = false;
    if (answer) {
        m_payment = *answer;
        return onFate(fateOfCapture(m_before, m_payment), false);
    }
    if (answer.error().code == ErrorCode::OutcomeUnknown) {
        m_payment.outcomeUnknown = true;
        return onFate(CaptureFate::NotKnown, false);
    }
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Capture, m_payment);
    scene.asked = Money{m_asked, m_payment.currency};
    scene.available = remaining();
    fail(errorText(answer.error(), scene));
    reload(); // the plan was made from something that no longer holds
}

void CaptureEditor::onFate(CaptureFate fate, bool checked)
{
    const ErrorScene scene = sceneOf(m_workspace, MoneyAction::Capture, m_payment);
    const QString asked = shownMoney(m_asked, m_payment.currency);
    switch (fate) {
    case CaptureFate::Captured:
        m_captures.append(Money{m_payment.captured - m_before.captured, m_payment.currency});
        startNext();
        emit done(checked ? checkedText(asked) : doneText(asked));
        return;
    case CaptureFate::Pending:
        startNext();
        //: %1 is an amount with its currency
        emit done(tr("The capture of %1 was accepted and is decided later.").arg(asked));
        return;
    case CaptureFate::NotKnown:
        m_unresolved = true;
        fail(notKnownText(scene));
        reload(); // tells when it is asked again
        return;
    case CaptureFate::Conflicted: return fail(conflictedText(scene));
    case CaptureFate::Refused:
    case CaptureFate::NotSent:
        m_operationId = newClientOperationId(m_workspace); // the next try is another request
        fail(declineText(m_payment.error, scene));
        return;
    }
}

QString CaptureEditor::doneText(const QString &amount) const
{
    const qint64 left = remaining().minorUnits;
    if (left > 0)
        //: %1 and %2 are amounts with their currency
        return tr("Captured %1. %2 stays held.").arg(amount, shownMoney(left, m_payment.currency));
    //: %1 is an amount with its currency
    return tr("Captured %1.").arg(amount);
}

QString CaptureEditor::checkedText(const QString &amount) const
{
    //: Told after the outcome was not known for a while. %1 is an amount with its currency
    return tr("Checked: the capture of %1 did go through.").arg(amount);
}

/// Ready for another part: what was entered has been done.
void CaptureEditor::startNext()
{
    m_operationId = newClientOperationId(m_workspace);
    m_failure = {};
    m_unresolved = false;
    m_amount.reset();
    m_final = false;
    if (takesSeveral())
        m_mode = Mode::Amount;
    announce();
}

void CaptureEditor::onPaymentChanged(const PaymentId &id)
{
    if (id == m_payment.id && !m_busy)
        reload();
}

void CaptureEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void CaptureEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || details->payment.version < m_payment.version)
        return;
    const qint64 before = remaining().minorUnits;
    const bool wasLocked = isLocked();
    m_payment = details->payment;
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Capture, m_payment);
    if (m_payment.outcomeUnknown) {
        scene.nextCheckAtMs = nextCheckOf(*details);
        return fail(notKnownText(scene));
    }
    if (std::exchange(m_unresolved, false))
        return onFate(fateOfCapture(m_before, m_payment), true);
    if (wasLocked)
        m_failure = {};
    announce();
    if (wasLocked || before != remaining().minorUnits)
        //: %1 is an amount with its currency
        emit noticed(tr("This payment changed meanwhile: %1 is left on the hold.")
                         .arg(shownMoney(remaining().minorUnits, m_payment.currency)));
}

void CaptureEditor::fail(const ErrorText &text)
{
    m_failure = text;
    announce();
    emit failed(text);
}

void CaptureEditor::announce()
{
    emit changed();
    const bool valid = isValid();
    if (std::exchange(m_wasValid, valid) != valid)
        emit validChanged(valid);
}
