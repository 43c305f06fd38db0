#pragma once

#include "services/api/errormapping.h"
#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "services/api/router.h"
#include "services/core/async.h"

/// What the routes of the set-up share.
namespace routesupport {

/// 2026-11-22T18:00:00.000Z; nothing for 0.
std::optional<QString> isoTime(qint64 ms);
/// The ms of such a time, which must name its zone.
std::optional<qint64> isoTimeFromText(QStringView text);

/// A refusal of a call that sets something up.
ApiError setupError(const Error &error);
/// The merchant of the path, when the key may speak of it: its own, or any with an admin key.
/// Otherwise nothing, and the answer says that there is none.
std::optional<Caller> callerFor(const ApiRequest &request, const ApiResponder &respond);

/// What is wrong with a body, as an answer: a field that is missing is IR_04.
ApiReply faultReply(const JsonFault &fault);

/// An object that is kept as text, with members replaced: JSON by name, an empty one goes.
QString withMembers(const QString &object,
                    const QList<std::pair<QLatin1StringView, std::optional<QString>>> &members);
/// Writes the members of a kept object by name, null for those that are not there.
void writeMembers(JsonWriter &out, const QString &object,
                  std::initializer_list<QLatin1StringView> names);

/// Reads the body with `read(JsonReader &)`. Answers itself, and is false, when there is something
/// wrong with it. No body counts as an empty object.
template <class Read>
bool readBody(const ApiRequest &request, const ApiResponder &respond, Read read)
{
    JsonValue body = JsonValue::ofKind(JsonValue::Kind::Object);
    std::optional<JsonFault> fault;
    if (!request.http.body.isEmpty())
        fault = readJson(request.http.body.view(), body);
    if (!fault)
        fault = readObject(body, read);
    if (fault)
        respond(faultReply(*fault));
    return !fault;
}

/// Answers with what `write(JsonWriter &, const T &)` makes of the call's result, or its refusal.
template <class T, class Write>
void answerWith(const QFuture<Result<T>> &future, QObject *context, const ApiResponder &respond,
                Write write)
{
    whenDone(future, context, [respond, write](const Result<T> &result) {
        if (!result)
            return respond(errorReply(setupError(result.error())));
        JsonWriter out;
        write(out, *result);
        ApiReply reply;
        reply.body = out.take();
        respond(reply);
    });
}

/// The same for a list: each element by `write(JsonWriter &, const T &)`.
template <class T, class Write>
void answerWithList(const QFuture<Result<QList<T>>> &future, QObject *context,
                    const ApiResponder &respond, Write write)
{
    answerWith(future, context, respond, [write](JsonWriter &out, const QList<T> &list) {
        out.beginArray();
        for (const T &one : list)
            write(out, one);
        out.endArray();
    });
}

/// A number of the query from `least` to `most`; `otherwise` when it is not there. Nothing, and an
/// answer, when it is none.
std::optional<qint64> numberOf(const ApiRequest &request, const ApiResponder &respond,
                               QStringView name, qint64 otherwise, qint64 least, qint64 most);

} // namespace routesupport
