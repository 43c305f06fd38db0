#include "models/paymentlookup.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "models/refundtext.h"
#include "services/core/async.h"
#include "services/domain/paymentlifecycle.h"
#include "services/domain/refund.h"

PaymentLookup::PaymentLookup(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

bool PaymentLookup::allows(Purpose purpose, const Payment &payment)
{
    if (payment.outcomeUnknown)
        return false; // money may be moving: nothing else until that is known
    switch (purpose) {
    case Purpose::Capture: return mayCapture(payment.status, payment.captureMethod);
    case Purpose::Void: return mayCancel(payment.status);
    case Purpose::Refund: return amountRefundable(payment) > 0;
    case Purpose::Verify: return payment.status == PaymentStatus::RequiresCustomerAction;
    }
    return false;
}

ErrorText PaymentLookup::problem(const Error &error, const PaymentId &id)
{
    ErrorScene scene;
    scene.action = MoneyAction::Read;
    scene.reference = id.value;
    return errorText(error, scene);
}

void PaymentLookup::find(const PaymentId &id, Purpose purpose)
{
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, id), this,
             [this, generation, id, purpose](const Result<PaymentDetails> &answer) {
                 if (generation != m_generation)
                     return;
                 if (answer)
                     emit found(answer->payment, purpose);
                 else
                     emit failed(PaymentLookup::problem(answer.error(), id));
             });
}

void PaymentLookup::findLink(const PaymentId &id)
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, id), this,
             [this, id](const Result<PaymentDetails> &answer) {
                 if (answer)
                     answerLink(*answer);
                 else
                     emit failed(PaymentLookup::problem(answer.error(), id));
             });
}

void PaymentLookup::answerLink(const PaymentDetails &details)
{
    const Payment &payment = details.payment;
    const bool waits = payment.status == PaymentStatus::RequiresCustomerAction;
    const QString link =
        waits && !details.attempts.isEmpty() ? details.attempts.last().challengeUrl : QString();
    const QString status = DisplayText::status(payment.status, payment.outcomeUnknown);
    if (link.isEmpty())
        return emit answered(
            tr("There is no link for the customer: this payment is “%1”.").arg(status));
    const qint64 endsMs = details.attempts.last().challengeExpiresAtMs;
    const qint64 nowMs = m_workspace.clock.nowMs();
    if (endsMs != 0 && endsMs <= nowMs)
        return emit answered(tr("The link for the customer works no more. Nothing was taken; ask "
                                "the processor, or void the payment."));
    if (endsMs == 0)
        return emit linkFound(link, tr("The link for the customer is copied."));
    const QTimeZone zone = shownZone(m_workspace.time);
    //: %1 is a day and time, %2 a time zone
    emit linkFound(link, tr("The link for the customer is copied. It works until %1 (%2).")
                             .arg(DisplayText::moment(endsMs, nowMs, zone, QLocale()),
                                  QString::fromUtf8(zone.id())));
}

void PaymentLookup::askProcessor(const PaymentId &id)
{
    whenDone(m_workspace.payments.sync({m_workspace.caller, id}), this,
             [this, id](const Result<Payment> &answer) {
                 if (answer)
                     emit answered(sentence(*answer));
                 else
                     emit failed(PaymentLookup::problem(answer.error(), id));
             });
}

void PaymentLookup::askRefund(const RefundId &id)
{
    whenDone(m_workspace.refunds.sync(m_workspace.caller, id), this,
             [this, id](const Result<Refund> &answer) { answerRefund(id, answer); });
}

void PaymentLookup::giveUpRefund(const RefundId &id)
{
    whenDone(m_workspace.refunds.cancel(m_workspace.caller, id), this,
             [this, id](const Result<Refund> &answer) { answerRefund(id, answer); });
}

void PaymentLookup::answerRefund(const RefundId &id, const Result<Refund> &answer)
{
    if (!answer) {
        ErrorScene scene;
        scene.action = MoneyAction::Refund;
        scene.reference = id.value;
        ErrorText text = errorText(answer.error(), scene);
        if (answer.error().code == ErrorCode::InvalidState)
            text.what = tr("This refund is not waiting any more, so it cannot be given up.");
        return emit failed(text);
    }
    const RefundState state = stateOf(*answer);
    //: %1 is an amount, %2 how its refund stands, %3 what that means
    emit answered(tr("Refund of %1: %2. %3")
                      .arg(shownMoney(answer->amount, answer->currency), RefundText::word(state),
                           RefundText::meaning(state)));
}

QString PaymentLookup::sentence(const Payment &payment) const
{
    const QString name =
        payment.orderReference.isEmpty() ? payment.id.value : payment.orderReference;
    //: %1 order or payment, %2 its status, %3 what that means
    return tr("Checked %1: %2. %3")
        .arg(name, DisplayText::status(payment.status, payment.outcomeUnknown),
             DisplayText::statusMeaning(payment.status, payment.outcomeUnknown));
}
