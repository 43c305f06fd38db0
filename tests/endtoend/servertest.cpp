#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

/// Every flow of the product page over HTTP, against the simulator.
class ServerTest : public QObject
{
    Q_OBJECT

private:
    ApiAnswer created(qint64 amount, const QJsonObject &more = {});
    /// A card saved by a payment of cus_1.
    QString savedMethod(const QString &usage);
    QString statusOf(const QString &id);

    std::unique_ptr<ApiWorld> m_world;

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup() { m_world.reset(); }
    void instantPayment();
    void createPathIsAnAlias();
    void manualCapture();
    void partialCapture();
    void manyCaptures();
    void scheduledCapture();
    void decoupledFlow();
    void cardHeldForConfirm();
    void threeDs_data();
    void threeDs();
    void declined();
    void cancelled();
    void savedMethods_data();
    void savedMethods();
    void payWithToken();
    void setUpWithoutCharge();
    void chargeOffSession();
    void clientSide();
    void fineFirstState();
};

void ServerTest::init()
{
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    QVERIFY(EngineWorld::await(m_world->engine().vault().create(m_world->engine().caller()))
                .has_value());
}

ApiAnswer ServerTest::created(qint64 amount, const QJsonObject &more)
{
    return m_world->post(u"/payments"_s, ApiWorld::payment(amount, more));
}

QString ServerTest::statusOf(const QString &id)
{
    return m_world->get(u"/payments/"_s + id).text(u"status"_s);
}

QString ServerTest::savedMethod(const QString &usage)
{
    const ApiAnswer paid = created(1000, {{u"confirm"_s, true},
                                          {u"payment_method"_s, u"card"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()},
                                          {u"customer_id"_s, u"cus_1"_s},
                                          {u"setup_future_usage"_s, usage}});
    return paid.text(u"payment_method_id"_s);
}

void ServerTest::instantPayment()
{
    const ApiAnswer paid = created(6540, {{u"confirm"_s, true},
                                          {u"capture_method"_s, u"automatic"_s},
                                          {u"payment_method"_s, u"card"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()}});
    QVERIFY2(paid.status == 200, paid.body.constData());
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(paid.number(u"amount"_s), 6540);
    QCOMPARE(paid.number(u"amount_received"_s), 6540);
    QCOMPARE(paid.number(u"amount_capturable"_s), 0);
    QVERIFY(paid.json.object().contains(u"description"_s));
    QVERIFY(paid[u"description"_s].isNull());
    QVERIFY(!paid.json.object().contains(u"attempts"_s));
    QCOMPARE(paid[u"payment_method_data"_s][u"card"_s][u"last4"_s].toString(), u"4242"_s);
    QVERIFY(!paid.body.contains("4242424242424242"));
    const QString id = paid.text(u"payment_id"_s);
    const ApiAnswer again = m_world->get(u"/payments/%1?expand_attempts=true"_s.arg(id));
    QCOMPARE(again.text(u"client_secret"_s), paid.text(u"client_secret"_s));
    QCOMPARE(again[u"attempts"_s][0][u"status"_s].toString(), u"charged"_s);
    QCOMPARE(m_world->engine().settledProblems({id}), QString());
}

void ServerTest::createPathIsAnAlias()
{
    const ApiAnswer made =
        m_world->post(u"/payments/create"_s, ApiWorld::payment(100, {{u"customer_id"_s, u"c"_s}}));
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text(u"status"_s), u"requires_confirmation"_s);
    QVERIFY(made.text(u"client_secret"_s).startsWith(made.text(u"payment_id"_s) + u"_secret_"_s));
}

