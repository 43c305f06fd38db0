#include "services/processors/simulator/bankjournal.h"

#include <cerrno>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

Error storageError(const QFile &file, ErrorCode code = ErrorCode::StorageUnavailable)
{
    return {code, u"ledger"_s, file.fileName() + u": "_s + file.errorString()};
}

/// Where the last whole line ends.
qint64 wholeSize(QFile &file)
{
    constexpr qint64 kStep = 64LL * 1024;
    qint64 end = file.size();
    while (end > 0) {
        const qint64 start = qMax<qint64>(0, end - kStep);
        file.seek(start);
        const QByteArray part = file.read(end - start);
        const qsizetype newline = part.lastIndexOf('\n');
        if (newline >= 0)
            return start + newline + 1;
        end = start;
    }
    return 0;
}

} // namespace

FileBankJournal::FileBankJournal(const QString &path) : m_file(path) {}

Result<std::unique_ptr<FileBankJournal>> FileBankJournal::open(const QString &path)
{
    std::unique_ptr<FileBankJournal> journal(new FileBankJournal(path));
    QFile &file = journal->m_file;
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered)) {
        const bool readOnly = file.exists() && file.error() == QFileDevice::OpenError
                              && ::access(QFile::encodeName(path).constData(), W_OK) != 0;
        return storageError(file,
                            readOnly ? ErrorCode::FileReadOnly : ErrorCode::StorageUnavailable);
    }
    // The kernel takes the lock back however the process ends.
    if (::flock(file.handle(), LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::FileInUse, u"ledger"_s, path};
    if (!file.resize(wholeSize(file)))
        return storageError(file);
    return journal;
}

Result<> FileBankJournal::replay(const std::function<Result<>(QByteArrayView line)> &take)
{
    QFile reader(m_file.fileName());
    if (!reader.open(QIODevice::ReadOnly))
        return storageError(reader);
    while (!reader.atEnd()) {
        const QByteArray line = reader.readLine();
        if (line.isEmpty())
            return storageError(reader);
        Result<> taken = take(QByteArrayView(line).chopped(1));
        if (!taken)
            return taken;
    }
    return {};
}

Result<> FileBankJournal::append(QByteArrayView line)
{
    const qint64 before = m_file.size();
    QByteArray bytes = line.toByteArray();
    bytes.append('\n');
    const bool written = m_file.seek(before) && m_file.write(bytes) == bytes.size();
    if (written && ::fsync(m_file.handle()) == 0)
        return {};
    const bool full = errno == ENOSPC || errno == EDQUOT;
    const Error error =
        storageError(m_file, full ? ErrorCode::DiskFull : ErrorCode::StorageUnavailable);
    m_file.resize(before); // half a line must not become the start of the next
    return error;
}
