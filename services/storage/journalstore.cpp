#include "services/storage/journalstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<> JournalStore::appendAudit(const AuditEntry &entry)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO audit (at_ms, merchant_id, actor, action, object, result, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << entry.atMs << entry.merchantId << entry.actor << entry.action << entry.object
                  << entry.result << entry.detail;
    return m_database.run(query);
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
