#include "services/api/shopobjects.h"

#include "services/api/merchantroutes.h"
#include "services/api/profilereturns.h"
#include "services/engine/accountservice.h"
#include "services/engine/apikeyservice.h"
#include "services/engine/merchantservice.h"
#include "services/engine/methodcreationservice.h"
#include "services/engine/paymentaccessservice.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/fakeshop.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

/// A shop is told of an object what the API answers when it is asked for it.
class ShopObjectsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentIsWhatTheApiAnswers_data();
    void paymentIsWhatTheApiAnswers();
    void refundIsWhatTheApiAnswers();
};

namespace {

struct Shop
{
    FakeShop shop;
    ShopObjects objects;
};

/// An engine that tells a shop, and the routes of payments.
struct ToldWorld : Shop, EngineWorld
{
    ToldWorld()
        : EngineWorld({.webhookObjects = &objects,
                       .makeWebhookTransport = [this] { return shop.makeTransport(); }})
        , publicBase(u"http://127.0.0.1:8080"_s)
    {
        objects.setPublicBase(publicBase);
        QVERIFY(start());
        QVERIFY(await(vault().create(caller())));
        keys = std::make_unique<ApiKeyService>(engine());
        merchants = std::make_unique<MerchantService>(engine());
        access = std::make_unique<PaymentAccessService>(engine(), file());
        router = std::make_unique<Router>(*keys);
        creation = std::make_unique<MethodCreationService>(engine());
        accounts = std::make_unique<AccountService>(engine());
        addMerchantRoutes(*router,
                          {payments(), *access, refunds(), customers(), methods(), *creation,
                           *accounts, recurring(), returnSettingsOf(*merchants, router.get()),
                           [this] { return publicBase; }});
        const auto made = await(keys->create({caller(), u"Server"_s, {}, 0}));
        QVERIFY(made);
        key = made->key->view().toByteArray();
        ProfileChange change;
        change.webhook = WebhookSettings{u"https://shop.example/hook"_s, {}, {}};
        QVERIFY(await(merchants->updateProfile(caller(), profile(), change)));
    }
    ~ToldWorld() { stop(); }

    QJsonObject get(const QString &path)
    {
        HttpRequest request;
        request.method = "GET";
        request.url = QUrl(path);
        request.headers = {{"api-key", key}};
        const auto body = std::make_shared<QByteArray>();
        router->handle(std::move(request),
                       [body](const HttpReply &reply) { *body = reply.response.body; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!body->isEmpty(), 30'000); }();
        return QJsonDocument::fromJson(*body).object();
    }
    /// The object of the last webhook.
    QJsonObject told()
    {
        const QList<FakeShop::Got> all = shop.got();
        if (all.isEmpty())
            return {};
        const QJsonDocument body = QJsonDocument::fromJson(all.constLast().body);
        return body[u"content"_s][u"object"_s].toObject();
    }

    const QUrl publicBase;
    std::unique_ptr<ApiKeyService> keys;
    std::unique_ptr<MerchantService> merchants;
    std::unique_ptr<PaymentAccessService> access;
    std::unique_ptr<MethodCreationService> creation;
    std::unique_ptr<AccountService> accounts;
    std::unique_ptr<Router> router;
    QByteArray key;
};

} // namespace

void ShopObjectsTest::paymentIsWhatTheApiAnswers_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<AuthenticationType>("authentication");
    QTest::newRow("captured") << "4242424242424242"_ba << CaptureMethod::Automatic
                              << AuthenticationType::NoThreeDs;
    QTest::newRow("held") << "4242424242424242"_ba << CaptureMethod::Manual
                          << AuthenticationType::NoThreeDs;
    QTest::newRow("declined") << "4000000000000002"_ba << CaptureMethod::Automatic
                              << AuthenticationType::NoThreeDs;
    QTest::newRow("challenged") << "4000000000003220"_ba << CaptureMethod::Automatic
                                << AuthenticationType::ThreeDs;
}

void ShopObjectsTest::paymentIsWhatTheApiAnswers()
{
    QFETCH(QByteArray, card);
    QFETCH(CaptureMethod, method);
    QFETCH(AuthenticationType, authentication);
    ToldWorld world;
    CreatePayment draft = world.draft(1'000, method);
    draft.authenticationType = authentication;
    draft.description = u"Two \"quoted\" things"_s;
    draft.metadataJson = uR"({"a":"b"})"_s;
    draft.customer = {{u"cus_ada"_s}, u"Zoë Ångström"_s, u"zoe@example.com"_s, {}};
    const Payment made = world.created(std::move(draft));
    OX_OK(world.confirm(made.id, card.constData()));
    QTRY_COMPARE(world.shop.count(), 1);
    const QJsonObject answered = world.get(u"/payments/"_s + made.id.value);
    QVERIFY(answered.contains(u"client_secret"_s));
    QCOMPARE(world.told(), answered);
}

void ShopObjectsTest::refundIsWhatTheApiAnswers()
{
    ToldWorld world;
    const auto paid = world.pay(1'000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(paid);
    QTRY_COMPARE(world.shop.count(), 1);
    const auto refund = world.refund(paid->id, 400);
    OX_OK(refund);
    QTRY_COMPARE(world.shop.count(), 2);
    QCOMPARE(world.told(), world.get(u"/refunds/"_s + refund->id.value));
}

QTEST_GUILESS_MAIN(ShopObjectsTest)
#include "shopobjectstest.moc"
