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

char16_t codeOf(QChar c)
{
    return c.unicode();
}

char16_t codeOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// Of a text that stands in JSON as it is, and in UTF-8 with a byte for each character.
bool isPlain(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) {
        const char16_t code = codeOf(c);
        return code >= 0x20 && code < 0x7f && code != u'"' && code != u'\\';
    });
}

/// Makes the buffer so much longer, in one step; where the new part begins.
char *lengthened(QByteArray &bytes, qsizetype count)
{
    const qsizetype before = bytes.size();
    bytes.resize(before + count);
    return bytes.data() + before;
}

/// A plain text between quotes; what is behind it.
template <class Text>
char *putPlain(char *at, Text text)
{
    *at++ = '"';
    for (const auto c : text)
        *at++ = static_cast<char>(codeOf(c));
    *at++ = '"';
    return at;
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
    if (isPlain(text))
        putPlain(lengthened(m_bytes, text.size() + 2), text);
    else
        quoted(text.toUtf8());
    m_needsComma = true;
}

void JsonWriter::value(QLatin1StringView text)
{
    value(QStringView(QString(text)));
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

/// Names of ours are plain.
void JsonWriter::key(QLatin1StringView name)
{
    const bool follows = std::exchange(m_needsComma, false);
    char *at = lengthened(m_bytes, name.size() + (follows ? 4 : 3));
    if (follows)
        *at++ = ',';
    *putPlain(at, name) = ':';
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
