#include "services/api/keyroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

constexpr qint64 kMostListed = 1'000;
constexpr qint64 kMostSkipped = 1'000'000'000;

void writeCommon(JsonWriter &out, const ApiKeyRecord &key)
{
    out.member("key_id"_L1, key.id);
    out.member("merchant_id"_L1, key.merchantId);
    out.member("name"_L1, key.name);
    out.member("description"_L1, textOrNull(key.description));
    out.member("created"_L1, isoTime(key.createdAtMs));
    out.member("expiration"_L1, isoTime(key.expiresAtMs).value_or(u"never"_s));
}

void writeKey(JsonWriter &out, const ApiKeyRecord &key)
{
    out.beginObject();
    writeCommon(out, key);
    out.member("prefix"_L1, key.prefix);
    out.member("revoked"_L1, key.revokedAtMs > 0);
    out.member("last_used"_L1, isoTime(key.lastUsedAtMs));
    out.endObject();
}

/// The only time that the key itself is told.
void writeNewKey(JsonWriter &out, const NewApiKey &made)
{
    out.beginObject();
    writeCommon(out, made.record);
    out.member("api_key"_L1, QLatin1StringView(made.key->view().toByteArray()));
    out.endObject();
}

void writeEphemeral(JsonWriter &out, const ApiKeyRecord &key)
{
    out.member("id"_L1, key.id);
    out.member("customer_id"_L1, key.customerId);
    out.member("created_at"_L1, key.createdAtMs / 1000);
    out.member("expires"_L1, key.expiresAtMs / 1000);
}

/// "never" or a time.
std::optional<qint64> expirationFromText(QStringView text)
{
    return text == u"never" ? std::optional<qint64>(0) : isoTimeFromText(text);
}

const QString &expected()
{
    static const QString text = u"expected never or a time in UTC"_s;
    return text;
}

RouteHandler createKey(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        CreateApiKey command;
        command.caller = *caller;
        const bool read = readBody(*request, respond, [&command](JsonReader &in) {
            command.name = in.requiredText("name"_L1);
            command.description = in.text("description"_L1).value_or(QString());
            in.requiredText("expiration"_L1); // there, and then what it means
            command.expiresAtMs =
                in.parsed("expiration"_L1, expirationFromText, expected()).value_or(0);
        });
        if (read)
            answerWith(keys.create(command), context, respond, writeNewKey);
    };
}

RouteHandler listKeys(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        const auto limit = numberOf(*request, respond, u"limit", 100, 1, kMostListed);
        if (!limit)
            return;
        const auto skip = numberOf(*request, respond, u"skip", 0, 0, kMostSkipped);
        if (!skip)
            return;
        answerWithList(keys.list(caller->merchantId, *skip, static_cast<int>(*limit)), context,
                       respond, writeKey);
    };
}

RouteHandler findKey(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (caller)
            answerWith(keys.find(caller->merchantId, {request->pathValue("key_id")}), context,
                       respond, writeKey);
    };
}

RouteHandler updateKey(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        UpdateApiKey command{*caller, {request->pathValue("key_id")}, {}, {}, {}};
        const bool read = readBody(*request, respond, [&command](JsonReader &in) {
            command.name = in.text("name"_L1);
            command.description = in.text("description"_L1);
            command.expiresAtMs = in.parsed("expiration"_L1, expirationFromText, expected());
        });
        if (read)
            answerWith(keys.update(command), context, respond, writeKey);
    };
}

RouteHandler revokeKey(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        answerWith(keys.revoke(*caller, {request->pathValue("key_id")}), context, respond,
                   [](JsonWriter &out, const ApiKeyRecord &key) {
                       out.beginObject();
                       out.member("merchant_id"_L1, key.merchantId);
                       out.member("key_id"_L1, key.id);
                       out.member("revoked"_L1, true);
                       out.endObject();
                   });
    };
}

RouteHandler createEphemeral(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        CustomerId customer;
        const bool read = readBody(*request, respond, [&customer](JsonReader &in) {
            customer.value = in.requiredText("customer_id"_L1);
        });
        if (!read)
            return;
        answerWith(keys.createEphemeral(request->caller(), customer), context, respond,
                   [](JsonWriter &out, const NewApiKey &made) {
                       out.beginObject();
                       writeEphemeral(out, made.record);
                       out.member("secret"_L1, QLatin1StringView(made.key->view().toByteArray()));
                       out.endObject();
                   });
    };
}

RouteHandler endEphemeral(QObject *context, ApiKeys &keys)
{
    return [context, &keys](const ApiRequestPtr &request, const ApiResponder &respond) {
        answerWith(keys.endEphemeral(request->caller(), {request->pathValue("id")}), context,
                   respond, [](JsonWriter &out, const ApiKeyRecord &key) {
                       out.beginObject();
                       writeEphemeral(out, key);
                       out.endObject();
                   });
    };
}

} // namespace

void addKeyRoutes(Router &router, ApiKeys &keys)
{
    const QByteArray all = "/api_keys/{merchant_id}";
    const QByteArray one = "/api_keys/{merchant_id}/{key_id}";
    router.add({
        {"POST", all, KeySet::Admin, createKey(&router, keys)},
        {"GET", all + "/list", KeySet::Admin, listKeys(&router, keys)},
        {"GET", one, KeySet::Admin, findKey(&router, keys)},
        {"POST", one, KeySet::Admin, updateKey(&router, keys)},
        {"DELETE", one, KeySet::Admin, revokeKey(&router, keys)},
        {"POST", "/ephemeral_keys", KeySet::Secret, createEphemeral(&router, keys)},
        {"DELETE", "/ephemeral_keys/{id}", KeySet::Secret, endEphemeral(&router, keys)},
    });
}
