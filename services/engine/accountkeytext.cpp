#include "services/engine/accountkeytext.h"

using namespace Qt::StringLiterals;

namespace {

/// Goes over one JSON text from front to back. What it cannot read makes it stop for good.
class Reader
{
public:
    explicit Reader(QByteArrayView json) : m_json(json) {}

    bool failed() const { return m_failed; }
    bool atEnd()
    {
        skipBlanks();
        return m_at >= m_json.size();
    }
    bool takes(char wanted)
    {
        skipBlanks();
        if (m_at >= m_json.size() || m_json.at(m_at) != wanted)
            return false;
        ++m_at;
        return true;
    }
    void expect(char wanted) { m_failed = m_failed || !takes(wanted); }
    bool isText()
    {
        skipBlanks();
        return m_at < m_json.size() && m_json.at(m_at) == '"';
    }
    SecretBytes text()
    {
        SecretBytes value;
        expect('"');
        while (!m_failed && m_at < m_json.size() && m_json.at(m_at) != '"')
            character(value);
        expect('"');
        return value;
    }
    /// Passes over a value of any kind, also a nested one.
    void skipValue()
    {
        int depth = 0;
        do {
            skipBlanks();
            if (m_failed || m_at >= m_json.size()) {
                m_failed = true;
            } else if (isText()) {
                text();
            } else {
                const char c = m_json.at(m_at++);
                depth += c == '{' || c == '[' ? 1 : 0;
                depth -= c == '}' || c == ']' ? 1 : 0;
                m_failed = depth < 0;
            }
        } while (!m_failed && (depth > 0 || !endsValue()));
    }

private:
    void skipBlanks()
    {
        while (m_at < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json.at(m_at)))
            ++m_at;
    }
    bool endsValue()
    {
        skipBlanks();
        return m_at >= m_json.size() || QByteArrayView(",}]").contains(m_json.at(m_at));
    }
    void character(SecretBytes &value)
    {
        if (m_json.at(m_at) != '\\') {
            value.append(m_json.sliced(m_at++, 1));
            return;
        }
        static constexpr QByteArrayView kNames("\"\\/bfnrt");
        static constexpr QByteArrayView kMeanings("\"\\/\b\f\n\r\t");
        const char name = m_at + 1 < m_json.size() ? m_json.at(m_at + 1) : '\0';
        const qsizetype known = kNames.indexOf(name);
        if (known >= 0) {
            value.append(kMeanings.sliced(known, 1));
            m_at += 2;
            return;
        }
        // Of the others only those in the range of ASCII: no key holds anything else.
        bool ok = name == 'u' && m_at + 6 <= m_json.size();
        const int code = ok ? m_json.sliced(m_at + 2, 4).toInt(&ok, 16) : 0;
        if (!ok || code <= 0 || code > 0x7f) {
            m_failed = true;
            return;
        }
        const char plain = static_cast<char>(code);
        value.append({&plain, 1});
        m_at += 6;
    }

    QByteArrayView m_json;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace

Result<AccountKeys> accountkeytext::read(QByteArrayView json)
{
    const Error unreadable{ErrorCode::InvalidValue, u"connector_account_details"_s};
    Reader reader(json);
    AccountKeys keys;
    reader.expect('{');
    bool more = !reader.takes('}');
    while (more && !reader.failed()) {
        const SecretBytes name = reader.text();
        reader.expect(':');
        const bool wanted =
            name.sameAs("api_key") || name.sameAs("key1") || name.sameAs("api_secret");
        if (wanted && !reader.isText())
            return unreadable;
        if (name.sameAs("api_key"))
            keys.apiKey = reader.text();
        else if (name.sameAs("key1"))
            keys.key1 = QString::fromUtf8(reader.text().view());
        else if (name.sameAs("api_secret"))
            keys.apiSecret = reader.text();
        else
            reader.skipValue();
        more = reader.takes(',');
        if (!more)
            reader.expect('}');
    }
    if (reader.failed() || !reader.atEnd())
        return unreadable;
    return keys;
}
