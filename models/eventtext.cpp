#include "models/eventtext.h"

#include "models/displaytext.h"
#include "services/domain/fromtext.h"
#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

namespace {

QString spelledOut(const QString &name)
{
    QString words = name;
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

/// What happened to a wish for a larger hold; any other step in its own words.
QString incrementStep(const QString &event)
{
    if (event == "increment_started"_L1)
        return EventText::tr("Raise of the hold sent to the processor");
    if (event == "incremented"_L1)
        return EventText::tr("More money held on the card");
    if (event == "increment_not_done"_L1)
        return EventText::tr("Hold was not raised, it stands as it was");
    if (event == "increment_pending"_L1)
        return EventText::tr("Raise accepted by the processor, decided later");
    if (event == "increment_unknown"_L1)
        return EventText::tr("No answer: outcome not known yet");
    return spelledOut(event);
}

} // namespace

QString EventText::step(const PaymentStep &step)
{
    const auto event = fromText<PaymentEvent>(step.event, PaymentEvent::IntegrityFailed);
    if (!event) {
        if (step.event == "created"_L1)
            return tr("Payment created");
        if (step.event == "updated"_L1)
            return tr("Payment changed");
        if (step.event == "capture_started"_L1)
            return tr("Capture sent to the processor");
        if (step.event == "integrity_correction"_L1)
            return tr("Corrected: it had gone through after all");
        if (step.event == "void_started"_L1)
            return tr("Release sent to the processor");
        if (step.event == "pending"_L1 || step.event == "capture_pending"_L1
            || step.event == "void_pending"_L1)
            return tr("Accepted by the processor, decided later");
        if (step.event == "refused"_L1)
            return tr("Refused, tried again");
        if (step.event == "tried_again"_L1)
            return tr("Sent once more");
        if (step.event == "refund_started"_L1)
            return tr("Refund sent to the processor");
        if (step.event == "refund_scheduled"_L1)
            return tr("Refund planned");
        if (step.event == "refund_cancelled"_L1)
            return tr("Planned refund given up");
        if (step.event == "refund_pending"_L1)
            return tr("Refund accepted by the processor, decided later");
        if (step.event == "refunded"_L1)
            return tr("Money sent back to the customer");
        if (step.event == "refund_not_done"_L1)
            return tr("Refund did not happen");
        if (step.event == "refund_reversed"_L1)
            return tr("Refund came back: the customer did not get the money");
        if (step.event == "refund_contradicted"_L1)
            return tr("Processor's answer on the refund does not match");
        if (step.event == "refund_unknown"_L1 || step.event == "outcome_unknown"_L1)
            return tr("No answer: outcome not known yet");
        return incrementStep(step.event);
    }
    switch (*event) {
    case PaymentEvent::MethodProvided: return tr("Payment method named");
    case PaymentEvent::Confirmed: return tr("Confirmed and sent to the processor");
    case PaymentEvent::NotSent: return tr("Nothing was sent");
    case PaymentEvent::ChallengeRequired: return tr("Bank asks the customer to verify");
    case PaymentEvent::ChallengeCompleted: return tr("Customer came back from the bank");
    case PaymentEvent::HeldForReview: return tr("Held for review");
    case PaymentEvent::ReviewDecided: return tr("Review decided");
    case PaymentEvent::Authorized: return tr("Money held on the card");
    case PaymentEvent::AuthorizedInPart: return tr("Part of the money held on the card");
    case PaymentEvent::Captured: return tr("Money taken");
    case PaymentEvent::CapturedAndClosed: return tr("Part taken, rest released");
    case PaymentEvent::CapturedInPart: return tr("Part taken, rest stays held");
    case PaymentEvent::CaptureOpen: return tr("Capture under way");
    case PaymentEvent::CaptureNotDone: return tr("Capture did not happen, hold stands");
    case PaymentEvent::Declined: return tr("Declined");
    case PaymentEvent::VoidOpen: return tr("Release under way");
    case PaymentEvent::VoidNotDone: return tr("Release did not happen, hold stands");
    case PaymentEvent::Voided: return tr("Released");
    case PaymentEvent::HoldExpired: return tr("The bank's hold ended");
    case PaymentEvent::IntegrityFailed: return tr("Processor's answer does not match");
    }
    return {};
}

QString EventText::actor(const QString &actor)
{
    constexpr auto person = "operator:"_L1;
    constexpr auto key = "api:"_L1;
    if (actor.startsWith(person))
        return actor.mid(person.size());
    if (actor.startsWith(key))
        return tr("API key %1").arg(actor.mid(key.size()));
    if (actor == "customer"_L1)
        return tr("customer");
    if (actor == "processor"_L1)
        return tr("processor");
    if (actor == "system"_L1)
        return tr("system");
    return actor;
}

QString EventText::attemptStatus(AttemptStatus status)
{
    switch (status) {
    case AttemptStatus::Started: return tr("Started");
    case AttemptStatus::AuthenticationPending: return tr("Waiting for the customer");
    case AttemptStatus::AuthenticationSuccessful: return tr("Customer verified");
    case AttemptStatus::AuthenticationFailed: return tr("Verification failed");
    case AttemptStatus::Authorizing: return tr("Asking the bank");
    case AttemptStatus::Authorized: return tr("Held");
    case AttemptStatus::PartiallyAuthorized: return tr("Part held");
    case AttemptStatus::Charged: return tr("Paid");
    case AttemptStatus::PartialCharged: return tr("Part captured, closed");
    case AttemptStatus::PartialChargedAndChargeable: return tr("Part captured, rest held");
    case AttemptStatus::CaptureInitiated: return tr("Capture under way");
    case AttemptStatus::CaptureFailed: return tr("Capture failed");
    case AttemptStatus::VoidInitiated: return tr("Release under way");
    case AttemptStatus::Voided: return tr("Released");
    case AttemptStatus::VoidFailed: return tr("Release failed");
    case AttemptStatus::Pending: return tr("In progress");
    case AttemptStatus::Unresolved: return tr("In review");
    case AttemptStatus::Failure: return tr("Failed");
    case AttemptStatus::IntegrityFailure: return tr("Does not match");
    case AttemptStatus::Expired: return tr("Hold expired");
    case AttemptStatus::ConfirmationAwaited: return tr("Waiting for confirmation");
    case AttemptStatus::PaymentMethodAwaited: return tr("Waiting for a method");
    }
    return {};
}

QString EventText::threeDs(const ThreeDsResult &result)
{
    if (result.flow.isEmpty() && result.transactionStatus.isEmpty())
        return {};
    const QString flow = result.flow == u"frictionless" ? tr("verified without a challenge")
                                                        : tr("challenge by the bank");
    const QString shift =
        result.liabilityShifted ? tr("liability with the bank") : tr("liability not shifted");
    //: 3DS result: %1 how, %2 the bank's letter, %3 who bears the risk
    return tr("%1, status %2, %3")
        .arg(flow, result.transactionStatus.isEmpty() ? u"\u2013"_s : result.transactionStatus,
             shift);
}

QString EventText::operationKind(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Authorize: return tr("Authorisation");
    case OperationKind::Sale: return tr("Payment");
    case OperationKind::Capture: return tr("Capture");
    case OperationKind::Void: return tr("Release");
    case OperationKind::Refund: return tr("Refund");
    case OperationKind::Increment: return tr("Raise of the hold");
    }
    return {};
}

QString EventText::operationState(OperationState state)
{
    switch (state) {
    case OperationState::Prepared: return tr("Prepared, not sent");
    case OperationState::Sending: return tr("Being sent");
    case OperationState::Pending: return tr("Processor decides later");
    case OperationState::Unknown: return tr("Not known yet");
    case OperationState::Succeeded: return tr("Done");
    case OperationState::Declined: return tr("Declined");
    case OperationState::Rejected: return tr("Refused by the processor");
    case OperationState::Integrity: return tr("Does not match");
    case OperationState::AbortedBeforeSend: return tr("Never sent");
    }
    return {};
}
