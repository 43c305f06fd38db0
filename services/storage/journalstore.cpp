#include "services/storage/journalstore.h"

#include "services/storage/auditreader.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<AuditLink> unsealed(QByteArrayView previous, QByteArrayView line)
{
    return AuditLink{auditchain::openLink(previous, line), false};
}

Result<AuditHead> readHead(const QSqlQuery &query)
{
    RowReader row(query);
    AuditHead head;
    head.number = row.number();
    head.link = row.bytes();
    head.sealed = row.flag();
    head.mac = row.bytes();
    return head;
}

/// Half a character is stored as a whole one, and what is linked is what is stored.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

AuditEntry wellFormed(AuditEntry entry)
{
    for (QString *text : {&entry.actor, &entry.object, &entry.result, &entry.detail})
        *text = wellFormed(*text);
    return entry;
}

} // namespace

JournalStore::JournalStore(Database &database) : JournalStore(database, unsealed) {}

JournalStore::JournalStore(Database &database, Seal seal)
    : m_database(database)
    , m_seal(std::move(seal))
{
}

Result<> JournalStore::appendAudit(const AuditEntry &given)
{
    const AuditEntry entry = wellFormed(given);
    const Result<AuditHead> last = lastLine();
    if (!last)
        return last.error();
    const qint64 number = last->number + 1;
    const Result<AuditLink> link = m_seal(last->link, auditchain::bytesOf(number, entry));
    if (!link)
        return link.error();
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO audit (audit_seq, at_ms, merchant_id, actor, action, object, result, detail, "
        "link, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << number << entry.atMs << entry.merchantId << entry.actor << entry.action
                  << entry.object << entry.result << entry.detail << link->value << link->sealed;
    m_last.reset();
    const Result<> inserted = m_database.run(query);
    if (inserted)
        m_last = AuditHead{number, link->value, link->sealed, {}};
    return inserted;
}

Result<AuditHead> JournalStore::lastLine()
{
    // What was undone took its lines along.
    if (std::exchange(m_rollbacks, m_database.rollbacks()) != m_database.rollbacks())
        m_last.reset();
    if (!m_last) {
        const Result<> read = readLast();
        if (!read)
            return read.error();
    }
    return *m_last;
}

Result<> JournalStore::readLast()
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT audit_seq, link, sealed, x'' FROM audit ORDER BY audit_seq DESC LIMIT 1"_s);
    const Result<AuditHead> last = readOne<AuditHead>(m_database.run(query), query, readHead);
    if (!last && last.error().code != ErrorCode::NotFound)
        return last.error();
    m_last = last.value_or(AuditHead{});
    return m_last->number > 0 && m_last->link.isEmpty() ? linkUnlinked() : Result<>();
}

/// Lines from before there were links: the next one covers them all.
Result<> JournalStore::linkUnlinked()
{
    QByteArray link;
    const Result<> read = AuditReader(m_database).lines(0, 0, [&link](const AuditLine &line) {
        link = auditchain::openLink(link, line.bytes);
        return true;
    });
    if (read)
        m_last->link = link;
    else
        m_last.reset();
    return read;
}

Result<QList<AuditHead>> JournalStore::heads()
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT audit_seq, link, sealed, mac FROM audit_head"_s);
    return readAll<AuditHead>(m_database.run(query), query, readHead);
}

Result<> JournalStore::writeHead(const AuditHead &head)
{
    QSqlQuery &query = m_database.prepared(u"INSERT INTO audit_head (sealed, audit_seq, link, mac) "
                                           "VALUES (?, ?, ?, ?) ON CONFLICT (sealed) DO UPDATE SET "
                                           "audit_seq = excluded.audit_seq, link = excluded.link, "
                                           "mac = excluded.mac"_s);
    Binder(query) << head.sealed << head.number << head.link << head.mac;
    return m_database.run(query);
}

Result<QByteArray> JournalStore::linkOf(qint64 number)
{
    QSqlQuery &query = m_database.prepared(u"SELECT link FROM audit WHERE audit_seq = ?"_s);
    Binder(query) << number;
    return readOne<QByteArray>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<QByteArray>(RowReader(row).bytes());
    });
}

Result<> JournalStore::appendEvent(const MerchantId &merchant, const QString &kind,
                                   const QString &objectId, qint64 objectRowId, qint64 atMs)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO event_log (merchant_id, kind, object_id, object_row_id, at_ms) "
        "VALUES (?, ?, ?, ?, ?)"_s);
    Binder(query) << merchant << kind << objectId << objectRowId << atMs;
    return m_database.run(query);
}
