#include "services/storage/merchantsetupstore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

Result<MerchantAccount> readMerchant(const QSqlQuery &query)
{
    RowReader row(query);
    MerchantAccount merchant;
    row.into(merchant.id);
    merchant.name = row.text();
    merchant.testMode = row.flag();
    merchant.createdAtMs = row.number();
    merchant.organizationId = row.text();
    merchant.publishableKey = row.text();
    row.into(merchant.defaultProfile);
    merchant.settingsJson = row.text();
    merchant.modifiedAtMs = row.number();
    merchant.deletedAtMs = row.number();
    return merchant;
}

QStringList readList(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

/// Up to the conditions; a profile that was never changed has no row of settings.
constexpr QLatin1StringView kSelectProfile(
    "SELECT p.merchant_id, p.profile_id, p.name, p.fine_initial_state, p.requires_cvv, "
    "p.requires_acceptance, p.agnostic_mit, "
    "coalesce(s.return_url, ''), coalesce(s.session_expiry_s, 900), "
    "coalesce(s.token_life_s, 900), coalesce(s.webhook_url, ''), "
    "coalesce(s.webhook_payment_statuses, ''), coalesce(s.webhook_refund_statuses, ''), "
    "coalesce(s.response_hash, 1), coalesce(s.redirect_with_post, 0), "
    "coalesce(s.settings_json, ''), coalesce(s.created_at_ms, 0), "
    "coalesce(s.modified_at_ms, 0), coalesce(s.deleted_at_ms, 0) FROM profile AS p "
    "LEFT JOIN profile_settings AS s ON s.merchant_id = p.merchant_id "
    "AND s.profile_id = p.profile_id ");

Result<BusinessProfile> readProfile(const QSqlQuery &query)
{
    RowReader row(query);
    BusinessProfile profile;
    row.into(profile.merchantId);
    row.into(profile.id);
    profile.name = row.text();
    profile.fineInitialState = row.flag();
    profile.switches.requiresCvv = row.flag();
    profile.switches.requiresAcceptance = row.flag();
    profile.switches.agnosticMit = row.flag();
    profile.returnUrl = row.text();
    profile.sessionExpirySeconds = row.smallNumber();
    profile.tokenLifeSeconds = row.smallNumber();
    profile.webhook.url = row.text();
    profile.webhook.paymentStatuses = readList(row.text());
    profile.webhook.refundStatuses = readList(row.text());
    profile.responseHash = row.flag();
    profile.redirectWithPost = row.flag();
    profile.settingsJson = row.text();
    profile.createdAtMs = row.number();
    profile.modifiedAtMs = row.number();
    profile.deletedAtMs = row.number();
    return profile;
}

Result<ConnectorAccount> readAccount(const QSqlQuery &query)
{
    RowReader row(query);
    ConnectorAccount setup;
    ProcessorAccount &account = setup.account;
    row.into(account.id);
    row.into(account.merchantId);
    row.into(account.profileId);
    account.connector = row.text();
    account.label = row.text();
    account.baseUrl = QUrl(row.text(), QUrl::StrictMode);
    account.testMode = row.flag();
    account.disabled = row.flag();
    setup.type = row.text();
    setup.active = row.text() == "active"_L1;
    setup.authType = row.text();
    setup.authShownJson = row.text();
    setup.webhookSecretShown = row.text();
    setup.previousShownJson = row.text();
    setup.keysSetAtMs = row.number();
    setup.previousUntilMs = row.number();
    setup.methodsJson = row.text();
    setup.settingsJson = row.text();
    setup.createdAtMs = row.number();
    setup.modifiedAtMs = row.number();
    setup.deletedAtMs = row.number();
    return setup;
}

} // namespace

Result<> MerchantSetupStore::putMerchant(const MerchantAccount &merchant)
{
    m_merchants.forget(merchant.id, {});
    QSqlQuery &name = m_database.prepared(u"UPDATE merchant SET name = ? WHERE merchant_id = ?"_s);
    Binder(name) << merchant.name << merchant.id;
    const Result<> named =
        expectOneRow(m_database.run(name), name, ErrorCode::NotFound, u"merchant_id"_s);
    if (!named)
        return named;
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO merchant_settings (merchant_id, organization_id, publishable_key, "
        "default_profile_id, settings_json, modified_at_ms, deleted_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (merchant_id) DO UPDATE SET "
        "organization_id = excluded.organization_id, publishable_key = excluded.publishable_key, "
        "default_profile_id = excluded.default_profile_id, settings_json = excluded.settings_json, "
        "modified_at_ms = excluded.modified_at_ms, deleted_at_ms = excluded.deleted_at_ms"_s);
    Binder(query) << merchant.id << merchant.organizationId << merchant.publishableKey
                  << merchant.defaultProfile << merchant.settingsJson << merchant.modifiedAtMs
                  << merchant.deletedAtMs;
    return m_database.run(query);
}

