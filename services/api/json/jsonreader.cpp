#include "services/api/json/jsonreader.h"

#include "services/core/scrubber.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString nameOf(JsonValue::Kind kind)
{
    switch (kind) {
    case JsonValue::Kind::Null: return u"null"_s;
    case JsonValue::Kind::Boolean: return u"true or false"_s;
    case JsonValue::Kind::Number: return u"a number"_s;
    case JsonValue::Kind::Text: return u"a string"_s;
    case JsonValue::Kind::Array: return u"an array"_s;
    case JsonValue::Kind::Object: return u"an object"_s;
    }
    return {};
}

} // namespace

QString JsonFault::message() const
{
    if (path.isEmpty())
        return detail;
    return path + u": " + detail;
}

JsonReader::JsonReader(const JsonValue &object, std::optional<JsonFault> &fault,
                       const QString &path)
    : m_object(object)
    , m_fault(fault)
    , m_path(path)
    , m_taken(object.members().size())
{
}

bool JsonReader::has(QLatin1StringView name) const
{
    const JsonValue *value = m_object.find(name);
    return value && !value->isNull();
}

bool JsonReader::isNull(QLatin1StringView name) const
{
    const JsonValue *value = m_object.find(name);
    return value && value->isNull();
}

const JsonValue *JsonReader::take(QLatin1StringView name)
{
    if (m_fault)
        return nullptr;
    const std::vector<JsonMember> &members = m_object.members();
    for (size_t i = 0; i < members.size(); ++i) {
        if (members[i].name == QByteArrayView(name)) {
            m_taken[i] = true;
            return members[i].value.isNull() ? nullptr : &members[i].value;
        }
    }
    return nullptr;
}

const JsonValue *JsonReader::take(QLatin1StringView name, JsonValue::Kind kind)
{
    const JsonValue *value = take(name);
    if (!value || value->kind() == kind)
        return value;
    refuse(name, JsonFault::Kind::WrongType, u"expected "_s + nameOf(kind));
    return nullptr;
}

const JsonValue *JsonReader::required(QLatin1StringView name, const JsonValue *taken)
{
    if (!taken)
        refuse(name, JsonFault::Kind::MissingField, u"required, and missing"_s);
    return taken;
}

std::optional<QString> JsonReader::text(QLatin1StringView name)
{
    const JsonValue *value = take(name, JsonValue::Kind::Text);
    return value ? std::optional(value->text()) : std::nullopt;
}

QString JsonReader::requiredText(QLatin1StringView name)
{
    const JsonValue *value = required(name, take(name, JsonValue::Kind::Text));
    return value ? value->text() : QString();
}

QByteArrayView JsonReader::secret(QLatin1StringView name)
{
    const JsonValue *value = take(name, JsonValue::Kind::Text);
    return value ? value->bytes() : QByteArrayView();
}

QByteArrayView JsonReader::requiredSecret(QLatin1StringView name)
{
    const JsonValue *value = required(name, take(name, JsonValue::Kind::Text));
    return value ? value->bytes() : QByteArrayView();
}

std::optional<qint64> JsonReader::integer(QLatin1StringView name, qint64 least, qint64 most)
{
    const JsonValue *value = take(name, JsonValue::Kind::Number);
    if (!value)
        return std::nullopt;
    const std::optional<qint64> number = value->integer();
    if (!number)
        refuse(name, JsonFault::Kind::WrongType, u"expected an integer"_s);
    else if (*number < least || *number > most)
        refuse(name, JsonFault::Kind::InvalidValue, u"out of range"_s);
    else
        return number;
    return std::nullopt;
}

qint64 JsonReader::requiredInteger(QLatin1StringView name, qint64 least, qint64 most)
{
    const std::optional<qint64> number = integer(name, least, most);
    if (!number)
        refuse(name, JsonFault::Kind::MissingField, u"required, and missing"_s);
    return number.value_or(0);
}

std::optional<bool> JsonReader::boolean(QLatin1StringView name)
{
    const JsonValue *value = take(name, JsonValue::Kind::Boolean);
    return value ? std::optional(value->boolean()) : std::nullopt;
}

const JsonValue *JsonReader::any(QLatin1StringView name)
{
    return take(name);
}

const JsonValue *JsonReader::any(QLatin1StringView name, JsonValue::Kind kind)
{
    return take(name, kind);
}

void JsonReader::ignore(std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names)
        take(name);
}

std::optional<QStringList> JsonReader::texts(QLatin1StringView name)
{
    const JsonValue *array = take(name, JsonValue::Kind::Array);
    if (!array)
        return std::nullopt;
    QStringList result;
    for (const JsonValue &item : array->items()) {
        if (item.kind() != JsonValue::Kind::Text) {
            refuse(name, JsonFault::Kind::WrongType, u"expected strings"_s);
            return std::nullopt;
        }
        result.append(item.text());
    }
    return result;
}

void JsonReader::finish()
{
    const auto unknown = std::ranges::find(m_taken, false);
    if (m_fault || unknown == m_taken.end())
        return;
    const JsonMember &member = m_object.members()[size_t(unknown - m_taken.begin())];
    // A name may be anything: it is cut, and what looks like a card number is masked.
    const QString name = scrubbed(QString::fromUtf8(member.name.left(64)));
    m_fault =
        JsonFault{JsonFault::Kind::UnknownField,
                  m_path.isEmpty() ? name : QString(m_path + u'.' + name), u"unknown field"_s};
}

void JsonReader::refuse(QLatin1StringView name, JsonFault::Kind kind, const QString &detail)
{
    if (!m_fault)
        m_fault = JsonFault{kind, pathOf(name), detail};
}

QString JsonReader::pathOf(QLatin1StringView name) const
{
    return m_path.isEmpty() ? QString(name) : QString(m_path + u'.' + name);
}

QString JsonReader::pathOf(QLatin1StringView name, qsizetype index) const
{
    return pathOf(name) + u'[' + QString::number(index) + u']';
}

bool JsonReader::isObject(const JsonValue &value, const QString &path)
{
    if (value.kind() == JsonValue::Kind::Object)
        return true;
    if (!m_fault)
        m_fault = JsonFault{JsonFault::Kind::WrongType, path, u"expected an object"_s};
    return false;
}
