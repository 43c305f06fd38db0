#include "models/paymentoutcome.h"

#include "models/declinetext.h"
#include "models/displaytext.h"

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PaymentOutcome)
};

} // namespace

PaymentOutcome outcomeOf(const Payment &payment)
{
    if (payment.outcomeUnknown)
        return PaymentOutcome::NotKnown;
    switch (payment.status) {
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation: return PaymentOutcome::NotSent;
    case PaymentStatus::Processing:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::PartiallyCapturedAndProcessing:
    case PaymentStatus::Review: return PaymentOutcome::Undecided;
    case PaymentStatus::RequiresCustomerAction: return PaymentOutcome::WaitingForCustomer;
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return PaymentOutcome::Held;
    case PaymentStatus::PartiallyCaptured: return PaymentOutcome::PartlyTaken;
    case PaymentStatus::Succeeded: return PaymentOutcome::Succeeded;
    case PaymentStatus::Failed: return PaymentOutcome::Declined;
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture:
    case PaymentStatus::Expired: return PaymentOutcome::Ended;
    case PaymentStatus::Conflicted: return PaymentOutcome::Conflicted;
    }
    return PaymentOutcome::Conflicted;
}

QString outcomeTitle(const Payment &payment, PaymentOutcome outcome)
{
    const QString amount = shownMoney(payment.netAmount, payment.currency);
    const QString taken = shownMoney(payment.captured, payment.currency);
    const QString held = shownMoney(amountCapturable(payment), payment.currency);
    switch (outcome) {
    case PaymentOutcome::None: return {};
    //: %1 is an amount with its currency
    case PaymentOutcome::Succeeded: return Words::tr("%1 is paid").arg(taken);
    //: %1 and %2 are amounts with their currency
    case PaymentOutcome::PartlyTaken: return Words::tr("%1 of %2 is paid").arg(taken, amount);
    //: %1 is an amount with its currency
    case PaymentOutcome::Held: return Words::tr("%1 is held").arg(held);
    case PaymentOutcome::WaitingForCustomer: return Words::tr("Waiting for the customer");
    case PaymentOutcome::Undecided: return Words::tr("Not decided yet");
    case PaymentOutcome::Declined: return Words::tr("Declined");
    case PaymentOutcome::NotKnown: return Words::tr("Not known yet");
    case PaymentOutcome::NotSent: return Words::tr("Not sent");
    case PaymentOutcome::Conflicted: return Words::tr("Does not match");
    case PaymentOutcome::Ended: return DisplayText::status(payment.status, false);
    }
    return {};
}

namespace {

ErrorText wordsFor(const Workspace &workspace, const Payment &payment, PaymentOutcome outcome,
                   const ErrorScene &scene)
{
    const QString until = shownMoment(workspace, payment.captureBeforeMs);
    const QString meaning = DisplayText::statusMeaning(payment.status, false);
    switch (outcome) {
    case PaymentOutcome::None: return {};
    case PaymentOutcome::Succeeded:
        return {Words::tr("The bank approved the payment."),
                Words::tr("The money has been taken."),
                Words::tr("Nothing else has to be done."),
                {}};
    case PaymentOutcome::PartlyTaken:
        return {Words::tr("The bank approved only a part."),
                meaning,
                Words::tr("Ask the customer for the rest."),
                {}};
    case PaymentOutcome::Held:
        return {payment.status == PaymentStatus::RequiresCapture
                    ? Words::tr("The bank approved the payment.")
                    : Words::tr("The bank approved only a part."),
                until.isEmpty()
                    ? Words::tr("The money is held on the card, not taken.")
                    //: %1 is a moment such as "Fri 16:00"
                    : Words::tr("The money is held on the card until %1, not taken.").arg(until),
                payment.captureOnMs > 0
                    //: %1 is a moment such as "Fri 16:00"
                    ? Words::tr("It is captured by itself: %1. You can capture or release it "
                                "earlier.")
                          .arg(shownMoment(workspace, payment.captureOnMs))
                    : Words::tr("Capture it when the order is sent."),
                {}};
    case PaymentOutcome::WaitingForCustomer:
        return {Words::tr("The bank wants the customer to verify the payment."),
                Words::tr("Nothing has been taken."),
                Words::tr("Start the verification when the customer is ready."),
                {}};
    case PaymentOutcome::Undecided:
        return {Words::tr("The processor has accepted the payment and decides later."),
                meaning,
                Words::tr("Please do not charge again; this page follows the payment."),
                {}};
    case PaymentOutcome::Declined: return declineText(payment.error, scene);
    case PaymentOutcome::NotKnown: return notKnownText(scene);
    case PaymentOutcome::NotSent:
        return payment.error.code.isEmpty() ? errorText({ErrorCode::ConnectorUnreachable}, scene)
                                            : declineText(payment.error, scene);
    case PaymentOutcome::Conflicted: return conflictedText(scene);
    case PaymentOutcome::Ended: return {Words::tr("The payment has ended."), meaning, {}, {}};
    }
    return {};
}

} // namespace

ErrorText outcomeText(const Workspace &workspace, const Payment &payment, PaymentOutcome outcome,
                      const ErrorScene &scene)
{
    ErrorText text = wordsFor(workspace, payment, outcome, scene);
    if (text.reference.isEmpty() && outcome != PaymentOutcome::None)
        text.reference = payment.id.value; // whoever calls about it can be told
    return text;
}
