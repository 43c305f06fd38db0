#include "services/storage/accounthealthstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<QHash<ConnectorAccountId, qint64>>
AccountHealthStore::lastSuccesses(const MerchantId &merchant)
{
    using Known = std::pair<ConnectorAccountId, qint64>;
    QSqlQuery &query = m_database.prepared(
        u"SELECT account_id, last_success_ms FROM account_health WHERE merchant_id = ?"_s);
    Binder(query) << merchant;
    const auto rows = readAll<Known>(m_database.run(query), query, [](const QSqlQuery &found) {
        RowReader row(found);
        Known known;
        row.into(known.first);
        known.second = row.number();
        return Result<Known>(known);
    });
    if (!rows)
        return rows.error();
    QHash<ConnectorAccountId, qint64> successes;
    for (const auto &[account, atMs] : *rows)
        successes.insert(account, atMs);
    return successes;
}

Result<> AccountHealthStore::put(const MerchantId &merchant, const ConnectorAccountId &account,
                                 qint64 atMs)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO account_health (merchant_id, account_id, last_success_ms) VALUES (?, ?, ?) "
        "ON CONFLICT (merchant_id, account_id) DO UPDATE SET "
        "last_success_ms = max(last_success_ms, excluded.last_success_ms)"_s);
    Binder(query) << merchant << account << atMs;
    return m_database.run(query);
}
