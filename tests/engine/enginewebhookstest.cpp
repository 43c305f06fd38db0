#include "services/engine/merchantservice.h"
#include "services/engine/webhookservice.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/fakeshop.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

/// What shops are told: when, once, signed, and again until they have taken it.
class EngineWebhooksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentIsTold();
    void signedOverTheExactBody();
    void nobodyIsToldWithoutAddress();
    void onlyStatusesAskedFor();
    void everyStatusOnce_data();
    void everyStatusOnce();
    void captureOfSeveralPartsIsToldOnce();
    void refundIsTold();
    void cancelIsTold();
    void refusedCallTellsNothing();
    void ladderHasItsSteps();
    void ladderEndsAtTheLastStep();
    void killedInBetweenTellsAgain();
    void eventIsWrittenWithTheChange();
    void lockedVaultWaits();
    void addressThatWentAwayIsGivenUp();
    void retryByHand();
    void retryIsNoStepOfTheLadder();
    void listed_data();
    void listed();
    void othersEventsDoNotExist();
    void headersGoAlong();
};

namespace {

const QByteArray kSigningKey = "0123456789abcdef0123456789abcdef"_ba;

/// A shop with an address, that of the world's profile.
struct Shop
{
    FakeShop shop;
    BriefObjects objects;
};

struct WebhookWorld : Shop, EngineWorld
{
    explicit WebhookWorld(bool begin = true)
        : EngineWorld({.webhookObjects = &objects,
                       .makeWebhookTransport = [this] { return shop.makeTransport(); }})
    {
        QVERIFY(start());
        makeServices();
        QVERIFY(await(vault().create(caller())));
        if (begin)
            listen(u"https://shop.example/hook"_s);
    }
    ~WebhookWorld() { stop(); }

