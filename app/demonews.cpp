#include "app/demonews.h"

#include "services/domain/webhookevent.h"
#include "services/storage/accounthealthstore.h"
#include "services/storage/disputestore.h"
#include "services/storage/inboxstore.h"
#include "services/storage/webhookstore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kRespondWithinMs = 7 * kDayMs;
constexpr qsizetype kMostTold = 60;
const auto kShop = u"https://shop.example.com/webhooks/orchestratorx"_s;

struct Story
{
    DisputeStatus status = DisputeStatus::Opened;
    qint64 openedMs = 0; ///< before now
    QLatin1StringView atBank;
    QLatin1StringView reasonCode;
    QLatin1StringView reason;
};

constexpr std::array kStories{
    Story{DisputeStatus::Opened, 7 * kHourMs, "needs_response"_L1, "13.1"_L1, "not_received"_L1},
    Story{DisputeStatus::Opened, 2 * kDayMs, "needs_response"_L1, "10.4"_L1, "fraudulent"_L1},
    Story{DisputeStatus::Opened, 4 * kDayMs, "needs_response"_L1, "10.4"_L1, "fraudulent"_L1},
    Story{DisputeStatus::Opened, 6 * kDayMs, "needs_response"_L1, "13.3"_L1, "not_as_described"_L1},
    Story{DisputeStatus::Opened, 7 * kDayMs - 9 * kHourMs, "needs_response"_L1, "12.6"_L1,
          "duplicate"_L1},
    Story{DisputeStatus::Challenged, 9 * kDayMs, "under_review"_L1, "13.1"_L1, "not_received"_L1},
    Story{DisputeStatus::Challenged, 12 * kDayMs, "under_review"_L1, "10.4"_L1, "fraudulent"_L1},
    Story{DisputeStatus::Accepted, 16 * kDayMs, "accepted"_L1, "12.6"_L1, "duplicate"_L1},
    Story{DisputeStatus::Lost, 21 * kDayMs, "lost"_L1, "10.4"_L1, "fraudulent"_L1},
    Story{DisputeStatus::Won, 26 * kDayMs, "won"_L1, "13.1"_L1, "not_received"_L1},
    Story{DisputeStatus::Won, 33 * kDayMs, "won"_L1, "13.3"_L1, "not_as_described"_L1},
    Story{DisputeStatus::Lost, 40 * kDayMs, "lost"_L1, "10.4"_L1, "fraudulent"_L1},
};

/// Whether all that was paid is still there, so that it can be wanted back.
bool mayBeDisputed(const PaymentDetails &details, qint64 openedAtMs)
{
    const Payment &payment = details.payment;
    const bool whole = payment.refunded == 0 && payment.refundPending == 0;
    return payment.status == PaymentStatus::Succeeded && payment.captured > 0 && whole
           && !payment.processorReference.isEmpty()
           && payment.createdAtMs < openedAtMs - 2 * kDayMs;
}

