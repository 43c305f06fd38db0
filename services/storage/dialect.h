#pragma once

#include "services/core/result.h"

#include <QList>
#include <QString>

/// Everything that only SQLite understands, apart from the migrations. The stores speak the SQL
/// that PostgreSQL has too.
namespace dialect {

/// "OXdb": in the header of every file of ours.
inline constexpr qint64 kApplicationId = 0x4F586462;

/// One setting of a connection: how it is made, how it is read back and what must come back.
struct Setting
{
    QString set; ///< empty: only checked
    QString read;
    QString expected; ///< empty: only makes things faster, not checked
};

/// In the order they must be made.
QList<Setting> connectionSettings(bool readOnly);
/// Of a derived file, which nothing waits for the disk for.
QList<Setting> derivedSettings();
/// Options of QSqlDatabase for a working connection.
QString connectOptions(bool readOnly);

QString beginWrite();
QString schemaVersion();
QString setSchemaVersion(int version);
QString applicationId();
QString setApplicationId(qint64 id);
/// Number of tables, indexes and triggers.
QString countSchemaObjects();
/// Writes a consistent copy; one placeholder, the new file.
QString copyInto();
/// Answers "ok" in its first row when the file is sound.
QString integrityCheck();
QString quickCheck();
/// Brings the write-ahead log into the file and cuts it to nothing; the first column of its row is
/// 0 when that was done and not kept from it by a reader.
QString emptyLog();
/// Refreshes what the query planner knows of the data.
QString refreshStatistics();
QString refreshStatisticsIfStale();

/// Names the index a read must walk. The planner has no histograms here, so the reader, which has
/// counted, decides.
QString useIndex(const QString &index);
/// Attaches another file as that schema; one placeholder, the file. detach() undoes it.
QString attach(const QString &schema);
QString detach(const QString &schema);

/// "OXsi": in the header of a search index.
inline constexpr qint64 kSearchApplicationId = 0x4F587369;
/// Table `search` of one column `body`, found by the beginnings of words, newest first.
QString createWordIndex();
/// Placeholders: id, body; body, id; id (gives the body).
QString insertWords();
QString updateWords();
QString selectWords();
/// The ids of one range that match, newest first. Placeholders: match, first id, last id.
QString findWords(const QString &schema);
/// The text of a match for rows that have all of these as beginnings of words.
QString matchAll(const QStringList &words);

/// The Error for a native code and message of the driver.
Error errorFor(const QString &nativeCode, const QString &message);

/// What a file's first 100 bytes say, without opening it as a database.
struct Header
{
    bool isDatabase = false;
    qint64 schemaVersion = 0;
    qint64 applicationId = 0;
};
inline constexpr qint64 kHeaderSize = 100;
Header readHeader(const QByteArray &firstBytes);
/// Name and options of a connection that looks at a file and changes nothing. `alone`: there is no
/// write-ahead log to be read with it, and none is to be made.
QString probeName(const QString &file, bool alone);
QString probeOptions();
QString logFile(const QString &file);

} // namespace dialect
