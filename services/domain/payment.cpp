#include "services/domain/payment.h"

#include "services/domain/fromtext.h"
#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

QString toText(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod: return u"requires_payment_method"_s;
    case PaymentStatus::RequiresConfirmation: return u"requires_confirmation"_s;
    case PaymentStatus::Processing: return u"processing"_s;
    case PaymentStatus::RequiresCustomerAction: return u"requires_customer_action"_s;
    case PaymentStatus::RequiresMerchantAction: return u"requires_merchant_action"_s;
    case PaymentStatus::RequiresCapture: return u"requires_capture"_s;
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
        return u"partially_authorized_and_requires_capture"_s;
    case PaymentStatus::PartiallyCapturedAndCapturable:
        return u"partially_captured_and_capturable"_s;
    case PaymentStatus::PartiallyCapturedAndProcessing:
        return u"partially_captured_and_processing"_s;
    case PaymentStatus::PartiallyCaptured: return u"partially_captured"_s;
    case PaymentStatus::Succeeded: return u"succeeded"_s;
    case PaymentStatus::Failed: return u"failed"_s;
    case PaymentStatus::Cancelled: return u"cancelled"_s;
    case PaymentStatus::CancelledPostCapture: return u"cancelled_post_capture"_s;
    case PaymentStatus::Expired: return u"expired"_s;
    case PaymentStatus::Conflicted: return u"conflicted"_s;
    case PaymentStatus::Review: return u"review"_s;
    }
    return {};
}

std::optional<PaymentStatus> paymentStatusFromText(QStringView text)
{
    return fromText<PaymentStatus>(text, PaymentStatus::Review);
}

QString toText(CaptureMethod method)
{
    switch (method) {
    case CaptureMethod::Automatic: return u"automatic"_s;
    case CaptureMethod::Manual: return u"manual"_s;
    case CaptureMethod::ManualMultiple: return u"manual_multiple"_s;
    case CaptureMethod::Scheduled: return u"scheduled"_s;
    }
    return {};
}

std::optional<CaptureMethod> captureMethodFromText(QStringView text)
{
    return fromText<CaptureMethod>(text, CaptureMethod::Scheduled);
}

QString toText(AuthenticationType type)
{
    switch (type) {
    case AuthenticationType::NoThreeDs: return u"no_three_ds"_s;
    case AuthenticationType::ThreeDs: return u"three_ds"_s;
    }
    return {};
}

std::optional<AuthenticationType> authenticationTypeFromText(QStringView text)
{
    return fromText<AuthenticationType>(text, AuthenticationType::ThreeDs);
}

const QList<PaymentStatus> &allPaymentStatuses()
{
    static const QList<PaymentStatus> all = allUpTo(PaymentStatus::Review);
    return all;
}

qint64 amountCapturable(const Payment &payment)
{
    if (isTerminal(payment.status))
        return 0;
    if (payment.authorized == 0)
        return payment.netAmount;
    return payment.captureLimit - payment.captured - payment.capturePending;
}
