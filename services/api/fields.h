#pragma once

#include "services/api/errormapping.h"
#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "services/domain/commands.h"
#include "services/domain/textrules.h"

/// Fields that several resources share, between JSON and our values.
namespace fields {

/// ISO 8601 with a zone, or without one in UTC; milliseconds since 1970.
std::optional<qint64> timeFromText(QStringView text);
/// "2026-01-31T12:00:00.000Z"; nothing for 0.
std::optional<QString> timeText(qint64 ms);
/// A time field.
std::optional<qint64> time(JsonReader &in, QLatin1StringView name);

/// A value of one of our enumerations by its API spelling.
template <class Parse>
auto word(JsonReader &in, QLatin1StringView name, Parse parse)
{
    return in.parsed(name, parse, QStringLiteral("not a known value"));
}

/// A list of such values; one that is not known is refused.
template <class Value, class Parse>
QList<Value> words(JsonReader &in, QLatin1StringView name, Parse parse)
{
    QList<Value> values;
    for (const QString &text : in.texts(name).value_or(QStringList())) {
        const std::optional<Value> value = parse(QStringView(text));
        if (value)
            values.append(*value);
        else
            in.refuse(name, JsonFault::Kind::InvalidValue, QStringLiteral("not a known value"));
    }
    return values;
}

/// An object that is kept as it came, as JSON text; nothing when absent.
std::optional<QString> jsonText(JsonReader &in, QLatin1StringView name, JsonValue::Kind kind);
/// Writes text that jsonText() gave; null when it is empty.
void writeJson(JsonWriter &out, QLatin1StringView name, const QString &json);

/// {line1, ..., country, first_name, last_name}. Lengths and the country are checked where the
/// address is kept as columns; here only its form.
PostalAddress readPostalAddress(JsonReader &in);
void writePostalAddress(JsonWriter &out, QLatin1StringView name, const PostalAddress &address);
/// Whether {address, phone, email} has nothing but known and short enough fields.
void checkAddress(JsonReader &in);

/// A card of a body. Digits in groups are taken; the number is checked as far as its form goes.
/// Expiry that is no number is told in `problem`.
CardDetails readCard(JsonReader &in, std::optional<ApiError> &problem);
/// What a body calls the parts of a network token.
struct TokenNames
{
    QLatin1StringView number;
    QLatin1StringView month;
    QLatin1StringView year;
};
/// The same for a network token, which has no code of its own.
CardDetails readNetworkToken(JsonReader &in, const TokenNames &names,
                             std::optional<ApiError> &problem);

/// {acceptance_type, accepted_at, online{ip_address, user_agent}}
CustomerAcceptance readAcceptance(JsonReader &in);

/// Reads a whole body; what is wrong as it is answered, or nothing.
template <class Read>
std::optional<ApiError> readBody(const JsonValue &body, Read read)
{
    const std::optional<JsonFault> fault = readObject(body, read);
    return fault ? std::optional(parseFault(*fault)) : std::nullopt;
}

/// A number of the query; nothing when absent. Out of bounds, or no number: `problem` 422 IR_06.
std::optional<qint64> queryNumber(const ApiRequest &request, QStringView name, qint64 least,
                                  qint64 most, std::optional<ApiError> &problem);
/// true, false or absent.
std::optional<bool> queryFlag(const ApiRequest &request, QStringView name,
                              std::optional<ApiError> &problem);
/// A time of the query.
std::optional<qint64> queryTime(const ApiRequest &request, QStringView name,
                                std::optional<ApiError> &problem);

/// A stretch of time, its end not in it.
struct TimeWindow
{
    std::optional<qint64> fromMs;
    std::optional<qint64> toMs;
};
/// `name`, or `name`.gt, .gte, .lt and .lte of the query.
TimeWindow queryWindow(const ApiRequest &request, const QString &name,
                       std::optional<ApiError> &problem);
/// What the X-Profile-Id header names; empty without one.
QString profileHeader(const ApiRequest &request);

} // namespace fields
