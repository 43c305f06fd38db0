#include "services/storage/blockliststore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

const auto kField = u"fingerprint_id"_s;

Result<BlockedCard> readCard(const QSqlQuery &query)
{
    RowReader row(query);
    BlockedCard card;
    row.into(card.merchantId);
    card.kind = row.known(blockedKindFromText, BlockedKind::Fingerprint);
    card.data = row.text();
    card.createdAtMs = row.number();
    return row.isValid() ? Result<BlockedCard>(card) : unknownValueError("blocked_card");
}

Result<bool> readFlag(const QSqlQuery &query)
{
    return query.value(0).toInt() != 0;
}

} // namespace

Result<> BlocklistStore::insert(const BlockedCard &card)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO blocked_card (merchant_id, kind, data, created_at_ms) "
        "VALUES (?, ?, ?, ?) ON CONFLICT (merchant_id, kind, data) DO NOTHING"_s);
    Binder(query) << card.merchantId << card.kind << card.data << card.createdAtMs;
    return expectOneRow(m_database.run(query), query, ErrorCode::Duplicate, kField);
}

Result<BlockedCard> BlocklistStore::find(const BlockedCard &card)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT merchant_id, kind, data, created_at_ms FROM blocked_card "
                            "WHERE merchant_id = ? AND kind = ? AND data = ?"_s);
    Binder(query) << card.merchantId << card.kind << card.data;
    return named(readOne<BlockedCard>(m_database.run(query), query, readCard), kField);
}

Result<> BlocklistStore::remove(const BlockedCard &card)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM blocked_card WHERE merchant_id = ? AND kind = ? AND data = ?"_s);
    Binder(query) << card.merchantId << card.kind << card.data;
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, kField);
}

Result<QList<BlockedCard>> BlocklistStore::list(const MerchantId &merchant, BlockedKind kind,
                                                qint64 offset, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT merchant_id, kind, data, created_at_ms FROM blocked_card "
        "WHERE merchant_id = ? AND kind = ? ORDER BY row_id DESC LIMIT ? OFFSET ?"_s);
    Binder(query) << merchant << kind << limit << offset;
    return readAll<BlockedCard>(m_database.run(query), query, readCard);
}

Result<QList<BlockedCard>> BlocklistStore::about(const MerchantId &merchant, const CardMarks &marks)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT merchant_id, kind, data, created_at_ms FROM blocked_card WHERE merchant_id = ? "
        "AND ((kind = 'payment_method' AND data = ?) OR (kind = 'card_bin' AND data = ?) "
        "OR (kind = 'extended_card_bin' AND data = ?))"_s);
    Binder(query) << merchant << marks.fingerprint << marks.bin << marks.extendedBin;
    return readAll<BlockedCard>(m_database.run(query), query, readCard);
}

Result<bool> BlocklistStore::hasFingerprints(const MerchantId &merchant)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT EXISTS (SELECT 1 FROM blocked_card WHERE merchant_id = ? "
                            "AND kind = 'payment_method')"_s);
    Binder(query) << merchant;
    return readOne<bool>(m_database.run(query), query, readFlag);
}

Result<bool> BlocklistStore::isOn(const MerchantId &merchant)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT enabled FROM blocklist_switch WHERE merchant_id = ?"_s);
    Binder(query) << merchant;
    const Result<bool> on = readOne<bool>(m_database.run(query), query, readFlag);
    const bool never = !on && on.error().code == ErrorCode::NotFound;
    return never ? Result<bool>(false) : on;
}

Result<> BlocklistStore::setOn(const MerchantId &merchant, bool on, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO blocklist_switch (merchant_id, enabled, modified_at_ms) VALUES (?, ?, ?) "
        "ON CONFLICT (merchant_id) DO UPDATE SET enabled = excluded.enabled, "
        "modified_at_ms = excluded.modified_at_ms"_s);
    Binder(query) << merchant << on << nowMs;
    return m_database.run(query);
}
