#include "services/storage/auditheadfile.h"

#include <QDateTime>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int kFields = 5;
constexpr qint64 kLongestLine = 512;
constexpr qsizetype kLinkSize = 32;

} // namespace

namespace auditheadfile {

QString nameFor(const QString &databaseFile)
{
    return databaseFile + u".audit-heads"_s;
}

Result<> append(const QString &databaseFile, const AuditHead &head, qint64 atMs)
{
    QFile file(nameFor(databaseFile));
    if (!file.open(QIODevice::Append))
        return Error{ErrorCode::StorageUnavailable, {}, file.fileName()};
    const QString time = QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(Qt::ISODate);
    const QByteArray line = time.toLatin1() + ' ' + QByteArray::number(head.number)
                            + (head.sealed ? " sealed " : " open ") + head.link.toHex() + ' '
                            + (head.sealed ? head.mac.toHex() : QByteArray("-")) + '\n';
    if (file.write(line) != line.size() || !file.flush())
        return Error{ErrorCode::StorageUnavailable, {}, file.fileName()};
    return {};
}

QList<AuditHead> read(const QString &databaseFile)
{
    QList<AuditHead> heads;
    QFile file(nameFor(databaseFile));
    if (!file.open(QIODevice::ReadOnly))
        return heads;
    while (!file.atEnd()) {
        const QList<QByteArray> fields = file.readLine(kLongestLine).trimmed().split(' ');
        if (fields.size() != kFields)
            continue;
        AuditHead head;
        head.number = fields.at(1).toLongLong();
        head.sealed = fields.at(2) == "sealed";
        head.link = QByteArray::fromHex(fields.at(3));
        head.mac = head.sealed ? QByteArray::fromHex(fields.at(4)) : QByteArray();
        if (head.number > 0 && head.link.size() == kLinkSize)
            heads.append(head);
    }
    return heads;
}

} // namespace auditheadfile
