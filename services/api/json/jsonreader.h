#pragma once

#include "services/api/json/jsonfault.h"
#include "services/api/json/jsonvalue.h"

#include <QLatin1StringView>
#include <QStringList>

#include <limits>

/// Takes the fields of one object by name, each with the type it must have. The first fault is
/// kept, with the path to the field; from then on every take gives nothing, so that a long body is
/// read straight down and asked once at the end:
///
///     const std::optional<JsonFault> fault = readObject(body, [&](JsonReader &in) {
///         command.amount = in.requiredInteger("amount"_L1);
///         command.description = in.text("description"_L1).value_or(QString());
///         in.object("billing"_L1, [&](JsonReader &billing) { readAddress(billing); });
///     });
///
/// A field that is null counts as absent. What nobody has taken is an unknown field, and a fault.
class JsonReader
{
public:
    /// `object` and `fault` outlive the reader. `path` is the way to the object.
    JsonReader(const JsonValue &object, std::optional<JsonFault> &fault, const QString &path = {});

    /// Whether the field stands in the body with something in it. Does not take it.
    bool has(QLatin1StringView name) const;
    /// Whether the field stands in the body as null. Does not take it.
    bool isNull(QLatin1StringView name) const;

    std::optional<QString> text(QLatin1StringView name);
    QString requiredText(QLatin1StringView name);
    /// Text that nobody copies: card numbers and secrets. Good while the body lives; null, not just
    /// empty, when absent.
    QByteArrayView secret(QLatin1StringView name);
    QByteArrayView requiredSecret(QLatin1StringView name);

    /// A whole number, spelled as one. Outside of the bounds it is an InvalidValue.
    std::optional<qint64> integer(QLatin1StringView name,
                                  qint64 least = std::numeric_limits<qint64>::min(),
                                  qint64 most = std::numeric_limits<qint64>::max());
    qint64 requiredInteger(QLatin1StringView name,
                           qint64 least = std::numeric_limits<qint64>::min(),
                           qint64 most = std::numeric_limits<qint64>::max());
    std::optional<bool> boolean(QLatin1StringView name);

    /// Any value, for what is kept as it came (metadata); nullptr when absent or null.
    const JsonValue *any(QLatin1StringView name);
    /// An object or an array as it came; nullptr when absent or null.
    const JsonValue *any(QLatin1StringView name, JsonValue::Kind kind);
    /// Takes fields that may stand there and are not looked at.
    void ignore(std::initializer_list<QLatin1StringView> names);

    /// A text that `parse`, from QStringView to an optional, understands. `expected` says what
    /// that is.
    template <class Parse>
    auto parsed(QLatin1StringView name, Parse parse, const QString &expected)
        -> std::invoke_result_t<Parse, QStringView>
    {
        const std::optional<QString> value = text(name);
        if (!value)
            return std::nullopt;
        auto result = parse(QStringView(*value));
        if (!result)
            refuse(name, JsonFault::Kind::InvalidValue, expected);
        return result;
    }

    /// Reads an object inside; returns whether it is there. Unknown fields in it are faults.
    template <class Read>
    bool object(QLatin1StringView name, Read read)
    {
        const JsonValue *value = any(name, JsonValue::Kind::Object);
        if (!value)
            return false;
        JsonReader inner(*value, m_fault, pathOf(name));
        read(inner);
        inner.finish();
        return true;
    }

    /// Reads each object of an array inside; returns whether the array is there.
    template <class Read>
    bool eachObject(QLatin1StringView name, Read read)
    {
        const JsonValue *array = any(name, JsonValue::Kind::Array);
        if (!array)
            return false;
        for (qsizetype i = 0; i < qsizetype(array->items().size()) && !m_fault; ++i) {
            const JsonValue &item = array->items()[size_t(i)];
            const QString path = pathOf(name, i);
            if (!isObject(item, path))
                return true;
            JsonReader inner(item, m_fault, path);
            read(inner);
            inner.finish();
        }
        return true;
    }

    /// The texts of an array; nothing when it is absent.
    std::optional<QStringList> texts(QLatin1StringView name);

    /// Fails with UnknownField for the first field that nobody has taken.
    void finish();
    /// Keeps a fault about a field, unless there is one already.
    void refuse(QLatin1StringView name, JsonFault::Kind kind, const QString &detail);
    bool failed() const { return m_fault.has_value(); }
    QString pathOf(QLatin1StringView name) const;

private:
    const JsonValue *take(QLatin1StringView name);
    const JsonValue *take(QLatin1StringView name, JsonValue::Kind kind);
    const JsonValue *required(QLatin1StringView name, const JsonValue *taken);
    QString pathOf(QLatin1StringView name, qsizetype index) const;
    bool isObject(const JsonValue &value, const QString &path);

    const JsonValue &m_object;
    std::optional<JsonFault> &m_fault;
    QString m_path;
    std::vector<bool> m_taken; ///< by position among the members
};

/// Reads a body that has to be an object with `read(JsonReader &)`, unknown fields refused. Returns
/// what is wrong, or nothing.
template <class Read>
std::optional<JsonFault> readObject(const JsonValue &body, Read read)
{
    std::optional<JsonFault> fault;
    if (body.kind() != JsonValue::Kind::Object)
        return JsonFault{JsonFault::Kind::WrongType, {}, QStringLiteral("expected an object")};
    JsonReader reader(body, fault);
    read(reader);
    reader.finish();
    return fault;
}
