#include "app/instanceguard.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestNote = 512;

/// What the holder writes into its lock file: process number, program and computer, a line each.
QByteArray ownNote()
{
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
    return QByteArray::number(::getpid()) + '\n' + program.toUtf8() + '\n'
           + QSysInfo::machineHostName().toUtf8() + '\n';
}

/// "in use by process 12 (orchestratorx) on office-3"; less when the note cannot be read.
QString holderOf(int descriptor)
{
    QByteArray note(kLongestNote, '\0');
    const ssize_t size = ::pread(descriptor, note.data(), static_cast<size_t>(note.size()), 0);
    note.truncate(qMax<qsizetype>(size, 0));
    const QStringList lines = QString::fromUtf8(note).split(u'\n');
    if (lines.size() < 3 || lines.at(0).isEmpty())
        return u"in use by another process"_s;
    return u"in use by process %1 (%2) on %3"_s.arg(lines.at(0), lines.at(1), lines.at(2));
}

Error fileError(ErrorCode code, const QString &file, const QString &why = {})
{
    return Error{code, u"database"_s, why.isEmpty() ? file : file + u": "_s + why};
}

Error openError(int reason, const QString &file)
{
    if (reason == ENOENT || reason == ENOTDIR)
        return fileError(ErrorCode::FileNotFound, file, u"there is no such folder"_s);
    if (reason == EACCES || reason == EROFS || reason == EPERM)
        return fileError(ErrorCode::FileReadOnly, file, u"the folder cannot be written"_s);
    return fileError(ErrorCode::StorageUnavailable, file, qt_error_string(reason));
}

} // namespace

InstanceGuard::~InstanceGuard()
{
    release();
}

QString InstanceGuard::lockFileOf(const QString &databaseFile)
{
    const QFileInfo info(databaseFile);
    if (info.exists()) // behind links there is one file, so there must be one lock
        return info.canonicalFilePath() + u".lock"_s;
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? info.absolutePath() : folder) + u'/' + info.fileName() + u".lock"_s;
}

Result<> InstanceGuard::acquire(const QString &databaseFile)
{
    release();
    const QByteArray path = QFile::encodeName(lockFileOf(databaseFile));
    // Not inherited by children: the simulated bank must not hold what belongs to this process.
    const int descriptor =
        ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return openError(errno, databaseFile);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        const QString holder = holderOf(descriptor);
        ::close(descriptor);
        if (reason == EWOULDBLOCK)
            return fileError(ErrorCode::FileInUse, databaseFile, holder);
        return fileError(ErrorCode::StorageUnavailable, databaseFile, qt_error_string(reason));
    }
    const QByteArray note = ownNote();
    const auto size = static_cast<size_t>(note.size());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, note.constData(), size, 0) < 0) {
        // Only the name is lost; the lock itself holds.
        qWarning("lock file: cannot write the holder's name");
    }
    m_descriptor = descriptor;
    return {};
}

void InstanceGuard::release()
{
    if (m_descriptor < 0)
        return;
    // The file stays: whoever waits to open it must meet the same one.
    if (::ftruncate(m_descriptor, 0) != 0)
        qWarning("lock file: cannot take the holder's name out");
    ::close(m_descriptor);
    m_descriptor = -1;
}
