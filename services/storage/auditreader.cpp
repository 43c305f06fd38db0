#include "services/storage/auditreader.h"

#include "services/storage/dialectrows.h"
#include "services/storage/journalstore.h"
#include "services/storage/row.h"

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostLookedAt = 20'000;
constexpr int kMostWords = 8;

Result<AuditRecord> readRecord(const QSqlQuery &query)
{
    RowReader row(query);
    AuditRecord record;
    record.number = row.number();
    record.sealed = row.flag();
    record.entry.atMs = row.number();
    row.into(record.entry.merchantId);
    record.entry.actor = row.text();
    record.entry.action = row.text();
    record.entry.object = row.text();
    record.entry.result = row.text();
    record.entry.detail = row.text();
    return record;
}

/// Of a LIKE pattern with the escape character '\\'.
QString containing(QString word)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        word.replace(special, QString(u'\\') + special);
    return u'%' + word + u'%';
}

} // namespace

Result<AuditPage> AuditReader::page(const MerchantId &merchant, const AuditQuery &query)
{
    const Result<qint64> last = lastNumber();
    if (!last)
        return last.error();
    const qint64 before = query.before > 0 ? std::min(query.before, *last + 1) : *last + 1;
    const qint64 from = std::max<qint64>(before - kMostLookedAt, 1);
    const QStringList words =
        query.words.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, kMostWords);
    QString sql = u"SELECT audit_seq, sealed, at_ms, merchant_id, actor, action, object, result, "
                  "detail FROM audit WHERE merchant_id IN (?, '') AND audit_seq < ? "
                  "AND audit_seq >= ?"_s;
    for (qsizetype i = 0; i < words.size(); ++i)
        sql += u" AND actor || ' ' || action || ' ' || object || ' ' || result || ' ' || detail "
               "LIKE ? ESCAPE '\\'"_s;
    const auto select = m_database.transient(sql + u" ORDER BY audit_seq DESC LIMIT ?"_s);
    Binder binder(*select);
    binder << merchant << before << from;
    for (const QString &word : words)
        binder << containing(word);
    binder << query.limit;
    Result<QList<AuditRecord>> records =
        readAll<AuditRecord>(m_database.run(*select), *select, readRecord);
    if (!records)
        return records.error();
    AuditPage page;
    page.records = std::move(*records);
    const bool full = page.records.size() == query.limit;
    const qint64 lookedAt = full ? page.records.constLast().number : from;
    page.next = lookedAt > 1 ? lookedAt : 0;
    return page;
}

Result<> AuditReader::lines(qint64 after, int limit,
                            const std::function<bool(const AuditLine &)> &take)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT audit_seq, at_ms, merchant_id, actor, action, object, result, detail, link, "
        "sealed FROM audit WHERE audit_seq > ? ORDER BY audit_seq LIMIT ?"_s);
    AuditLine line;
    std::array<QByteArray, 6> texts;
    const auto read = [&](dialect::RowInPlace &row) {
        line.number = row.number();
        const qint64 atMs = row.number();
        // The texts as they lie there: what is checked needs no other spelling of them.
        for (QByteArray &text : texts) {
            const QByteArrayView bytes = row.bytes();
            text = QByteArray::fromRawData(bytes.data(), bytes.size());
        }
        const QByteArrayView link = row.bytes();
        line.link = QByteArray::fromRawData(link.data(), link.size());
        line.sealed = row.flag();
        auditchain::write(line.bytes, line.number, atMs, texts);
        line.merchant = texts[0];
        line.object = texts[3];
        line.detail = texts[5];
        return take(line);
    };
    return dialect::eachRow(query, {after, limit > 0 ? limit : std::numeric_limits<qint64>::max()},
                            read);
}

Result<> AuditReader::amounts(const std::function<void(const PaymentAmounts &)> &take)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT merchant_id, payment_id, captured, refunded FROM payment"_s);
    const Result<> ran = m_database.run(query);
    while (ran && query.next()) {
        RowReader row(query);
        PaymentAmounts amounts;
        row.into(amounts.merchantId);
        row.into(amounts.id);
        amounts.captured = row.number();
        amounts.refunded = row.number();
        take(amounts);
    }
    query.finish();
    return ran;
}

Result<QList<AuditHead>> AuditReader::heads()
{
    return JournalStore(m_database).heads();
}

Result<qint64> AuditReader::lastNumber()
{
    QSqlQuery &query = m_database.prepared(u"SELECT coalesce(max(audit_seq), 0) FROM audit"_s);
    return readOne<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(RowReader(row).number());
    });
}