void ServerTest::manualCapture()
{
    const ApiAnswer held = created(6000, {{u"confirm"_s, true},
                                          {u"capture_method"_s, u"manual"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()}});
    QCOMPARE(held.text(u"status"_s), u"requires_capture"_s);
    QCOMPARE(held.number(u"amount_capturable"_s), 6000);
    QVERIFY(held[u"amount_received"_s].isNull());
    const QString path = u"/payments/%1/capture"_s.arg(held.text(u"payment_id"_s));
    const ApiAnswer captured = m_world->ask("POST", path); // no body at all
    QCOMPARE(captured.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(captured.number(u"amount_received"_s), 6000);
    const ApiAnswer twice = m_world->post(path, {});
    QCOMPARE(twice.status, 400);
    QCOMPARE(twice.errorCode(), u"IR_14"_s);
}

void ServerTest::partialCapture()
{
    const ApiAnswer held = created(6000, {{u"confirm"_s, true},
                                          {u"capture_method"_s, u"manual"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()}});
    const QString path = u"/payments/%1/capture"_s.arg(held.text(u"payment_id"_s));
    QCOMPARE(m_world->post(path, {{u"amount_to_capture"_s, 6001}}).errorCode(), u"IR_06"_s);
    QCOMPARE(m_world->post(path, {{u"amount_to_capture"_s, 0}}).errorCode(), u"IR_05"_s);
    const ApiAnswer part = m_world->post(path, {{u"amount_to_capture"_s, 2000}});
    QCOMPARE(part.text(u"status"_s), u"partially_captured"_s);
    QCOMPARE(part.number(u"amount_received"_s), 2000);
    QCOMPARE(part.number(u"amount_capturable"_s), 0);
}

void ServerTest::manyCaptures()
{
    const ApiAnswer held = created(6000, {{u"confirm"_s, true},
                                          {u"capture_method"_s, u"manual_multiple"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()}});
    const QString id = held.text(u"payment_id"_s);
    const QString path = u"/payments/%1/capture"_s.arg(id);
    QCOMPARE(m_world->post(path, {}).errorCode(), u"IR_04"_s);
    const ApiAnswer first = m_world->post(path, {{u"amount_to_capture"_s, 2000}});
    QCOMPARE(first.text(u"status"_s), u"partially_captured_and_capturable"_s);
    QCOMPARE(first.number(u"amount_capturable"_s), 4000);
    const ApiAnswer last = m_world->post(path, {{u"amount_to_capture"_s, 4000}});
    QCOMPARE(last.text(u"status"_s), u"succeeded"_s);
    const ApiAnswer seen = m_world->get(u"/payments/%1?expand_captures=true"_s.arg(id));
    QCOMPARE(seen[u"captures"_s].toArray().size(), 2);
    QCOMPARE(seen[u"captures"_s][1][u"status"_s].toString(), u"charged"_s);
}

void ServerTest::scheduledCapture()
{
    const qint64 at = m_world->engine().clock().nowMs() + 3'600'000;
    const QString when = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate);
    const QJsonObject more{{u"confirm"_s, true},
                           {u"capture_method"_s, u"scheduled"_s},
                           {u"payment_method_data"_s, ApiWorld::card()}};
    QCOMPARE(created(6000, more).errorCode(), u"IR_04"_s);
    QJsonObject scheduled = more;
    scheduled.insert(u"capture_on"_s, when);
    const ApiAnswer held = created(6000, scheduled);
    QCOMPARE(held.text(u"status"_s), u"requires_capture"_s);
    m_world->engine().advance(3'700'000);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(held.text(u"payment_id"_s)), u"succeeded"_s, 30'000);
}

void ServerTest::decoupledFlow()
{
    const ApiAnswer made = created(1000);
    QCOMPARE(made.text(u"status"_s), u"requires_confirmation"_s);
    const QString path = u"/payments/"_s + made.text(u"payment_id"_s);
    const ApiAnswer changed = m_world->post(
        path,
        {{u"amount"_s, 2500},
         {u"description"_s, u"three shirts"_s},
         {u"customer"_s, QJsonObject{{u"id"_s, u"cus_9"_s}, {u"email"_s, u"a@b.example"_s}}}});
    QVERIFY2(changed.status == 200, changed.body.constData());
    QCOMPARE(changed.number(u"amount"_s), 2500);
    QCOMPARE(changed[u"customer"_s][u"email"_s].toString(), u"a@b.example"_s);
    QCOMPARE(m_world->post(path, {{u"name"_s, u"Ada"_s}}).text(u"email"_s), u"a@b.example"_s);
    const ApiAnswer nothing = m_world->post(path + u"/confirm"_s, {});
    QCOMPARE(nothing.status, 422);
    QCOMPARE(nothing.errorCode(), u"IR_06"_s);
    const ApiAnswer paid =
        m_world->post(path + u"/confirm"_s, {{u"payment_method"_s, u"card"_s},
                                             {u"payment_method_data"_s, ApiWorld::card()}});
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(paid.number(u"amount_received"_s), 2500);
    QCOMPARE(m_world->post(path, {{u"amount"_s, 1}}).errorCode(), u"IR_16"_s);
}

