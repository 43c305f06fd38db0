#include "services/processors/secretjson.h"

#include <algorithm>
#include <utility>

namespace {

QByteArray escaped(QStringView value)
{
    QByteArray text;
    for (const char c : value.toUtf8()) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            text.append('\\').append(c);
        else if (code < 0x20 || code == 0x7F)
            text.append("\\u00" + QByteArray::number(code, 16).rightJustified(2, '0'));
        else
            text.append(c);
    }
    return text;
}

} // namespace

SecretJson::SecretJson()
{
    m_bytes.append("{");
}

void SecretJson::member(QByteArrayView name)
{
    if (!m_first)
        m_bytes.append(",");
    m_first = false;
    m_bytes.append("\"");
    m_bytes.append(name);
    m_bytes.append("\":");
}

void SecretJson::text(QByteArrayView name, QStringView value)
{
    member(name);
    m_bytes.append("\"");
    m_bytes.append(escaped(value));
    m_bytes.append("\"");
}

void SecretJson::number(QByteArrayView name, qint64 value)
{
    member(name);
    m_bytes.append(QByteArray::number(value));
}

void SecretJson::boolean(QByteArrayView name, bool value)
{
    member(name);
    m_bytes.append(value ? QByteArrayView("true") : QByteArrayView("false"));
}

bool SecretJson::digits(QByteArrayView name, QByteArrayView value)
{
    if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    member(name);
    m_bytes.append("\"");
    m_bytes.append(value);
    m_bytes.append("\"");
    return true;
}

void SecretJson::beginObject(QByteArrayView name)
{
    member(name);
    m_bytes.append("{");
    m_first = true;
}

void SecretJson::endObject()
{
    m_bytes.append("}");
    m_first = false;
}

SecretBytes SecretJson::take()
{
    m_bytes.append("}");
    return std::move(m_bytes);
}
