#include "services/storage/notestore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<Note> readNote(const QSqlQuery &query)
{
    RowReader row(query);
    Note note;
    note.rowId = row.number();
    row.into(note.merchantId);
    note.subject.about = row.known(noteAboutFromText, NoteAbout::Payment);
    note.subject.id = row.text();
    note.atMs = row.number();
    note.author = row.text();
    note.text = row.text();
    if (!row.isValid())
        return unknownValueError("note");
    return note;
}

} // namespace

Result<> NoteStore::insert(Note &note)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO note (merchant_id, about, object_id, at_ms, author, note_text) "
        "VALUES (?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << note.merchantId << note.subject.about << note.subject.id << note.atMs
                  << note.author << note.text;
    const Result<> ran = m_database.run(query);
    if (!ran)
        return ran;
    note.rowId = query.lastInsertId().toLongLong();
    if (note.subject.about != NoteAbout::Payment)
        return {};
    QSqlQuery &mark = m_database.prepared(
        u"UPDATE payment SET noted = 1 WHERE merchant_id = ? AND payment_id = ?"_s);
    Binder(mark) << note.merchantId << note.subject.id;
    return expectOneRow(m_database.run(mark), mark, ErrorCode::NotFound, u"payment_id"_s);
}

Result<QList<Note>> NoteStore::list(const MerchantId &merchant, const NoteSubject &subject,
                                    int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT row_id, merchant_id, about, object_id, at_ms, author, note_text FROM note "
        "WHERE merchant_id = ? AND about = ? AND object_id = ? ORDER BY row_id DESC LIMIT ?"_s);
    Binder(query) << merchant << subject.about << subject.id << limit;
    return readAll<Note>(m_database.run(query), query, readNote);
}

Result<> NoteStore::removeOf(const MerchantId &merchant, const CustomerId &customer)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM note WHERE merchant_id = ? AND about = 'customer' AND object_id = ?"_s);
    Binder(query) << merchant << customer;
    return m_database.run(query);
}
