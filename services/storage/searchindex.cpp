#include "services/storage/searchindex.h"

#include "services/storage/dialect.h"
#include "services/storage/row.h"

#include <QFile>
#include <QSet>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace {

constexpr int kIndexVersion = 1;
const QLatin1StringView kClosed("closed");

QString bootId()
{
    return QString::fromLatin1(QSysInfo::bootUniqueId());
}

SearchDocument readDocument(const QSqlQuery &query)
{
    RowReader row(query);
    SearchDocument document;
    document.rowId = row.number();
    row.into(document.merchantId);
    document.customerName = row.text();
    document.customerEmail = row.text();
    document.orderReference = row.text();
    document.last4 = row.text();
    document.amount = row.number();
    return document;
}

Result<qint64> readNumber(Database &database, QSqlQuery &query)
{
    return readOne<qint64>(database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}

} // namespace

SearchIndex::SearchIndex() = default;

SearchIndex::~SearchIndex()
{
    close();
}

QString SearchIndex::fileFor(const QString &mainFile)
{
    return mainFile + u"-search"_s;
}

Result<> SearchIndex::open(const QString &mainFile)
{
    close();
    m_mainFile = mainFile;
    const Result<> opened = m_main.open({mainFile, false, true});
    if (!opened)
        return opened;
    return openIndex();
}

void SearchIndex::close()
{
    // Nothing was synced: only a file that was closed, or is of this very boot, can be trusted.
    if (m_index.isOpen() && m_main.isOpen())
        static_cast<void>(markInUse(kClosed));
    m_index.close();
    m_main.close();
    m_scopes.clear();
}

Result<> SearchIndex::openIndex()
{
    const Result<> opened = m_index.openDerived(fileFor(m_mainFile));
    const Result<bool> usable = opened ? isUsable() : Result<bool>(false);
    if (!usable || !*usable)
        return rebuild();
    return markInUse(bootId());
}

Result<> SearchIndex::rebuild()
{
    m_index.close();
    m_scopes.clear();
    const QString file = fileFor(m_mainFile);
    for (const QString &name : {file, QString(file + u"-wal"_s), QString(file + u"-shm"_s)})
        QFile::remove(name);
    const Result<> opened = m_index.openDerived(file);
    return opened ? createSchema() : opened;
}

Result<> SearchIndex::createSchema()
{
    const QStringList statements = {
        u"CREATE TABLE scope (scope_no INTEGER PRIMARY KEY, merchant_id TEXT NOT NULL UNIQUE, "
        "indexed INTEGER NOT NULL)"_s,
        u"CREATE TABLE state (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), "
        "scanned_row INTEGER NOT NULL, scanned_id TEXT NOT NULL, seen_event INTEGER NOT NULL, "
        "seen_object TEXT NOT NULL, in_use TEXT NOT NULL)"_s,
        dialect::createWordIndex(),
        u"INSERT INTO state (only_row, scanned_row, scanned_id, seen_event, seen_object, in_use) "
        "VALUES (1, 0, '', 0, '', '')"_s,
        dialect::setApplicationId(dialect::kSearchApplicationId),
        dialect::setSchemaVersion(kIndexVersion),
    };
    Result<> outcome = m_index.begin();
    for (const QString &statement : statements) {
        if (outcome)
            outcome = m_index.execute(statement);
    }
    // What happened before this moment is found by the rows: only later changes need their events.
    if (outcome) {
        const auto last = m_main.transient(
            u"SELECT event_seq, object_id FROM event_log ORDER BY event_seq DESC LIMIT 1"_s);
        outcome = m_main.run(*last);
        State state;
        if (outcome && last->next()) {
            state.seenEvent = last->value(0).toLongLong();
            state.seenObject = last->value(1).toString();
        }
        if (outcome)
            outcome = writeState(state);
    }
    if (outcome)
        outcome = m_index.commit();
    if (!outcome) {
        m_index.rollback();
        return outcome;
    }
    return markInUse(bootId());
}

Result<bool> SearchIndex::isUsable()
{
    const auto application = m_index.transient(dialect::applicationId());
    const Result<qint64> applicationId = readNumber(m_index, *application);
    const auto version = m_index.transient(dialect::schemaVersion());
    const Result<qint64> number = readNumber(m_index, *version);
    if (!applicationId || !number || *applicationId != dialect::kSearchApplicationId
        || *number != kIndexVersion)
        return false;
    const auto inUse = m_index.transient(u"SELECT in_use FROM state WHERE only_row = 1"_s);
    const Result<QString> user =
        readOne<QString>(m_index.run(*inUse), *inUse, [](const QSqlQuery &row) {
            return Result<QString>(row.value(0).toString());
        });
    if (!user || (*user != kClosed && *user != bootId()))
        return false;
    const Result<State> state = readState();
    return state ? belongsToDatabase(*state) : Result<bool>(false);
}

Result<SearchIndex::State> SearchIndex::readState()
{
    QSqlQuery &query =
        m_index.prepared(u"SELECT scanned_row, scanned_id, seen_event, seen_object FROM state "
                         "WHERE only_row = 1"_s);
    return readOne<State>(m_index.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        State state;
        state.scannedRow = row.number();
        state.scannedId = row.text();
        state.seenEvent = row.number();
        state.seenObject = row.text();
        return Result<State>(state);
    });
}

