#include "services/engine/profilesettingsservice.h"

#include "services/engine/enginecore.h"

using namespace Qt::StringLiterals;

namespace {

Result<Profile> profileOf(EngineCore &core, const MerchantId &merchant, const ProfileId &id)
{
    Result<Profile> profile = core.accounts.profile(merchant, id);
    if (!profile && profile.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"profile_id"_s};
    return profile;
}

/// What the audit trail says of a change: every switch as it is now.
QString described(const ProfileSwitches &switches)
{
    const auto word = [](bool on) { return on ? u"on"_s : u"off"_s; };
    return u"requires_cvv="_s + word(switches.requiresCvv) + u" requires_acceptance="_s
           + word(switches.requiresAcceptance) + u" agnostic_mit="_s + word(switches.agnosticMit);
}

Result<ProfileSwitches> changed(EngineCore &core, const ChangeProfileSwitches &command)
{
    const Result<Profile> profile = profileOf(core, command.caller.merchantId, command.profileId);
    if (!profile)
        return profile.error();
    ProfileSwitches switches = profile->switches;
    switches.requiresCvv = command.requiresCvv.value_or(switches.requiresCvv);
    switches.requiresAcceptance = command.requiresAcceptance.value_or(switches.requiresAcceptance);
    switches.agnosticMit = command.agnosticMit.value_or(switches.agnosticMit);
    if (switches == profile->switches)
        return switches;
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = profile->merchantId;
    entry.actor = command.caller.actor;
    entry.action = u"profile.update"_s;
    entry.object = profile->id.value;
    entry.detail = described(switches);
    const Result<> written =
        core.accounts.changeSwitches(profile->merchantId, profile->id, switches).and_then([&] {
            return core.journal.appendAudit(entry);
        });
    return written ? Result<ProfileSwitches>(switches) : Result<ProfileSwitches>(written.error());
}

} // namespace

QFuture<Result<ProfileSwitches>> ProfileSettingsService::switches(const MerchantId &merchant,
                                                                  const ProfileId &id)
{
    return m_engine.start<ProfileSwitches>(
        [this, merchant, id](const Reply<ProfileSwitches> &reply) {
            const Result<Profile> profile = profileOf(m_engine.core(), merchant, id);
            reply(profile ? Result<ProfileSwitches>(profile->switches)
                          : Result<ProfileSwitches>(profile.error()));
        });
}

QFuture<Result<ProfileSwitches>>
ProfileSettingsService::change(const ChangeProfileSwitches &command)
{
    return m_engine.start<ProfileSwitches>([this, command](const Reply<ProfileSwitches> &reply) {
        EngineCore &core = m_engine.core();
        const auto done = std::make_shared<Result<ProfileSwitches>>(ErrorCode::Internal);
        const auto half = [&core, command, done]() -> Result<> {
            *done = changed(core, command);
            return *done ? Result<>() : Result<>(done->error());
        };
        core.writes.enqueue(half, [done, reply](const Result<> &committed) {
            reply(committed ? *done : Result<ProfileSwitches>(committed.error()));
        });
    });
}
