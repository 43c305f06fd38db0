#include "services/domain/paymentlifecycle.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(PaymentEvent event)
{
    switch (event) {
    case PaymentEvent::MethodProvided: return u"method_provided"_s;
    case PaymentEvent::Confirmed: return u"confirmed"_s;
    case PaymentEvent::NotSent: return u"not_sent"_s;
    case PaymentEvent::ChallengeRequired: return u"challenge_required"_s;
    case PaymentEvent::ChallengeCompleted: return u"challenge_completed"_s;
    case PaymentEvent::HeldForReview: return u"held_for_review"_s;
    case PaymentEvent::ReviewDecided: return u"review_decided"_s;
    case PaymentEvent::Authorized: return u"authorized"_s;
    case PaymentEvent::AuthorizedInPart: return u"authorized_in_part"_s;
    case PaymentEvent::Captured: return u"captured"_s;
    case PaymentEvent::CapturedAndClosed: return u"captured_and_closed"_s;
    case PaymentEvent::CapturedInPart: return u"captured_in_part"_s;
    case PaymentEvent::CaptureOpen: return u"capture_open"_s;
    case PaymentEvent::CaptureNotDone: return u"capture_not_done"_s;
    case PaymentEvent::Declined: return u"declined"_s;
    case PaymentEvent::VoidOpen: return u"void_open"_s;
    case PaymentEvent::VoidNotDone: return u"void_not_done"_s;
    case PaymentEvent::Voided: return u"voided"_s;
    case PaymentEvent::HoldExpired: return u"hold_expired"_s;
    case PaymentEvent::IntegrityFailed: return u"integrity_failed"_s;
    }
    return {};
}

const QList<PaymentEvent> &allPaymentEvents()
{
    static const QList<PaymentEvent> all = allUpTo(PaymentEvent::IntegrityFailed);
    return all;
}

namespace {

template <class Table>
Result<PaymentStatus> lookUp(const Table &table, PaymentStatus from, PaymentEvent event)
{
    const auto *found = std::ranges::find_if(
        table, [&](const Transition &t) { return t.from == from && t.event == event; });
    if (found == table.end())
        return Error{ErrorCode::InvalidState, u"status"_s, toText(from) + u' ' + toText(event)};
    return found->to;
}

} // namespace

Result<PaymentStatus> next(PaymentStatus from, PaymentEvent event)
{
    return lookUp(kTransitions, from, event);
}

Result<PaymentStatus> corrected(PaymentStatus from, PaymentEvent evidence)
{
    return lookUp(kCorrections, from, evidence);
}

bool mayUpdate(PaymentStatus status)
{
    return status == PaymentStatus::RequiresPaymentMethod
           || status == PaymentStatus::RequiresConfirmation;
}

bool mayChangeMetadata(PaymentStatus status)
{
    using enum PaymentStatus;
    return status == Succeeded || status == Failed || status == PartiallyCaptured
           || status == PartiallyCapturedAndCapturable || status == RequiresCapture
           || status == RequiresCustomerAction;
}

bool mayConfirm(PaymentStatus status)
{
    return mayUpdate(status);
}

bool mayCapture(PaymentStatus status, CaptureMethod method)
{
    switch (status) {
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return method != CaptureMethod::Automatic;
    case PaymentStatus::Processing: // an earlier part is pending; the hold stands
        return method == CaptureMethod::ManualMultiple;
    default: return false;
    }
}

bool mayCancel(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::Conflicted: return true;
    default: return false;
    }
}

bool maySync(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::Processing:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return true;
    default: return false;
    }
}
