#include "services/storage/databasefile.h"

#include "services/storage/database.h"
#include "services/storage/dialect.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStorageInfo>

#include <algorithm>
#include <atomic>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

struct Contents
{
    qint64 schemaVersion = 0;
    qint64 applicationId = 0;
    qint64 schemaObjects = 0;
};

/// Looks into the file on a connection of its own that cannot write.
Result<Contents> probe(const QString &file, bool alone)
{
    static std::atomic<int> counter = 0;
    const QString name = u"ox_probe_%1"_s.arg(++counter);
    Contents contents;
    Result<> outcome;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(dialect::probeName(file, alone));
        connection.setConnectOptions(dialect::probeOptions());
        if (!connection.open()) {
            outcome = Error{ErrorCode::StorageUnavailable, {}, file};
        } else {
            QSqlQuery query(connection);
            const auto number = [&](const QString &sql, qint64 &target) {
                if (!outcome)
                    return;
                if (!query.exec(sql) || !query.next())
                    outcome = storageError(query);
                else
                    target = query.value(0).toLongLong();
                query.finish();
            };
            number(dialect::schemaVersion(), contents.schemaVersion);
            number(dialect::applicationId(), contents.applicationId);
            number(dialect::countSchemaObjects(), contents.schemaObjects);
        }
        connection.close();
    }
    QSqlDatabase::removeDatabase(name);
    if (!outcome)
        return outcome.error();
    return contents;
}

bool hasContent(const QString &file)
{
    const QFileInfo info(file);
    return info.exists() && info.size() > 0;
}

/// A program that may do everything (root) is still told of a file that nobody is to write.
bool isWritable(const QFileInfo &info)
{
    constexpr auto kAnyWriter = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return info.isWritable() && (info.permissions() & kAnyWriter);
}

Result<> checkPlace(const QFileInfo &info)
{
    const QFileInfo folder(info.absolutePath());
    const QString file = info.filePath();
    if (!folder.isDir())
        return Error{ErrorCode::FileNotFound, {}, file};
    if (isNetworkFileSystem(QString::fromUtf8(QStorageInfo(folder.filePath()).fileSystemType())))
        return Error{ErrorCode::FileOnNetwork, {}, file};
    if (!isWritable(folder) || (info.exists() && !isWritable(info)))
        return Error{ErrorCode::FileReadOnly, {}, file};
    return {};
}

Result<> checkContents(const Contents &contents, const QString &file, int newestSchema)
{
    const bool isOurs = contents.applicationId == dialect::kApplicationId;
    const bool isFresh =
        contents.applicationId == 0 && contents.schemaVersion == 0 && contents.schemaObjects == 0;
    if (!isOurs && !isFresh)
        return Error{ErrorCode::FileNotDatabase, {}, file};
    if (contents.schemaVersion > newestSchema)
        return Error{ErrorCode::FileNewerSchema, {}, file};
    return {};
}

Result<> withFile(const Error &error, const QString &file)
{
    const bool isFault = error.code == ErrorCode::FileNotDatabase;
    return Error{isFault ? error.code : ErrorCode::StorageUnavailable, {}, file};
}

} // namespace

bool isNetworkFileSystem(QStringView type)
{
    static const QStringList kTypes = {
        u"nfs"_s,
        u"nfs4"_s,
        u"cifs"_s,
        u"smb"_s,
        u"smb2"_s,
        u"smb3"_s,
        u"smbfs"_s,
        u"afs"_s,
        u"afpfs"_s,
        u"ncpfs"_s,
        u"coda"_s,
        u"ceph"_s,
        u"lustre"_s,
        u"glusterfs"_s,
        u"davfs"_s,
        u"webdav"_s,
        u"sshfs"_s,
        u"fuse.sshfs"_s,
        u"fuse.smbnetfs"_s,
        u"fuse.davfs2"_s,
        u"fuse.curlftpfs"_s,
        u"fuse.glusterfs"_s,
        u"fuse.ceph"_s,
        u"fuse.ceph-fuse"_s,
        u"fuse.rclone"_s,
        u"fuse.s3fs"_s,
        u"fuse.gvfsd-fuse"_s,
        u"fuse.gcsfuse"_s,
    };
    const QString lower = type.toString().toLower();
    return kTypes.contains(lower);
}

Result<> checkDatabaseFile(const QString &file, bool createIfMissing, int newestSchema)
{
    const QFileInfo info(file);
    if (!info.exists() && !createIfMissing)
        return Error{ErrorCode::FileNotFound, {}, file};
    const Result<> place = checkPlace(info);
    if (!place)
        return place;
    if (!info.exists())
        return {};
    if (!info.isFile())
        return Error{ErrorCode::FileNotDatabase, {}, file};
    if (info.size() == 0)
        return {}; // created, and then nothing was written
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return Error{ErrorCode::StorageUnavailable, {}, file};
    const dialect::Header header = dialect::readHeader(source.read(dialect::kHeaderSize));
    source.close();
    if (!header.isDatabase)
        return Error{ErrorCode::FileNotDatabase, {}, file};

    Contents contents{header.schemaVersion, header.applicationId, 0};
    if (header.applicationId == 0) {
        const Result<Contents> looked = probe(file, true);
        if (!looked)
            return withFile(looked.error(), file);
        contents = *looked;
    }
    const Result<> checked = checkContents(contents, file, newestSchema);
    if (!checked || !hasContent(dialect::logFile(file)))
        return checked;
    // What the log adds is not in the header yet.
    const Result<Contents> together = probe(file, false);
    if (!together)
        return withFile(together.error(), file);
    return checkContents(*together, file, newestSchema);
}

Result<> syncToDisk(const QString &file)
{
#ifdef Q_OS_UNIX
    for (const QString &path : {file, QFileInfo(file).absolutePath()}) {
        const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
        if (handle < 0)
            return Error{ErrorCode::StorageUnavailable, {}, file};
        const bool synced = ::fsync(handle) == 0;
        ::close(handle);
        if (!synced)
            return Error{ErrorCode::StorageUnavailable, {}, file};
    }
#endif
    return {};
}

QByteArray fileIdentity(const QString &file)
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::stat(QFile::encodeName(file).constData(), &status) != 0)
        return {};
    return QByteArray::number(qint64(status.st_dev)) + ':' + QByteArray::number(status.st_ino);
#else
    const QFileInfo info(file);
    return info.exists() ? QByteArray::number(info.birthTime().toMSecsSinceEpoch()) : QByteArray();
#endif
}