void ServerTest::cardHeldForConfirm()
{
    const ApiAnswer made = created(1000, {{u"payment_method_data"_s, ApiWorld::card()}});
    QVERIFY2(made.status == 200, made.body.constData());
    QCOMPARE(made.text(u"status"_s), u"requires_confirmation"_s);
    QVERIFY(made.text(u"payment_token"_s).startsWith(u"token_"_s));
    const QString path = u"/payments/"_s + made.text(u"payment_id"_s);
    const ApiAnswer other =
        m_world->post(path, {{u"payment_method_data"_s, ApiWorld::card(u"5555555555554444"_s)}});
    QCOMPARE(other[u"payment_method_data"_s][u"card"_s][u"last4"_s].toString(), u"4444"_s);
    const ApiAnswer paid = m_world->post(path + u"/confirm"_s, {{u"card_cvc"_s, u"123"_s}});
    QVERIFY2(paid.status == 200, paid.body.constData());
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
}

void ServerTest::threeDs_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QString>("status");

    QTest::newRow("approved") << QByteArray("approve") << u"automatic"_s << u"succeeded"_s;
    QTest::newRow("held") << QByteArray("approve") << u"manual"_s << u"requires_capture"_s;
    QTest::newRow("refused") << QByteArray("fail") << u"automatic"_s << u"failed"_s;
}

void ServerTest::threeDs()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, capture);
    QFETCH(QString, status);
    const ApiAnswer begun =
        created(1000, {{u"confirm"_s, true},
                       {u"authentication_type"_s, u"three_ds"_s},
                       {u"capture_method"_s, capture},
                       {u"return_url"_s, u"https://shop.example/back?order=7"_s},
                       {u"payment_method_data"_s, ApiWorld::card(u"4000000000003220"_s)}});
    QCOMPARE(begun.text(u"status"_s), u"requires_customer_action"_s);
    const QString start = begun.text(u"redirect_url"_s);
    QCOMPARE(begun[u"next_action"_s][u"redirect_to_url"_s].toString(), start);
    QVERIFY(start.startsWith(m_world->base().toString() + u"/payments/redirect/"_s));
    const QString id = begun.text(u"payment_id"_s);
    const ApiAnswer page = m_world->get(QUrl(start).path(), {});
    QCOMPARE(page.status, 200);
    const QString challenge = m_world->engine().details({id}).attempts.last().challengeUrl;
    QVERIFY(page.body.contains(challenge.toHtmlEscaped().toUtf8()));
    // The bank sends the browser back; nobody else asks anything.
    const QUrl back = m_world->engine().answerChallenge({id}, answer);
    QVERIFY(back.path().contains(u"/redirect/response/simulator"_s));
    const ApiAnswer returned =
        m_world->get(back.path() + u'?' + back.query(QUrl::FullyEncoded), {});
    QCOMPARE(returned.status, 302);
    const QUrlQuery home(QUrl::fromEncoded(returned.header("Location")));
    QCOMPARE(home.queryItemValue(u"order"_s), u"7"_s);
    QCOMPARE(home.queryItemValue(u"status"_s), status);
    QCOMPARE(home.queryItemValue(u"payment_intent_client_secret"_s),
             begun.text(u"client_secret"_s));
    QCOMPARE(home.queryItemValue(u"signature_algorithm"_s), u"HMAC-SHA512"_s);
    QCOMPARE(home.queryItemValue(u"signature"_s).size(), 128);
    QCOMPARE(statusOf(id), status);
    QVERIFY(m_world->get(u"/payments/"_s + id)[u"next_action"_s].isNull());
    QCOMPARE(m_world->get(QUrl(start).path(), {}).errorCode(), u"IR_16"_s);
    // Without the token nobody learns how it stands, nor that it is there.
    const ApiAnswer guessed = m_world->get(back.path(), {});
    QCOMPARE(guessed.status, 404);
    const ApiAnswer nobody =
        m_world->get(u"/payments/pay_nobody/merchant_test/redirect/response/simulator"_s, {});
    QCOMPARE(guessed.body, nobody.body);
}

