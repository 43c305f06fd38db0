#include "services/api/eventroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

constexpr qint64 kMostListed = 100;
constexpr qint64 kMostSkipped = 1'000'000'000;
constexpr qint64 kLongestWindowMs = 90LL * 24 * 3'600'000;

void writeCommon(JsonWriter &out, const WebhookEvent &event, const QString &id, bool delivered)
{
    out.member("event_id"_L1, id);
    out.member("merchant_id"_L1, event.merchantId);
    out.member("profile_id"_L1, event.profileId);
    out.member("object_id"_L1, event.objectId);
    out.member("event_type"_L1, event.type);
    out.member("event_class"_L1, event.eventClass);
    out.member("is_delivery_successful"_L1, delivered);
    out.member("initial_attempt_id"_L1, event.id);
}

void writeEvent(JsonWriter &out, const WebhookEvent &event)
{
    out.beginObject();
    writeCommon(out, event, event.id, event.deliveredAtMs > 0);
    out.member("created"_L1, isoTime(event.createdAtMs));
    out.member("attempts"_L1, event.tries);
    out.member("next_attempt_at"_L1, isoTime(event.nextTryAtMs));
    out.endObject();
}

void writeTry(JsonWriter &out, const WebhookEvent &event, const WebhookTry &made)
{
    out.beginObject();
    writeCommon(out, event, made.id, made.delivered);
    out.member("created"_L1, isoTime(made.atMs));
    out.member("delivery_attempt"_L1, toText(made.kind));
    out.beginObject("request"_L1);
    out.member("url"_L1, made.url);
    out.member("body"_L1, QString::fromUtf8(event.body));
    out.beginArray("headers"_L1);
    if (!made.signature.isEmpty()) {
        out.beginArray();
        out.value("X-Webhook-Signature-512"_L1);
        out.value(QStringView(made.signature));
        out.endArray();
    }
    out.endArray();
    out.endObject();
    out.beginObject("response"_L1);
    out.member("status_code"_L1,
               made.httpStatus == 0 ? std::nullopt : std::optional<int>(made.httpStatus));
    out.member("error_message"_L1, textOrNull(made.problem));
    out.member("duration_ms"_L1, made.durationMs);
    out.endObject();
    out.endObject();
}

void writePage(JsonWriter &out, const WebhookPage &page)
{
    out.beginObject();
    out.beginArray("events"_L1);
    for (const WebhookEvent &event : page.events)
        writeEvent(out, event);
    out.endArray();
    out.member("total_count"_L1, page.total);
    out.endObject();
}

/// Names an object or an event, or a time of at most ninety days.
bool isNarrow(const WebhookQuery &query)
{
    if (!query.objectId.isEmpty() || !query.eventId.isEmpty())
        return true;
    return query.toMs == 0 || query.toMs - query.fromMs <= kLongestWindowMs;
}

void readQuery(JsonReader &in, WebhookQuery &query)
{
    query.objectId = in.text("object_id"_L1).value_or(QString());
    query.eventId = in.text("event_id"_L1).value_or(QString());
    const QString time = u"expected a time in UTC"_s;
    query.fromMs = in.parsed("created_after"_L1, isoTimeFromText, time).value_or(0);
    query.toMs = in.parsed("created_before"_L1, isoTimeFromText, time).value_or(0);
    query.limit = static_cast<int>(in.integer("limit"_L1, 1, kMostListed).value_or(kMostListed));
    query.offset = static_cast<int>(in.integer("offset"_L1, 0, kMostSkipped).value_or(0));
    query.classes = in.texts("event_classes"_L1).value_or(QStringList());
    query.types = in.texts("event_types"_L1).value_or(QStringList());
    query.delivered = in.boolean("is_delivered"_L1);
    const bool byTime = query.fromMs > 0 || query.toMs > 0;
    if (byTime && (!query.objectId.isEmpty() || !query.eventId.isEmpty()))
        in.refuse("created_after"_L1, JsonFault::Kind::InvalidValue,
                  u"not together with object_id or event_id"_s);
    else if (!isNarrow(query))
        in.refuse("created_after"_L1, JsonFault::Kind::InvalidValue, u"ninety days at most"_s);
}

RouteHandler listEvents(QObject *context, Webhooks &webhooks)
{
    return [context, &webhooks](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        WebhookQuery query;
        const bool read =
            readBody(*request, respond, [&query](JsonReader &in) { readQuery(in, query); });
        if (read)
            answerWith(webhooks.list(caller->merchantId, query), context, respond, writePage);
    };
}

RouteHandler listAttempts(QObject *context, Webhooks &webhooks)
{
    return [context, &webhooks](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        answerWith(webhooks.history(caller->merchantId, request->pathValue("event_id")), context,
                   respond, [](JsonWriter &out, const WebhookHistory &history) {
                       out.beginArray();
                       for (const WebhookTry &made : history.tries)
                           writeTry(out, history.event, made);
                       out.endArray();
                   });
    };
}

RouteHandler retryEvent(QObject *context, Webhooks &webhooks)
{
    return [context, &webhooks](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        answerWith(webhooks.retry(*caller, request->pathValue("event_id")), context, respond,
                   [](JsonWriter &out, const WebhookHistory &history) {
                       writeTry(out, history.event, history.tries.constLast());
                   });
    };
}

} // namespace

void addEventRoutes(Router &router, Webhooks &webhooks)
{
    const QByteArray all = "/events/{merchant_id}";
    router.add({
        {"POST", all, KeySet::Admin, listEvents(&router, webhooks)},
        {"GET", all + "/{event_id}/attempts", KeySet::Admin, listAttempts(&router, webhooks)},
        {"POST", all + "/{event_id}/retry", KeySet::Admin, retryEvent(&router, webhooks)},
    });
}
