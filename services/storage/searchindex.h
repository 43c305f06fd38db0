#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"
#include "services/storage/searchdocument.h"

#include <QHash>

#include <optional>
#include <utility>

/// Full-text index over payments in a file of its own beside the database, fed from the payment
/// rows and the event log behind the commits. Derived: a file that is missing, damaged, of another
/// program version or of another state of the database is made anew. Used by one thread at a time;
/// the writing connection never waits for it.
class SearchIndex
{
public:
    SearchIndex();
    ~SearchIndex();
    SearchIndex(const SearchIndex &) = delete;
    SearchIndex &operator=(const SearchIndex &) = delete;

    /// Where the index of a database lies.
    static QString fileFor(const QString &mainFile);

    /// The database must be there, migrated. Errors as Database::open() for the database, and
    /// StorageUnavailable or DiskFull when no index can be made.
    Result<> open(const QString &mainFile);
    void close();

    /// Indexes up to `limit` waiting payments and changes in one transaction of its own; the number
    /// done: less than limit when nothing more waits. A damaged index is made anew, which counts as
    /// `limit` done, so that the caller goes on.
    Result<int> catchUp(int limit);
    /// {indexed, waiting} payments of the merchant.
    Result<std::pair<qint64, qint64>> progress(const MerchantId &merchant);

private:
    struct State
    {
        qint64 scannedRow = 0; ///< payments up to this row are in the index
        QString scannedId;     ///< the id of that payment
        qint64 seenEvent = 0;  ///< changes up to this event are in the index
        QString seenObject;    ///< the object of that event
    };
    struct Batch
    {
        QList<SearchDocument> added;
        QList<SearchDocument> changed;
        State state;
        int count = 0;
    };

    Result<> openIndex();
    Result<> rebuild();
    Result<> createSchema();
    Result<bool> isUsable();
    Result<State> readState();
    Result<bool> belongsToDatabase(const State &state);
    Result<> markInUse(const QString &bootId);
    Result<int> startOver(int limit);
    Result<Batch> readBatch(const State &state, int limit);
    Result<> readAdded(Batch &batch, int limit);
    Result<> readChanged(Batch &batch, int limit);
    Result<int> writeBatch(const Batch &batch);
    Result<> writeDocuments(const Batch &batch);
    Result<> writeState(const State &state);
    Result<qint64> documentId(const SearchDocument &document);
    Result<> addDocument(const SearchDocument &document);
    Result<> changeDocument(const SearchDocument &document);

    QString m_mainFile;
    Database m_main;
    Database m_index;
    QHash<MerchantId, qint64> m_scopes;
};

/// Ids of documents: a merchant's number above the payment's row, so that one merchant's documents
/// lie side by side and no other's are ever looked at.
namespace searchscope {

inline constexpr int kRowBits = 40;
inline constexpr qint64 kRowMask = (qint64(1) << kRowBits) - 1;

/// The merchant's number in the index of that schema; NotFound before its first payment is indexed.
Result<qint64> number(Database &index, const QString &schema, const MerchantId &merchant);
/// {indexed, waiting}. `payments` and `index` may be the same connection.
Result<std::pair<qint64, qint64>> progress(Database &payments, Database &index,
                                           const QString &schema, const MerchantId &merchant);

} // namespace searchscope
