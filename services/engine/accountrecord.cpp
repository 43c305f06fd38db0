#include "services/engine/accountrecord.h"

#include "services/domain/accountrules.h"
#include "services/domain/textrules.h"
#include "services/engine/merchantrecord.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLabel = 64;
constexpr qsizetype kLongestJson = 16'384;

VaultPlace placeOf(const ProcessorAccount &account)
{
    return {account.merchantId, {}, account.id.value, VaultRecordKind::AccountKeys};
}

void apply(ConnectorAccount &setup, const AccountChange &change)
{
    ProcessorAccount &account = setup.account;
    account.label = change.label.value_or(account.label);
    account.baseUrl = change.baseUrl.value_or(account.baseUrl);
    setup.active = change.active.value_or(setup.active);
    account.disabled = change.disabled.value_or(account.disabled);
    // An inactive account is there to be looked at; its keys may be passing.
    if (!setup.active || setup.authType == "TemporaryAuth"_L1)
        account.disabled = true;
    setup.methodsJson = change.methodsJson.value_or(setup.methodsJson);
    setup.settingsJson = change.settingsJson.value_or(setup.settingsJson);
    if (change.auth)
        setup.authShownJson = change.authShownJson;
    if (change.webhookSecrets)
        setup.webhookSecretShown = change.webhookSecretShown;
}

Result<> check(const ConnectorAccount &setup)
{
    static const QStringList kinds = {u"HeaderKey"_s,    u"BodyKey"_s,         u"SignatureKey"_s,
                                      u"MultiAuthKey"_s, u"CurrencyAuthKey"_s, u"CertificateAuth"_s,
                                      u"NoKey"_s,        u"TemporaryAuth"_s};
    if (!kinds.contains(setup.authType) && !setup.authType.isEmpty())
        return Error{ErrorCode::InvalidValue, u"connector_account_details.auth_type"_s};
    for (const QString &json : {setup.methodsJson, setup.settingsJson}) {
        if (json.size() > kLongestJson)
            return Error{ErrorCode::TooLong, u"metadata"_s};
        if (looksLikeCardNumber(json))
            return Error{ErrorCode::InvalidValue, u"metadata"_s};
    }
    const Result<AccountRules> rules = parseAccountRules(setup.methodsJson);
    if (!rules)
        return rules.error();
    if (setup.account.label.isEmpty())
        return Error{ErrorCode::MissingField, u"connector_label"_s};
    return checkText(setup.account.label, u"connector_label"_s, kLongestLabel).and_then([&] {
        // An empty one is where the connector's processor is by itself.
        return setup.account.baseUrl.isEmpty() ? Result<>() : checkBaseUrl(setup.account.baseUrl);
    });
}

/// Two lines: the processor's keys, and the secrets of its webhooks. What was not given stays.
Result<> keepKeys(EngineCore &core, const ProcessorAccount &account, const AccountChange &change)
{
    if (!change.auth && !change.webhookSecrets)
        return {};
    const VaultPlace place = placeOf(account);
    SecretBytes known;
    const Result<VaultRecord> record =
        core.vaultRecords.findSecret(place.merchantId, place.kind, place.recordId);
    if (record) {
        Result<SecretBytes> opened = core.vault.openSecret(record->place, record->sealed);
        if (!opened)
            return opened.error();
        known = std::move(*opened);
    } else if (record.error().code != ErrorCode::NotFound) {
        return record.error();
    }
    const QByteArrayView before = known.view();
    const qsizetype end = std::ranges::find(before, '\n') - before.begin();
    SecretBytes text(change.auth ? change.auth->view() : before.first(end));
    text.append("\n");
    if (change.webhookSecrets)
        text.append(change.webhookSecrets->view());
    else if (end < before.size())
        text.append(before.sliced(end + 1));
    const Result<SealedCard> sealed = core.vault.sealSecret(place, text);
    if (!sealed && sealed.error().code == ErrorCode::TooLong)
        return Error{ErrorCode::TooLong, u"connector_account_details"_s};
    if (!sealed)
        return sealed.error();
    core.ciphertextRemoved = true;
    const qint64 nowMs = core.clock.nowMs();
    return core.vaultRecords.putSecret(
        {0, place, sealed->keyGeneration, sealed->sealed, {}, nowMs, nowMs});
}

Result<> noted(EngineCore &core, const ConnectorAccount &setup, const QString &actor,
               const QString &action)
{
    const ProcessorAccount &account = setup.account;
    const QString result = account.disabled ? u"disabled"_s : u"enabled"_s;
    return merchantrecord::audit(core, account.merchantId, actor, action, account.id.value, result);
}

Error labelTaken(const Error &error)
{
    const bool taken = error.code == ErrorCode::Duplicate;
    return taken ? Error{ErrorCode::Duplicate, u"connector_label"_s} : error;
}

} // namespace

