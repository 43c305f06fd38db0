#include "models/voideditor.h"

#include "models/declinetext.h"
#include "models/displaytext.h"
#include "services/core/async.h"
#include "services/domain/paymentlifecycle.h"

#include <utility>

using namespace Qt::StringLiterals;

VoidEditor::VoidEditor(Workspace &workspace, const Payment &payment, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_payment(payment)
    , m_operationId(newClientOperationId(workspace))
{
    connect(&workspace.events, &Events::paymentChanged, this, &VoidEditor::onPaymentChanged);
    if (payment.outcomeUnknown) {
        m_failure = notKnownText(sceneOf(workspace, MoneyAction::Void, payment));
        reload();
    }
}

Money VoidEditor::released() const
{
    return {m_payment.authorized > 0 ? amountCapturable(m_payment) : 0, m_payment.currency};
}

bool VoidEditor::isValid() const
{
    return !m_busy && problem().isEmpty();
}

QString VoidEditor::problem() const
{
    if (isLocked())
        return tr("An operation on this payment has no known outcome yet. Wait until it is known.");
    if (!mayCancel(m_payment.status))
        //: %1 is the status of a payment in words
        return tr("A payment that is “%1” cannot be released.")
            .arg(DisplayText::status(m_payment.status, false));
    return m_reason.problem();
}

QString VoidEditor::effect() const
{
    const Money money = released();
    const QString amount = shownMoney(money.minorUnits, money.currency);
    if (money.minorUnits == 0)
        return tr("Nothing is held for this payment. It is closed and cannot be used again.");
    if (m_payment.captured > 0)
        //: %1 and %2 are amounts with their currency
        return tr("%1 is released to the customer; the %2 already captured stay taken. This "
                  "cannot be undone.")
            .arg(amount, shownMoney(m_payment.captured, m_payment.currency));
    //: %1 is an amount with its currency
    return tr("%1 is released to the customer and nothing is taken. This cannot be undone.")
        .arg(amount);
}

QString VoidEditor::actionText() const
{
    const Money money = released();
    if (money.minorUnits == 0)
        return tr("Cancel payment");
    //: %1 is an amount with its currency
    return tr("Release %1").arg(shownMoney(money.minorUnits, money.currency));
}

void VoidEditor::setReason(Reason reason)
{
    m_reason.kind = reason;
    emit changed();
}

void VoidEditor::setNote(const QString &note)
{
    m_reason.note = note;
    emit changed();
}

void VoidEditor::submit()
{
    if (!isValid())
        return;
    m_busy = true;
    m_failure = {};
    m_asked = released().minorUnits;
    CancelPayment command;
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.reason = m_reason.forRecord();
    command.clientOperationId = m_operationId;
    emit changed();
    whenDone(m_workspace.payments.cancel(std::move(command)), this,
             [this](const Result<Payment> &answer) { onAnswer(answer); });
}

void VoidEditor::onAnswer(const Result<Payment> &answer)
{
    m_busy = false;
    if (answer) {
        m_payment = *answer;
        return judge();
    }
    if (answer.error().code == ErrorCode::OutcomeUnknown) {
        m_payment.outcomeUnknown = true;
        return judge();
    }
    fail(errorText(answer.error(), sceneOf(m_workspace, MoneyAction::Void, m_payment)));
    reload();
}

/// Says what became of the release that was asked for.
void VoidEditor::judge()
{
    const ErrorScene scene = sceneOf(m_workspace, MoneyAction::Void, m_payment);
    if (m_payment.outcomeUnknown) {
        m_unresolved = true;
        fail(notKnownText(scene));
        return reload(); // tells when it is asked again
    }
    m_unresolved = false;
    emit changed();
    if (m_payment.status == PaymentStatus::Conflicted)
        return fail(conflictedText(scene));
    if (m_payment.status == PaymentStatus::Cancelled
        || m_payment.status == PaymentStatus::PartiallyCaptured)
        //: %1 is an amount with its currency
        return emit done(m_asked > 0
                             ? tr("Released %1.").arg(shownMoney(m_asked, m_payment.currency))
                             : tr("The payment is cancelled. Nothing was taken."));
    if (m_payment.status == PaymentStatus::Expired)
        return emit done(tr("The hold had already ended at the bank. Nothing was taken."));
    if (m_payment.status == PaymentStatus::Processing)
        return emit done(tr("The release was accepted and is decided later."));
    if (m_payment.error.code.isEmpty() && m_payment.error.category.isEmpty())
        return emit done(tr("The release was accepted and is decided later."));
    m_operationId = newClientOperationId(m_workspace); // the next try is another request
    fail(declineText(m_payment.error, scene));
}

void VoidEditor::onPaymentChanged(const PaymentId &id)
{
    if (id == m_payment.id && !m_busy)
        reload();
}

void VoidEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void VoidEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || details->payment.version < m_payment.version)
        return;
    const bool wasLocked = isLocked();
    m_payment = details->payment;
    if (m_payment.outcomeUnknown) {
        ErrorScene scene = sceneOf(m_workspace, MoneyAction::Void, m_payment);
        scene.nextCheckAtMs = nextCheckOf(*details);
        return fail(notKnownText(scene));
    }
    if (m_unresolved)
        return judge();
    if (wasLocked)
        m_failure = {};
    emit changed();
}

void VoidEditor::fail(const ErrorText &text)
{
    m_failure = text;
    emit changed();
    emit failed(text);
}
