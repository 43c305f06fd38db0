#include "services/api/routingroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

constexpr qint64 kMostListed = 1'000;
constexpr qint64 kMostSkipped = 1'000'000'000;

/// The accounts that an algorithm names, however deep.
void collectAccounts(const JsonValue &value, QStringList &accounts)
{
    for (const JsonValue &item : value.items())
        collectAccounts(item, accounts);
    for (const JsonMember &member : value.members()) {
        const bool named =
            member.name == "merchant_connector_id" && member.value.kind() == JsonValue::Kind::Text;
        if (named)
            accounts.append(member.value.text());
        else
            collectAccounts(member.value, accounts);
    }
}

void writeRecord(JsonWriter &out, const RoutingConfig &config)
{
    out.member("id"_L1, config.id);
    out.member("profile_id"_L1, config.profileId);
    out.member("name"_L1, config.name);
    out.member("kind"_L1, config.algorithmKind);
    out.member("description"_L1, config.description);
    out.member("created_at"_L1, config.createdAtMs / 1000);
    out.member("modified_at"_L1, config.modifiedAtMs / 1000);
    out.member("algorithm_for"_L1, config.transactionType);
    out.member("active"_L1, config.active);
}

void writeListed(JsonWriter &out, const RoutingConfig &config)
{
    out.beginObject();
    writeRecord(out, config);
    out.endObject();
}

void writeWhole(JsonWriter &out, const RoutingConfig &config)
{
    out.beginObject();
    writeRecord(out, config);
    out.raw("algorithm"_L1, config.algorithmJson.toUtf8());
    out.endObject();
}

void writeConnector(JsonWriter &out, const ProcessorAccount &account)
{
    out.beginObject();
    out.member("connector"_L1, account.connector);
    out.member("merchant_connector_id"_L1, account.id);
    out.endObject();
}

RouteHandler createRouting(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        CreateRouting command;
        command.caller = request->caller();
        const bool read = readBody(*request, respond, [&command](JsonReader &in) {
            command.name = in.requiredText("name"_L1);
            command.description = in.requiredText("description"_L1);
            command.profileId.value = in.requiredText("profile_id"_L1);
            command.transactionType = in.text("transaction_type"_L1).value_or(u"payment"_s);
            const JsonValue *algorithm = in.any("algorithm"_L1, JsonValue::Kind::Object);
            if (!algorithm)
                return in.refuse("algorithm"_L1, JsonFault::Kind::MissingField, {});
            const JsonValue *type = algorithm->find("type");
            if (!type || type->kind() != JsonValue::Kind::Text || !algorithm->find("data"))
                return in.refuse("algorithm"_L1, JsonFault::Kind::InvalidValue,
                                 u"expected type and data"_s);
            command.algorithmKind = type->text();
            command.algorithmJson = QString::fromUtf8(toJson(*algorithm));
            collectAccounts(*algorithm, command.accounts);
        });
        if (read)
            answerWith(routings.create(command), context, respond, writeListed);
    };
}

RouteHandler listRoutings(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        const auto limit = numberOf(*request, respond, u"limit", 100, 1, kMostListed);
        if (!limit)
            return;
        const auto offset = numberOf(*request, respond, u"offset", 0, 0, kMostSkipped);
        if (!offset)
            return;
        const ProfileId profile{request->queryValue(u"profile_id").value_or(QString())};
        answerWithList(
            routings.list(request->identity.merchantId, profile, *offset, static_cast<int>(*limit)),
            context, respond, writeListed);
    };
}

RouteHandler activeRoutings(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        const ProfileId profile{request->queryValue(u"profile_id").value_or(QString())};
        answerWithList(routings.active(request->identity.merchantId, profile), context, respond,
                       writeListed);
    };
}

RouteHandler findRouting(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        answerWith(routings.find(request->identity.merchantId, request->pathValue("id")), context,
                   respond, writeWhole);
    };
}

RouteHandler activateRouting(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        answerWith(routings.activate(request->caller(), request->pathValue("id")), context, respond,
                   writeListed);
    };
}

RouteHandler deactivateRouting(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        ProfileId profile;
        const bool read = readBody(*request, respond, [&profile](JsonReader &in) {
            profile.value = in.requiredText("profile_id"_L1);
        });
        if (read)
            answerWith(routings.deactivate(request->caller(), profile), context, respond,
                       writeListed);
    };
}

RouteHandler merchantFallback(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        const ProfileId profile{request->queryValue(u"profile_id").value_or(QString())};
        answerWithList(routings.fallback(request->identity.merchantId, profile), context, respond,
                       writeConnector);
    };
}

/// The body is the whole list: [{"connector": ..., "merchant_connector_id": ...}].
std::optional<QStringList> readOrder(const ApiRequest &request, const ApiResponder &respond)
{
    const auto wrong = [&respond](const QString &message) {
        respond(errorReply(parseFault(message)));
        return std::nullopt;
    };
    JsonValue body;
    if (const auto fault = readJson(request.http.body.view(), body))
        return wrong(fault->message());
    if (body.kind() != JsonValue::Kind::Array)
        return wrong(u"expected a list of connectors"_s);
    QStringList order;
    for (const JsonValue &item : body.items()) {
        const auto fault = readObject(item, [&order](JsonReader &in) {
            in.ignore({"connector"_L1});
            order.append(in.requiredText("merchant_connector_id"_L1));
        });
        if (fault)
            return wrong(fault->message());
    }
    return order;
}

RouteHandler setFallback(QObject *context, RoutingConfigs &routings)
{
    return [context, &routings](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<QStringList> order = readOrder(*request, respond);
        const ProfileId profile{request->pathValue("profile_id")};
        if (order)
            answerWithList(routings.setFallback(request->caller(), profile, *order), context,
                           respond, writeConnector);
    };
}

} // namespace

void addRoutingRoutes(Router &router, RoutingConfigs &routings)
{
    router.add({
        {"POST", "/routing", KeySet::Secret, createRouting(&router, routings)},
        {"GET", "/routing", KeySet::Secret, listRoutings(&router, routings)},
        {"GET", "/routing/active", KeySet::Secret, activeRoutings(&router, routings)},
        {"POST", "/routing/deactivate", KeySet::Secret, deactivateRouting(&router, routings)},
        {"GET", "/routing/default", KeySet::Secret, merchantFallback(&router, routings)},
        {"POST", "/routing/default", KeySet::Secret, setFallback(&router, routings)},
        {"GET", "/routing/default/profile", KeySet::Secret, merchantFallback(&router, routings)},
        {"POST", "/routing/default/profile/{profile_id}", KeySet::Secret,
         setFallback(&router, routings)},
        {"GET", "/routing/{id}", KeySet::Secret, findRouting(&router, routings)},
        {"POST", "/routing/{id}/activate", KeySet::Secret, activateRouting(&router, routings)},
    });
}