/// A restored backup may hold fewer or other payments than the index speaks of.
Result<bool> SearchIndex::belongsToDatabase(const State &state)
{
    const auto matches = [&](const QString &sql, qint64 key, const QString &expected) {
        if (key == 0)
            return true;
        const auto query = m_main.transient(sql);
        Binder(*query) << key;
        return m_main.run(*query) && query->next() && query->value(0).toString() == expected;
    };
    return matches(u"SELECT payment_id, merchant_id FROM payment WHERE row_id = ?"_s,
                   state.scannedRow, state.scannedId)
           && matches(u"SELECT object_id, merchant_id FROM event_log WHERE event_seq = ?"_s,
                      state.seenEvent, state.seenObject);
}

Result<> SearchIndex::markInUse(const QString &bootId)
{
    const auto query = m_index.transient(u"UPDATE state SET in_use = ? WHERE only_row = 1"_s);
    Binder(*query) << bootId;
    return m_index.run(*query);
}

Result<int> SearchIndex::catchUp(int limit)
{
    const Result<State> state = readState();
    if (!state)
        return startOver(limit);
    const Result<Batch> batch = readBatch(*state, limit);
    if (!batch)
        return batch.error();
    if (batch->count == 0)
        return 0;
    const Result<int> written = writeBatch(*batch);
    if (written || written.error().code == ErrorCode::DiskFull)
        return written;
    return startOver(limit);
}

/// The index is damaged. What it held waits again.
Result<int> SearchIndex::startOver(int limit)
{
    const Result<> anew = rebuild();
    return anew ? Result<int>(limit) : Result<int>(anew.error());
}

Result<SearchIndex::Batch> SearchIndex::readBatch(const State &state, int limit)
{
    // One snapshot, so that a row and the events after it belong together.
    const Result<> begun = m_main.execute(u"BEGIN"_s);
    if (!begun)
        return begun.error();
    Batch batch;
    batch.state = state;
    Result<> read = readAdded(batch, limit);
    if (read && batch.count < limit)
        read = readChanged(batch, limit - batch.count);
    m_main.rollback();
    if (!read)
        return read.error();
    return batch;
}

Result<> SearchIndex::readAdded(Batch &batch, int limit)
{
    QSqlQuery &query = m_main.prepared(
        u"SELECT row_id, merchant_id, customer_name, customer_email, order_reference, last4, "
        "amount, payment_id FROM payment WHERE row_id > ? ORDER BY row_id LIMIT ?"_s);
    Binder(query) << batch.state.scannedRow << limit;
    const Result<> ran = m_main.run(query);
    while (ran && query.next()) {
        batch.added.append(readDocument(query));
        batch.state.scannedRow = batch.added.constLast().rowId;
        batch.state.scannedId = query.value(7).toString();
        ++batch.count;
    }
    query.finish();
    return ran;
}

Result<> SearchIndex::readChanged(Batch &batch, int limit)
{
    QSqlQuery &events =
        m_main.prepared(u"SELECT event_seq, object_id, object_row_id, merchant_id FROM event_log "
                        "WHERE event_seq > ? ORDER BY event_seq LIMIT ?"_s);
    Binder(events) << batch.state.seenEvent << limit;
    Result<> ran = m_main.run(events);
    QSet<qint64> rows;
    while (ran && events.next()) {
        batch.state.seenEvent = events.value(0).toLongLong();
        batch.state.seenObject = events.value(1).toString();
        rows.insert(events.value(2).toLongLong());
        ++batch.count;
    }
    events.finish();
    for (const SearchDocument &document : batch.added)
        rows.remove(document.rowId);
    QSqlQuery &query = m_main.prepared(
        u"SELECT row_id, merchant_id, customer_name, customer_email, order_reference, last4, "
        "amount FROM payment WHERE row_id = ?"_s);
    for (const qint64 row : rows) {
        Binder(query) << row;
        ran = m_main.run(query);
        if (!ran)
            break;
        if (query.next())
            batch.changed.append(readDocument(query));
        query.finish();
    }
    return ran;
}

Result<int> SearchIndex::writeBatch(const Batch &batch)
{
    Result<> outcome = m_index.begin();
    if (outcome)
        outcome = writeDocuments(batch);
    if (outcome)
        outcome = writeState(batch.state);
    if (outcome)
        outcome = m_index.commit();
    if (!outcome) {
        m_index.rollback();
        m_scopes.clear();
        return outcome.error();
    }
    return batch.count;
}

Result<> SearchIndex::writeDocuments(const Batch &batch)
{
    Result<> outcome;
    QHash<MerchantId, qint64> added;
    for (const SearchDocument &document : batch.added) {
        outcome = addDocument(document);
        if (!outcome)
            return outcome;
        ++added[document.merchantId];
    }
    for (const SearchDocument &document : batch.changed) {
        outcome = changeDocument(document);
        if (!outcome)
            return outcome;
    }
    QSqlQuery &query =
        m_index.prepared(u"UPDATE scope SET indexed = indexed + ? WHERE merchant_id = ?"_s);
    for (auto it = added.cbegin(); it != added.cend() && outcome; ++it) {
        Binder(query) << it.value() << it.key();
        outcome = m_index.run(query);
    }
    return outcome;
}

