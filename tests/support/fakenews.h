#pragma once

#include "services/interfaces/disputes.h"
#include "services/interfaces/incomingwebhooks.h"
#include "services/interfaces/webhooks.h"

#include <QPromise>

#include <algorithm>

template <class T>
QFuture<Result<T>> answeredNow(const Result<T> &result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(result);
    promise.finish();
    return promise.future();
}

/// Disputes in memory, as a page sees them: answers take effect at once, or fail as told.
class FakeDisputes final : public Disputes
{
public:
    QList<DisputeView> all;
    std::optional<Error> failure;
    QStringList calls;

    static Dispute sample(int number, DisputeStatus status, qint64 respondByMs)
    {
        Dispute dispute;
        dispute.rowId = number;
        dispute.id = {QStringLiteral("dp_sample%1").arg(number, 14, 10, QLatin1Char('0'))};
        dispute.merchantId = {QStringLiteral("merchant_test")};
        dispute.paymentId = {QStringLiteral("pay_sample%1").arg(number, 13, 10, QLatin1Char('0'))};
        dispute.connector = QStringLiteral("simulator");
        dispute.processorReference = QStringLiteral("simdsp_%1").arg(number);
        dispute.status = status;
        dispute.amount = 4'990 * number;
        dispute.reason = QStringLiteral("fraudulent");
        dispute.reasonCode = QStringLiteral("10.4");
        dispute.respondByMs = respondByMs;
        dispute.createdAtMs = respondByMs - 7LL * 24 * 3'600'000;
        return dispute;
    }

    QFuture<Result<DisputePage>> list(const MerchantId &, const DisputeQuery &query) override
    {
        if (failure)
            return answeredNow<DisputePage>(*failure);
        DisputePage page;
        for (const DisputeView &view : all) {
            if (query.statuses.isEmpty() || query.statuses.contains(view.dispute.status))
                page.disputes.append(view.dispute);
        }
        page.total = page.disputes.size();
        return answeredNow<DisputePage>(page);
    }
    QFuture<Result<DisputeView>> find(const MerchantId &, const DisputeId &id) override
    {
        return change(id, [](DisputeView &) {});
    }
    QFuture<Result<DisputeView>> attach(const Caller &, const DisputeId &id,
                                        DisputeEvidence evidence) override
    {
        calls.append(QStringLiteral("attach ") + evidence.kind);
        const Result<> fits = checkEvidence(evidence);
        if (!fits)
            return answeredNow<DisputeView>(fits.error());
        return change(id, [&](DisputeView &view) {
            evidence.id = QStringLiteral("file_%1").arg(view.evidence.size());
            evidence.size = evidence.content.size();
            view.evidence.append(evidence);
        });
    }
    QFuture<Result<DisputeView>> detach(const Caller &, const DisputeId &id,
                                        const QString &evidenceId) override
    {
        calls.append(QStringLiteral("detach"));
        return change(id, [&](DisputeView &view) {
            view.evidence.removeIf(
                [&](const DisputeEvidence &piece) { return piece.id == evidenceId; });
        });
    }
    QFuture<Result<DisputeView>> submit(const Caller &, const DisputeId &id) override
    {
        calls.append(QStringLiteral("submit"));
        if (failure)
            return answeredNow<DisputeView>(*failure);
        return change(id,
                      [](DisputeView &view) { view.dispute.status = DisputeStatus::Challenged; });
    }
    QFuture<Result<DisputeView>> accept(const Caller &, const DisputeId &id) override
    {
        calls.append(QStringLiteral("accept"));
        return change(id, [](DisputeView &view) { view.dispute.status = DisputeStatus::Accepted; });
    }

private:
    template <class Change>
    QFuture<Result<DisputeView>> change(const DisputeId &id, Change apply)
    {
        for (DisputeView &view : all) {
            if (view.dispute.id != id)
                continue;
            apply(view);
            return answeredNow<DisputeView>(view);
        }
        return answeredNow<DisputeView>(Error{ErrorCode::NotFound, QStringLiteral("dispute_id")});
    }
};

/// Webhooks to a shop, in memory.
class FakeWebhooks final : public Webhooks
{
public:
    QList<WebhookHistory> all;
    std::optional<Error> failure;