void ServerTest::declined()
{
    const ApiAnswer failed =
        created(1000, {{u"confirm"_s, true},
                       {u"payment_method_data"_s, ApiWorld::card(u"4000000000000002"_s)}});
    QCOMPARE(failed.status, 200);
    QCOMPARE(failed.text(u"status"_s), u"failed"_s);
    QVERIFY(!failed.text(u"error_code"_s).isEmpty());
    QVERIFY(failed.text(u"unified_code"_s).startsWith(u"UE_"_s));
    QVERIFY(!failed.text(u"unified_message"_s).isEmpty());
}

void ServerTest::cancelled()
{
    const ApiAnswer held = created(6000, {{u"confirm"_s, true},
                                          {u"capture_method"_s, u"manual"_s},
                                          {u"payment_method_data"_s, ApiWorld::card()}});
    const QString path = u"/payments/%1/cancel"_s.arg(held.text(u"payment_id"_s));
    const ApiAnswer gone = m_world->post(path, {{u"cancellation_reason"_s, u"out of stock"_s}});
    QCOMPARE(gone.text(u"status"_s), u"cancelled"_s);
    QCOMPARE(gone.text(u"cancellation_reason"_s), u"out of stock"_s);
    QCOMPARE(m_world->post(path, {}).errorCode(), u"IR_16"_s);
}

void ServerTest::savedMethods_data()
{
    QTest::addColumn<QString>("usage");
    QTest::newRow("on session") << u"on_session"_s;
    QTest::newRow("off session") << u"off_session"_s;
}

void ServerTest::savedMethods()
{
    QFETCH(QString, usage);
    const QString method = savedMethod(usage);
    QVERIFY(method.startsWith(u"pm_"_s));
    const ApiAnswer one = m_world->get(u"/payment_methods/"_s + method);
    QCOMPARE(one[u"card"_s][u"last4_digits"_s].toString(), u"4242"_s);
    QCOMPARE(one[u"recurring_enabled"_s].toBool(), usage == u"off_session"_s);
    const ApiAnswer charged =
        created(700, {{u"off_session"_s, true},
                      {u"recurring_details"_s,
                       QJsonObject{{u"type"_s, u"payment_method_id"_s}, {u"data"_s, method}}}});
    if (usage == u"off_session"_s)
        QCOMPARE(charged.text(u"status"_s), u"succeeded"_s);
    else
        QCOMPARE(charged.errorCode(), u"IR_39"_s);
}

void ServerTest::payWithToken()
{
    const QString method = savedMethod(u"on_session"_s);
    const ApiAnswer made = m_world->post(u"/payments/create"_s,
                                         ApiWorld::payment(900, {{u"customer_id"_s, u"cus_1"_s}}));
    const QString secret = made.text(u"client_secret"_s);
    // The publishable key in the header, or in the query as the page draws it.
    const QString path = u"/customers/payment_methods?client_secret="_s + secret;
    const ApiAnswer listed = m_world->get(path, ApiWorld::kPublishable);
    QCOMPARE(listed.status, 200);
    QCOMPARE(listed[u"is_guest_customer"_s].toBool(true), false);
    const ApiAnswer same = m_world->get(
        path + u"&publishable_key="_s + QString::fromLatin1(ApiWorld::kPublishable), {});
    QCOMPARE(same.status, 200);
    const QJsonValue row = listed[u"customer_payment_methods"_s][0];
    QCOMPARE(row[u"payment_method_id"_s].toString(), method);
    const QJsonObject confirm{{u"client_secret"_s, secret},
                              {u"payment_token"_s, row[u"payment_token"_s].toString()},
                              {u"card_cvc"_s, u"123"_s}};
    const QString confirmPath = u"/payments/%1/confirm"_s.arg(made.text(u"payment_id"_s));
    const ApiAnswer paid = m_world->post(confirmPath, confirm, ApiWorld::kPublishable);
    QVERIFY2(paid.status == 200, paid.body.constData());
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(paid.text(u"payment_method_id"_s), method);
    const ApiAnswer guest = created(100);
    const ApiAnswer none = m_world->get(u"/customers/payment_methods?client_secret="_s
                                            + guest.text(u"client_secret"_s),
                                        ApiWorld::kPublishable);
    QCOMPARE(none[u"is_guest_customer"_s].toBool(), true);
}

