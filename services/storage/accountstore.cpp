#include "services/storage/accountstore.h"

#include "services/storage/row.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Result<ProcessorAccount> readAccount(const QSqlQuery &query)
{
    RowReader row(query);
    ProcessorAccount account;
    row.into(account.id);
    row.into(account.merchantId);
    row.into(account.profileId);
    account.connector = row.text();
    account.label = row.text();
    account.baseUrl = QUrl(row.text(), QUrl::StrictMode);
    account.testMode = row.flag();
    account.disabled = row.flag();
    return account;
}

} // namespace

Result<QByteArray> AccountStore::installKey(const QByteArray &fresh)
{
    QSqlQuery &insert = m_database.prepared(
        u"INSERT INTO installation (only_row, install_key) VALUES (1, ?) ON CONFLICT DO NOTHING"_s);
    QSqlQuery &select =
        m_database.prepared(u"SELECT install_key FROM installation WHERE only_row = 1"_s);
    const auto stored = [&] {
        return readOne<QByteArray>(m_database.run(select), select, [](const QSqlQuery &row) {
            return Result<QByteArray>(row.value(0).toByteArray());
        });
    };
    const Result<QByteArray> known = stored();
    if (known || known.error().code != ErrorCode::NotFound)
        return known;
    Binder(insert) << fresh;
    const Result<> ran = m_database.run(insert);
    if (!ran)
        return ran.error();
    return stored();
}

Result<> AccountStore::insertMerchant(const MerchantId &id, const QString &name, bool testMode,
                                      qint64 nowMs)
{
    QSqlQuery &query =
        m_database.prepared(u"INSERT INTO merchant (merchant_id, name, test_mode, created_at_ms) "
                            "VALUES (?, ?, ?, ?)"_s);
    Binder(query) << id << name << testMode << nowMs;
    return m_database.run(query);
}

Result<> AccountStore::insertProfile(const Profile &profile)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO profile (merchant_id, profile_id, name, fine_initial_state, requires_cvv, "
        "requires_acceptance, agnostic_mit) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    const ProfileSwitches &switches = profile.switches;
    Binder(query) << profile.merchantId << profile.id << profile.name << profile.fineInitialState
                  << switches.requiresCvv << switches.requiresAcceptance << switches.agnosticMit;
    m_profiles.forgetAll();
    return m_database.run(query);
}

Result<Profile> AccountStore::profile(const MerchantId &merchant, const ProfileId &id)
{
    if (const Profile *known = m_profiles.find(merchant, id.value))
        return *known;
    QSqlQuery &query = m_database.prepared(
        u"SELECT profile_id, merchant_id, name, fine_initial_state, requires_cvv, "
        "requires_acceptance, agnostic_mit, coalesce((SELECT token_life_s FROM profile_settings s "
        "WHERE s.merchant_id = profile.merchant_id AND s.profile_id = profile.profile_id), 900) "
        "FROM profile "
        "WHERE merchant_id = ? AND (profile_id = ? OR ? = '') ORDER BY row_id LIMIT 1"_s);
    Binder(query) << merchant << id << id;
    const auto found = readOne<Profile>(m_database.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        Profile profile;
        row.into(profile.id);
        row.into(profile.merchantId);
        profile.name = row.text();
        profile.fineInitialState = row.flag();
        profile.switches.requiresCvv = row.flag();
        profile.switches.requiresAcceptance = row.flag();
        profile.switches.agnosticMit = row.flag();
        profile.tokenLifeSeconds = row.smallNumber();
        return Result<Profile>(profile);
    });
    if (found)
        m_profiles.keep(merchant, id.value, *found);
    return found;
}

Result<> AccountStore::changeSwitches(const MerchantId &merchant, const ProfileId &id,
                                      const ProfileSwitches &switches)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE profile SET requires_cvv = ?, requires_acceptance = ?, agnostic_mit = ? "
        "WHERE merchant_id = ? AND profile_id = ?"_s);
    Binder(query) << switches.requiresCvv << switches.requiresAcceptance << switches.agnosticMit
                  << merchant << id;
    m_profiles.forgetAll();
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"profile_id"_s);
}

Result<QList<MerchantId>> AccountStore::merchants()
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT merchant_id FROM merchant ORDER BY created_at_ms, merchant_id"_s);
    return readAll<MerchantId>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<MerchantId>(MerchantId{row.value(0).toString()});
    });
}

Result<QString> AccountStore::merchantName(const MerchantId &id)
{
    QSqlQuery &query = m_database.prepared(u"SELECT name FROM merchant WHERE merchant_id = ?"_s);
    Binder(query) << id;
    return readOne<QString>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<QString>(row.value(0).toString());
    });
}

Result<bool> AccountStore::isTestMode(const MerchantId &id)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT test_mode FROM merchant WHERE merchant_id = ?"_s);
    Binder(query) << id;
    return readOne<bool>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<bool>(row.value(0).toInt() != 0);
    });
}

Result<> AccountStore::insertAccount(const ProcessorAccount &account)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO connector_account (connector_account_id, merchant_id, profile_id, connector, "
        "label, base_url, test_mode, disabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder(query) << account.id << account.merchantId << account.profileId << account.connector
                  << account.label << account.baseUrl.toString(QUrl::FullyEncoded)
                  << account.testMode << account.disabled;
    m_accounts.forgetAll();
    return m_database.run(query);
}

Result<> AccountStore::changeBaseUrl(const MerchantId &merchant, const ConnectorAccountId &id,
                                     const QUrl &url)
{
    QSqlQuery &query = m_database.prepared(u"UPDATE connector_account SET base_url = ? "
                                           "WHERE merchant_id = ? AND connector_account_id = ?"_s);
    Binder(query) << url.toString(QUrl::FullyEncoded) << merchant << id;
    m_accounts.forgetAll();
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound,
                        u"connector_account_id"_s);
}

Result<QList<ProcessorAccount>> AccountStore::accounts(const MerchantId &merchant)
{
    if (const QList<ProcessorAccount> *known = m_accounts.find(merchant, {}))
        return *known;
    QSqlQuery &query = m_database.prepared(
        u"SELECT connector_account_id, merchant_id, profile_id, connector, label, base_url, "
        "test_mode, disabled FROM connector_account WHERE merchant_id = ? "
        "ORDER BY label, connector_account_id"_s);
    Binder(query) << merchant;
    auto found = readAll<ProcessorAccount>(m_database.run(query), query, readAccount);
    if (!found)
        return found;
    for (ProcessorAccount &account : *found) {
        if (account.baseUrl.isEmpty())
            account.baseUrl = m_processorUrls.value(account.connector);
    }
    m_accounts.keep(merchant, {}, *found);
    return found;
}

Result<ProcessorAccount> AccountStore::account(const MerchantId &merchant,
                                               const ConnectorAccountId &id)
{
    const Result<QList<ProcessorAccount>> all = accounts(merchant);
    if (!all)
        return all.error();
    const auto found = std::ranges::find(*all, id, &ProcessorAccount::id);
    if (found == all->cend())
        return Error{ErrorCode::NotFound, u"merchant_connector_id"_s};
    return *found;
}
