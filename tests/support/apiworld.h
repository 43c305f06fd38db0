#pragma once

#include "services/api/router.h"
#include "services/engine/accountservice.h"
#include "services/engine/methodcreationservice.h"
#include "services/engine/paymentaccessservice.h"
#include "services/http/httpserver.h"
#include "tests/support/engineworld.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

/// An answer over HTTP.
struct ApiAnswer
{
    int status = 0;
    QJsonDocument json;
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;

    QJsonValue operator[](const QString &name) const { return json[name]; }
    QString text(const QString &name) const { return json[name].toString(); }
    qint64 number(const QString &name) const { return json[name].toInteger(-1); }
    QString errorCode() const { return json[u"error"][u"code"].toString(); }
    QByteArray header(const QByteArray &name) const;
};

/// An engine world behind a server on loopback. Its merchant has the keys below; another merchant
/// has one of its own.
class ApiWorld
{
public:
    explicit ApiWorld(const WorldSetup &setup = {});
    ~ApiWorld();

    /// Starts engine and server and makes the vault.
    bool start();
    EngineWorld &engine() { return m_world; }
    AccountService &accounts() { return *m_accounts; }
    Router &router() { return *m_router; }
    QUrl base() const;

    ApiAnswer ask(const QByteArray &method, const QString &path, const QByteArray &body = {},
                  const QByteArray &key = kSecret);
    ApiAnswer post(const QString &path, const QJsonObject &body, const QByteArray &key = kSecret);
    ApiAnswer get(const QString &path, const QByteArray &key = kSecret);
    /// Sends without waiting; answers() of it come with the event loop.
    QNetworkReply *send(const QByteArray &method, const QString &path, const QByteArray &body,
                        const QByteArray &key = kSecret);
    static ApiAnswer answerOf(QNetworkReply *reply);

    static QJsonObject card(const QString &number = QStringLiteral("4242424242424242"),
                            const QString &cvc = QStringLiteral("123"));
    /// A payment's body: amount in EUR, with that card and what is added.
    static QJsonObject payment(qint64 amount, const QJsonObject &more = {});

    static inline const QByteArray kSecret = "dev_secret_of_the_merchant";
    static inline const QByteArray kPublishable = "pk_dev_of_the_merchant";
    static inline const QByteArray kEphemeral = "epk_of_cus_1";
    static inline const QByteArray kAdmin = "adm_of_the_world";
    static inline const QByteArray kForeign = "dev_secret_of_another";
    static inline const QByteArray kForeignPublishable = "pk_dev_of_another";

private:
    class Keys;

    EngineWorld m_world;
    std::unique_ptr<Keys> m_keys;
    std::unique_ptr<PaymentAccessService> m_access;
    std::unique_ptr<MethodCreationService> m_creation;
    std::unique_ptr<AccountService> m_accounts;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<HttpServer> m_server;
    QNetworkAccessManager m_network;
};
