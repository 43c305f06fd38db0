#include "services/api/disputeroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/multipart.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostListed = 1'000;
constexpr qint64 kMostOffset = 1'000'000;

ApiReply refusal(const Error &error)
{
    if (error.code == ErrorCode::NotFound) {
        const bool isFile = error.field == "file_id"_L1;
        return errorReply(
            {404, u"HE_04"_s, isFile ? u"There is no such file"_s : u"There is no such dispute"_s});
    }
    if (error.code == ErrorCode::InvalidState)
        return errorReply({400, u"HE_03"_s, u"The dispute cannot be answered in its status"_s});
    return errorReply(apiError(error));
}

template <class T, class Then>
void onDispute(const QFuture<Result<T>> &future, QObject *context, const ApiResponder &respond,
               Then then)
{
    whenDone(future, context, [respond, then](const Result<T> &result) {
        if (!result)
            return respond(refusal(result.error()));
        then(*result);
    });
}

void answerDispute(const QFuture<Result<DisputeView>> &future, QObject *context,
                   const ApiResponder &respond)
{
    onDispute(future, context, respond, [respond](const DisputeView &view) {
        JsonWriter out;
        writeDispute(out, view.dispute);
        respond(jsonReply(out.take()));
    });
}

void writeEvidence(JsonWriter &out, const DisputeEvidence &piece)
{
    out.beginObject();
    out.member("evidence_type"_L1, piece.kind);
    if (piece.size == 0) {
        out.member("text"_L1, piece.text);
    } else {
        out.beginObject("file_metadata_response"_L1);
        out.member("file_id"_L1, piece.id);
        out.member("file_name"_L1, textOrNull(piece.fileName));
        out.member("file_size"_L1, piece.size);
        out.member("file_type"_L1, piece.mediaType);
        out.member("available"_L1, true);
        out.endObject();
    }
    out.endObject();
}

/// Several words with commas between; `problem` when one of them is not known.
template <class Value, class Parse>
QList<Value> wordsOf(const ApiRequest &request, QStringView name, Parse parse,
                     std::optional<ApiError> &problem)
{
    QList<Value> values;
    const QString text = request.queryValue(name).value_or(QString());
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const std::optional<Value> value = parse(word);
        if (value)
            values.append(*value);
        else
            problem = unfitValue(u"%1: not a known value"_s.arg(name));
    }
    return values;
}

DisputeQuery queryOf(const ApiRequest &request, std::optional<ApiError> &problem)
{
    DisputeQuery query;
    const auto text = [&request](QStringView name) {
        return request.queryValue(name).value_or(QString());
    };
    query.paymentId = {text(u"payment_id")};
    query.reason = text(u"reason");
    query.connector = text(u"connector");
    query.statuses =
        wordsOf<DisputeStatus>(request, u"dispute_status", disputeStatusFromText, problem);
    query.stages = wordsOf<DisputeStage>(request, u"dispute_stage", disputeStageFromText, problem);
    query.limit = static_cast<int>(
        fields::queryNumber(request, u"limit", 1, kMostListed, problem).value_or(10));
    query.offset = static_cast<int>(
        fields::queryNumber(request, u"offset", 0, kMostOffset, problem).value_or(0));
    query.fromMs = fields::queryTime(request, u"start_time", problem).value_or(0);
    query.toMs = fields::queryTime(request, u"end_time", problem).value_or(0);
    return query;
}

RouteHandler listDisputes(QObject *context, Disputes &disputes)
{
    return [context, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        std::optional<ApiError> problem;
        const DisputeQuery query = queryOf(*request, problem);
        if (problem)
            return respond(errorReply(*problem));
        onDispute(disputes.list(request->identity.merchantId, query), context, respond,
                  [respond](const DisputePage &page) {
                      JsonWriter out;
                      out.beginArray();
                      for (const Dispute &dispute : page.disputes)
                          writeDispute(out, dispute);
                      out.endArray();
                      respond(jsonReply(out.take()));
                  });
    };
}

RouteHandler listEvidence(QObject *context, Disputes &disputes)
{
    return [context, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        const DisputeId id{request->pathValue("dispute_id")};
        onDispute(disputes.find(request->identity.merchantId, id), context, respond,
                  [respond](const DisputeView &view) {
                      JsonWriter out;
                      out.beginArray();
                      for (const DisputeEvidence &piece : view.evidence)
                          writeEvidence(out, piece);
                      out.endArray();
                      respond(jsonReply(out.take()));
                  });
    };
}

/// A file of a form.
RouteHandler attachFile(QObject *context, Disputes &disputes)
{
    return [context, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        const QByteArray type = headerValue(request->http.headers, "Content-Type");
        const auto parts = multipart::read(type, request->http.body.view());
        if (!parts)
            return respond(errorReply(parseFault(u"expected multipart/form-data"_s)));
        DisputeEvidence piece;
        DisputeId id;
        for (const multipart::Part &part : *parts) {
            if (part.name == "dispute_id")
                id.value = QString::fromUtf8(part.content);
            else if (part.name == "evidence_type")
                piece.kind = QString::fromUtf8(part.content);
            else if (part.name == "file")
                piece.content = part.content;
            if (part.name == "file") {
                piece.fileName = part.fileName;
                piece.mediaType = QString::fromLatin1(part.mediaType);
            }
        }
        if (piece.content.isEmpty())
            return respond(errorReply(missingField(u"file"_s)));
        onDispute(disputes.attach(request->caller(), id, piece), context, respond,
                  [respond](const DisputeView &view) {
                      JsonWriter out;
                      out.beginObject();
                      out.member("file_id"_L1, view.evidence.constLast().id);
                      out.endObject();
                      respond(jsonReply(out.take()));
                  });
    };
}