Result<ConnectorAccount> accountrecord::find(EngineCore &core, const MerchantId &merchant,
                                             const ConnectorAccountId &id)
{
    const Result<ConnectorAccount> found = core.setups.account(merchant, id);
    if (!found && found.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"merchant_connector_id"_s};
    return found;
}

Result<ConnectorAccount> accountrecord::build(EngineCore &core, const CreateAccount &command,
                                              const ConnectorAccountId &id, const QUrl &defaultUrl)
{
    const MerchantId &merchant = command.caller.merchantId;
    const Result<MerchantAccount> owner = merchantrecord::find(core, merchant);
    if (!owner)
        return owner.error();
    const Result<BusinessProfile> profile =
        merchantrecord::profile(core, merchant, command.profileId);
    if (!profile)
        return profile.error();
    if (command.connector.isEmpty())
        return Error{ErrorCode::MissingField, u"connector_name"_s};
    if (!core.connectors.find(command.connector))
        return Error{ErrorCode::InvalidValue, u"connector_name"_s};
    if (command.type != "payment_processor"_L1)
        return Error{ErrorCode::NotSupported, u"connector_type"_s};
    // A test key never reaches an account with real money.
    if (command.testMode.value_or(owner->testMode) != owner->testMode)
        return Error{ErrorCode::InvalidValue, u"test_mode"_s};
    ConnectorAccount setup;
    setup.account = {id,
                     merchant,
                     profile->id,
                     command.connector,
                     QString(command.connector + u'_' + profile->name),
                     defaultUrl,
                     owner->testMode,
                     false};
    setup.type = command.type;
    setup.authType = command.change.authType.value_or(QString());
    setup.createdAtMs = core.clock.nowMs();
    setup.modifiedAtMs = setup.createdAtMs;
    apply(setup, command.change);
    if (setup.account.baseUrl.isEmpty())
        return Error{ErrorCode::MissingField, u"base_url"_s};
    const Result<> fits = check(setup);
    return fits ? Result<ConnectorAccount>(setup) : fits.error();
}

Result<ConnectorAccount> accountrecord::create(EngineCore &core, const CreateAccount &command,
                                               const ConnectorAccountId &id, const QUrl &defaultUrl)
{
    const Result<ConnectorAccount> setup = build(core, command, id, defaultUrl);
    if (!setup)
        return setup;
    const Result<> inserted = core.accounts.insertAccount(setup->account);
    if (!inserted)
        return labelTaken(inserted.error());
    const Result<> kept =
        core.setups.putAccount(*setup)
            .and_then([&] { return keepKeys(core, setup->account, command.change); })
            .and_then(
                [&] { return noted(core, *setup, command.caller.actor, u"account.create"_s); });
    return kept ? setup : Result<ConnectorAccount>(kept.error());
}

Result<ConnectorAccount> accountrecord::update(EngineCore &core, const Caller &caller,
                                               const ConnectorAccountId &id,
                                               const AccountChange &change)
{
    Result<ConnectorAccount> setup = find(core, caller.merchantId, id);
    if (!setup)
        return setup;
    setup->authType = change.authType.value_or(setup->authType);
    setup->modifiedAtMs = core.clock.nowMs();
    apply(*setup, change);
    const Result<> fits = check(*setup);
    if (!fits)
        return fits.error();
    const Result<> updated = core.accounts.updateAccount(setup->account);
    if (!updated)
        return labelTaken(updated.error());
    const Result<> kept =
        core.setups.putAccount(*setup)
            .and_then([&] { return keepKeys(core, setup->account, change); })
            .and_then([&] { return noted(core, *setup, caller.actor, u"account.update"_s); });
    return kept ? setup : Result<ConnectorAccount>(kept.error());
}

Result<ConnectorAccount> accountrecord::remove(EngineCore &core, const Caller &caller,
                                               const ConnectorAccountId &id)
{
    Result<ConnectorAccount> setup = find(core, caller.merchantId, id);
    if (!setup)
        return setup;
    ConnectorAccount gone = *setup;
    gone.account.disabled = true;
    // Its label may be taken again.
    gone.account.label = QString(u"deleted "_s + id.value);
    gone.active = false;
    gone.deletedAtMs = core.clock.nowMs();
    gone.modifiedAtMs = gone.deletedAtMs;
    core.ciphertextRemoved = true;
    const Result<> removed =
        core.accounts.updateAccount(gone.account)
            .and_then([&] { return core.setups.putAccount(gone); })
            .and_then([&] {
                return core.vaultRecords.removeSecret(caller.merchantId,
                                                      VaultRecordKind::AccountKeys, id.value);
            })
            .and_then([&] { return noted(core, gone, caller.actor, u"account.delete"_s); });
    return removed ? setup : Result<ConnectorAccount>(removed.error());
}
