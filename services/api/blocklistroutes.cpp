#include "services/api/blocklistroutes.h"

#include "services/api/routesupport.h"
#include "services/interfaces/blocklists.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

constexpr qint64 kListed = 10;
constexpr qint64 kMostListed = 100;
constexpr qint64 kMostSkipped = 1'000'000'000;

/// {"type": "card_bin", "data": "424242"}
struct Line
{
    BlockedKind kind = BlockedKind::Fingerprint;
    QString data;
};

/// A body calls a fingerprint so, a list payment_method.
std::optional<BlockedKind> kindOfBody(QStringView text)
{
    if (text == "fingerprint"_L1)
        return BlockedKind::Fingerprint;
    const std::optional<BlockedKind> kind = blockedKindFromText(text);
    return kind == BlockedKind::Fingerprint ? std::nullopt : kind;
}

bool readLine(const ApiRequest &request, const ApiResponder &respond, Line &line)
{
    return readBody(request, respond, [&line](JsonReader &in) {
        const auto kind = in.parsed("type"_L1, kindOfBody, u"not a known value"_s);
        if (!kind)
            in.refuse("type"_L1, JsonFault::Kind::MissingField, u"required, and missing"_s);
        line = {kind.value_or(BlockedKind::Fingerprint), in.requiredText("data"_L1)};
    });
}

ApiError lineError(const Error &error)
{
    if (error.code == ErrorCode::InvalidValue)
        return {422, u"IR_05"_s,
                u"data is 6 digits of a card_bin, 8 of an extended_card_bin, or a fingerprint"_s};
    if (error.code == ErrorCode::Duplicate)
        return unmetCondition(u"It is on the block list already"_s);
    if (error.code == ErrorCode::NotFound && error.field == "fingerprint_id"_L1)
        return {404, u"IR_37"_s, u"It is not on the block list"_s};
    return setupError(error);
}

void writeLine(JsonWriter &out, const BlockedCard &card)
{
    out.beginObject();
    out.member("fingerprint_id"_L1, card.data);
    out.member("data_kind"_L1, toText(card.kind));
    out.member("created_at"_L1, isoTime(card.createdAtMs));
    out.endObject();
}

void answerLine(const QFuture<Result<BlockedCard>> &future, QObject *context,
                const ApiResponder &respond)
{
    whenDone(future, context, [respond](const Result<BlockedCard> &line) {
        if (!line)
            return respond(errorReply(lineError(line.error())));
        JsonWriter out;
        writeLine(out, *line);
        ApiReply reply;
        reply.body = out.take();
        respond(reply);
    });
}

RouteHandler addLine(QObject *context, Blocklists &lists)
{
    return [context, &lists](const ApiRequestPtr &request, const ApiResponder &respond) {
        Line line;
        if (readLine(*request, respond, line))
            answerLine(lists.add(request->caller(), line.kind, line.data), context, respond);
    };
}

RouteHandler removeLine(QObject *context, Blocklists &lists)
{
    return [context, &lists](const ApiRequestPtr &request, const ApiResponder &respond) {
        Line line;
        if (readLine(*request, respond, line))
            answerLine(lists.remove(request->caller(), line.kind, line.data), context, respond);
    };
}

RouteHandler listLines(QObject *context, Blocklists &lists)
{
    return [context, &lists](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<QString> named = request->queryValue(u"data_kind");
        if (!named)
            return respond(errorReply(missingField(u"data_kind"_s)));
        const auto kind = blockedKindFromText(*named);
        if (!kind)
            return respond(errorReply(parseFault(u"data_kind: not a known value"_s)));
        const auto limit = numberOf(*request, respond, u"limit", kListed, 1, kMostListed);
        if (!limit)
            return;
        const auto offset = numberOf(*request, respond, u"offset", 0, 0, kMostSkipped);
        if (!offset)
            return;
        answerWithList(
            lists.list(request->identity.merchantId, *kind, *offset, static_cast<int>(*limit)),
            context, respond, writeLine);
    };
}

RouteHandler turnList(QObject *context, Blocklists &lists)
{
    return [context, &lists](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<QString> status = request->queryValue(u"status");
        if (!status)
            return respond(errorReply(missingField(u"status"_s)));
        if (*status != "true"_L1 && *status != "false"_L1)
            return respond(errorReply(parseFault(u"status must be true or false"_s)));
        answerWith(lists.turn(request->caller(), *status == "true"_L1), context, respond,
                   [](JsonWriter &out, bool on) {
                       out.beginObject();
                       out.member("blocklist_guard_status"_L1, on ? "enabled"_L1 : "disabled"_L1);
                       out.endObject();
                   });
    };
}

} // namespace

void addBlocklistRoutes(Router &router, Blocklists &lists)
{
    router.add({
        {"GET", "/blocklist", KeySet::Secret, listLines(&router, lists)},
        {"POST", "/blocklist", KeySet::Secret, addLine(&router, lists)},
        {"DELETE", "/blocklist", KeySet::Secret, removeLine(&router, lists)},
        {"POST", "/blocklist/toggle", KeySet::Secret, turnList(&router, lists)},
    });
    router.addNotOffered("/blocklist/batch");
}
