#include "services/http/httprules.h"

#include <QStringDecoder>

#include <algorithm>

namespace {

constexpr int kBadRequest = 400;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Decodes one escape at text[at] == '%'; -1 when it is broken.
int escapedByte(QByteArrayView text, qsizetype at)
{
    if (at + 2 >= text.size())
        return -1;
    const int high = hexValue(text.at(at + 1));
    const int low = hexValue(text.at(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// The text with its escapes undone, or nothing when it may not pass. NUL is refused everywhere,
/// hidden separators and control bytes in the path only.
bool decode(QByteArrayView text, bool isPath, QByteArray &decoded)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (isControl(c) || c == ' ' || c == '\\' || c == '#'
            || static_cast<unsigned char>(c) >= 0x80)
            return false;
        if (c != '%') {
            decoded.append(c);
            continue;
        }
        const int byte = escapedByte(text, i);
        if (byte <= 0)
            return false;
        const char plain = static_cast<char>(byte);
        if (isPath && (isControl(plain) || plain == '/' || plain == '\\'))
            return false;
        decoded.append(plain);
        i += 2;
    }
    return http_rules::isUtf8(decoded);
}

bool hasDotSegment(const QByteArray &path)
{
    const QByteArrayList segments = path.split('/');
    return std::ranges::any_of(
        segments, [](const QByteArray &segment) { return segment == "." || segment == ".."; });
}

bool isListed(const QByteArray &name, const HttpLimits &limits)
{
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]"
           || limits.hostNames.contains(name);
}

} // namespace

namespace http_rules {

int checkHead(QByteArrayView head, const HttpLimits &limits)
{
    const qsizetype lineEnd = head.indexOf("\r\n");
    if (lineEnd < 0 || lineEnd > limits.requestLineBytes)
        return lineEnd < 0 ? kBadRequest : 414;
    if (head.size() - lineEnd > limits.headerBytes)
        return 431;
    int lines = 0;
    for (qsizetype i = 0; i < head.size(); ++i) {
        const char c = head.at(i);
        const bool isPair = c == '\r' && i + 1 < head.size() && head.at(i + 1) == '\n';
        if (!isPair && (c == '\r' || c == '\n'))
            return kBadRequest;
        if (!isPair)
            continue;
        ++i;
        ++lines;
        const bool folds = i + 1 < head.size() && (head.at(i + 1) == ' ' || head.at(i + 1) == '\t');
        if (folds)
            return kBadRequest;
    }
    // The request line and the empty line are not fields.
    return lines - 2 > limits.headerFields ? 431 : 0;
}

int checkTarget(QByteArrayView target)
{
    if (!target.startsWith('/') || target.startsWith("//"))
        return kBadRequest;
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = mark < 0 ? target : target.first(mark);
    const QByteArrayView query = mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
    QByteArray plainPath;
    QByteArray plainQuery;
    if (!decode(path, true, plainPath) || !decode(query, false, plainQuery))
        return kBadRequest;
    return hasDotSegment(plainPath) ? kBadRequest : 0;
}

int checkHost(QByteArrayView host, const HttpLimits &limits, quint16 port)
{
    QByteArray name = host.toByteArray().toLower();
    const qsizetype colon = name.lastIndexOf(':');
    if (colon >= 0 && !name.endsWith(']')) {
        const QByteArray number = name.sliced(colon + 1);
        if (number.isEmpty() || number.size() > 5 || !std::ranges::all_of(number, isDigit)
            || number.toInt() != port)
            return kBadRequest;
        name.truncate(colon);
    }
    return isListed(name, limits) ? 0 : kBadRequest;
}

int checkLength(QByteArrayView value, qsizetype most)
{
    if (value.isEmpty() || value.size() > 10 || !std::ranges::all_of(value, isDigit))
        return kBadRequest;
    return value.toByteArray().toLongLong() > most ? 413 : 0;
}

qsizetype mostBodyBytes(QByteArrayView requestLine, const HttpLimits &limits)
{
    const qsizetype afterMethod = requestLine.indexOf(' ');
    if (afterMethod < 0)
        return limits.bodyBytes;
    const QByteArrayView method = requestLine.first(afterMethod);
    QByteArrayView path = requestLine.sliced(afterMethod + 1);
    for (const char end : {' ', '?'}) {
        const qsizetype at = path.indexOf(end);
        path = at < 0 ? path : path.first(at);
    }
    for (const LargerBody &larger : limits.largerBodies) {
        const bool isThere =
            path == larger.path || (larger.andBelow && path.startsWith(larger.path));
        if (isThere && method == larger.method)
            return qMax(larger.bytes, limits.bodyBytes);
    }
    return limits.bodyBytes;
}

bool isUtf8(QByteArrayView value)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(value);
    return !decoder.hasError() && !text.contains(QChar::ReplacementCharacter);
}

} // namespace http_rules
