#include "services/storage/dialect.h"

#include <QStringList>
#include <QUrl>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

constexpr int kReadOnly = 8;
constexpr int kFull = 13;
constexpr int kConstraint = 19;
constexpr int kNotDatabase = 26;
// Failures of the file, the disk or the machine: busy, locked, out of memory, interrupted, I/O
// error, corrupt, cannot open, locking protocol.
constexpr int kUnavailable[] = {5, 6, 7, 9, 10, 11, 14, 15};

Error constraintError(const QString &message)
{
    const qsizetype unique = message.indexOf("UNIQUE constraint failed: "_L1);
    if (unique < 0)
        return Error{ErrorCode::Internal, {}, message};
    QString columns = message.sliced(message.indexOf(u':', unique) + 2);
    // The driver appends "Unable to fetch row" and the like.
    const qsizetype end = columns.indexOf(" Unable"_L1);
    if (end >= 0)
        columns.truncate(end);
    const qsizetype dot = columns.lastIndexOf(u'.');
    return Error{ErrorCode::Duplicate, columns.sliced(dot + 1).trimmed(), columns.trimmed()};
}

} // namespace

namespace dialect {

QList<Setting> connectionSettings(bool readOnly)
{
    QList<Setting> settings = {
        {readOnly ? QString() : u"PRAGMA journal_mode = WAL"_s, u"PRAGMA journal_mode"_s, u"wal"_s},
        {u"PRAGMA synchronous = FULL"_s, u"PRAGMA synchronous"_s, u"2"_s},
        {u"PRAGMA foreign_keys = ON"_s, u"PRAGMA foreign_keys"_s, u"1"_s},
        {u"PRAGMA busy_timeout = 5000"_s, u"PRAGMA busy_timeout"_s, u"5000"_s},
        {u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA trusted_schema"_s, u"0"_s},
        {u"PRAGMA cell_size_check = ON"_s, u"PRAGMA cell_size_check"_s, u"1"_s},
        {u"PRAGMA secure_delete = ON"_s, u"PRAGMA secure_delete"_s, u"1"_s},
        {u"PRAGMA temp_store = MEMORY"_s, u"PRAGMA temp_store"_s, u"2"_s},
        {u"PRAGMA mmap_size = 0"_s, u"PRAGMA mmap_size"_s, u"0"_s},
    };
#ifdef Q_OS_MACOS
    settings.append({u"PRAGMA fullfsync = ON"_s, u"PRAGMA fullfsync"_s, u"1"_s});
#endif
    if (readOnly)
        settings.append({u"PRAGMA query_only = ON"_s, u"PRAGMA query_only"_s, u"1"_s});
    // Kibibytes of page cache, filled only as far as it is used.
    settings.append(
        {readOnly ? u"PRAGMA cache_size = -32000"_s : u"PRAGMA cache_size = -7000"_s, {}, {}});
    return settings;
}

QList<Setting> derivedSettings()
{
    return {
        {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA journal_mode"_s, u"wal"_s},
        {u"PRAGMA synchronous = OFF"_s, {}, {}},
        {u"PRAGMA busy_timeout = 5000"_s, {}, {}},
        {u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA trusted_schema"_s, u"0"_s},
        {u"PRAGMA temp_store = MEMORY"_s, {}, {}},
        {u"PRAGMA cache_size = -16000"_s, {}, {}},
    };
}

QString connectOptions(bool readOnly)
{
    return readOnly ? u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s
                    : u"QSQLITE_BUSY_TIMEOUT=5000"_s;
}

QString beginWrite()
{
    return u"BEGIN IMMEDIATE"_s;
}

QString schemaVersion()
{
    return u"PRAGMA user_version"_s;
}

QString setSchemaVersion(int version)
{
    return u"PRAGMA user_version = %1"_s.arg(version);
}

QString applicationId()
{
    return u"PRAGMA application_id"_s;
}

QString setApplicationId(qint64 id)
{
    return u"PRAGMA application_id = %1"_s.arg(id);
}

QString countSchemaObjects()
{
    return u"SELECT count(*) FROM sqlite_master"_s;
}

QString copyInto()
{
    return u"VACUUM INTO ?"_s;
}

QString integrityCheck()
{
    return u"PRAGMA integrity_check"_s;
}

QString quickCheck()
{
    return u"PRAGMA quick_check"_s;
}

QString emptyLog()
{
    return u"PRAGMA wal_checkpoint(TRUNCATE)"_s;
}

QString refreshStatistics()
{
    return u"ANALYZE"_s;
}

QString refreshStatisticsIfStale()
{
    return u"PRAGMA optimize"_s;
}

QString useIndex(const QString &index)
{
    return index.isEmpty() ? QString() : QString(u" INDEXED BY "_s + index);
}

QString attach(const QString &schema)
{
    return u"ATTACH ? AS "_s + schema;
}

QString detach(const QString &schema)
{
    return u"DETACH "_s + schema;
}

QString createWordIndex()
{
    // Neither positions nor sizes are kept: nothing here asks for phrases or for a rank.
    return u"CREATE VIRTUAL TABLE search USING fts5 (body, detail = none, columnsize = 0, "
           "prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2')"_s;
}

QString insertWords()
{
    return u"INSERT INTO search (rowid, body) VALUES (?, ?)"_s;
}

QString updateWords()
{
    return u"UPDATE search SET body = ? WHERE rowid = ?"_s;
}

QString selectWords()
{
    return u"SELECT body FROM search WHERE rowid = ?"_s;
}

QString findWords(const QString &schema)
{
    return u"SELECT rowid FROM "_s + schema
           + u".search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"_s;
}

QString matchAll(const QStringList &words)
{
    QStringList terms;
    for (const QString &word : words)
        terms.append(u'"' + word + u"\"*"_s);
    return terms.join(u" AND "_s);
}

Error errorFor(const QString &nativeCode, const QString &message)
{
    bool isNumber = false;
    const int extended = nativeCode.toInt(&isNumber);
    if (!isNumber)
        return Error{ErrorCode::Internal, {}, message};
    const int code = extended & 0xff;
    const QString detail = message + u" ("_s + nativeCode + u')';
    if (code == kConstraint)
        return constraintError(message);
    if (code == kFull)
        return Error{ErrorCode::DiskFull, {}, detail};
    if (code == kReadOnly)
        return Error{ErrorCode::FileReadOnly, {}, detail};
    if (code == kNotDatabase)
        return Error{ErrorCode::FileNotDatabase, {}, detail};
    for (const int unavailable : kUnavailable) {
        if (code == unavailable)
            return Error{ErrorCode::StorageUnavailable, {}, detail};
    }
    return Error{ErrorCode::Internal, {}, detail};
}

Header readHeader(const QByteArray &firstBytes)
{
    constexpr QByteArrayView kMagic("SQLite format 3\0", 16);
    if (firstBytes.size() < kHeaderSize || !firstBytes.startsWith(kMagic))
        return {};
    Header header;
    header.isDatabase = true;
    header.schemaVersion = qFromBigEndian<qint32>(firstBytes.constData() + 60);
    header.applicationId = qFromBigEndian<quint32>(firstBytes.constData() + 68);
    return header;
}

QString probeName(const QString &file, bool alone)
{
    // "immutable" keeps SQLite from making a log next to a file that may not be ours.
    QUrl url = QUrl::fromLocalFile(file);
    url.setQuery(alone ? u"mode=ro&immutable=1"_s : u"mode=ro"_s);
    return url.toString(QUrl::FullyEncoded);
}

QString probeOptions()
{
    return u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s;
}

QString logFile(const QString &file)
{
    return file + u"-wal"_s;
}

} // namespace dialect
