#include "services/domain/attempt.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(AttemptStatus status)
{
    switch (status) {
    case AttemptStatus::Started: return u"started"_s;
    case AttemptStatus::AuthenticationPending: return u"authentication_pending"_s;
    case AttemptStatus::AuthenticationSuccessful: return u"authentication_successful"_s;
    case AttemptStatus::AuthenticationFailed: return u"authentication_failed"_s;
    case AttemptStatus::Authorizing: return u"authorizing"_s;
    case AttemptStatus::Authorized: return u"authorized"_s;
    case AttemptStatus::PartiallyAuthorized: return u"partially_authorized"_s;
    case AttemptStatus::Charged: return u"charged"_s;
    case AttemptStatus::PartialCharged: return u"partial_charged"_s;
    case AttemptStatus::PartialChargedAndChargeable: return u"partial_charged_and_chargeable"_s;
    case AttemptStatus::CaptureInitiated: return u"capture_initiated"_s;
    case AttemptStatus::CaptureFailed: return u"capture_failed"_s;
    case AttemptStatus::VoidInitiated: return u"void_initiated"_s;
    case AttemptStatus::Voided: return u"voided"_s;
    case AttemptStatus::VoidFailed: return u"void_failed"_s;
    case AttemptStatus::Pending: return u"pending"_s;
    case AttemptStatus::Unresolved: return u"unresolved"_s;
    case AttemptStatus::Failure: return u"failure"_s;
    case AttemptStatus::IntegrityFailure: return u"integrity_failure"_s;
    case AttemptStatus::Expired: return u"expired"_s;
    case AttemptStatus::ConfirmationAwaited: return u"confirmation_awaited"_s;
    case AttemptStatus::PaymentMethodAwaited: return u"payment_method_awaited"_s;
    }
    return {};
}

std::optional<AttemptStatus> attemptStatusFromText(QStringView text)
{
    return fromText<AttemptStatus>(text, AttemptStatus::PaymentMethodAwaited);
}

const QList<AttemptStatus> &allAttemptStatuses()
{
    static const QList<AttemptStatus> all = allUpTo(AttemptStatus::PaymentMethodAwaited);
    return all;
}

PaymentStatus paymentStatusFor(AttemptStatus status)
{
    switch (status) {
    case AttemptStatus::PaymentMethodAwaited: return PaymentStatus::RequiresPaymentMethod;
    case AttemptStatus::ConfirmationAwaited: return PaymentStatus::RequiresConfirmation;
    case AttemptStatus::Started:
    case AttemptStatus::AuthenticationSuccessful:
    case AttemptStatus::Authorizing:
    case AttemptStatus::VoidInitiated:
    case AttemptStatus::CaptureInitiated:
    case AttemptStatus::Pending: return PaymentStatus::Processing;
    case AttemptStatus::AuthenticationPending: return PaymentStatus::RequiresCustomerAction;
    case AttemptStatus::Unresolved: return PaymentStatus::RequiresMerchantAction;
    case AttemptStatus::Authorized: return PaymentStatus::RequiresCapture;
    case AttemptStatus::PartiallyAuthorized:
        return PaymentStatus::PartiallyAuthorizedAndRequiresCapture;
    case AttemptStatus::Charged: return PaymentStatus::Succeeded;
    case AttemptStatus::PartialCharged: return PaymentStatus::PartiallyCaptured;
    case AttemptStatus::PartialChargedAndChargeable:
        return PaymentStatus::PartiallyCapturedAndCapturable;
    case AttemptStatus::Voided: return PaymentStatus::Cancelled;
    case AttemptStatus::AuthenticationFailed:
    case AttemptStatus::VoidFailed:
    case AttemptStatus::CaptureFailed:
    case AttemptStatus::Failure: return PaymentStatus::Failed;
    case AttemptStatus::Expired: return PaymentStatus::Expired;
    case AttemptStatus::IntegrityFailure: return PaymentStatus::Conflicted;
    }
    return PaymentStatus::Processing;
}
