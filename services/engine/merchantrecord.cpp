#include "services/engine/merchantrecord.h"

#include "services/domain/cardtesting.h"
#include "services/domain/paymentlink.h"
#include "services/domain/textrules.h"
#include "services/engine/keymaking.h"
#include "services/engine/profilekeys.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestSettings = 16'384;

Error noProfile()
{
    return Error{ErrorCode::NotFound, u"profile_id"_s};
}

bool allowsLoopback(const EngineCore &core, bool testMode)
{
    return testMode && core.loopbackWebhooks;
}

void apply(BusinessProfile &profile, const ProfileChange &change)
{
    profile.name = change.name.value_or(profile.name);
    profile.fineInitialState = change.fineInitialState.value_or(profile.fineInitialState);
    profile.returnUrl = change.returnUrl.value_or(profile.returnUrl);
    profile.sessionExpirySeconds =
        change.sessionExpirySeconds.value_or(profile.sessionExpirySeconds);
    profile.tokenLifeSeconds = change.tokenLifeSeconds.value_or(profile.tokenLifeSeconds);
    ProfileSwitches &switches = profile.switches;
    switches.requiresCvv = change.requiresCvv.value_or(switches.requiresCvv);
    switches.requiresAcceptance = change.requiresAcceptance.value_or(switches.requiresAcceptance);
    switches.agnosticMit = change.agnosticMit.value_or(switches.agnosticMit);
    profile.webhook = change.webhook.value_or(profile.webhook);
    profile.responseHash = change.responseHash.value_or(profile.responseHash);
    profile.redirectWithPost = change.redirectWithPost.value_or(profile.redirectWithPost);
    profile.settingsJson = change.settingsJson.value_or(profile.settingsJson);
}

/// What the audit trail says of a change: every switch as it is now.
QString described(const ProfileSwitches &switches)
{
    const auto word = [](bool on) { return on ? u"on"_s : u"off"_s; };
    return u"requires_cvv="_s + word(switches.requiresCvv) + u" requires_acceptance="_s
           + word(switches.requiresAcceptance) + u" agnostic_mit="_s + word(switches.agnosticMit);
}

Result<> checkSettings(const QString &json)
{
    if (json.size() > kLongestSettings)
        return Error{ErrorCode::TooLong, u"metadata"_s};
    if (looksLikeCardNumber(json))
        return Error{ErrorCode::InvalidValue, u"metadata"_s};
    return {};
}

Result<> checkMerchant(const MerchantAccount &merchant)
{
    return checkText(merchant.name, u"merchant_name"_s, 255)
        .and_then([&] { return checkOptionalId(merchant.organizationId, u"organization_id"_s); })
        .and_then([&] { return checkSettings(merchant.settingsJson); });
}

/// Settings and keys of a profile that is in the store.
Result<> putProfile(EngineCore &core, const BusinessProfile &profile, const ProfileChange &change,
                    bool testMode, bool isNew)
{
    Result<> fits = checkProfile(profile, allowsLoopback(core, testMode)).and_then([&] {
        return checkSettings(profile.settingsJson);
    });
    const Result<CardTestingGuard> guard = cardTestingGuard(profile.settingsJson);
    const Result<PageLook> look = profileLook(profile.settingsJson);
    if (fits && (!guard || !look))
        fits = guard ? look.error() : guard.error();
    if (fits && change.headers)
        fits = profilekeys::checkHeaders(*change.headers);
    const bool needsKey = isNew || !profile.webhook.url.isEmpty();
    return fits.and_then([&] { return core.setups.putProfile(profile); }).and_then([&] {
        core.accounts.forgetRead();
        return profilekeys::keep(core, profile.merchantId, profile.id, change, needsKey);
    });
}

Result<BusinessProfile> insertProfile(EngineCore &core, const MerchantAccount &merchant,
                                      const ProfileId &id, const ProfileChange &change)
{
    BusinessProfile profile;
    profile.id = id;
    profile.merchantId = merchant.id;
    profile.name = u"default"_s;
    profile.createdAtMs = core.clock.nowMs();
    profile.modifiedAtMs = profile.createdAtMs;
    apply(profile, change);
    const Result<> put =
        core.accounts
            .insertProfile({profile.id, profile.merchantId, profile.name, profile.fineInitialState})
            .and_then([&] { return putProfile(core, profile, change, merchant.testMode, true); });
    return put ? Result<BusinessProfile>(profile) : put.error();
}

