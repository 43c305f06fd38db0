#include "services/api/json/jsonwriter.h"

#include "services/core/securebytes.h"

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype kUsualAnswer = 4096;

bool isEscaped(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '"' || c == '\\';
}

void appendEscaped(QByteArray &bytes, char c)
{
    static constexpr char kHex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        bytes += '\\';
        bytes += c;
    } else if (c == '\n') {
        bytes += "\\n";
    } else {
        bytes += "\\u00";
        bytes += kHex[byte >> 4U];
        bytes += kHex[byte & 0xfU];
    }
}

} // namespace

JsonWriter::JsonWriter()
{
    m_bytes.reserve(kUsualAnswer);
}

JsonWriter::~JsonWriter()
{
    wipe(m_bytes);
}

void JsonWriter::beginObject()
{
    separate();
    open('{');
}

void JsonWriter::beginObject(QLatin1StringView name)
{
    key(name);
    open('{');
}

void JsonWriter::endObject()
{
    close('}');
}

void JsonWriter::beginArray()
{
    separate();
    open('[');
}

void JsonWriter::beginArray(QLatin1StringView name)
{
    key(name);
    open('[');
}

void JsonWriter::endArray()
{
    close(']');
}

void JsonWriter::value(QStringView text)
{
    separate();
    quoted(text.toUtf8());
    m_needsComma = true;
}

void JsonWriter::value(QLatin1StringView text)
{
    separate();
    const bool isAscii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isAscii) // as all words of ours are
        quoted(QByteArrayView(text.data(), text.size()));
    else
        quoted(QString(text).toUtf8());
    m_needsComma = true;
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_bytes += QByteArray::number(number);
    m_needsComma = true;
}

void JsonWriter::value(bool truth)
{
    separate();
    m_bytes += truth ? "true" : "false";
    m_needsComma = true;
}

void JsonWriter::value(std::nullptr_t)
{
    separate();
    m_bytes += "null";
    m_needsComma = true;
}

void JsonWriter::value(const JsonValue *maybe)
{
    if (maybe)
        value(*maybe);
    else
        value(nullptr);
}

void JsonWriter::value(const JsonValue &tree)
{
    switch (tree.kind()) {
    case JsonValue::Kind::Null: return value(nullptr);
    case JsonValue::Kind::Boolean: return value(tree.boolean());
    case JsonValue::Kind::Number:
        separate();
        m_bytes += tree.bytes();
        m_needsComma = true;
        return;
    case JsonValue::Kind::Text:
        separate();
        quoted(tree.bytes());
        m_needsComma = true;
        return;
    case JsonValue::Kind::Array:
        beginArray();
        for (const JsonValue &item : tree.items())
            value(item);
        return endArray();
    case JsonValue::Kind::Object:
        beginObject();
        for (const JsonMember &member : tree.members()) {
            separate();
            quoted(member.name);
            m_bytes += ':';
            m_needsComma = false;
            value(member.value);
        }
        return endObject();
    }
}

void JsonWriter::raw(QLatin1StringView name, QByteArrayView json)
{
    key(name);
    m_bytes += json;
    m_needsComma = true;
}

QByteArray JsonWriter::take()
{
    m_needsComma = false;
    return std::exchange(m_bytes, {});
}

void JsonWriter::separate()
{
    if (std::exchange(m_needsComma, false))
        m_bytes += ',';
}

void JsonWriter::key(QLatin1StringView name)
{
    separate();
    quoted(name);
    m_bytes += ':';
}

void JsonWriter::key(QStringView name)
{
    separate();
    quoted(name.toUtf8());
    m_bytes += ':';
}

void JsonWriter::open(char bracket)
{
    m_bytes += bracket;
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    m_bytes += bracket;
    m_needsComma = true;
}

void JsonWriter::quoted(QByteArrayView utf8)
{
    m_bytes += '"';
    qsizetype written = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        if (!isEscaped(utf8[i]))
            continue;
        m_bytes.append(utf8.sliced(written, i - written));
        appendEscaped(m_bytes, utf8[i]);
        written = i + 1;
    }
    m_bytes.append(utf8.sliced(written)); // most texts are one piece
    m_bytes += '"';
}

QByteArray toJson(const JsonValue &value)
{
    JsonWriter out;
    out.value(value);
    return out.take();
}