Result<MerchantAccount> MerchantSetupStore::merchant(const MerchantId &id)
{
    if (const MerchantAccount *known = m_merchants.find(id, {}))
        return *known;
    QSqlQuery &query = m_database.prepared(
        u"SELECT m.merchant_id, m.name, m.test_mode, m.created_at_ms, "
        "coalesce(s.organization_id, ''), coalesce(s.publishable_key, ''), "
        "coalesce(nullif(s.default_profile_id, ''), (SELECT p.profile_id FROM profile AS p "
        "WHERE p.merchant_id = m.merchant_id ORDER BY p.row_id LIMIT 1), ''), "
        "coalesce(s.settings_json, ''), coalesce(s.modified_at_ms, m.created_at_ms), "
        "coalesce(s.deleted_at_ms, 0) FROM merchant AS m "
        "LEFT JOIN merchant_settings AS s ON s.merchant_id = m.merchant_id "
        "WHERE m.merchant_id = ?"_s);
    Binder(query) << id;
    const auto found = readOne<MerchantAccount>(m_database.run(query), query, readMerchant);
    if (found)
        m_merchants.keep(id, {}, *found);
    return found;
}

Result<QList<MerchantAccount>> MerchantSetupStore::merchants()
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT m.merchant_id, m.name, m.test_mode, m.created_at_ms, "
        "coalesce(s.organization_id, ''), coalesce(s.publishable_key, ''), "
        "coalesce(nullif(s.default_profile_id, ''), (SELECT p.profile_id FROM profile AS p "
        "WHERE p.merchant_id = m.merchant_id ORDER BY p.row_id LIMIT 1), ''), "
        "coalesce(s.settings_json, ''), coalesce(s.modified_at_ms, m.created_at_ms), "
        "coalesce(s.deleted_at_ms, 0) FROM merchant AS m "
        "LEFT JOIN merchant_settings AS s ON s.merchant_id = m.merchant_id "
        "WHERE coalesce(s.deleted_at_ms, 0) = 0 ORDER BY m.created_at_ms, m.merchant_id"_s);
    return readAll<MerchantAccount>(m_database.run(query), query, readMerchant);
}

Result<> MerchantSetupStore::putProfile(const BusinessProfile &profile)
{
    m_profiles.forget(profile.merchantId, profile.id.value);
    QSqlQuery &basics = m_database.prepared(
        u"UPDATE profile SET name = ?, fine_initial_state = ?, requires_cvv = ?, "
        "requires_acceptance = ?, agnostic_mit = ? "
        "WHERE merchant_id = ? AND profile_id = ?"_s);
    Binder(basics) << profile.name << profile.fineInitialState << profile.switches.requiresCvv
                   << profile.switches.requiresAcceptance << profile.switches.agnosticMit
                   << profile.merchantId << profile.id;
    const Result<> changed =
        expectOneRow(m_database.run(basics), basics, ErrorCode::NotFound, u"profile_id"_s);
    if (!changed)
        return changed;
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO profile_settings (merchant_id, profile_id, return_url, session_expiry_s, "
        "token_life_s, webhook_url, webhook_payment_statuses, webhook_refund_statuses, "
        "response_hash, redirect_with_post, settings_json, created_at_ms, modified_at_ms, "
        "deleted_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (merchant_id, profile_id) DO UPDATE SET return_url = excluded.return_url, "
        "session_expiry_s = excluded.session_expiry_s, token_life_s = excluded.token_life_s, "
        "webhook_url = excluded.webhook_url, "
        "webhook_payment_statuses = excluded.webhook_payment_statuses, "
        "webhook_refund_statuses = excluded.webhook_refund_statuses, "
        "response_hash = excluded.response_hash, "
        "redirect_with_post = excluded.redirect_with_post, "
        "settings_json = excluded.settings_json, modified_at_ms = excluded.modified_at_ms, "
        "deleted_at_ms = excluded.deleted_at_ms"_s);
    const QString blank = u" "_s;
    Binder(query) << profile.merchantId << profile.id << profile.returnUrl
                  << profile.sessionExpirySeconds << profile.tokenLifeSeconds << profile.webhook.url
                  << profile.webhook.paymentStatuses.join(blank)
                  << profile.webhook.refundStatuses.join(blank) << profile.responseHash
                  << profile.redirectWithPost << profile.settingsJson << profile.createdAtMs
                  << profile.modifiedAtMs << profile.deletedAtMs;
    return m_database.run(query);
}

Result<BusinessProfile> MerchantSetupStore::profile(const MerchantId &merchant, const ProfileId &id)
{
    if (const BusinessProfile *known = m_profiles.find(merchant, id.value))
        return *known;
    QSqlQuery &query =
        m_database.prepared(kSelectProfile + u"WHERE p.merchant_id = ? AND p.profile_id = ?"_s);
    Binder(query) << merchant << id;
    const auto found = readOne<BusinessProfile>(m_database.run(query), query, readProfile);
    if (found)
        m_profiles.keep(merchant, id.value, *found);
    return found;
}

Result<QList<BusinessProfile>> MerchantSetupStore::profiles(const MerchantId &merchant)
{
    QSqlQuery &query = m_database.prepared(
        kSelectProfile
        + u"WHERE p.merchant_id = ? AND coalesce(s.deleted_at_ms, 0) = 0 ORDER BY p.row_id"_s);
    Binder(query) << merchant;
    return readAll<BusinessProfile>(m_database.run(query), query, readProfile);
}