Result<> SearchIndex::writeState(const State &state)
{
    const auto query = m_index.transient(
        u"UPDATE state SET scanned_row = ?, scanned_id = ?, seen_event = ?, seen_object = ? "
        "WHERE only_row = 1"_s);
    Binder(*query) << state.scannedRow << state.scannedId << state.seenEvent << state.seenObject;
    return m_index.run(*query);
}

Result<qint64> SearchIndex::documentId(const SearchDocument &document)
{
    auto scope = m_scopes.constFind(document.merchantId);
    if (scope == m_scopes.cend()) {
        QSqlQuery &query = m_index.prepared(
            u"INSERT INTO scope (merchant_id, indexed) VALUES (?, 0) ON CONFLICT DO NOTHING"_s);
        Binder(query) << document.merchantId;
        const Result<> inserted = m_index.run(query);
        if (!inserted)
            return inserted.error();
        const Result<qint64> number = searchscope::number(m_index, u"main"_s, document.merchantId);
        if (!number)
            return number;
        scope = m_scopes.insert(document.merchantId, *number);
    }
    return (*scope << searchscope::kRowBits) | document.rowId;
}

Result<> SearchIndex::addDocument(const SearchDocument &document)
{
    const Result<qint64> id = documentId(document);
    if (!id)
        return id.error();
    QSqlQuery &query = m_index.prepared(dialect::insertWords());
    Binder(query) << *id << document.body();
    return m_index.run(query);
}

Result<> SearchIndex::changeDocument(const SearchDocument &document)
{
    const Result<qint64> id = documentId(document);
    if (!id)
        return id.error();
    // Most changes move money, not words.
    QSqlQuery &stored = m_index.prepared(dialect::selectWords());
    Binder(stored) << *id;
    const Result<QString> body =
        readOne<QString>(m_index.run(stored), stored, [](const QSqlQuery &row) {
            return Result<QString>(row.value(0).toString());
        });
    if (!body)
        return body.error().code == ErrorCode::NotFound ? addDocument(document) : body.error();
    if (*body == document.body())
        return {};
    QSqlQuery &query = m_index.prepared(dialect::updateWords());
    Binder(query) << document.body() << *id;
    return m_index.run(query);
}

Result<std::pair<qint64, qint64>> SearchIndex::progress(const MerchantId &merchant)
{
    return searchscope::progress(m_main, m_index, u"main"_s, merchant);
}

namespace searchscope {

Result<qint64> number(Database &index, const QString &schema, const MerchantId &merchant)
{
    QSqlQuery &query =
        index.prepared(u"SELECT scope_no FROM "_s + schema + u".scope WHERE merchant_id = ?"_s);
    Binder(query) << merchant;
    return readNumber(index, query);
}

Result<std::pair<qint64, qint64>> progress(Database &payments, Database &index,
                                           const QString &schema, const MerchantId &merchant)
{
    QSqlQuery &indexed = index.prepared(u"SELECT coalesce(sum(indexed), 0) FROM "_s + schema
                                        + u".scope WHERE merchant_id = ?"_s);
    Binder(indexed) << merchant;
    const Result<qint64> done = readNumber(index, indexed);
    QSqlQuery &scanned = index.prepared(u"SELECT scanned_row, seen_event FROM "_s + schema
                                        + u".state WHERE only_row = 1"_s);
    const Result<> ran = index.run(scanned);
    if (!done || !ran)
        return done ? ran.error() : done.error();
    const bool hasState = scanned.next();
    const qint64 scannedRow = hasState ? scanned.value(0).toLongLong() : 0;
    const qint64 seenEvent = hasState ? scanned.value(1).toLongLong() : 0;
    scanned.finish();

    qint64 waiting = 0;
    QSqlQuery &last = payments.prepared(u"SELECT coalesce(max(row_id), 0) FROM payment"_s);
    const Result<qint64> lastRow = readNumber(payments, last);
    if (!lastRow)
        return lastRow.error();
    if (*lastRow > scannedRow) {
        QSqlQuery &total =
            payments.prepared(u"SELECT count(*) FROM payment WHERE merchant_id = ?"_s);
        Binder(total) << merchant;
        const Result<qint64> count = readNumber(payments, total);
        if (!count)
            return count.error();
        waiting = qMax<qint64>(0, *count - *done);
    }
    QSqlQuery &changed =
        payments.prepared(u"SELECT count(DISTINCT object_row_id) FROM event_log "
                          "WHERE event_seq > ? AND object_row_id <= ? AND merchant_id = ?"_s);
    Binder(changed) << seenEvent << scannedRow << merchant;
    const Result<qint64> changes = readNumber(payments, changed);
    if (!changes)
        return changes.error();
    return std::pair(*done, waiting + *changes);
}

} // namespace searchscope
