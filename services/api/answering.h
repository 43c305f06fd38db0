#pragma once

#include "services/api/errormapping.h"
#include "services/core/async.h"

/// Goes on with the value, or answers with the refusal.
template <class T, class Then>
void onValue(const QFuture<Result<T>> &future, QObject *context, ErrorSubject subject,
             const ApiResponder &respond, Then then)
{
    whenDone(future, context,
             [subject, respond, then = std::move(then)](const Result<T> &result) mutable {
                 if (!result)
                     return respond(errorReply(apiError(result.error(), subject)));
                 then(*result);
             });
}

/// 200 with that JSON.
inline ApiReply jsonReply(const QByteArray &json)
{
    ApiReply reply;
    reply.body = json;
    return reply;
}
