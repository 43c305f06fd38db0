#include "services/api/connectorroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

/// The keys of an account with all but their ends hidden.
void writeHidden(JsonWriter &out, const JsonValue &keys)
{
    out.beginObject();
    for (const JsonMember &member : keys.members()) {
        const QString name = QString::fromUtf8(member.name);
        if (member.name == "auth_type")
            out.member(name, member.value);
        else if (member.value.kind() == JsonValue::Kind::Text)
            out.member(name, hiddenKey(member.value.bytes()));
        else
            out.member(name, "************"_L1);
    }
    out.endObject();
}

QString hidden(const JsonValue &keys)
{
    JsonWriter out;
    writeHidden(out, keys);
    return QString::fromUtf8(out.take());
}

SharedSecret kept(const JsonValue &keys)
{
    QByteArray text = toJson(keys);
    auto secret = std::make_shared<SecretBytes>(text);
    wipe(text);
    return secret;
}

void readKeys(JsonReader &in, AccountChange &change)
{
    if (const JsonValue *auth = in.any("connector_account_details"_L1, JsonValue::Kind::Object)) {
        const JsonValue *type = auth->find("auth_type");
        if (!type || type->kind() != JsonValue::Kind::Text)
            return in.refuse("connector_account_details"_L1, JsonFault::Kind::InvalidValue,
                             u"expected auth_type"_s);
        change.authType = type->text();
        change.auth = kept(*auth);
        change.authShownJson = hidden(*auth);
    }
    if (const JsonValue *secrets =
            in.any("connector_webhook_details"_L1, JsonValue::Kind::Object)) {
        change.webhookSecrets = kept(*secrets);
        change.webhookSecretShown = hidden(*secrets);
    }
}

void readChange(JsonReader &in, AccountChange &change, const QString &settings)
{
    readKeys(in, change);
    change.label = in.text("connector_label"_L1);
    change.disabled = in.boolean("disabled"_L1);
    if (const auto status = in.text("status"_L1)) {
        if (*status != "active"_L1 && *status != "inactive"_L1)
            in.refuse("status"_L1, JsonFault::Kind::InvalidValue, u"expected active or inactive"_s);
        change.active = *status == "active"_L1;
    }
    if (const auto url = in.text("base_url"_L1))
        change.baseUrl = QUrl(*url, QUrl::StrictMode);
    if (const JsonValue *methods = in.any("payment_methods_enabled"_L1, JsonValue::Kind::Array))
        change.methodsJson = QString::fromUtf8(toJson(*methods));
    if (const JsonValue *metadata = in.any("metadata"_L1, JsonValue::Kind::Object))
        change.settingsJson =
            withMembers(settings, {{"metadata"_L1, QString::fromUtf8(toJson(*metadata))}});
    in.ignore({"frm_configs"_L1, "pm_auth_config"_L1, "business_country"_L1, "business_label"_L1,
               "business_sub_label"_L1, "additional_merchant_data"_L1});
}

void readCreate(JsonReader &in, CreateAccount &command)
{
    command.type = in.text("connector_type"_L1).value_or(QString());
    if (command.type.isEmpty())
        command.type = in.requiredText("connector_type"_L1);
    command.connector = in.requiredText("connector_name"_L1);
    command.profileId.value = in.text("profile_id"_L1).value_or(QString());
    command.testMode = in.boolean("test_mode"_L1);
    readChange(in, command.change, {});
    if (!command.change.auth && !in.failed())
        in.refuse("connector_account_details"_L1, JsonFault::Kind::MissingField, {});
}

void writeRaw(JsonWriter &out, QLatin1StringView name, const QString &json)
{
    if (json.isEmpty())
        out.member(name, nullptr);
    else
        out.raw(name, json.toUtf8());
}

