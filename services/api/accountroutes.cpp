#include "services/api/accountroutes.h"

#include "services/api/profilejson.h"
#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

void writeMerchant(JsonWriter &out, const MerchantAccount &merchant, const ProfileDetails &profile)
{
    out.beginObject();
    out.member("merchant_id"_L1, merchant.id);
    out.member("merchant_name"_L1, textOrNull(merchant.name));
    profilejson::writeCommon(out, profile);
    writeMembers(out, merchant.settingsJson,
                 {"merchant_details"_L1, "primary_business_details"_L1, "metadata"_L1});
    out.member("publishable_key"_L1, textOrNull(merchant.publishableKey));
    out.member("organization_id"_L1, textOrNull(merchant.organizationId));
    out.member("default_profile"_L1, merchant.defaultProfile);
    out.member("test_mode"_L1, merchant.testMode);
    out.member("created_at"_L1, isoTime(merchant.createdAtMs));
    out.member("modified_at"_L1, isoTime(merchant.modifiedAtMs));
    out.endObject();
}

/// What is kept as it came, over what is kept already.
QString readSettings(JsonReader &in, const QString &kept)
{
    QList<std::pair<QLatin1StringView, std::optional<QString>>> members;
    for (const QLatin1StringView name :
         {"merchant_details"_L1, "primary_business_details"_L1, "metadata"_L1}) {
        if (const JsonValue *value = in.any(name))
            members.append({name, QString::fromUtf8(toJson(*value))});
    }
    return members.isEmpty() ? kept : withMembers(kept, members);
}

void respondMerchant(const ApiResponder &respond, const MerchantAccount &merchant,
                     const ProfileDetails &profile)
{
    JsonWriter out;
    writeMerchant(out, merchant, profile);
    ApiReply reply;
    reply.body = out.take();
    respond(reply);
}

/// Answers with the merchant and its default profile.
void answerMerchant(QObject *context, Merchants &merchants, const MerchantAccount &merchant,
                    const ApiResponder &respond)
{
    whenDone(merchants.findProfile(merchant.id, merchant.defaultProfile), context,
             [merchant, respond](const Result<ProfileDetails> &profile) {
                 respondMerchant(respond, merchant, profile.value_or(ProfileDetails()));
             });
}

/// Carries one call on a merchant out and answers with the merchant.
void answerCall(QObject *context, Merchants &merchants,
                const QFuture<Result<MerchantAccount>> &call, const ApiResponder &respond)
{
    whenDone(call, context, [context, &merchants, respond](const Result<MerchantAccount> &done) {
        if (!done)
            return respond(errorReply(setupError(done.error())));
        answerMerchant(context, merchants, *done, respond);
    });
}

RouteHandler createMerchant(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        CreateMerchant command;
        command.caller = request->caller();
        const bool read = readBody(*request, respond, [&command](JsonReader &in) {
            command.id.value = in.requiredText("merchant_id"_L1);
            command.name = in.text("merchant_name"_L1).value_or(QString());
            command.organizationId = in.text("organization_id"_L1).value_or(QString());
            command.testMode = in.boolean("test_mode"_L1).value_or(true);
            command.settingsJson = readSettings(in, {});
            profilejson::readCommon(in, command.profile);
            in.ignore({"sub_merchants_enabled"_L1, "parent_merchant_id"_L1, "locker_id"_L1});
        });
        if (read)
            answerCall(context, merchants, merchants.create(command), respond);
    };
}

/// The list grows by one merchant with its profile until all are there.
void collect(QObject *context, Merchants &merchants, const QList<MerchantAccount> &left,
             const std::shared_ptr<JsonWriter> &out, const ApiResponder &respond)
{
    if (left.isEmpty()) {
        out->endArray();
        ApiReply reply;
        reply.body = out->take();
        return respond(reply);
    }
    const MerchantAccount &first = left.constFirst();
    whenDone(merchants.findProfile(first.id, first.defaultProfile), context,
             [=, &merchants](const Result<ProfileDetails> &profile) {
                 writeMerchant(*out, left.constFirst(), profile.value_or(ProfileDetails()));
                 collect(context, merchants, left.sliced(1), out, respond);
             });
}

RouteHandler listMerchants(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const QString organization = request->queryValue(u"organization_id").value_or(QString());
        const auto gather = [=, &merchants](const Result<QList<MerchantAccount>> &all) {
            if (!all)
                return respond(errorReply(setupError(all.error())));
            QList<MerchantAccount> wanted;
            for (const MerchantAccount &merchant : *all) {
                if (organization.isEmpty() || merchant.organizationId == organization)
                    wanted.append(merchant);
            }
            const auto out = std::make_shared<JsonWriter>();
            out->beginArray();
            collect(context, merchants, wanted, out, respond);
        };
        whenDone(merchants.list(), context, gather);
    };
}

RouteHandler findMerchant(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        if (const std::optional<Caller> caller = callerFor(*request, respond))
            answerCall(context, merchants, merchants.find(caller->merchantId), respond);
    };
}

/// First what the merchant keeps itself, then what its default profile does.
void changeMerchant(QObject *context, Merchants &merchants, const UpdateMerchant &command,
                    const std::optional<ProfileChange> &profile, const ApiResponder &respond)
{
    const auto updated = [=, &merchants](const Result<MerchantAccount> &merchant) {
        if (!merchant)
            return respond(errorReply(setupError(merchant.error())));
        if (!profile)
            return answerMerchant(context, merchants, *merchant, respond);
        const auto changed = [respond, owner = *merchant](const Result<ProfileDetails> &details) {
            if (!details)
                return respond(errorReply(setupError(details.error())));
            respondMerchant(respond, owner, *details);
        };
        whenDone(merchants.updateProfile(command.caller, merchant->defaultProfile, *profile),
                 context, changed);
    };
    whenDone(merchants.update(command), context, updated);
}

