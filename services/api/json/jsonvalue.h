#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

struct JsonMember;

/// One value of a body that was read. Card numbers pass through such values: they can be moved, not
/// copied, and what they hold is overwritten when they go.
class JsonValue
{
public:
    enum class Kind { Null, Boolean, Number, Text, Array, Object };

    JsonValue();
    JsonValue(JsonValue &&other) noexcept;
    JsonValue &operator=(JsonValue &&other) noexcept;
    JsonValue(const JsonValue &) = delete;
    JsonValue &operator=(const JsonValue &) = delete;
    ~JsonValue();

    static JsonValue ofBoolean(bool value);
    static JsonValue ofNumber(QByteArrayView token); ///< as it was spelled
    static JsonValue ofText(QByteArrayView utf8);
    static JsonValue ofKind(Kind kind); ///< an empty array or object, or null

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; }

    /// Of Boolean.
    bool boolean() const { return m_boolean; }
    /// Of Number: as it was spelled. Of Text: UTF-8. For as long as this value lives.
    QByteArrayView bytes() const { return m_bytes; }
    /// Of Text: a copy that nobody wipes. Not for card data.
    QString text() const { return QString::fromUtf8(m_bytes); }
    /// Of Number: its value when it was spelled as an integer and fits; 10.0 and 1e1 are none.
    std::optional<qint64> integer() const;

    /// Of Array.
    const std::vector<JsonValue> &items() const { return m_items; }
    /// Of Object, in the order of the body.
    const std::vector<JsonMember> &members() const { return m_members; }
    /// Of Object: the member of that name, or nullptr.
    const JsonValue *find(QByteArrayView name) const;

    /// Adds to an array. The reference is good until the next one is added.
    JsonValue &append(JsonValue item);
    /// Adds to an object; the caller has looked that the name is new.
    JsonValue &append(QByteArrayView name, JsonValue value);

private:
    void clear();

    Kind m_kind = Kind::Null;
    bool m_boolean = false;
    QByteArray m_bytes = {};
    std::vector<JsonValue> m_items;
    std::vector<JsonMember> m_members;
};

/// A name and its value.
struct JsonMember
{
    QByteArray name;
    JsonValue value;
};