Result<> MerchantSetupStore::putAccount(const ConnectorAccount &setup)
{
    const ProcessorAccount &account = setup.account;
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO account_settings (merchant_id, connector_account_id, connector_type, status, "
        "auth_type, auth_shown_json, webhook_secret_shown, previous_shown_json, keys_set_at_ms, "
        "previous_until_ms, methods_json, settings_json, created_at_ms, modified_at_ms, "
        "deleted_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (connector_account_id) DO UPDATE SET connector_type = "
        "excluded.connector_type, status = excluded.status, auth_type = excluded.auth_type, "
        "auth_shown_json = excluded.auth_shown_json, "
        "webhook_secret_shown = excluded.webhook_secret_shown, "
        "previous_shown_json = excluded.previous_shown_json, "
        "keys_set_at_ms = excluded.keys_set_at_ms, "
        "previous_until_ms = excluded.previous_until_ms, "
        "methods_json = excluded.methods_json, settings_json = excluded.settings_json, "
        "modified_at_ms = excluded.modified_at_ms, deleted_at_ms = excluded.deleted_at_ms"_s);
    Binder(query) << account.merchantId << account.id << setup.type
                  << (setup.active ? u"active"_s : u"inactive"_s) << setup.authType
                  << setup.authShownJson << setup.webhookSecretShown << setup.previousShownJson
                  << setup.keysSetAtMs << setup.previousUntilMs << setup.methodsJson
                  << setup.settingsJson << setup.createdAtMs << setup.modifiedAtMs
                  << setup.deletedAtMs;
    return m_database.run(query);
}

Result<ConnectorAccount> MerchantSetupStore::account(const MerchantId &merchant,
                                                     const ConnectorAccountId &id)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT c.connector_account_id, c.merchant_id, c.profile_id, c.connector, c.label, "
        "c.base_url, c.test_mode, c.disabled, coalesce(s.connector_type, 'payment_processor'), "
        "coalesce(s.status, 'active'), coalesce(s.auth_type, ''), "
        "coalesce(s.auth_shown_json, ''), coalesce(s.webhook_secret_shown, ''), "
        "coalesce(s.previous_shown_json, ''), coalesce(s.keys_set_at_ms, 0), "
        "coalesce(s.previous_until_ms, 0), "
        "coalesce(s.methods_json, ''), coalesce(s.settings_json, ''), "
        "coalesce(s.created_at_ms, 0), coalesce(s.modified_at_ms, 0), "
        "coalesce(s.deleted_at_ms, 0) FROM connector_account AS c "
        "LEFT JOIN account_settings AS s ON s.merchant_id = c.merchant_id "
        "AND s.connector_account_id = c.connector_account_id "
        "WHERE c.merchant_id = ? AND c.connector_account_id = ? "
        "AND coalesce(s.deleted_at_ms, 0) = 0"_s);
    Binder(query) << merchant << id;
    return readOne<ConnectorAccount>(m_database.run(query), query, readAccount);
}

Result<QList<ConnectorAccount>> MerchantSetupStore::accounts(const MerchantId &merchant)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT c.connector_account_id, c.merchant_id, c.profile_id, c.connector, c.label, "
        "c.base_url, c.test_mode, c.disabled, coalesce(s.connector_type, 'payment_processor'), "
        "coalesce(s.status, 'active'), coalesce(s.auth_type, ''), "
        "coalesce(s.auth_shown_json, ''), coalesce(s.webhook_secret_shown, ''), "
        "coalesce(s.previous_shown_json, ''), coalesce(s.keys_set_at_ms, 0), "
        "coalesce(s.previous_until_ms, 0), "
        "coalesce(s.methods_json, ''), coalesce(s.settings_json, ''), "
        "coalesce(s.created_at_ms, 0), coalesce(s.modified_at_ms, 0), "
        "coalesce(s.deleted_at_ms, 0) FROM connector_account AS c "
        "LEFT JOIN account_settings AS s ON s.merchant_id = c.merchant_id "
        "AND s.connector_account_id = c.connector_account_id "
        "WHERE c.merchant_id = ? AND coalesce(s.deleted_at_ms, 0) = 0 "
        "ORDER BY c.label, c.connector_account_id"_s);
    Binder(query) << merchant;
    return readAll<ConnectorAccount>(m_database.run(query), query, readAccount);
}

Result<QList<ConnectorAccount>> MerchantSetupStore::withOldKeys(qint64 untilMs)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT merchant_id, connector_account_id FROM account_settings "
                            "WHERE previous_until_ms > 0 AND previous_until_ms <= ?"_s);
    Binder(query) << untilMs;
    return readAll<ConnectorAccount>(m_database.run(query), query, [](const QSqlQuery &current) {
        RowReader row(current);
        ConnectorAccount found;
        row.into(found.account.merchantId);
        row.into(found.account.id);
        return Result<ConnectorAccount>(found);
    });
}