void ServerTest::setUpWithoutCharge()
{
    const ApiAnswer done = created(0, {{u"confirm"_s, true},
                                       {u"payment_type"_s, u"setup_mandate"_s},
                                       {u"customer_id"_s, u"cus_1"_s},
                                       {u"payment_method_data"_s, ApiWorld::card()}});
    QVERIFY2(done.status == 200, done.body.constData());
    QCOMPARE(done.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(done.number(u"amount_received"_s), 0);
    QVERIFY(done.text(u"payment_method_id"_s).startsWith(u"pm_"_s));
}

void ServerTest::chargeOffSession()
{
    const QString method = savedMethod(u"off_session"_s);
    const QJsonObject details{{u"type"_s, u"payment_method_id"_s}, {u"data"_s, method}};
    const ApiAnswer charged =
        created(700, {{u"off_session"_s, true}, {u"recurring_details"_s, details}});
    QVERIFY2(charged.status == 200, charged.body.constData());
    QCOMPARE(charged.text(u"status"_s), u"succeeded"_s);
    QCOMPARE(charged.text(u"customer_id"_s), u"cus_1"_s);
    QCOMPARE(charged[u"off_session"_s].toBool(), true);
    QCOMPARE(created(700, {{u"recurring_details"_s, details}}).errorCode(), u"IR_04"_s);
    QCOMPARE(
        created(700, {{u"off_session"_s, false}, {u"recurring_details"_s, details}}).errorCode(),
        u"IR_16"_s);
}

void ServerTest::clientSide()
{
    const ApiAnswer made = created(1000);
    const QString id = made.text(u"payment_id"_s);
    const QString path = u"/payments/%1/confirm"_s.arg(id);
    QJsonObject body{{u"payment_method_data"_s, ApiWorld::card()}};
    QCOMPARE(m_world->post(path, body, ApiWorld::kPublishable).errorCode(), u"IR_04"_s);
    body.insert(u"client_secret"_s, made.text(u"client_secret"_s));
    const ApiAnswer both = m_world->post(path, body);
    QCOMPARE(both.status, 422);
    QCOMPARE(both.errorCode(), u"IR_06"_s);
    QJsonObject cheaper = body;
    cheaper.insert(u"amount"_s, 1);
    QCOMPARE(m_world->post(path, cheaper, ApiWorld::kPublishable).errorCode(), u"IR_18"_s);
    QCOMPARE(m_world->post(path, body, ApiWorld::kPublishable).text(u"status"_s), u"succeeded"_s);
    const QString query = u"/payments/%1?client_secret=%2"_s.arg(id, made.text(u"client_secret"_s));
    QCOMPARE(m_world->get(query, ApiWorld::kPublishable).text(u"status"_s), u"succeeded"_s);
    QCOMPARE(m_world->post(u"/payments/"_s + id, {}, ApiWorld::kPublishable).errorCode(),
             u"IR_18"_s);
}

void ServerTest::fineFirstState()
{
    WorldSetup setup;
    setup.fineInitialState = true;
    m_world = std::make_unique<ApiWorld>(setup);
    QVERIFY(m_world->start());
    const ApiAnswer made = created(1000);
    QCOMPARE(made.text(u"status"_s), u"requires_payment_method"_s);
    const QString path = u"/payments/"_s + made.text(u"payment_id"_s);
    QCOMPARE(m_world->post(path + u"/confirm"_s, {}).errorCode(), u"IR_06"_s);
    const ApiAnswer named = m_world->post(path, {{u"payment_method"_s, u"card"_s}});
    QCOMPARE(named.text(u"status"_s), u"requires_confirmation"_s);
    const ApiAnswer paid =
        m_world->post(path, {{u"confirm"_s, true}, {u"payment_method_data"_s, ApiWorld::card()}});
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
}

QTEST_GUILESS_MAIN(ServerTest)

#include "servertest.moc"
