#include "services/engine/webhookservice.h"

#include "services/engine/enginecore.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/webhookdispatcher.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 100;

Result<WebhookEvent> find(EngineCore &core, const MerchantId &merchant, const QString &eventId)
{
    const Result<WebhookEvent> event = core.webhooks.find(merchant, eventId);
    if (!event && event.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"event_id"_s};
    return event;
}

} // namespace

QFuture<Result<WebhookPage>> WebhookService::list(const MerchantId &merchant,
                                                  const WebhookQuery &query)
{
    return m_engine.start<WebhookPage>([this, merchant, query](const Reply<WebhookPage> &reply) {
        if (query.limit < 1 || query.limit > kLongestList)
            return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
        if (query.offset < 0)
            return reply(Error{ErrorCode::InvalidValue, u"offset"_s});
        EngineCore &core = m_engine.core();
        const Result<MerchantAccount> owner = merchantrecord::find(core, merchant);
        reply(owner ? core.webhooks.list(merchant, query) : Result<WebhookPage>(owner.error()));
    });
}

QFuture<Result<WebhookHistory>> WebhookService::history(const MerchantId &merchant,
                                                        const QString &eventId)
{
    return m_engine.start<WebhookHistory>(
        [this, merchant, eventId](const Reply<WebhookHistory> &reply) {
            EngineCore &core = m_engine.core();
            const Result<WebhookEvent> event = find(core, merchant, eventId);
            if (!event)
                return reply(event.error());
            const auto tries = core.webhooks.tries(*event);
            reply(tries ? Result<WebhookHistory>(WebhookHistory{*event, *tries}) : tries.error());
        });
}

QFuture<Result<WebhookHistory>> WebhookService::retry(const Caller &caller, const QString &eventId)
{
    return m_engine.start<WebhookHistory>(
        [this, caller, eventId](const Reply<WebhookHistory> &reply) {
            EngineCore &core = m_engine.core();
            const Result<WebhookEvent> event = find(core, caller.merchantId, eventId);
            if (!event)
                return reply(event.error());
            // Noted with whoever asked for it; the try itself is written down when it is over.
            const auto half = [&core, caller, eventId] {
                return merchantrecord::audit(core, caller.merchantId, caller.actor,
                                             u"webhook.retry"_s, eventId);
            };
            core.writes.enqueue(half, [this, event = *event, reply](const Result<> &noted) {
                if (!noted)
                    return reply(noted.error());
                m_engine.webhooks().retry(event, reply);
            });
        });
}