/// Keeps one text after the other, then submits.
void attachAll(QObject *context, Disputes &disputes, const Caller &caller, const DisputeId &id,
               QList<DisputeEvidence> texts, const ApiResponder &respond)
{
    if (texts.isEmpty())
        return answerDispute(disputes.submit(caller, id), context, respond);
    const DisputeEvidence first = texts.takeFirst();
    onDispute(disputes.attach(caller, id, first), context, respond,
              [context, &disputes, caller, id, texts, respond](const DisputeView &) {
                  attachAll(context, disputes, caller, id, texts, respond);
              });
}

RouteHandler submitEvidence(QObject *context, Disputes &disputes)
{
    return [context, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        DisputeId id;
        QList<DisputeEvidence> texts;
        for (const JsonMember &member : request->body.members()) {
            const QString name = QString::fromUtf8(member.name);
            if (member.value.kind() == JsonValue::Kind::Null)
                continue;
            if (member.value.kind() != JsonValue::Kind::Text)
                return respond(errorReply(parseFault(name + u": expected a text"_s)));
            const QString text = member.value.text();
            if (name == "dispute_id"_L1)
                id.value = text;
            else if (!isEvidenceKind(name))
                return respond(errorReply(parseFault(name + u": unknown field"_s)));
            else if (!text.startsWith("file_"_L1)) // a file is there already
                texts.append({0, {}, name, text, {}, {}, {}, 0, 0});
        }
        if (id.isEmpty())
            return respond(errorReply(missingField(u"dispute_id"_s)));
        attachAll(context, disputes, request->caller(), id, texts, respond);
    };
}

RouteHandler removeEvidence(QObject *context, Disputes &disputes)
{
    return [context, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        DisputeId id;
        QString file;
        const auto problem = fields::readBody(request->body, [&](JsonReader &in) {
            id.value = in.requiredText("dispute_id"_L1);
            file = in.requiredText("file_id"_L1);
        });
        if (problem)
            return respond(errorReply(*problem));
        onDispute(disputes.detach(request->caller(), id, file), context, respond,
                  [respond](const DisputeView &) { respond(jsonReply("{}")); });
    };
}

} // namespace

void writeDispute(JsonWriter &out, const Dispute &dispute)
{
    out.beginObject();
    out.member("dispute_id"_L1, QStringView(dispute.id.value));
    out.member("payment_id"_L1, dispute.paymentId);
    out.member("attempt_id"_L1, attemptId(dispute.paymentId, dispute.attemptNumber));
    out.member("amount"_L1, QString::number(dispute.amount));
    out.member("currency"_L1, toText(dispute.currency));
    out.member("dispute_stage"_L1, toText(dispute.stage));
    out.member("dispute_status"_L1, toText(dispute.status));
    out.member("connector"_L1, dispute.connector);
    out.member("connector_status"_L1, dispute.processorStatus);
    out.member("connector_dispute_id"_L1, dispute.processorReference);
    out.member("connector_reason"_L1, textOrNull(dispute.reason));
    out.member("connector_reason_code"_L1, textOrNull(dispute.reasonCode));
    out.member("challenge_required_by"_L1, fields::timeText(dispute.respondByMs));
    out.member("connector_created_at"_L1, fields::timeText(dispute.processorCreatedMs));
    out.member("connector_updated_at"_L1, fields::timeText(dispute.processorUpdatedMs));
    out.member("created_at"_L1, fields::timeText(dispute.createdAtMs));
    out.member("profile_id"_L1, dispute.profileId);
    out.member("merchant_connector_id"_L1, dispute.connectorAccount);
    out.endObject();
}

void addDisputeRoutes(Router &router, Disputes &disputes)
{
    QObject *home = &router;
    const auto one = [home, &disputes](const ApiRequestPtr &request, const ApiResponder &respond) {
        const DisputeId id{request->pathValue("dispute_id")};
        answerDispute(disputes.find(request->identity.merchantId, id), home, respond);
    };
    const auto accept = [home, &disputes](const ApiRequestPtr &request,
                                          const ApiResponder &respond) {
        const DisputeId id{request->pathValue("dispute_id")};
        answerDispute(disputes.accept(request->caller(), id), home, respond);
    };
    router.add({
        {"GET", "/disputes/list", KeySet::Secret, listDisputes(home, disputes)},
        {"GET", "/disputes/{dispute_id}", KeySet::Secret, one},
        {"POST", "/disputes/accept/{dispute_id}", KeySet::Secret, accept},
        {"PUT", "/disputes/evidence", KeySet::Secret, attachFile(home, disputes), RouteBody::Any},
        {"POST", "/disputes/evidence", KeySet::Secret, submitEvidence(home, disputes)},
        {"DELETE", "/disputes/evidence", KeySet::Secret, removeEvidence(home, disputes)},
        {"GET", "/disputes/evidence/{dispute_id}", KeySet::Secret, listEvidence(home, disputes)},
    });
}