Dispute disputeOf(const Story &story, const PaymentDetails &details, qint64 nowMs, Random &random)
{
    const Payment &payment = details.payment;
    Dispute dispute;
    dispute.id = {random.newId("dp"_L1)};
    dispute.merchantId = payment.merchantId;
    dispute.profileId = payment.profileId;
    dispute.paymentId = payment.id;
    dispute.attemptNumber = payment.attemptCount;
    dispute.connector = payment.connector;
    dispute.connectorAccount = payment.connectorAccount;
    dispute.processorReference =
        QString(u"simdsp_"_s + payment.processorReference.section(u'_', 1));
    dispute.status = story.status;
    dispute.amount = payment.captured;
    dispute.currency = payment.currency;
    dispute.processorStatus = story.atBank;
    dispute.reasonCode = story.reasonCode;
    dispute.reason = story.reason;
    dispute.processorCreatedMs = nowMs - story.openedMs;
    dispute.respondByMs = dispute.processorCreatedMs + kRespondWithinMs;
    const bool isOpen = story.status == DisputeStatus::Opened;
    dispute.processorUpdatedMs = dispute.processorCreatedMs + (isOpen ? 0 : 3 * kDayMs);
    dispute.answerCount = isOpen || story.status == DisputeStatus::Lost ? 0 : 1;
    dispute.createdAtMs = dispute.processorCreatedMs + kMinuteMs;
    dispute.modifiedAtMs = dispute.processorUpdatedMs + kMinuteMs;
    return dispute;
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

InboxEntry toldOf(const Dispute &dispute, bool isLatest, Random &random)
{
    InboxEntry entry;
    entry.merchantId = dispute.merchantId;
    entry.account = dispute.connectorAccount;
    entry.connector = dispute.connector;
    entry.eventId = random.newId("simevt"_L1);
    const QString status = isLatest ? dispute.processorStatus : u"needs_response"_s;
    entry.eventType = QString(u"dispute."_s + status);
    entry.verified = true;
    entry.state = InboxState::Done;
    entry.paymentId = dispute.paymentId;
    entry.occurredAtMs = isLatest ? dispute.processorUpdatedMs : dispute.processorCreatedMs;
    entry.receivedAtMs = entry.occurredAtMs + kMinuteMs;
    entry.handledAtMs = entry.receivedAtMs;
    entry.tries = 1;
    const QJsonObject about{
        {u"id"_s, dispute.processorReference},     {u"amount"_s, dispute.amount},
        {u"currency"_s, toText(dispute.currency)}, {u"status"_s, status},
        {u"reason_code"_s, dispute.reasonCode},    {u"respond_by"_s, dispute.respondByMs}};
    entry.payload = json({{u"id"_s, entry.eventId},
                          {u"type"_s, entry.eventType},
                          {u"created"_s, entry.occurredAtMs},
                          {u"dispute"_s, about}});
    return entry;
}

/// Something that speaks of nobody's payment.
InboxEntry strayEntry(const Dispute &other, qint64 atMs, Random &random)
{
    InboxEntry entry = toldOf(other, false, random);
    entry.eventType = u"payment.captured"_s;
    entry.state = InboxState::Unmatched;
    entry.note = u"unknown_reference"_s;
    entry.paymentId = {};
    entry.occurredAtMs = atMs;
    entry.receivedAtMs = atMs;
    entry.handledAtMs = 0;
    entry.payload = json({{u"id"_s, entry.eventId},
                          {u"type"_s, entry.eventType},
                          {u"created"_s, atMs},
                          {u"payment"_s, QJsonObject{{u"id"_s, random.newId("simpay"_L1)}}}});
    return entry;
}

WebhookEvent eventOf(const Payment &payment, Random &random)
{
    WebhookEvent event;
    event.merchantId = payment.merchantId;
    event.profileId = payment.profileId;
    event.createdAtMs = payment.modifiedAtMs;
    event.id = webhookEventId(event.createdAtMs, random.bytes(10));
    event.eventClass = u"payments"_s;
    event.type = webhookType(payment.status);
    event.objectId = payment.id.value;
    event.body = webhookBody(event, u"payment_details"_s,
                             json({{u"payment_id"_s, payment.id.value},
                                   {u"status"_s, toText(payment.status)},
                                   {u"amount"_s, payment.amount},
                                   {u"currency"_s, toText(payment.currency)},
                                   {u"connector"_s, payment.connector}}));
    return event;
}

/// Most shops answer at once; now and then one was down, and once it stayed so.
QList<WebhookTry> triesOf(const WebhookEvent &event, qsizetype place, Random &random)
{
    const bool neverThere = place == 7;
    const qsizetype failures = neverThere ? 4 : place % 11 == 5 ? 2 : 0;
    QList<WebhookTry> tries;
    qint64 atMs = event.createdAtMs;
    for (qsizetype i = 0; i <= failures; ++i) {
        WebhookTry made;
        made.number = static_cast<int>(i) + 1;
        made.id = i == 0 ? event.id : webhookEventId(atMs, random.bytes(10));
        made.kind = i == 0 ? WebhookTryKind::First : WebhookTryKind::Retry;
        made.url = kShop;
        made.signature = QString::fromLatin1(random.bytes(64).toHex());
        made.delivered = i == failures && !neverThere;
        made.httpStatus = made.delivered ? 200 : 503;
        made.atMs = atMs;
        made.durationMs = 80 + 13 * (place % 9);
        tries.append(made);
        atMs += webhookDelayMs(static_cast<int>(i) + 1);
    }
    return tries;
}

Result<> storeTold(Database &database, const DemoSample &sample, Random &random)
{
    QList<const Payment *> latest;
    for (const PaymentDetails &details : sample.payments) {
        if (!webhookType(details.payment.status).isEmpty())
            latest.append(&details.payment);
    }
    std::ranges::sort(latest, {}, &Payment::modifiedAtMs);
    latest = latest.last(qMin(kMostTold, latest.size()));
    WebhookStore store(database);
    for (qsizetype place = 0; place < latest.size(); ++place) {
        const WebhookEvent event = eventOf(*latest.at(place), random);
        const Result<> inserted = store.insert(event);
        if (!inserted)
            return inserted;
        Result<WebhookEvent> kept = store.find(event.merchantId, event.id);
        if (!kept)
            return kept.error();
        for (const WebhookTry &made : triesOf(event, place, random)) {
            kept->tries = made.number;
            kept->deliveredAtMs = made.delivered ? made.atMs + made.durationMs : 0;
            const Result<> added = store.addTry(*kept, made);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<> storeDisputes(Database &database, const QList<Dispute> &disputes, Random &random)
{
    DisputeStore store(database);
    for (const Dispute &dispute : disputes) {
        Result<> stored = store.insert(dispute);
        if (stored && dispute.answerCount > 0 && dispute.status != DisputeStatus::Accepted) {
            DisputeEvidence evidence;
            evidence.id = random.newId("file"_L1);
            evidence.kind = u"shipping_documentation"_s;
            evidence.text = u"Handed over at the door; the carrier's receipt is signed."_s;
            evidence.createdAtMs = dispute.modifiedAtMs;
            stored = store.addEvidence(dispute, evidence);
        }
        if (!stored)
            return stored;
    }
    return {};
}

Result<> storeIncoming(Database &database, const QList<Dispute> &disputes, qint64 nowMs,
                       Random &random)
{
    QList<InboxEntry> entries;
    for (const Dispute &dispute : disputes) {
        entries.append(toldOf(dispute, false, random));
        if (dispute.status != DisputeStatus::Opened)
            entries.append(toldOf(dispute, true, random));
    }
    if (!disputes.isEmpty())
        entries.append(strayEntry(disputes.first(), nowMs - 3 * kHourMs, random));
    std::ranges::sort(entries, {}, &InboxEntry::receivedAtMs);
    InboxStore store(database);
    for (const InboxEntry &entry : std::as_const(entries)) {
        const auto row = store.insert(entry);
        if (!row)
            return row.error();
    }
    return {};
}

/// The account of the latest payment that went through answered then.
Result<> storeHealth(Database &database, const DemoSample &sample, qint64 nowMs)
{
    AccountHealthStore store(database);
    for (qsizetype i = sample.payments.size() - 1; i >= 0; --i) {
        const Payment &payment = sample.payments.at(i).payment;
        if (payment.status == PaymentStatus::Succeeded)
            return store.put(payment.merchantId, payment.connectorAccount,
                             qMin(payment.modifiedAtMs, nowMs));
    }
    return {};
}

} // namespace

QList<Dispute> chooseDemoDisputes(const QList<PaymentDetails> &payments, qint64 nowMs,
                                  Random &random)
{
    QList<Dispute> disputes;
    QSet<PaymentId> taken;
    for (const Story &story : kStories) {
        // The latest that fits; a list this long has one for each.
        for (qsizetype i = payments.size() - 1; i >= 0; --i) {
            const PaymentDetails &details = payments.at(i);
            if (taken.contains(details.payment.id)
                || !mayBeDisputed(details, nowMs - story.openedMs))
                continue;
            taken.insert(details.payment.id);
            disputes.append(disputeOf(story, details, nowMs, random));
            break;
        }
    }
    std::ranges::sort(disputes, {}, &Dispute::createdAtMs);
    return disputes;
}

ImportedDispute importOf(const Dispute &dispute)
{
    return {dispute.processorReference, dispute.amount,
            dispute.processorStatus,    dispute.processorCreatedMs,
            dispute.processorUpdatedMs, dispute.respondByMs};
}

Result<> storeDemoNews(Database &database, const DemoSample &sample, qint64 nowMs, Random &random)
{
    Result<> stored = database.begin();
    if (stored)
        stored = storeDisputes(database, sample.disputes, random);
    if (stored)
        stored = storeIncoming(database, sample.disputes, nowMs, random);
    if (stored)
        stored = storeTold(database, sample, random);
    if (stored)
        stored = storeHealth(database, sample, nowMs);
    if (stored)
        return database.commit();
    database.rollback();
    return stored;
}