void writeAccount(JsonWriter &out, const ConnectorAccount &setup)
{
    const ProcessorAccount &account = setup.account;
    out.beginObject();
    out.member("connector_type"_L1, setup.type);
    out.member("connector_name"_L1, account.connector);
    out.member("connector_label"_L1, account.label);
    out.member("merchant_connector_id"_L1, account.id);
    out.member("profile_id"_L1, account.profileId);
    writeRaw(out, "connector_account_details"_L1, setup.authShownJson);
    writeRaw(out, "payment_methods_enabled"_L1, setup.methodsJson);
    writeRaw(out, "connector_webhook_details"_L1, setup.webhookSecretShown);
    writeMembers(out, setup.settingsJson, {"metadata"_L1});
    out.member("base_url"_L1, account.baseUrl.toString(QUrl::FullyEncoded));
    out.member("test_mode"_L1, account.testMode);
    out.member("disabled"_L1, account.disabled);
    out.member("status"_L1, setup.active ? "active"_L1 : "inactive"_L1);
    out.endObject();
}

RouteHandler createAccount(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        CreateAccount command;
        command.caller = *caller;
        const bool read =
            readBody(*request, respond, [&command](JsonReader &in) { readCreate(in, command); });
        if (read)
            answerWith(accounts.create(command), context, respond, writeAccount);
    };
}

RouteHandler verifyAccount(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        CreateAccount command;
        command.caller = request->caller();
        const bool read =
            readBody(*request, respond, [&command](JsonReader &in) { readCreate(in, command); });
        if (!read)
            return;
        answerWith(accounts.verify(command), context, respond,
                   [name = command.connector](JsonWriter &out, bool) {
                       out.beginObject();
                       out.member("connector"_L1, name);
                       out.member("status"_L1, "success"_L1);
                       out.endObject();
                   });
    };
}

RouteHandler listAccounts(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        if (const std::optional<Caller> caller = callerFor(*request, respond))
            answerWithList(accounts.list(caller->merchantId), context, respond, writeAccount);
    };
}

ConnectorAccountId idOf(const ApiRequest &request)
{
    return {request.pathValue("mca_id")};
}

RouteHandler findAccount(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        if (const std::optional<Caller> caller = callerFor(*request, respond))
            answerWith(accounts.find(caller->merchantId, idOf(*request)), context, respond,
                       writeAccount);
    };
}

RouteHandler updateAccount(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        const auto apply = [=, &accounts](const Result<ConnectorAccount> &known) {
            if (!known)
                return respond(errorReply(setupError(known.error())));
            AccountChange change;
            const bool read = readBody(*request, respond, [&](JsonReader &in) {
                in.ignore({"connector_type"_L1, "connector_name"_L1, "test_mode"_L1});
                readChange(in, change, known->settingsJson);
            });
            if (read)
                answerWith(accounts.update(*caller, idOf(*request), change), context, respond,
                           writeAccount);
        };
        whenDone(accounts.find(caller->merchantId, idOf(*request)), context, apply);
    };
}

RouteHandler removeAccount(QObject *context, ConnectorAccounts &accounts)
{
    return [context, &accounts](const ApiRequestPtr &request, const ApiResponder &respond) {
        const std::optional<Caller> caller = callerFor(*request, respond);
        if (!caller)
            return;
        answerWith(accounts.remove(*caller, idOf(*request)), context, respond,
                   [](JsonWriter &out, const ConnectorAccount &setup) {
                       out.beginObject();
                       out.member("merchant_id"_L1, setup.account.merchantId);
                       out.member("merchant_connector_id"_L1, setup.account.id);
                       out.member("deleted"_L1, true);
                       out.endObject();
                   });
    };
}

} // namespace

void addConnectorRoutes(Router &router, ConnectorAccounts &accounts)
{
    const QByteArray all = "/account/{merchant_id}/connectors";
    const QByteArray one = all + "/{mca_id}";
    router.add({
        {"POST", "/account/connectors/verify", KeySet::Secret, verifyAccount(&router, accounts)},
        {"POST", all, KeySet::Secret, createAccount(&router, accounts)},
        {"GET", all, KeySet::Admin, listAccounts(&router, accounts)},
        {"GET", one, KeySet::Secret, findAccount(&router, accounts)},
        {"POST", one, KeySet::Secret, updateAccount(&router, accounts)},
        {"DELETE", one, KeySet::Admin, removeAccount(&router, accounts)},
    });
}
