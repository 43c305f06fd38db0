#pragma once

#include "services/api/json/jsonvalue.h"
#include "services/core/id.h"

#include <QLatin1StringView>

/// Writes an answer from front to back:
///
///     JsonWriter out;
///     out.beginObject();
///     out.member("amount"_L1, payment.amount.minorUnits);
///     out.member("description"_L1, textOrNull(payment.description));
///     out.beginArray("refunds"_L1); … out.endArray();
///     out.endObject();
///     return out.take();
///
/// Integers are exact, an empty optional is null. What it wrote and was not taken is overwritten.
class JsonWriter
{
public:
    JsonWriter();
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;
    ~JsonWriter();

    void beginObject();
    void beginObject(QLatin1StringView name);
    void endObject();
    void beginArray();
    void beginArray(QLatin1StringView name);
    void endArray();

    void value(QStringView text);
    void value(QLatin1StringView text);
    void value(qint64 number);
    void value(long number) { value(qint64(number)); }
    void value(int number) { value(qint64(number)); }
    void value(bool truth);
    void value(std::nullptr_t);
    void value(const JsonValue &tree);
    template <class T>
    void value(const std::optional<T> &maybe)
    {
        if (maybe)
            value(*maybe);
        else
            value(nullptr);
    }
    void value(const JsonValue *maybe);
    template <class Tag>
    void value(const Id<Tag> &id)
    {
        value(QStringView(id.value));
    }
    template <class T>
    void value(const T *) = delete; // would be taken for a truth value

    template <class T>
    void member(QLatin1StringView name, const T &what)
    {
        key(name);
        value(what);
    }
    /// A member whose name is not one of ours.
    template <class T>
    void member(QStringView name, const T &what)
    {
        key(name);
        value(what);
    }
    /// JSON that was written before and is whole.
    void raw(QLatin1StringView name, QByteArrayView json);

    /// The text; the writer is empty afterwards.
    QByteArray take();

private:
    void separate();
    void key(QLatin1StringView name);
    void key(QStringView name);
    void open(char bracket);
    void close(char bracket);
    void quoted(QByteArrayView utf8);

    QByteArray m_bytes;
    bool m_needsComma = false;
};

/// Null instead of an empty text.
inline std::optional<QString> textOrNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

/// A tree as text again, without blanks; numbers as they were spelled.
QByteArray toJson(const JsonValue &value);
