#include "services/api/multipart.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostParts = 16;
constexpr qsizetype kLongestBoundary = 70;

/// The value of name=value or name="value" after a semicolon; empty when it is not there.
QByteArray parameter(const QByteArray &header, const QByteArray &name)
{
    for (const QByteArray &piece : header.split(';')) {
        const QByteArray trimmed = piece.trimmed();
        const QByteArray start = name + '=';
        if (!trimmed.toLower().startsWith(start))
            continue;
        QByteArray value = trimmed.sliced(start.size());
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return value;
    }
    return {};
}

QString lastPiece(const QByteArray &path)
{
    QString name = QString::fromUtf8(path);
    name.replace(u'\\', u'/');
    return name.section(u'/', -1);
}

multipart::Part partOf(const QByteArray &head, const QByteArray &content)
{
    multipart::Part part;
    part.content = content;
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(qMax(qsizetype(0), colon)).trimmed().toLower();
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (name == "content-disposition") {
            part.name = parameter(value, "name");
            part.fileName = lastPiece(parameter(value, "filename"));
        } else if (name == "content-type") {
            part.mediaType = value.split(';').constFirst().trimmed().toLower();
        }
    }
    return part;
}

} // namespace

std::optional<QList<multipart::Part>> multipart::read(const QByteArray &contentType,
                                                      QByteArrayView body)
{
    const QByteArray boundary = parameter(contentType, "boundary");
    if (!contentType.toLower().startsWith("multipart/form-data") || boundary.isEmpty()
        || boundary.size() > kLongestBoundary)
        return std::nullopt;
    const QByteArray mark = "--" + boundary;
    const QByteArray between = "\r\n" + mark;
    const QByteArray text = body.toByteArray();
    if (!text.startsWith(mark))
        return std::nullopt;
    QList<Part> parts;
    qsizetype at = mark.size();
    while (!text.sliced(at).startsWith("--")) {
        const qsizetype headEnd = text.indexOf("\r\n\r\n", at);
        const qsizetype end = text.indexOf(between, qMax(at, headEnd));
        if (headEnd < 0 || end < headEnd + 4 || parts.size() == kMostParts)
            return std::nullopt;
        const QByteArray head = text.sliced(at, headEnd - at);
        parts.append(partOf(head, text.sliced(headEnd + 4, end - headEnd - 4)));
        at = end + between.size();
    }
    return parts;
}