    MerchantService &merchants() { return *m_merchants; }
    WebhookService &webhooks() { return *m_webhooks; }
    Result<bool> restart()
    {
        const Result<bool> again = EngineWorld::restart();
        makeServices();
        return again;
    }
    void listen(const QString &url, const QStringList &payments = {},
                const QStringList &refunds = {})
    {
        ProfileChange change;
        change.webhook = WebhookSettings{url, payments, refunds};
        change.signingKey = std::make_shared<SecretBytes>(kSigningKey);
        const auto changed = await(merchants().updateProfile(caller(), profile(), change));
        QVERIFY2(changed.has_value(), describe(changed).constData());
    }
    Payment paid(CaptureMethod method = CaptureMethod::Automatic)
    {
        const auto done = pay(1'000, method, "4242424242424242");
        return done ? *done : Payment();
    }
    QStringList told() const
    {
        QStringList types;
        for (const FakeShop::Got &got : shop.got())
            types += QJsonDocument::fromJson(got.body)[u"event_type"_s].toString();
        return types;
    }
    /// The first event of the list, or one without an id.
    WebhookEvent first()
    {
        const auto page = await(webhooks().list(merchant(), {}));
        return page && !page->events.isEmpty() ? page->events.constLast() : WebhookEvent();
    }
    int tries() { return first().tries; }

private:
    void makeServices()
    {
        m_merchants = std::make_unique<MerchantService>(engine());
        m_webhooks = std::make_unique<WebhookService>(engine());
    }

    std::unique_ptr<MerchantService> m_merchants;
    std::unique_ptr<WebhookService> m_webhooks;
};

} // namespace

void EngineWebhooksTest::paymentIsTold()
{
    WebhookWorld world;
    const Payment payment = world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    const FakeShop::Got got = world.shop.got().constFirst();
    QCOMPARE(got.url, QUrl(u"https://shop.example/hook"_s));
    QVERIFY(!got.loopbackAllowed);
    const QJsonObject body = QJsonDocument::fromJson(got.body).object();
    QCOMPARE(body[u"merchant_id"_s].toString(), world.merchant().value);
    QCOMPARE(body[u"event_type"_s].toString(), u"payment_succeeded"_s);
    QVERIFY(body[u"event_id"_s].toString().startsWith(u"evt_"));
    QCOMPARE(body[u"event_id"_s].toString().size(), 4 + 32);
    QCOMPARE(body[u"content"_s][u"type"_s].toString(), u"payment_details"_s);
    QCOMPARE(body[u"content"_s][u"object"_s][u"payment_id"_s].toString(), payment.id.value);
    QCOMPARE(body[u"content"_s][u"object"_s][u"status"_s].toString(), u"succeeded"_s);
    QVERIFY(body[u"timestamp"_s].toString().endsWith(u'Z'));
    QTRY_COMPARE(world.tries(), 1);
    QVERIFY(world.first().deliveredAtMs > 0);
    world.advance(3'600'000);
    QTest::qWait(1'200);
    QCOMPARE(world.shop.count(), 1);
}

void EngineWebhooksTest::signedOverTheExactBody()
{
    WebhookWorld world;
    world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    const FakeShop::Got got = world.shop.got().constFirst();
    const QByteArray expected =
        QMessageAuthenticationCode::hash(got.body, kSigningKey, QCryptographicHash::Sha512).toHex();
    QCOMPARE(headerValue(got.headers, "X-Webhook-Signature-512"), expected);
    QCOMPARE(headerValue(got.headers, "Content-Type"), "application/json");
    world.stop();
    // Neither the key nor the signature's key is in the file.
    QFile file(world.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(kSigningKey));
}

void EngineWebhooksTest::nobodyIsToldWithoutAddress()
{
    WebhookWorld world(false);
    world.paid();
    QTest::qWait(1'200);
    QCOMPARE(world.shop.count(), 0);
    QCOMPARE(world.column(u"SELECT count(*) FROM webhook_event"_s), QStringList{u"0"_s});
}

void EngineWebhooksTest::onlyStatusesAskedFor()
{
    WebhookWorld world(false);
    world.listen(u"https://shop.example/hook"_s, {u"failed"_s});
    world.paid();
    OX_OK(world.pay(1'000, CaptureMethod::Automatic, "4000000000000002"));
    QTRY_COMPARE(world.told(), QStringList{u"payment_failed"_s});
}

void EngineWebhooksTest::everyStatusOnce_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<AuthenticationType>("authentication");
    QTest::addColumn<QString>("type");
    QTest::newRow("captured") << "4242424242424242"_ba << CaptureMethod::Automatic
                              << AuthenticationType::NoThreeDs << u"payment_succeeded"_s;
    QTest::newRow("held") << "4242424242424242"_ba << CaptureMethod::Manual
                          << AuthenticationType::NoThreeDs << u"payment_authorized"_s;
    QTest::newRow("declined") << "4000000000000002"_ba << CaptureMethod::Automatic
                              << AuthenticationType::NoThreeDs << u"payment_failed"_s;
}

void EngineWebhooksTest::everyStatusOnce()
{
    QFETCH(QByteArray, card);
    QFETCH(CaptureMethod, method);
    QFETCH(AuthenticationType, authentication);
    QFETCH(QString, type);
    WebhookWorld world;
    const auto payment = world.pay(1'000, method, card.constData(), authentication);
    OX_OK(payment);
    QTRY_COMPARE(world.told(), QStringList{type});
    OX_OK(world.sync(payment->id));
    OX_OK(world.sync(payment->id));
    QTest::qWait(1'200);
    QCOMPARE(world.told(), QStringList{type});
}

void EngineWebhooksTest::captureOfSeveralPartsIsToldOnce()
{
    WebhookWorld world;
    const Payment payment = world.paid(CaptureMethod::ManualMultiple);
    OX_OK(world.capture(payment.id, 200));
    OX_OK(world.capture(payment.id, 200));
    OX_OK(world.capture(payment.id, 600));
    QTRY_COMPARE(world.shop.count(), 3);
    QStringList told = world.told();
    told.sort();
    QCOMPARE(told,
             QStringList({u"payment_authorized"_s, u"payment_captured"_s, u"payment_succeeded"_s}));
}

void EngineWebhooksTest::refundIsTold()
{
    WebhookWorld world;
    const Payment payment = world.paid();
    const auto refund = world.refund(payment.id, 300);
    OX_OK(refund);
    QTRY_COMPARE(world.shop.count(), 2);
    QVERIFY(world.told().contains(u"refund_succeeded"_s));
    QCOMPARE(world.column(u"SELECT object_id FROM webhook_event WHERE event_class = 'refunds'"_s),
             QStringList{refund->id.value});
}

void EngineWebhooksTest::cancelIsTold()
{
    WebhookWorld world;
    const Payment payment = world.created(world.draft(1'000));
    OX_OK(world.cancel(payment.id));
    QTRY_COMPARE(world.told(), QStringList{u"payment_cancelled"_s});
}

void EngineWebhooksTest::refusedCallTellsNothing()
{
    WebhookWorld world;
    const Payment payment = world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    QVERIFY(!world.capture(payment.id));
    QVERIFY(!world.cancel(payment.id));
    QVERIFY(!world.refund(payment.id, 5'000));
    QTest::qWait(1'200);
    QCOMPARE(world.shop.count(), 1);
}

void EngineWebhooksTest::ladderHasItsSteps()
{
    WebhookWorld world;
    world.shop.answer(500);
    world.paid();
    QTRY_COMPARE(world.tries(), 1);
    const qint64 minute = 60'000;
    int expected = 1;
    for (const qint64 delay : {minute, 5 * minute, 5 * minute, 10 * minute}) {
        world.advance(delay - 1);
        QTest::qWait(700);
        QCOMPARE(world.tries(), expected);
        world.advance(1);
        ++expected;
        QTRY_COMPARE(world.tries(), expected);
    }
    const QList<FakeShop::Got> all = world.shop.got();
    for (const FakeShop::Got &got : all)
        QCOMPARE(got.body, all.constFirst().body);
    world.shop.answer(204);
    world.advance(10 * minute);
    QTRY_VERIFY(world.first().deliveredAtMs > 0);
    QCOMPARE(world.first().nextTryAtMs, 0);
}

void EngineWebhooksTest::ladderEndsAtTheLastStep()
{
    // 16 tries after the first, about a day.
    qint64 sum = 0;
    int steps = 0;
    for (int tries = 1; webhookDelayMs(tries) > 0; ++tries, ++steps)
        sum += webhookDelayMs(tries);
    QCOMPARE(steps, 16);
    QCOMPARE(sum, (1 + 2 * 5 + 5 * 10 + 5 * 60 + 3 * 360) * 60'000LL);
    WebhookWorld world;
    world.shop.answer(301); // nobody follows it
    world.paid();
    for (int tries = 1; tries <= 16; ++tries) {
        QTRY_COMPARE(world.tries(), tries);
        world.advance(webhookDelayMs(tries));
    }
    QTRY_COMPARE(world.tries(), 17);
    QCOMPARE(world.first().nextTryAtMs, 0);
    QCOMPARE(world.first().deliveredAtMs, 0);
    const auto history = world.await(world.webhooks().history(world.merchant(), world.first().id));
    OX_OK(history);
    QCOMPARE(history->tries.constFirst().kind, WebhookTryKind::First);
    QCOMPARE(history->tries.constFirst().id, history->event.id);
    QCOMPARE(history->tries.constLast().kind, WebhookTryKind::Retry);
    QCOMPARE(history->tries.constLast().httpStatus, 301);
    world.advance(48 * 3'600'000LL);
    QTest::qWait(1'200);
    QCOMPARE(world.tries(), 17);
}

void EngineWebhooksTest::killedInBetweenTellsAgain()
{
    WebhookWorld world;
    world.shop.answer(-1); // it has come, and nobody here hears of it
    world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    OX_OK(world.restart());
    world.shop.answer(200);
    OX_OK(world.await(world.vault().unlock(world.caller())));
    QTRY_COMPARE(world.shop.count(), 2);
    QCOMPARE(world.shop.got().at(0).body, world.shop.got().at(1).body); // the same event_id, too
    QTRY_VERIFY(world.first().deliveredAtMs > 0);
    QCOMPARE(world.tries(), 1);
    OX_OK(world.restart());
    OX_OK(world.await(world.vault().unlock(world.caller())));
    QTest::qWait(1'200);
    QCOMPARE(world.shop.count(), 2);
}

void EngineWebhooksTest::eventIsWrittenWithTheChange()
{
    // Nothing is sent: what is in the file right after the answer is what was committed with it.
    WebhookWorld world;
    OX_OK(world.await(world.vault().lock(world.caller())));
    const Payment payment = world.paid();
    QCOMPARE(payment.status, PaymentStatus::Succeeded);
    QCOMPARE(world.column(u"SELECT object_id || ' ' || event_type FROM webhook_event"_s),
             QStringList{payment.id.value + u" payment_succeeded"_s});
}

void EngineWebhooksTest::lockedVaultWaits()
{
    WebhookWorld world;
    OX_OK(world.await(world.vault().lock(world.caller())));
    world.paid();
    QTest::qWait(1'200);
    QCOMPARE(world.shop.count(), 0);
    const QString id = world.first().id;
    OX_REFUSED(world.await(world.webhooks().retry(world.caller(), id)), ErrorCode::VaultLocked,
               QString());
    OX_OK(world.await(world.vault().unlock(world.caller())));
    QTRY_COMPARE(world.shop.count(), 1);
}

void EngineWebhooksTest::addressThatWentAwayIsGivenUp()
{
    WebhookWorld world;
    world.shop.answer(500);
    world.paid();
    QTRY_COMPARE(world.tries(), 1);
    world.listen({});
    world.advance(60'000);
    QTRY_COMPARE(world.first().nextTryAtMs, 0);
    QCOMPARE(world.shop.count(), 1);
    OX_REFUSED(world.await(world.webhooks().retry(world.caller(), world.first().id)),
               ErrorCode::InvalidState, u"webhook_url"_s);
}

void EngineWebhooksTest::retryByHand()
{
    WebhookWorld world;
    world.paid();
    QTRY_VERIFY(world.first().deliveredAtMs > 0);
    world.shop.answer(503);
    const auto again = world.await(world.webhooks().retry(world.caller(), world.first().id));
    OX_OK(again);
    QCOMPARE(again->tries.size(), 2);
    QCOMPARE(again->tries.constLast().kind, WebhookTryKind::ByHand);
    QVERIFY(!again->tries.constLast().delivered);
    QVERIFY(again->tries.constLast().id != again->event.id);
    QVERIFY(again->event.deliveredAtMs > 0); // once it was taken, it was taken
    QCOMPARE(world.column(u"SELECT count(*) FROM audit WHERE action = 'webhook.retry'"_s),
             QStringList{u"1"_s});
    OX_REFUSED(world.await(world.webhooks().retry(world.caller(), u"evt_none"_s)),
               ErrorCode::NotFound, u"event_id"_s);
}

void EngineWebhooksTest::retryIsNoStepOfTheLadder()
{
    WebhookWorld world;
    world.shop.answer(500);
    world.paid();
    QTRY_COMPARE(world.tries(), 1);
    const qint64 next = world.first().nextTryAtMs;
    OX_OK(world.await(world.webhooks().retry(world.caller(), world.first().id)));
    QCOMPARE(world.first().nextTryAtMs, next);
    world.advance(60'000);
    QTRY_COMPARE(world.tries(), 3);
    QCOMPARE(world.first().nextTryAtMs, world.clock().nowMs() + 300'000);
}

void EngineWebhooksTest::listed_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("count");
    QTest::newRow("all") << u"all"_s << 3;
    QTest::newRow("payments") << u"payments"_s << 2;
    QTest::newRow("type") << u"type"_s << 1;
    QTest::newRow("object") << u"object"_s << 1;
    QTest::newRow("event") << u"event"_s << 1;
    QTest::newRow("delivered") << u"delivered"_s << 3;
    QTest::newRow("not delivered") << u"not delivered"_s << 0;
    QTest::newRow("later") << u"later"_s << 0;
}

void EngineWebhooksTest::listed()
{
    QFETCH(QString, what);
    QFETCH(int, count);
    WebhookWorld world;
    const Payment payment = world.paid();
    OX_OK(world.refund(payment.id, 300));
    OX_OK(world.pay(1'000, CaptureMethod::Automatic, "4000000000000002"));
    const auto undelivered = [&world] {
        WebhookQuery query;
        query.delivered = false;
        return world.await(world.webhooks().list(world.merchant(), query))->total;
    };
    QTRY_COMPARE(undelivered(), 0);
    WebhookQuery query;
    if (what == "payments"_L1)
        query.classes = {u"payments"_s, u"mandates"_s};
    else if (what == "type"_L1)
        query.types = {u"payment_failed"_s};
    else if (what == "object"_L1)
        query.objectId = payment.id.value;
    else if (what == "event"_L1)
        query.eventId = world.first().id;
    else if (what.endsWith("delivered"_L1))
        query.delivered = what == "delivered"_L1;
    else if (what == "later"_L1)
        query.fromMs = world.clock().nowMs() + 1;
    const auto page = world.await(world.webhooks().list(world.merchant(), query));
    OX_OK(page);
    QCOMPARE(page->events.size(), count);
    QCOMPARE(page->total, count);
    query.limit = 101;
    OX_REFUSED(world.await(world.webhooks().list(world.merchant(), query)), ErrorCode::InvalidValue,
               u"limit"_s);
}

void EngineWebhooksTest::othersEventsDoNotExist()
{
    WebhookWorld world;
    world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    const QString id = world.first().id;
    OX_OK(world.await(
        world.merchants().create({world.caller(), {u"shop_b"_s}, u"B"_s, true, {}, {}, {}})));
    const Caller other{{u"shop_b"_s}, u"operator:thief"_s};
    QVERIFY(world.await(world.webhooks().list(other.merchantId, {}))->events.isEmpty());
    OX_REFUSED(world.await(world.webhooks().history(other.merchantId, id)), ErrorCode::NotFound,
               u"event_id"_s);
    OX_REFUSED(world.await(world.webhooks().retry(other, id)), ErrorCode::NotFound, u"event_id"_s);
    QCOMPARE(world.shop.count(), 1);
}

void EngineWebhooksTest::headersGoAlong()
{
    WebhookWorld world;
    ProfileChange change;
    change.headers = std::make_shared<SecretBytes>("X-Shop: one\nAuthorization: Bearer two\n"_ba);
    OX_OK(world.await(world.merchants().updateProfile(world.caller(), world.profile(), change)));
    world.paid();
    QTRY_COMPARE(world.shop.count(), 1);
    const HttpHeaders headers = world.shop.got().constFirst().headers;
    QCOMPARE(headerValue(headers, "X-Shop"), "one");
    QCOMPARE(headerValue(headers, "Authorization"), "Bearer two");
    for (const QByteArray &wrong : {"Host: x\n"_ba, "X-A: b"_ba, "X-A\n"_ba, "X A: b\n"_ba,
                                    "X-A: b\rc\n"_ba, "Content-Length: 3\n"_ba}) {
        change.headers = std::make_shared<SecretBytes>(wrong);
        OX_REFUSED(
            world.await(world.merchants().updateProfile(world.caller(), world.profile(), change)),
            ErrorCode::InvalidValue, u"outgoing_webhook_custom_http_headers"_s);
    }
}

QTEST_GUILESS_MAIN(EngineWebhooksTest)
#include "enginewebhookstest.moc"