RouteHandler updateMerchant(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        const auto apply = [=, &merchants](const Result<MerchantAccount> &known) {
            if (!known)
                return respond(errorReply(setupError(known.error())));
            UpdateMerchant command{*caller, known->id, {}, {}, {}};
            ProfileChange profile;
            bool touchesProfile = false;
            const bool read = readBody(*request, respond, [&](JsonReader &in) {
                in.text("merchant_id"_L1); // that of the path counts
                command.name = in.text("merchant_name"_L1);
                command.settingsJson = readSettings(in, known->settingsJson);
                if (const auto id = in.text("default_profile"_L1))
                    command.defaultProfile = ProfileId{*id};
                for (const QLatin1StringView name :
                     {"return_url"_L1, "enable_payment_response_hash"_L1,
                      "redirect_to_merchant_with_http_post"_L1, "payment_response_hash_key"_L1,
                      "webhook_details"_L1})
                    touchesProfile = touchesProfile || in.has(name);
                profilejson::readCommon(in, profile);
                in.ignore({"sub_merchants_enabled"_L1, "parent_merchant_id"_L1, "locker_id"_L1,
                           "publishable_key"_L1});
            });
            if (read)
                changeMerchant(context, merchants, command,
                               touchesProfile ? std::optional(profile) : std::nullopt, respond);
        };
        whenDone(merchants.find(caller->merchantId), context, apply);
    };
}

RouteHandler removeMerchant(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        answerWith(merchants.remove(*caller, caller->merchantId), context, respond,
                   [](JsonWriter &out, const MerchantAccount &merchant) {
                       out.beginObject();
                       out.member("merchant_id"_L1, merchant.id);
                       out.member("deleted"_L1, true);
                       out.endObject();
                   });
    };
}

RouteHandler createProfile(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        ProfileChange change;
        const bool read = readBody(*request, respond, [&change](JsonReader &in) {
            profilejson::readProfile(in, change, {});
        });
        if (read)
            answerWith(merchants.createProfile(*caller, change), context, respond,
                       profilejson::writeProfile);
    };
}

RouteHandler listProfiles(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        if (const std::optional<Caller> caller = callerFor(*request, respond))
            answerWithList(merchants.listProfiles(caller->merchantId), context, respond,
                           profilejson::writeProfile);
    };
}

RouteHandler findProfile(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        const ProfileId id{request->pathValue("profile_id")};
        if (caller)
            answerWith(merchants.findProfile(caller->merchantId, id), context, respond,
                       profilejson::writeProfile);
    };
}

RouteHandler updateProfile(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        const ProfileId id{request->pathValue("profile_id")};
        const auto apply = [=, &merchants](const Result<ProfileDetails> &known) {
            if (!known)
                return respond(errorReply(setupError(known.error())));
            ProfileChange change;
            const bool read = readBody(*request, respond, [&](JsonReader &in) {
                profilejson::readProfile(in, change, known->profile.settingsJson);
            });
            if (read)
                answerWith(merchants.updateProfile(*caller, id, change), context, respond,
                           profilejson::writeProfile);
        };
        whenDone(merchants.findProfile(caller->merchantId, id), context, apply);
    };
}

RouteHandler toggleAgnosticMit(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        ProfileChange change;
        const bool read = readBody(*request, respond, [&change](JsonReader &in) {
            change.agnosticMit = in.boolean("enabled"_L1);
            if (!change.agnosticMit && !in.failed())
                in.refuse("enabled"_L1, JsonFault::Kind::MissingField, {});
        });
        if (!read)
            return;
        answerWith(merchants.updateProfile(*caller, {request->pathValue("profile_id")}, change),
                   context, respond, [](JsonWriter &out, const ProfileDetails &details) {
                       out.beginObject();
                       out.member("enabled"_L1, details.profile.switches.agnosticMit);
                       out.endObject();
                   });
    };
}

RouteHandler removeProfile(QObject *context, Merchants &merchants)
{
    return [context, &merchants](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        const ProfileId id{request->pathValue("profile_id")};
        if (!caller)
            return;
        // The answer is just that: a word, as the clients expect it.
        answerWith(merchants.removeProfile(*caller, id), context, respond,
                   [](JsonWriter &out, const ProfileDetails &) { out.value(true); });
    };
}

} // namespace

void addAccountRoutes(Router &router, Merchants &merchants)
{
    const QByteArray account = "/accounts/{merchant_id}";
    const QByteArray profiles = "/account/{merchant_id}/business_profile";
    const QByteArray profile = profiles + "/{profile_id}";
    router.add({
        {"POST", "/accounts", KeySet::Admin, createMerchant(&router, merchants)},
        {"GET", "/accounts/list", KeySet::Admin, listMerchants(&router, merchants)},
        {"GET", account, KeySet::Admin, findMerchant(&router, merchants)},
        {"POST", account, KeySet::Admin, updateMerchant(&router, merchants)},
        {"DELETE", account, KeySet::Admin, removeMerchant(&router, merchants)},
        {"POST", profiles, KeySet::Secret, createProfile(&router, merchants)},
        {"GET", profiles, KeySet::Secret, listProfiles(&router, merchants)},
        {"GET", profile, KeySet::Secret, findProfile(&router, merchants)},
        {"POST", profile, KeySet::Secret, updateProfile(&router, merchants)},
        {"POST", profile + "/toggle_connector_agnostic_mit", KeySet::Secret,
         toggleAgnosticMit(&router, merchants)},
        {"DELETE", profile, KeySet::Admin, removeProfile(&router, merchants)},
    });
}
