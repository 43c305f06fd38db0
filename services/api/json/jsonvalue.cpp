#include "services/api/json/jsonvalue.h"

#include "services/core/securebytes.h"

#include <algorithm>
#include <utility>

namespace {

/// -?(0|[1-9][0-9]{0,18})
bool isInteger(QByteArrayView token)
{
    if (token.startsWith('-'))
        token = token.sliced(1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return !token.isEmpty() && token.size() <= 19 && std::ranges::all_of(token, isDigit)
           && (token.size() == 1 || token.front() != '0');
}

} // namespace

JsonValue::JsonValue() = default; // here, where a member is whole

JsonValue::JsonValue(JsonValue &&other) noexcept
    : m_kind(std::exchange(other.m_kind, Kind::Null))
    , m_boolean(other.m_boolean)
    , m_bytes(std::exchange(other.m_bytes, {}))
    , m_items(std::move(other.m_items))
    , m_members(std::move(other.m_members))
{
}

JsonValue &JsonValue::operator=(JsonValue &&other) noexcept
{
    if (this != &other) {
        clear();
        m_kind = std::exchange(other.m_kind, Kind::Null);
        m_boolean = other.m_boolean;
        m_bytes = std::exchange(other.m_bytes, {});
        m_items = std::move(other.m_items);
        m_members = std::move(other.m_members);
    }
    return *this;
}

JsonValue::~JsonValue()
{
    clear();
}

void JsonValue::clear()
{
    wipe(m_bytes);
    for (JsonMember &member : m_members)
        wipe(member.name);
    m_items.clear();
    m_members.clear();
    m_kind = Kind::Null;
}

JsonValue JsonValue::ofBoolean(bool value)
{
    JsonValue result = ofKind(Kind::Boolean);
    result.m_boolean = value;
    return result;
}

JsonValue JsonValue::ofNumber(QByteArrayView token)
{
    JsonValue result = ofKind(Kind::Number);
    result.m_bytes = token.toByteArray();
    return result;
}

JsonValue JsonValue::ofText(QByteArrayView utf8)
{
    JsonValue result = ofKind(Kind::Text);
    result.m_bytes = utf8.toByteArray();
    return result;
}

JsonValue JsonValue::ofKind(Kind kind)
{
    JsonValue result;
    result.m_kind = kind;
    return result;
}

std::optional<qint64> JsonValue::integer() const
{
    if (m_kind != Kind::Number || !isInteger(m_bytes))
        return std::nullopt;
    bool fits = false;
    const qint64 value = m_bytes.toLongLong(&fits);
    return fits ? std::optional(value) : std::nullopt;
}

const JsonValue *JsonValue::find(QByteArrayView name) const
{
    const auto member = std::ranges::find_if(
        m_members, [name](const JsonMember &candidate) { return candidate.name == name; });
    return member == m_members.end() ? nullptr : &member->value;
}

JsonValue &JsonValue::append(JsonValue item)
{
    return m_items.emplace_back(std::move(item));
}

JsonValue &JsonValue::append(QByteArrayView name, JsonValue value)
{
    return m_members.emplace_back(JsonMember{name.toByteArray(), std::move(value)}).value;
}
