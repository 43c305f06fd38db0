#include "services/api/routesupport.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

std::optional<QString> routesupport::isoTime(qint64 ms)
{
    if (ms == 0)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<qint64> routesupport::isoTimeFromText(QStringView text)
{
    const QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    const bool zoned =
        text.endsWith(u'Z') || text.mid(qMax<qsizetype>(0, text.size() - 6)).contains(u'+');
    if (!time.isValid() || !zoned)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

ApiError routesupport::setupError(const Error &error)
{
    if (error.code == ErrorCode::NotSupported)
        return notOffered();
    if (error.code == ErrorCode::NotFound && error.field.isEmpty())
        return apiError(Error{ErrorCode::NotFound, u"key_id"_s});
    ApiError worded = apiError(error);
    if (error.code == ErrorCode::InvalidState && !error.field.isEmpty()) {
        worded.message = QString(u"This does not allow it: "_s + error.field);
    } else if (error.code == ErrorCode::InvalidValue) {
        const bool read = error.field == "connector_name"_L1 || error.field == "merchant_id"_L1
                          || error.field == "webhook_url"_L1 || error.field == "base_url"_L1
                          || error.field.endsWith("statuses_enabled"_L1);
        if (read)
            return parseFault(worded.message);
        if (error.field == "connectors"_L1 || error.field == "metadata"_L1
            || error.field == "intent_fulfillment_time"_L1 || error.field == "algorithm"_L1) {
            worded.status = 422;
            worded.code = u"IR_06"_s;
        } else if (error.field.startsWith("connector_account_details"_L1)) {
            worded.code = u"IR_30"_s;
        }
    }
    return worded;
}

std::optional<Caller> routesupport::callerFor(const ApiRequest &request,
                                              const ApiResponder &respond)
{
    Caller caller = request.caller();
    const MerchantId named{request.pathValue("merchant_id")};
    const bool admin = request.identity.kind == KeyKind::Admin;
    if (!admin && named != request.identity.merchantId) {
        respond(errorReply(apiError(Error{ErrorCode::NotFound, u"merchant_id"_s})));
        return std::nullopt;
    }
    caller.merchantId = named;
    return caller;
}

ApiReply routesupport::faultReply(const JsonFault &fault)
{
    if (fault.kind == JsonFault::Kind::MissingField)
        return errorReply(missingField(fault.path));
    return errorReply(parseFault(fault.message()));
}

QString routesupport::withMembers(
    const QString &object,
    const QList<std::pair<QLatin1StringView, std::optional<QString>>> &members)
{
    JsonValue before = JsonValue::ofKind(JsonValue::Kind::Object);
    if (!object.isEmpty() && readJson(object.toUtf8(), before))
        before = JsonValue::ofKind(JsonValue::Kind::Object);
    JsonWriter out;
    out.beginObject();
    for (const JsonMember &member : before.members()) {
        const bool replaced = std::ranges::any_of(members, [&member](const auto &change) {
            return change.second && change.first == QLatin1StringView(member.name);
        });
        if (!replaced)
            out.member(QString::fromUtf8(member.name), member.value);
    }
    for (const auto &[name, json] : members) {
        if (json && !json->isEmpty())
            out.raw(name, json->toUtf8());
    }
    out.endObject();
    return QString::fromUtf8(out.take());
}

void routesupport::writeMembers(JsonWriter &out, const QString &object,
                                std::initializer_list<QLatin1StringView> names)
{
    JsonValue kept = JsonValue::ofKind(JsonValue::Kind::Object);
    if (!object.isEmpty() && readJson(object.toUtf8(), kept))
        kept = JsonValue::ofKind(JsonValue::Kind::Object);
    for (const QLatin1StringView name : names)
        out.member(name, kept.find(QByteArrayView(name.data(), name.size())));
}

std::optional<qint64> routesupport::numberOf(const ApiRequest &request, const ApiResponder &respond,
                                             QStringView name, qint64 otherwise, qint64 least,
                                             qint64 most)
{
    const std::optional<QString> text = request.queryValue(name);
    if (!text)
        return otherwise;
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    respond(errorReply(apiError(Error{ErrorCode::InvalidValue, u"limit"_s})));
    return std::nullopt;
}
