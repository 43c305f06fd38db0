#pragma once

#include "services/api/accountroutes.h"
#include "services/api/connectorroutes.h"
#include "services/api/eventroutes.h"
#include "services/api/keyroutes.h"
#include "services/api/routingroutes.h"
#include "services/engine/accountservice.h"
#include "services/engine/apikeyservice.h"
#include "services/engine/merchantservice.h"
#include "services/engine/routingservice.h"
#include "services/engine/webhookservice.h"
#include "tests/support/engineworld.h"
#include "tests/support/fakeshop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// An answer of the API.
struct SetupAnswer
{
    int status = 0;
    QByteArray body;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    QString text(const char *name) const { return object()[QString::fromLatin1(name)].toString(); }
    QString code() const
    {
        return object()[QStringLiteral("error")][QStringLiteral("code")].toString();
    }
};

/// What is there before an engine.
struct SetupShop
{
    FakeShop shop;
    BriefObjects objects;
};

/// An engine with an open vault, and a router with the routes of the set-up.
class SetupWorld : public SetupShop, public EngineWorld
{
public:
    static constexpr const char *kAdminKey = "adm_0123456789abcdef0123456789abcdef";

    SetupWorld()
        : EngineWorld({.webhookObjects = &objects,
                       .makeWebhookTransport = [this] { return shop.makeTransport(); }})
    {
        begun = start().has_value() && await(vault().create(caller())).has_value();
        keys = std::make_unique<ApiKeyService>(engine(), SecretBytes(QByteArrayView(kAdminKey)));
        merchants = std::make_unique<MerchantService>(engine());
        accounts = std::make_unique<AccountService>(
            engine(), QHash<QString, QUrl>{{QStringLiteral("simulator"),
                                            QUrl(QStringLiteral("http://127.0.0.1:18080"))}});
        routings = std::make_unique<RoutingService>(engine());
        webhooks = std::make_unique<WebhookService>(engine());
        router = std::make_unique<Router>(*keys);
        addKeyRoutes(*router, *keys);
        addAccountRoutes(*router, *merchants);
        addConnectorRoutes(*router, *accounts);
        addRoutingRoutes(*router, *routings);
        addEventRoutes(*router, *webhooks);
    }

    SetupAnswer ask(const QByteArray &method, const QString &path, const QByteArray &key,
                    const QByteArray &body = {})
    {
        HttpRequest request;
        request.method = method;
        request.url = QUrl(path);
        request.headers = {{"api-key", key}, {"Content-Type", "application/json"}};
        request.body = SecretBytes(body);
        const auto answer = std::make_shared<SetupAnswer>();
        router->handle(std::move(request), [answer](const HttpReply &reply) {
            *answer = {reply.response.status, reply.response.body};
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer->status != 0, 30'000); }();
        return *answer;
    }
    SetupAnswer admin(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        return ask(method, path, kAdminKey, body);
    }
    /// A merchant that was set up through the API, and a secret key of it.
    QByteArray makeMerchant(const QString &id)
    {
        const SetupAnswer made = admin("POST", QStringLiteral("/accounts"),
                                       R"({"merchant_id":")" + id.toLatin1() + R"("})");
        if (made.status != 200)
            qWarning("merchant refused: %s", made.body.constData());
        return makeKey(id);
    }
    QByteArray makeKey(const QString &merchantId)
    {
        const SetupAnswer made = admin("POST", QStringLiteral("/api_keys/") + merchantId,
                                       R"({"name":"Server","expiration":"never"})");
        if (made.status != 200)
            qWarning("key refused: %s", made.body.constData());
        return made.text("api_key").toLatin1();
    }

    bool begun = false;
    std::unique_ptr<ApiKeyService> keys;
    std::unique_ptr<MerchantService> merchants;
    std::unique_ptr<AccountService> accounts;
    std::unique_ptr<RoutingService> routings;
    std::unique_ptr<WebhookService> webhooks;
    std::unique_ptr<Router> router;
};

/// A body that makes an account with that label, keys in it.
inline QByteArray accountBody(const char *label)
{
    QByteArray body =
        R"({"connector_type":"payment_processor","connector_name":"simulator",
        "connector_label":"%1","connector_account_details":{"auth_type":"SignatureKey",
        "api_key":"sk_live_abcdefgh12345678","key1":"short",
        "api_secret":"topsecret_0123456789abcdef"},
        "connector_webhook_details":{"merchant_secret":"whsec_abcdefghijklmnop"},
        "payment_methods_enabled":[{"payment_method":"card"}],"metadata":{"city":"Graz"}})";
    return body.replace("%1", label);
}