    QFuture<Result<WebhookPage>> list(const MerchantId &, const WebhookQuery &) override
    {
        if (failure)
            return answeredNow<WebhookPage>(*failure);
        WebhookPage page;
        for (const WebhookHistory &one : all)
            page.events.append(one.event);
        page.total = page.events.size();
        return answeredNow<WebhookPage>(page);
    }
    QFuture<Result<WebhookHistory>> history(const MerchantId &, const QString &eventId) override
    {
        for (const WebhookHistory &one : all) {
            if (one.event.id == eventId)
                return answeredNow<WebhookHistory>(one);
        }
        return answeredNow<WebhookHistory>(Error{ErrorCode::NotFound});
    }
    QFuture<Result<WebhookHistory>> retry(const Caller &caller, const QString &eventId) override
    {
        if (failure)
            return answeredNow<WebhookHistory>(*failure);
        for (WebhookHistory &one : all) {
            if (one.event.id != eventId)
                continue;
            one.event.tries += 1;
            one.event.deliveredAtMs = one.event.createdAtMs + 1'000;
            one.event.nextTryAtMs = 0;
            one.tries.append({one.event.tries,
                              one.event.id,
                              WebhookTryKind::ByHand,
                              QStringLiteral("https://shop.example/hook"),
                              {},
                              200,
                              true,
                              {},
                              one.event.deliveredAtMs,
                              40});
        }
        return history(caller.merchantId, eventId);
    }
};

/// What processors told, in memory.
class FakeIncoming final : public IncomingWebhooks
{
public:
    QList<InboxEntry> all;
    qint64 refused = 0;

    QFuture<Result<QByteArray>> receive(IncomingWebhook) override
    {
        return answeredNow<QByteArray>(QByteArray());
    }
    QFuture<Result<InboxPage>> list(const MerchantId &, const InboxQuery &) override
    {
        return answeredNow<InboxPage>(InboxPage{all, all.size()});
    }
    QFuture<Result<InboxEntry>> handleAgain(const Caller &, qint64 rowId) override
    {
        for (InboxEntry &entry : all) {
            if (entry.rowId != rowId)
                continue;
            entry.state = InboxState::Done;
            entry.tries += 1;
            return answeredNow<InboxEntry>(entry);
        }
        return answeredNow<InboxEntry>(Error{ErrorCode::NotFound});
    }
    QFuture<Result<qint64>> refusedCount() override { return answeredNow<qint64>(refused); }
};

/// Some of everything.
inline void fillNews(FakeDisputes &disputes, FakeWebhooks &webhooks, FakeIncoming &incoming,
                     qint64 nowMs)
{
    constexpr qint64 kHourMs = 3'600'000;
    disputes.all = {
        {FakeDisputes::sample(1, DisputeStatus::Opened, nowMs + 9 * kHourMs), {}},
        {FakeDisputes::sample(2, DisputeStatus::Opened, nowMs + 100 * kHourMs), {}},
        {FakeDisputes::sample(3, DisputeStatus::Challenged, nowMs + 120 * kHourMs), {}},
        {FakeDisputes::sample(4, DisputeStatus::Won, nowMs - 24 * kHourMs), {}},
        {FakeDisputes::sample(5, DisputeStatus::Lost, nowMs - 48 * kHourMs), {}},
    };
    int number = 0;
    for (const char *type : {"payment_succeeded", "payment_failed", "refund_succeeded"}) {
        WebhookEvent event;
        event.rowId = ++number;
        event.id = QStringLiteral("evt_%1").arg(number, 32, 10, QLatin1Char('0'));
        event.type = QString::fromLatin1(type);
        event.objectId = QStringLiteral("pay_sample%1").arg(number, 13, 10, QLatin1Char('0'));
        event.createdAtMs = nowMs - number * kHourMs;
        event.body =
            R"({"event_type":")" + QByteArray(type)
            + R"(","content":{"object":{"client_secret":"pay_1_secret_abcdefghij0123456789"}}})";
        event.tries = number;
        event.deliveredAtMs = number == 1 ? event.createdAtMs + 900 : 0;
        event.nextTryAtMs = number == 2 ? nowMs + 60'000 : 0;
        const WebhookTry made{1,
                              event.id,
                              WebhookTryKind::First,
                              QStringLiteral("https://shop.example/hook"),
                              {},
                              number == 1 ? 200 : 500,
                              number == 1,
                              {},
                              event.createdAtMs,
                              120};
        webhooks.all.append({event, {made}});
    }
    number = 0;
    for (const InboxState state : {InboxState::Done, InboxState::Unmatched, InboxState::Waiting}) {
        InboxEntry entry;
        entry.rowId = ++number;
        entry.connector = QStringLiteral("simulator");
        entry.eventId = QStringLiteral("simevt_%1").arg(number);
        entry.eventType = QStringLiteral("payment.captured");
        entry.verified = true;
        entry.state = state;
        entry.copies = number;
        entry.tries = 1;
        entry.receivedAtMs = nowMs - number * 60'000;
        entry.paymentId = {QStringLiteral("pay_sample%1").arg(number, 13, 10, QLatin1Char('0'))};
        entry.payload = R"({"id":"simevt_1","type":"payment.captured"})";
        incoming.all.append(entry);
    }
    incoming.refused = 2;
}
