#include "services/storage/routingstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<RoutingConfig> readConfig(const QSqlQuery &query)
{
    RowReader row(query);
    RoutingConfig config;
    config.id = row.text();
    row.into(config.merchantId);
    row.into(config.profileId);
    config.name = row.text();
    config.description = row.text();
    config.transactionType = row.text();
    config.algorithmKind = row.text();
    config.algorithmJson = row.text();
    config.active = row.flag();
    config.createdAtMs = row.number();
    config.modifiedAtMs = row.number();
    return config;
}

} // namespace

Result<> RoutingStore::insert(const RoutingConfig &config)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO routing_config (routing_id, merchant_id, profile_id, name, description, "
        "transaction_type, algorithm_kind, algorithm_json, active, created_at_ms, modified_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << config.id << config.merchantId << config.profileId << config.name
                  << config.description << config.transactionType << config.algorithmKind
                  << config.algorithmJson << config.active << config.createdAtMs
                  << config.modifiedAtMs;
    return m_database.run(query);
}

Result<RoutingConfig> RoutingStore::find(const MerchantId &merchant, const QString &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT routing_id, merchant_id, profile_id, name, description, transaction_type, "
        "algorithm_kind, algorithm_json, active, created_at_ms, modified_at_ms FROM routing_config "
        "WHERE merchant_id = ? AND routing_id = ?"_s);
    Binder(query) << merchant << id;
    return readOne<RoutingConfig>(m_database.run(query), query, readConfig);
}

Result<QList<RoutingConfig>> RoutingStore::list(const MerchantId &merchant,
                                                const ProfileId &profile, qint64 offset, int limit)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT routing_id, merchant_id, profile_id, name, description, transaction_type, "
        "algorithm_kind, algorithm_json, active, created_at_ms, modified_at_ms FROM routing_config "
        "WHERE merchant_id = ? AND (profile_id = ? OR ? = '') "
        "ORDER BY row_id DESC LIMIT ? OFFSET ?"_s);
    Binder(query) << merchant << profile << profile << limit << offset;
    return readAll<RoutingConfig>(m_database.run(query), query, readConfig);
}

Result<RoutingConfig> RoutingStore::active(const MerchantId &merchant, const ProfileId &profile,
                                           const QString &transactionType)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT routing_id, merchant_id, profile_id, name, description, transaction_type, "
        "algorithm_kind, algorithm_json, active, created_at_ms, modified_at_ms FROM routing_config "
        "WHERE merchant_id = ? AND profile_id = ? AND transaction_type = ? AND active = 1"_s);
    Binder(query) << merchant << profile << transactionType;
    return readOne<RoutingConfig>(m_database.run(query), query, readConfig);
}

Result<> RoutingStore::setActive(const RoutingConfig &config, bool active, qint64 nowMs)
{
    QSqlQuery &query =
        m_database.prepared(u"UPDATE routing_config SET active = ?, modified_at_ms = ? "
                            "WHERE merchant_id = ? AND routing_id = ? AND active = ?"_s);
    Binder(query) << active << nowMs << config.merchantId << config.id << !active;
    return expectOneRow(m_database.run(query), query, ErrorCode::InvalidState, u"routing_id"_s);
}

Result<QStringList> RoutingStore::fallback(const MerchantId &merchant, const ProfileId &profile)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT account_order FROM routing_fallback WHERE merchant_id = ? AND profile_id = ?"_s);
    Binder(query) << merchant << profile;
    return readOne<QStringList>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<QStringList>(row.value(0).toString().split(u' ', Qt::SkipEmptyParts));
    });
}

Result<> RoutingStore::putFallback(const MerchantId &merchant, const ProfileId &profile,
                                   const QStringList &accounts, qint64 nowMs)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO routing_fallback (merchant_id, profile_id, account_order, modified_at_ms) "
        "VALUES (?, ?, ?, ?) ON CONFLICT (merchant_id, profile_id) DO UPDATE SET "
        "account_order = excluded.account_order, modified_at_ms = excluded.modified_at_ms"_s);
    Binder(query) << merchant << profile << accounts.join(u" "_s) << nowMs;
    return m_database.run(query);
}
