#include "tests/support/apiworld.h"

#include "services/api/bodylimits.h"
#include "services/api/merchantroutes.h"

#include <QPromise>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

template <class T>
QFuture<Result<T>> answered(const Result<T> &value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(value);
    promise.finish();
    return promise.future();
}

} // namespace

QByteArray ApiAnswer::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

class ApiWorld::Keys final : public ApiAccess
{
public:
    explicit Keys(const MerchantId &merchant)
    {
        add(kSecret, KeyKind::Secret, merchant);
        add(kPublishable, KeyKind::Publishable, merchant);
        add(kEphemeral, KeyKind::Ephemeral, merchant);
        m_known[kEphemeral].customerId = {u"cus_1"_s};
        add(kAdmin, KeyKind::Admin, {});
        add(kForeign, KeyKind::Secret, {u"merchant_other"_s});
        add(kForeignPublishable, KeyKind::Publishable, {u"merchant_other"_s});
    }

    QFuture<Result<ApiIdentity>> identify(SecretBytes key) override
    {
        const QByteArray text = key.view().toByteArray();
        if (!m_known.contains(text))
            return answered<ApiIdentity>(Error{ErrorCode::NotFound, u"api_key"_s});
        return answered<ApiIdentity>(m_known.value(text));
    }

private:
    void add(const QByteArray &key, KeyKind kind, const MerchantId &merchant)
    {
        ApiIdentity identity;
        identity.kind = kind;
        identity.merchantId = merchant;
        identity.keyId = u"key_%1"_s.arg(m_known.size());
        m_known.insert(key, identity);
    }

    QHash<QByteArray, ApiIdentity> m_known;
};

ApiWorld::ApiWorld(const WorldSetup &setup)
    : m_world(setup)
    , m_keys(std::make_unique<Keys>(m_world.merchant()))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ApiWorld::~ApiWorld()
{
    m_server.reset();
    m_router.reset();
}

bool ApiWorld::start()
{
    m_router = std::make_unique<Router>(*m_keys);
    HttpLimits limits;
    allowLargerBodies(limits);
    m_server = std::make_unique<HttpServer>(
        [this](HttpRequest request, const HttpResponder &respond) {
            m_router->handle(std::move(request), respond);
        },
        limits);
    if (!m_server->listen(u"127.0.0.1"_s, 0))
        return false;
    m_world.setReturnBase(RedirectRoutes::returnBase(base()));
    if (!m_world.start())
        return false;
    m_access = std::make_unique<PaymentAccessService>(m_world.engine(), m_world.file());
    m_creation = std::make_unique<MethodCreationService>(m_world.engine());
    m_accounts = std::make_unique<AccountService>(m_world.engine());
    const auto settings = [](const MerchantId &, const ProfileId &) {
        ReturnSettings found;
        found.returnUrl = u"https://shop.example/thanks"_s;
        found.signingKey = std::make_shared<const SecretBytes>(QByteArrayView("signing key"));
        return answered<ReturnSettings>(found);
    };
    addMerchantRoutes(*m_router, {m_world.payments(), *m_access, m_world.refunds(),
                                  m_world.customers(), m_world.methods(), *m_creation, *m_accounts,
                                  m_world.recurring(), settings, [this] { return base(); }});
    return true;
}

QUrl ApiWorld::base() const
{
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(m_server->port());
    return url;
}

QNetworkReply *ApiWorld::send(const QByteArray &method, const QString &path, const QByteArray &body,
                              const QByteArray &key)
{
    QNetworkRequest request(QUrl(base().toString() + path));
    if (!key.isEmpty())
        request.setRawHeader("api-key", key);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return m_network.sendCustomRequest(request, method, body);
}

ApiAnswer ApiWorld::answerOf(QNetworkReply *reply)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 60'000); }();
    ApiAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    answer.json = QJsonDocument::fromJson(answer.body);
    answer.headers = reply->rawHeaderPairs();
    reply->deleteLater();
    return answer;
}

ApiAnswer ApiWorld::ask(const QByteArray &method, const QString &path, const QByteArray &body,
                        const QByteArray &key)
{
    return answerOf(send(method, path, body, key));
}

ApiAnswer ApiWorld::post(const QString &path, const QJsonObject &body, const QByteArray &key)
{
    return ask("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), key);
}

ApiAnswer ApiWorld::get(const QString &path, const QByteArray &key)
{
    return ask("GET", path, {}, key);
}

QJsonObject ApiWorld::card(const QString &number, const QString &cvc)
{
    return {{u"card"_s, QJsonObject{{u"card_number"_s, number},
                                    {u"card_exp_month"_s, u"12"_s},
                                    {u"card_exp_year"_s, u"2030"_s},
                                    {u"card_holder_name"_s, u"Ada Lovelace"_s},
                                    {u"card_cvc"_s, cvc}}}};
}

QJsonObject ApiWorld::payment(qint64 amount, const QJsonObject &more)
{
    QJsonObject body{{u"amount"_s, amount}, {u"currency"_s, u"EUR"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return body;
}