/// The key is no secret: it is told whenever the merchant is asked for.
Result<> givePublishableKey(EngineCore &core, MerchantAccount &merchant, const QString &actor)
{
    if (!merchant.publishableKey.isEmpty())
        return {};
    const Result<NewApiKey> made = keymaking::make(core, merchant.id, KeyKind::Publishable);
    if (!made)
        return made.error();
    merchant.publishableKey = QString::fromLatin1(made->key->view());
    return core.apiKeys.insert(made->record).and_then([&] {
        return keymaking::audit(core, made->record, u"api_key.create"_s, actor);
    });
}

} // namespace

Result<MerchantAccount> merchantrecord::find(EngineCore &core, const MerchantId &id)
{
    const Result<MerchantAccount> merchant = core.setups.merchant(id);
    const bool gone =
        merchant ? merchant->deletedAtMs > 0 : merchant.error().code == ErrorCode::NotFound;
    return gone ? Result<MerchantAccount>(Error{ErrorCode::NotFound, u"merchant_id"_s}) : merchant;
}

Result<BusinessProfile> merchantrecord::profile(EngineCore &core, const MerchantId &merchant,
                                                const ProfileId &id)
{
    const Result<MerchantAccount> owner = find(core, merchant);
    if (!owner)
        return owner.error().code == ErrorCode::NotFound ? noProfile() : owner.error();
    const Result<BusinessProfile> found =
        core.setups.profile(merchant, id.isEmpty() ? owner->defaultProfile : id);
    const bool gone = found ? found->deletedAtMs > 0 : found.error().code == ErrorCode::NotFound;
    return gone ? Result<BusinessProfile>(noProfile()) : found;
}

ProfileDetails merchantrecord::detailsOf(EngineCore &core, const BusinessProfile &profile)
{
    ProfileDetails details{profile, {}, {}};
    const auto keys = profilekeys::open(core, profile.merchantId, profile.id);
    if (keys) {
        details.signingKey = keys->signing;
        details.headerNames = profilekeys::headerNames(*keys->headers);
    }
    return details;
}

Result<MerchantAccount> merchantrecord::create(EngineCore &core, const CreateMerchant &command)
{
    if (!isWellFormedId(command.id.value))
        return Error{ErrorCode::InvalidValue, u"merchant_id"_s};
    MerchantAccount merchant;
    merchant.id = command.id;
    merchant.name = command.name;
    merchant.testMode = command.testMode;
    merchant.organizationId =
        command.organizationId.isEmpty() ? core.random.newId("org"_L1) : command.organizationId;
    merchant.defaultProfile = {core.random.newId("pro"_L1)};
    merchant.settingsJson = command.settingsJson;
    merchant.createdAtMs = core.clock.nowMs();
    merchant.modifiedAtMs = merchant.createdAtMs;
    const QString actor = command.caller.actor;
    const Result<> made =
        checkMerchant(merchant)
            .and_then([&] {
                return core.accounts.insertMerchant(merchant.id, merchant.name, merchant.testMode,
                                                    merchant.createdAtMs);
            })
            .and_then([&] { return givePublishableKey(core, merchant, actor); })
            .and_then([&]() -> Result<> {
                const auto profile =
                    insertProfile(core, merchant, merchant.defaultProfile, command.profile);
                return profile ? Result<>() : Result<>(profile.error());
            })
            .and_then([&] { return core.setups.putMerchant(merchant); })
            .and_then([&] {
                return audit(core, merchant.id, actor, u"merchant.create"_s, merchant.id.value,
                             merchant.testMode ? u"test"_s : u"live"_s);
            });
    if (!made && made.error().code == ErrorCode::Duplicate)
        return Error{ErrorCode::Duplicate, u"merchant_id"_s};
    return made ? Result<MerchantAccount>(merchant) : made.error();
}

