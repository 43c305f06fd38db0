#include "services/engine/incomingservice.h"

#include "services/engine/merchantrecord.h"
#include "services/engine/newsinbox.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 100;

} // namespace

QFuture<Result<QByteArray>> IncomingService::receive(IncomingWebhook call)
{
    return m_engine.start<QByteArray>(
        [this, call = std::move(call)](const Reply<QByteArray> &reply) {
            m_engine.news().receive(call, reply);
        });
}

QFuture<Result<InboxPage>> IncomingService::list(const MerchantId &merchant,
                                                 const InboxQuery &query)
{
    return m_engine.start<InboxPage>([this, merchant, query](const Reply<InboxPage> &reply) {
        if (query.limit < 1 || query.limit > kLongestList)
            return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
        if (query.offset < 0)
            return reply(Error{ErrorCode::InvalidValue, u"offset"_s});
        reply(m_engine.news().store().list(merchant, query));
    });
}

QFuture<Result<InboxEntry>> IncomingService::handleAgain(const Caller &caller, qint64 rowId)
{
    return m_engine.start<InboxEntry>([this, caller, rowId](const Reply<InboxEntry> &reply) {
        NewsInbox &news = m_engine.news();
        const Result<InboxEntry> entry = news.store().find(caller.merchantId, rowId);
        if (!entry)
            return reply(entry.error().code == ErrorCode::NotFound
                             ? Error{ErrorCode::NotFound, u"event"_s}
                             : entry.error());
        EngineCore &core = m_engine.core();
        const auto half = [&core, caller, event = entry->eventId] {
            return merchantrecord::audit(core, caller.merchantId, caller.actor, u"webhook.handle"_s,
                                         event);
        };
        core.writes.enqueue(half, [&news, entry = *entry, reply](const Result<> &noted) {
            if (!noted)
                return reply(noted.error());
            news.handleAgain(entry, reply);
        });
    });
}

QFuture<Result<qint64>> IncomingService::refusedCount()
{
    return m_engine.start<qint64>(
        [this](const Reply<qint64> &reply) { reply(m_engine.news().refusedCount()); });
}
