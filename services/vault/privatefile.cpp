#include "services/vault/privatefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

class Handle
{
public:
    explicit Handle(int descriptor) : m_descriptor(descriptor) {}
    ~Handle() { close(); }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int get() const { return m_descriptor; }
    bool close()
    {
        const bool closed = !isOpen() || ::close(m_descriptor) == 0;
        m_descriptor = -1;
        return closed;
    }

private:
    int m_descriptor;
};

Error diskError(const QString &file)
{
    const int reason = errno;
    if (reason == ENOENT)
        return Error{ErrorCode::FileNotFound, {}, file};
    if (reason == ENOSPC || reason == EDQUOT)
        return Error{ErrorCode::DiskFull, {}, file};
    if (reason == ELOOP)
        return Error{ErrorCode::KeyFileUnsafe, {}, file};
    return Error{ErrorCode::StorageUnavailable, {}, file};
}

bool isPrivate(const struct stat &status)
{
    return S_ISREG(status.st_mode) && status.st_uid == ::geteuid() && status.st_nlink == 1
           && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

bool writeAll(int descriptor, const QByteArray &contents)
{
    qsizetype done = 0;
    while (done < contents.size()) {
        const ssize_t wrote = ::write(descriptor, contents.constData() + done,
                                      static_cast<size_t>(contents.size() - done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        done += wrote;
    }
    return true;
}

bool syncFolder(const QString &file)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(file).absolutePath());
    const Handle handle(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return handle.isOpen() && ::fsync(handle.get()) == 0;
}

/// What is there may be replaced: nothing, or a private file.
Result<> checkTarget(const QString &file)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(file).constData(), &status) == 0)
        return isPrivate(status) ? Result<>() : Error{ErrorCode::KeyFileUnsafe, {}, file};
    return errno == ENOENT ? Result<>() : diskError(file);
}

} // namespace

Result<QByteArray> readPrivateFile(const QString &file, qsizetype longest)
{
    const Handle handle(::open(QFile::encodeName(file).constData(),
                               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!handle.isOpen())
        return diskError(file);
    struct stat status = {};
    if (::fstat(handle.get(), &status) != 0)
        return diskError(file);
    if (!isPrivate(status))
        return Error{ErrorCode::KeyFileUnsafe, {}, file};
    if (status.st_size > longest)
        return Error{ErrorCode::TooLong, {}, file};
    QByteArray contents(static_cast<qsizetype>(status.st_size), '\0');
    qsizetype done = 0;
    while (done < contents.size()) {
        const ssize_t got = ::read(handle.get(), contents.data() + done,
                                   static_cast<size_t>(contents.size() - done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return diskError(file);
        if (got == 0)
            break;
        done += got;
    }
    contents.truncate(done);
    return contents;
}

Result<> writePrivateFile(const QString &file, const QByteArray &contents)
{
    const Result<> allowed = checkTarget(file);
    if (!allowed)
        return allowed;
    const QByteArray target = QFile::encodeName(file);
    const QByteArray fresh = target + ".new"; // left by a writer that was killed, if it is there
    if (::unlink(fresh.constData()) != 0 && errno != ENOENT)
        return diskError(file);
    Handle handle(::open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         S_IRUSR | S_IWUSR));
    if (!handle.isOpen())
        return diskError(file);
    // Not close() before fsync(), and the umask may have taken more than is good.
    const bool written = ::fchmod(handle.get(), S_IRUSR | S_IWUSR) == 0
                         && writeAll(handle.get(), contents) && ::fsync(handle.get()) == 0
                         && handle.close();
    if (!written || std::rename(fresh.constData(), target.constData()) != 0) {
        const Error error = diskError(file);
        ::unlink(fresh.constData());
        return error;
    }
    return syncFolder(file) ? Result<>() : diskError(file);
}