Result<MerchantAccount> merchantrecord::update(EngineCore &core, const UpdateMerchant &command)
{
    Result<MerchantAccount> merchant = find(core, command.id);
    if (!merchant)
        return merchant;
    merchant->name = command.name.value_or(merchant->name);
    merchant->settingsJson = command.settingsJson.value_or(merchant->settingsJson);
    merchant->modifiedAtMs = core.clock.nowMs();
    if (command.defaultProfile) {
        const Result<BusinessProfile> wanted = profile(core, command.id, *command.defaultProfile);
        if (!wanted)
            return wanted.error();
        merchant->defaultProfile = wanted->id;
    }
    const QString actor = command.caller.actor;
    const Result<> put =
        checkMerchant(*merchant)
            .and_then([&] { return givePublishableKey(core, *merchant, actor); })
            .and_then([&] { return core.setups.putMerchant(*merchant); })
            .and_then([&] {
                return audit(core, command.id, actor, u"merchant.update"_s, command.id.value);
            });
    return put ? merchant : Result<MerchantAccount>(put.error());
}

Result<MerchantAccount> merchantrecord::remove(EngineCore &core, const Caller &caller,
                                               const MerchantId &id)
{
    Result<MerchantAccount> merchant = find(core, id);
    if (!merchant)
        return merchant;
    merchant->deletedAtMs = core.clock.nowMs();
    merchant->modifiedAtMs = merchant->deletedAtMs;
    const Result<> removed =
        core.setups.putMerchant(*merchant)
            .and_then([&] {
                ++core.keysEnded;
                return core.apiKeys.revokeAll(id, merchant->deletedAtMs);
            })
            .and_then(
                [&] { return audit(core, id, caller.actor, u"merchant.delete"_s, id.value); });
    return removed ? merchant : Result<MerchantAccount>(removed.error());
}

Result<BusinessProfile> merchantrecord::createProfile(EngineCore &core, const Caller &caller,
                                                      const ProfileId &id,
                                                      const ProfileChange &change)
{
    const Result<MerchantAccount> merchant = find(core, caller.merchantId);
    if (!merchant)
        return merchant.error();
    const Result<BusinessProfile> made = insertProfile(core, *merchant, id, change);
    if (!made)
        return made;
    const Result<> noted =
        audit(core, merchant->id, caller.actor, u"profile.create"_s, id.value, made->name);
    return noted ? made : Result<BusinessProfile>(noted.error());
}

Result<BusinessProfile> merchantrecord::updateProfile(EngineCore &core, const Caller &caller,
                                                      const ProfileId &id,
                                                      const ProfileChange &change)
{
    Result<BusinessProfile> known = profile(core, caller.merchantId, id);
    if (!known)
        return known;
    const Result<MerchantAccount> merchant = find(core, caller.merchantId);
    if (!merchant)
        return merchant.error();
    const BusinessProfile before = *known;
    apply(*known, change);
    if (*known == before && !change.signingKey && !change.headers)
        return known;
    known->modifiedAtMs = core.clock.nowMs();
    const QString result =
        known->switches == before.switches ? known->name : described(known->switches);
    const Result<> put = putProfile(core, *known, change, merchant->testMode, false).and_then([&] {
        return audit(core, merchant->id, caller.actor, u"profile.update"_s, known->id.value,
                     result);
    });
    return put ? known : Result<BusinessProfile>(put.error());
}

Result<BusinessProfile> merchantrecord::removeProfile(EngineCore &core, const Caller &caller,
                                                      const ProfileId &id)
{
    const Result<MerchantAccount> merchant = find(core, caller.merchantId);
    if (!merchant)
        return merchant.error();
    Result<BusinessProfile> known = profile(core, caller.merchantId, id);
    if (!known)
        return known;
    const auto accounts = core.setups.accounts(caller.merchantId);
    if (!accounts)
        return accounts.error();
    const bool used = std::ranges::any_of(*accounts, [&](const ConnectorAccount &account) {
        return account.account.profileId == known->id;
    });
    if (used || merchant->defaultProfile == known->id)
        return Error{ErrorCode::InvalidState, u"profile_id"_s};
    known->deletedAtMs = core.clock.nowMs();
    const Result<> put = core.setups.putProfile(*known).and_then([&] {
        return audit(core, merchant->id, caller.actor, u"profile.delete"_s, id.value, known->name);
    });
    return put ? known : Result<BusinessProfile>(put.error());
}

Result<> merchantrecord::audit(EngineCore &core, const MerchantId &merchant, const QString &actor,
                               const QString &action, const QString &object, const QString &result)
{
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = merchant;
    entry.actor = actor;
    entry.action = action;
    entry.object = object;
    entry.result = result;
    return core.journal.appendAudit(entry);
}
