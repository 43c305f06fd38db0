#include "services/engine/accountrecord.h"

#include "services/domain/accountrules.h"
#include "services/domain/textrules.h"
#include "services/engine/accountkeys.h"
#include "services/engine/merchantrecord.h"
#include "services/storage/accountusestore.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLabel = 64;
constexpr qsizetype kLongestJson = 16'384;

void applyKeys(ConnectorAccount &setup, const AccountChange &change, qint64 nowMs)
{
    const bool kept = change.keepPrevious && setup.keysSetAtMs > 0;
    setup.previousShownJson = kept ? setup.authShownJson : QString();
    setup.previousUntilMs = kept ? nowMs + accountkeys::kOverlapMs : 0;
    setup.authShownJson = change.authShownJson;
    setup.keysSetAtMs = nowMs;
}

void apply(ConnectorAccount &setup, const AccountChange &change, qint64 nowMs)
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
        applyKeys(setup, change, nowMs);
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

/// Whether the processor could take the account with its keys. Those that are passing are not
/// looked at.
Result<> checkKeys(EngineCore &core, const ConnectorAccount &setup,
                   const ConnectorDescription &described, const AccountChange &change, bool isNew)
{
    if (setup.authType == "TemporaryAuth"_L1)
        return {};
    const bool needed = !described.keys.isEmpty() && !described.keysOptional;
    if (isNew && needed && !change.auth)
        return Error{ErrorCode::MissingField, u"connector_account_details"_s};
    if (change.auth && needed && setup.authType != described.authType)
        return Error{ErrorCode::InvalidValue, u"connector_account_details.auth_type"_s};
    return change.auth || change.baseUrl || isNew ? accountkeys::check(core, setup, change)
                                                  : Result<>();
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
    const Connector *connector = core.connectors.find(command.connector);
    if (!connector)
        return Error{ErrorCode::InvalidValue, u"connector_name"_s};
    const ConnectorDescription described = connector->description();
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
    apply(setup, command.change, setup.createdAtMs);
    if (setup.account.baseUrl.isEmpty())
        setup.account.baseUrl = described.defaultUrl(owner->testMode);
    if (setup.account.baseUrl.isEmpty())
        return Error{ErrorCode::MissingField, u"base_url"_s};
    const Result<> fits = check(setup).and_then(
        [&] { return checkKeys(core, setup, described, command.change, true); });
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
            .and_then([&] { return accountkeys::keep(core, setup->account, command.change); })
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
    apply(*setup, change, setup->modifiedAtMs);
    const Connector *connector = core.connectors.find(setup->account.connector);
    const Result<> fits = check(*setup).and_then([&] {
        return connector ? checkKeys(core, *setup, connector->description(), change, false)
                         : Result<>();
    });
    if (!fits)
        return fits.error();
    const QString action =
        change.auth && change.keepPrevious ? u"account.rotate"_s : u"account.update"_s;
    const Result<> updated = core.accounts.updateAccount(setup->account);
    if (!updated)
        return labelTaken(updated.error());
    const Result<> kept =
        core.setups.putAccount(*setup)
            .and_then([&] { return accountkeys::keep(core, setup->account, change); })
            .and_then([&] { return noted(core, *setup, caller.actor, action); });
    return kept ? setup : Result<ConnectorAccount>(kept.error());
}

Result<ConnectorAccount> accountrecord::remove(EngineCore &core, const Caller &caller,
                                               const ConnectorAccountId &id)
{
    Result<ConnectorAccount> setup = find(core, caller.merchantId, id);
    if (!setup)
        return setup;
    // Without its keys nobody could ask what became of them.
    const Result<AccountUse> uses = use(core, caller.merchantId, id);
    if (!uses)
        return uses.error();
    if (uses->openOperations > 0 && setup->keysSetAtMs > 0)
        return Error{ErrorCode::Busy, u"merchant_connector_id"_s};
    ConnectorAccount gone = *setup;
    gone.previousShownJson.clear();
    gone.previousUntilMs = 0;
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

Result<ConnectorAccount> accountrecord::restoreKeys(EngineCore &core, const Caller &caller,
                                                    const ConnectorAccountId &id)
{
    Result<ConnectorAccount> setup = find(core, caller.merchantId, id);
    if (!setup)
        return setup;
    if (setup->previousUntilMs == 0)
        return Error{ErrorCode::NotFound, u"connector_account_details"_s};
    setup->authShownJson = std::exchange(setup->previousShownJson, QString());
    setup->previousUntilMs = 0;
    setup->keysSetAtMs = core.clock.nowMs();
    setup->modifiedAtMs = setup->keysSetAtMs;
    const Result<> kept =
        accountkeys::restorePrevious(core, setup->account)
            .and_then([&] { return core.setups.putAccount(*setup); })
            .and_then([&] { return noted(core, *setup, caller.actor, u"account.restore_keys"_s); });
    return kept ? setup : Result<ConnectorAccount>(kept.error());
}

Result<> accountrecord::dropOldKeys(EngineCore &core, const MerchantId &merchant,
                                    const ConnectorAccountId &id)
{
    Result<ConnectorAccount> setup = find(core, merchant, id);
    if (!setup)
        return setup.error();
    setup->previousShownJson.clear();
    setup->previousUntilMs = 0;
    return accountkeys::dropPrevious(core, setup->account)
        .and_then([&] { return core.setups.putAccount(*setup); })
        .and_then([&] { return noted(core, *setup, u"system"_s, u"account.drop_keys"_s); });
}

Result<ProcessorAccount> accountrecord::wouldBe(EngineCore &core, const MerchantId &merchant,
                                                const ConnectorAccountId &id,
                                                const AccountChange &change)
{
    Result<ConnectorAccount> setup = find(core, merchant, id);
    if (!setup)
        return setup.error();
    setup->authType = change.authType.value_or(setup->authType);
    apply(*setup, change, core.clock.nowMs());
    // Stored, an empty one stands for where the connector's processor is by itself.
    if (setup->account.baseUrl.isEmpty()) {
        const Result<ProcessorAccount> stored = core.accounts.account(merchant, id);
        setup->account.baseUrl = stored ? stored->baseUrl : QUrl();
    }
    const Result<> fits =
        check(*setup).and_then([&] { return accountkeys::check(core, *setup, change); });
    if (!fits)
        return fits.error();
    return change.auth ? accountkeys::given(setup->account, change)
                       : accountkeys::opened(core, setup->account);
}

Result<AccountUse> accountrecord::use(EngineCore &core, const MerchantId &merchant,
                                      const ConnectorAccountId &id)
{
    const Result<ConnectorAccount> setup = find(core, merchant, id);
    if (!setup)
        return setup.error();
    const auto accounts = core.accounts.accounts(merchant);
    if (!accounts)
        return accounts.error();
    AccountUseStore store(core.database);
    const Result<int> holds = store.openHolds(merchant, id);
    const Result<int> operations = store.openOperations(merchant, id);
    const Result<int> cards = store.savedCards(merchant, id);
    for (const Result<int> *count : {&holds, &operations, &cards}) {
        if (!*count)
            return count->error();
    }
    const bool others = std::ranges::any_of(*accounts, [&](const ProcessorAccount &account) {
        return !account.disabled && account.id != id
               && account.profileId == setup->account.profileId;
    });
    return AccountUse{*holds, *operations, *cards, !setup->account.disabled && !others};
}
