#pragma once

#include "services/domain/payment.h"
#include "services/domain/recurring.h"
#include "services/domain/refund.h"

/// Something that a merchant's shop is told of: one for an object and a kind of event.
struct WebhookEvent
{
    qint64 rowId = 0; ///< place in the store, never shown
    MerchantId merchantId;
    ProfileId profileId;
    QString id;         ///< "evt_..." ordered by time
    QString eventClass; ///< "payments", "refunds", "mandates"
    QString type;       ///< "payment_succeeded"
    QString objectId;
    QByteArray body; ///< as it goes out, each time
    int tries = 0;
    qint64 deliveredAtMs = 0; ///< 0: not yet
    qint64 nextTryAtMs = 0;   ///< 0: delivered, or given up
    qint64 createdAtMs = 0;

    friend bool operator==(const WebhookEvent &, const WebhookEvent &) = default;
};

enum class WebhookTryKind { First, Retry, ByHand };

QString toText(WebhookTryKind kind); ///< "initial_attempt", "automatic_retry", "manual_retry"
std::optional<WebhookTryKind> webhookTryKindFromText(QStringView text);

/// One time that a webhook was sent.
struct WebhookTry
{
    int number = 0; ///< of its event, from 1
    QString id;     ///< of the first try: that of the event
    WebhookTryKind kind = WebhookTryKind::First;
    QString url;
    QString signature;
    int httpStatus = 0; ///< 0: no answer
    bool delivered = false;
    QString problem;
    qint64 atMs = 0;
    qint64 durationMs = 0;

    friend bool operator==(const WebhookTry &, const WebhookTry &) = default;
};

/// Which events a list shows.
struct WebhookQuery
{
    QString objectId = {}; ///< empty: of all objects
    QString eventId = {};  ///< empty: all
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< 0: no end
    QStringList classes = {};
    QStringList types = {};
    std::optional<bool> delivered = {};
    int offset = 0;
    int limit = 10;
};

/// A window of a list, and how many there are without it.
struct WebhookPage
{
    QList<WebhookEvent> events;
    qint64 total = 0;
};

/// What is told when an object comes to that status; empty: nothing.
QString webhookType(PaymentStatus status);
QString webhookType(RefundStatus status);
QString webhookType(MandateStatus status);

/// Whether a list of statuses asks for this one; an empty list asks for all. Refunds also go by
/// the older names "success", "failure", "manual_review".
bool asksFor(const QStringList &statuses, const QString &status);

/// How long after that many failed tries the next one is made, in ms: 1 min, 5 min twice, 10 min
/// five times, 1 h five times, 6 h three times. 0: no more.
qint64 webhookDelayMs(int tries);

/// "evt_" and a UUID of version 7: its first 48 bits are the time.
QString webhookEventId(qint64 nowMs, QByteArrayView tenRandomBytes);

/// The body that goes out. `contentType` such as "payment_details"; `object` is JSON.
QByteArray webhookBody(const WebhookEvent &event, const QString &contentType,
                       const QByteArray &object);
