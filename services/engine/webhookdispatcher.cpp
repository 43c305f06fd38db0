#include "services/engine/webhookdispatcher.h"

#include "services/core/faultpoint.h"
#include "services/engine/profilekeys.h"

#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 500;
constexpr int kMostAtOnce = 32;
constexpr int kTimeoutMs = 10'000;

QByteArray signatureOf(const SecretBytes &key, const QByteArray &body)
{
    // The key is copied once more inside; Qt has no other way.
    QByteArray copy = key.view().toByteArray();
    const QByteArray mac = QMessageAuthenticationCode::hash(body, copy, QCryptographicHash::Sha512);
    wipe(copy);
    return mac.toHex();
}

/// Lines of "Name: value" that the profile wants to go along.
void appendHeaders(HttpHeaders &headers, const SecretBytes &lines)
{
    for (const QByteArray &line : lines.view().toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.append(HttpHeader{line.first(colon), line.sliced(colon + 1).trimmed()});
    }
}

} // namespace

WebhookDispatcher::WebhookDispatcher(EngineCore &core, std::unique_ptr<WebhookTransport> transport)
    : m_core(core)
    , m_transport(std::move(transport))
{
    connect(&m_timer, &QTimer::timeout, this, &WebhookDispatcher::tick);
}

void WebhookDispatcher::start()
{
    if (!m_transport)
        return;
    m_timer.start(static_cast<int>(m_core.clock.waitMs(kTickMs)));
    tick();
}

void WebhookDispatcher::tick()
{
    const bool mayWrite = !m_core.writes.isDegraded();
    const int free = kMostAtOnce - static_cast<int>(m_underWay.size());
    if (!mayWrite || !m_core.vault.isUnlocked() || free <= 0)
        return;
    const auto due = m_core.webhooks.due(m_core.clock.nowMs(), kMostAtOnce);
    for (const WebhookEvent &event : due.value_or({})) {
        if (m_underWay.size() < kMostAtOnce && !m_underWay.contains(event.id))
            send(event, event.tries == 0 ? WebhookTryKind::First : WebhookTryKind::Retry, {});
    }
}

void WebhookDispatcher::retry(const WebhookEvent &event, const Done &done)
{
    if (!m_transport)
        return done(Error{ErrorCode::NotSupported});
    if (m_underWay.contains(event.id))
        return done(Error{ErrorCode::Busy, u"event_id"_s});
    if (!m_core.vault.isUnlocked())
        return done(Error{ErrorCode::VaultLocked});
    send(event, WebhookTryKind::ByHand, done);
}

void WebhookDispatcher::send(const WebhookEvent &event, WebhookTryKind kind, const Done &done)
{
    const auto profile = m_core.setups.profile(event.merchantId, event.profileId);
    const bool heard = profile && !profile->webhook.url.isEmpty();
    if (!heard && done)
        return done(Error{ErrorCode::InvalidState, u"webhook_url"_s});
    if (!heard)
        return giveUp(event);
    const auto keys = profilekeys::open(m_core, event.merchantId, event.profileId);
    if (!keys && done)
        return done(keys.error());
    if (!keys)
        return; // it says so in the vault's state; tried again
    const QByteArray signature = signatureOf(*keys->signing, event.body);
    WebhookRequest request;
    request.url = QUrl(profile->webhook.url, QUrl::StrictMode);
    request.body = event.body;
    request.headers = {{"Content-Type", "application/json"}, {"User-Agent", "OrchestratorX"}};
    if (profile->responseHash)
        request.headers.append(HttpHeader{"X-Webhook-Signature-512", signature});
    appendHeaders(request.headers, *keys->headers);
    request.loopbackAllowed =
        m_core.loopbackWebhooks && m_core.accounts.isTestMode(event.merchantId).value_or(false);
    const Sending sending{event,
                          kind,
                          profile->webhook.url,
                          profile->responseHash ? QString::fromLatin1(signature) : QString(),
                          m_core.clock.nowMs(),
                          m_core.clock.steadyMs(),
                          done};
    m_underWay.insert(event.id);
    faultPoint("webhook.before_send");
    m_transport->send(std::move(request), kTimeoutMs, this,
                      [this, sending](const WebhookAnswer &answer) { answered(sending, answer); });
}

void WebhookDispatcher::answered(const Sending &sending, const WebhookAnswer &answer)
{
    faultPoint("webhook.answered");
    const qint64 durationMs = m_core.clock.steadyMs() - sending.startedSteadyMs;
    const auto history = std::make_shared<Result<WebhookHistory>>(ErrorCode::Internal);
    const auto half = [this, sending, answer, durationMs, history]() -> Result<> {
        *history = record(sending, answer, durationMs);
        faultPoint("webhook.before_commit");
        return *history ? Result<>() : Result<>(history->error());
    };
    m_core.writes.enqueue(
        half,
        [this, sending, history](const Result<> &committed) {
            faultPoint("webhook.after_commit");
            m_underWay.remove(sending.event.id);
            if (sending.done)
                sending.done(committed ? *history : Result<WebhookHistory>(committed.error()));
        },
        WriteQueue::Importance::MustSucceed);
}

Result<WebhookHistory> WebhookDispatcher::record(const Sending &sending,
                                                 const WebhookAnswer &answer, qint64 durationMs)
{
    Result<WebhookEvent> event = m_core.webhooks.find(sending.event.merchantId, sending.event.id);
    if (!event)
        return event.error();
    WebhookTry made;
    made.number = event->tries + 1;
    made.kind = sending.kind;
    made.id = event->tries == 0 ? event->id
                                : webhookEventId(sending.startedAtMs, m_core.random.bytes(10));
    made.url = sending.url;
    made.signature = sending.signature;
    made.httpStatus = answer.status;
    made.delivered = answer.status >= 200 && answer.status < 300;
    made.problem = answer.problem;
    made.atMs = sending.startedAtMs;
    made.durationMs = durationMs;
    event->tries = made.number;
    const qint64 nowMs = m_core.clock.nowMs();
    if (made.delivered) {
        event->deliveredAtMs = event->deliveredAtMs > 0 ? event->deliveredAtMs : nowMs;
        event->nextTryAtMs = 0;
    } else if (sending.kind != WebhookTryKind::ByHand) {
        const auto earlier = m_core.webhooks.tries(*event);
        if (!earlier)
            return earlier.error();
        const auto byItself = std::ranges::count_if(
            *earlier, [](const WebhookTry &one) { return one.kind != WebhookTryKind::ByHand; });
        const qint64 delayMs = webhookDelayMs(static_cast<int>(byItself) + 1);
        event->nextTryAtMs = delayMs == 0 ? 0 : nowMs + delayMs;
    }
    const Result<> written = m_core.webhooks.addTry(*event, made);
    if (!written)
        return written.error();
    const auto tries = m_core.webhooks.tries(*event);
    return tries ? Result<WebhookHistory>(WebhookHistory{*event, *tries}) : tries.error();
}

void WebhookDispatcher::giveUp(const WebhookEvent &event)
{
    m_underWay.insert(event.id);
    const auto half = [this, event]() -> Result<> { return m_core.webhooks.giveUp(event); };
    m_core.writes.enqueue(half, [this, event](const Result<> &) { m_underWay.remove(event.id); });
}
