#include "services/api/incomingroutes.h"

#include "services/api/answering.h"
#include "services/api/ratelimit.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kCallsPerMinute = 60'000; ///< of one account
constexpr qint64 kCallBurst = 5'000;

ApiReply refusal(const Error &error)
{
    switch (error.code) {
    case ErrorCode::IntegrityMismatch:
    case ErrorCode::NotFound:
        return errorReply({401, u"WE_01"_s, u"The webhook could not be authenticated"_s});
    case ErrorCode::InvalidValue:
        return errorReply({400, u"WE_02"_s, u"The body of the webhook cannot be read"_s});
    default: return errorReply(apiError(error));
    }
}

ApiReply tooMany(qint64 waitMs)
{
    ApiReply reply = errorReply({429, u"OX_07"_s, u"Too many requests; try again later"_s});
    reply.headers.append(HttpHeader{"Retry-After", QByteArray::number((waitMs + 999) / 1000)});
    return reply;
}

} // namespace

void addIncomingRoutes(Router &router, IncomingWebhooks &incoming, const Clock &clock)
{
    const auto calls = std::make_shared<RateLimit>(kCallsPerMinute, kCallBurst, clock);
    const auto handler = [&router, &incoming, calls](const ApiRequestPtr &request,
                                                     const ApiResponder &respond) {
        IncomingWebhook call;
        call.merchantId = MerchantId{request->pathValue("merchant_id")};
        call.account = request->pathValue("account");
        const QByteArray name = QString(call.merchantId.value + u'/' + call.account).toUtf8();
        if (!calls->take(name))
            return respond(tooMany(calls->waitMs(name)));
        call.headers = request->http.headers;
        call.body = request->http.body.view().toByteArray();
        whenDone(incoming.receive(std::move(call)), &router,
                 [respond](const Result<QByteArray> &receipt) {
                     if (!receipt)
                         return respond(refusal(receipt.error()));
                     ApiReply reply;
                     reply.body = *receipt;
                     reply.contentType = "text/plain; charset=utf-8";
                     respond(reply);
                 });
    };
    for (const QByteArray method : {"GET", "POST", "PUT"})
        router.add(
            {method, "/webhooks/{merchant_id}/{account}", KeySet::None, handler, RouteBody::Any});
}
