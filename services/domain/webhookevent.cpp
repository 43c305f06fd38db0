#include "services/domain/webhookevent.h"

#include "services/core/check.h"
#include "services/domain/fromtext.h"

#include <QDateTime>
#include <QtEndian>

using namespace Qt::StringLiterals;

QString toText(WebhookTryKind kind)
{
    switch (kind) {
    case WebhookTryKind::First: return u"initial_attempt"_s;
    case WebhookTryKind::Retry: return u"automatic_retry"_s;
    case WebhookTryKind::ByHand: return u"manual_retry"_s;
    }
    return {};
}

std::optional<WebhookTryKind> webhookTryKindFromText(QStringView text)
{
    return fromText(text, WebhookTryKind::ByHand);
}

QString webhookType(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation: return {};
    case PaymentStatus::Processing:
    case PaymentStatus::PartiallyCapturedAndProcessing: return u"payment_processing"_s;
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review: return u"action_required"_s;
    case PaymentStatus::RequiresCapture: return u"payment_authorized"_s;
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
        return u"payment_partially_authorized"_s;
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::PartiallyCaptured: return u"payment_captured"_s;
    case PaymentStatus::Succeeded: return u"payment_succeeded"_s;
    case PaymentStatus::Failed: return u"payment_failed"_s;
    case PaymentStatus::Cancelled: return u"payment_cancelled"_s;
    case PaymentStatus::CancelledPostCapture: return u"payment_cancelled_post_capture"_s;
    case PaymentStatus::Expired: return u"payment_expired"_s;
    }
    return {};
}

QString webhookType(RefundStatus status)
{
    switch (status) {
    case RefundStatus::Succeeded: return u"refund_succeeded"_s;
    case RefundStatus::Failed: return u"refund_failed"_s;
    case RefundStatus::Pending:
    case RefundStatus::Review: return {};
    }
    return {};
}

QString webhookType(MandateStatus status)
{
    switch (status) {
    case MandateStatus::Active: return u"mandate_active"_s;
    case MandateStatus::Revoked: return u"mandate_revoked"_s;
    case MandateStatus::Pending:
    case MandateStatus::Inactive: return {};
    }
    return {};
}

bool asksFor(const QStringList &statuses, const QString &status)
{
    if (statuses.isEmpty() || statuses.contains(status))
        return true;
    if (status == "succeeded"_L1)
        return statuses.contains(u"success"_s);
    if (status == "failed"_L1)
        return statuses.contains(u"failure"_s) || statuses.contains(u"transaction_failure"_s);
    return status == "review"_L1 && statuses.contains(u"manual_review"_s);
}

qint64 webhookDelayMs(int tries)
{
    constexpr qint64 kMinuteMs = 60'000;
    constexpr qint64 kHourMs = 60 * kMinuteMs;
    if (tries <= 0)
        return 0;
    if (tries == 1)
        return kMinuteMs;
    if (tries <= 1 + 2)
        return 5 * kMinuteMs;
    if (tries <= 1 + 2 + 5)
        return 10 * kMinuteMs;
    if (tries <= 1 + 2 + 5 + 5)
        return kHourMs;
    return tries <= 1 + 2 + 5 + 5 + 3 ? 6 * kHourMs : 0;
}

QString webhookEventId(qint64 nowMs, QByteArrayView tenRandomBytes)
{
    QByteArray bytes(16, '\0');
    qToBigEndian(static_cast<quint64>(nowMs) << 16U, bytes.data()); // 48 bits of time
    if (ensure(tenRandomBytes.size() == 10, "an event id has ten random bytes"))
        std::ranges::copy(tenRandomBytes, bytes.data() + 6);
    bytes[6] = static_cast<char>((bytes.at(6) & 0x0F) | 0x70);
    bytes[8] = static_cast<char>((bytes.at(8) & 0x3F) | 0x80);
    return u"evt_"_s + QString::fromLatin1(bytes.toHex());
}

QByteArray webhookBody(const WebhookEvent &event, const QString &contentType,
                       const QByteArray &object)
{
    // Ids and types are plain ASCII without quotes.
    const QByteArray merchant = event.merchantId.value.toLatin1();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.createdAtMs, Qt::UTC);
    QByteArray body = R"({"merchant_id":")" + merchant;
    body += R"(","event_id":")" + event.id.toLatin1();
    body += R"(","event_type":")" + event.type.toLatin1();
    body += R"(","content":{"type":")" + contentType.toLatin1();
    body += R"(","object":)" + object;
    body += R"(},"timestamp":")" + time.toString(Qt::ISODateWithMs).toLatin1();
    body += R"(","processor_merchant_id":")" + merchant + R"("})";
    return body;
}
