#include "tests/api/setupworld.h"
#include "tests/engine/expect.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Merchants, their keys and profiles, and routing configurations over the API, down to the file.
class SetupRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void merchantIsMadeWithEverything();
    void merchantIsChanged();
    void deletedMerchantIsShutOut();
    void keysAreShownOnce();
    void ephemeralKeys();
    void profilesComeAndGo();
    void profileSteersPayments();
    void keptFieldsComeBack();
    void routingIsKept();
    void fallbackIsAPermutation();
    void eventsAreListed();
    void refused_data();
    void refused();
};

void SetupRoutesTest::merchantIsMadeWithEverything()
{
    SetupWorld world;
    QVERIFY(world.begun);
    const QByteArray body = R"({"merchant_id":"shop_a","merchant_name":"Shop A",
        "return_url":"https://shop.example/back",
        "webhook_details":{"webhook_version":"1.0.1","webhook_username":"u","webhook_password":"pw",
        "webhook_url":"https://shop.example/hook"},
        "metadata":{"a":[1,2.50]},"primary_business_details":[{"country":"AT"}]})";
    const SetupAnswer made = world.admin("POST", u"/accounts"_s, body);
    QVERIFY2(made.status == 200, made.body.constData());
    QCOMPARE(made.text("merchant_id"), u"shop_a"_s);
    QVERIFY(made.text("publishable_key").startsWith(u"pk_snd_"));
    QCOMPARE(made.text("publishable_key").size(), 7 + 32);
    QVERIFY(made.text("default_profile").startsWith(u"pro_"));
    QVERIFY(made.text("organization_id").startsWith(u"org_"));
    QCOMPARE(made.text("payment_response_hash_key").size(), 64);
    QCOMPARE(made.text("return_url"), u"https://shop.example/back"_s);
    QVERIFY(made.object()[u"enable_payment_response_hash"_s].toBool());
    QVERIFY(made.body.contains(R"("metadata":{"a":[1,2.50]})"));
    QVERIFY(!made.body.contains("\"pw\""));
    QCOMPARE(world.admin("GET", u"/accounts/shop_a"_s).body, made.body);
    QCOMPARE(world.admin("GET", u"/accounts/list"_s).array().size(), 2); // and the world's own
    // The publishable key is known as such.
    const auto identity =
        world.await(world.keys->identify(SecretBytes(made.text("publishable_key").toLatin1())));
    OX_OK(identity);
    QCOMPARE(identity->kind, KeyKind::Publishable);
    QCOMPARE(identity->merchantId.value, u"shop_a"_s);
    const SetupAnswer again = world.admin("POST", u"/accounts"_s, body);
    QCOMPARE(again.status, 400);
    QCOMPARE(again.code(), u"HE_01"_s);
}

void SetupRoutesTest::merchantIsChanged()
{
    SetupWorld world;
    world.makeMerchant(u"shop_a"_s);
    const SetupAnswer changed = world.admin("POST", u"/accounts/shop_a"_s, R"({
        "merchant_id":"shop_a","merchant_name":"New","metadata":{"b":1},
        "return_url":"https://shop.example/new"})");
    QVERIFY2(changed.status == 200, changed.body.constData());
    QCOMPARE(changed.text("merchant_name"), u"New"_s);
    QCOMPARE(changed.text("return_url"), u"https://shop.example/new"_s);
    const SetupAnswer later = world.admin("POST", u"/accounts/shop_a"_s, R"({"merchant_details":
        {"primary_email":"a@b.example"}})");
    QVERIFY(later.body.contains(R"("metadata":{"b":1})"));
    QVERIFY(later.body.contains(R"("primary_email":"a@b.example")"));
    QCOMPARE(later.text("merchant_name"), u"New"_s);
    QCOMPARE(world.admin("POST", u"/accounts/shop_none"_s, "{}").code(), u"HE_02"_s);
}

void SetupRoutesTest::deletedMerchantIsShutOut()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString profiles = u"/account/shop_a/business_profile"_s;
    QCOMPARE(world.ask("GET", profiles, key).status, 200);
    const SetupAnswer deleted = world.admin("DELETE", u"/accounts/shop_a"_s);
    QCOMPARE(deleted.status, 200);
    QVERIFY(deleted.object()[u"deleted"_s].toBool());
    QCOMPARE(world.ask("GET", profiles, key).code(), u"IR_01"_s);
    QCOMPARE(world.admin("GET", u"/accounts/shop_a"_s).code(), u"HE_02"_s);
    CreatePayment payment = world.draft(1'000);
    payment.caller.merchantId = {u"shop_a"_s};
    OX_REFUSED(world.await(world.payments().create(std::move(payment))), ErrorCode::NotFound,
               u"profile_id"_s);
}

void SetupRoutesTest::keysAreShownOnce()
{
    SetupWorld world;
    const QString all = u"/api_keys/"_s + world.merchant().value;
    const SetupAnswer made = world.admin("POST", all, R"({"name":"Shop",
        "description":"Web","expiration":"2035-01-02T03:04:05Z"})");
    QVERIFY2(made.status == 200, made.body.constData());
    const QByteArray key = made.text("api_key").toLatin1();
    QVERIFY(key.startsWith("snd_"));
    QCOMPARE(made.text("expiration"), u"2035-01-02T03:04:05.000Z"_s);
    const QString one = all + u'/' + made.text("key_id");
    const SetupAnswer read = world.admin("GET", one);
    QCOMPARE(read.text("prefix"), QString::fromLatin1(key.first(12)));
    QVERIFY(!read.body.contains(key.sliced(12)));
    QVERIFY(!world.admin("GET", all + u"/list"_s).body.contains(key.sliced(12)));
    const SetupAnswer changed = world.admin("POST", one, R"({"expiration":"never"})");
    QCOMPARE(changed.text("expiration"), u"never"_s);
    QCOMPARE(changed.text("name"), u"Shop"_s);
    QCOMPARE(world.ask("GET", u"/routing"_s, key).status, 200);
    const SetupAnswer revoked = world.admin("DELETE", one);
    QVERIFY(revoked.object()[u"revoked"_s].toBool());
    QCOMPARE(world.ask("GET", u"/routing"_s, key).code(), u"IR_01"_s);
}

void SetupRoutesTest::ephemeralKeys()
{
    SetupWorld world;
    const QByteArray key = world.makeKey(world.merchant().value);
    CreateCustomer customer;
    customer.caller = world.caller();
    customer.id = {u"cus_ada"_s};
    OX_OK(world.await(world.customers().create(customer)));
    const SetupAnswer made =
        world.ask("POST", u"/ephemeral_keys"_s, key, R"({"customer_id":"cus_ada"})");
    QVERIFY2(made.status == 200, made.body.constData());
    QVERIFY(made.text("secret").startsWith(u"epk_"));
    const QJsonObject object = made.object();
    QCOMPARE(object[u"expires"_s].toInteger() - object[u"created_at"_s].toInteger(), 3'600);
    const auto identity =
        world.await(world.keys->identify(SecretBytes(made.text("secret").toLatin1())));
    OX_OK(identity);
    QCOMPARE(identity->customerId.value, u"cus_ada"_s);
    QCOMPARE(world.ask("DELETE", u"/ephemeral_keys/"_s + made.text("id"), key).status, 200);
    QVERIFY(!world.await(world.keys->identify(SecretBytes(made.text("secret").toLatin1()))));
    QCOMPARE(world.ask("POST", u"/ephemeral_keys"_s, key, R"({"customer_id":"cus_no"})").code(),
             u"HE_02"_s);
}

void SetupRoutesTest::profilesComeAndGo()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString all = u"/account/shop_a/business_profile"_s;
    const SetupAnswer made = world.ask("POST", all, key, R"({"profile_name":"Events",
        "session_expiry":120,"intent_fulfillment_time":60,
        "outgoing_webhook_custom_http_headers":{"X-Shop":"value_1"}})");
    QVERIFY2(made.status == 200, made.body.constData());
    QCOMPARE(made.object()[u"session_expiry"_s].toInt(), 120);
    QVERIFY(!made.body.contains("value_1"));
    QVERIFY(made.body.contains(R"({"X-Shop":"****"})"));
    const QString one = all + u'/' + made.text("profile_id");
    QCOMPARE(world.ask("GET", one, key).body, made.body);
    QCOMPARE(world.ask("GET", all, key).array().size(), 2);
    const SetupAnswer changed = world.ask("POST", one, key, R"({"profile_name":"Fairs"})");
    QCOMPARE(changed.text("profile_name"), u"Fairs"_s);
    QCOMPARE(changed.object()[u"session_expiry"_s].toInt(), 120);
    QCOMPARE(changed.text("payment_response_hash_key"), made.text("payment_response_hash_key"));
    QCOMPARE(world.ask("DELETE", one, key).status, 401);
    QCOMPARE(world.admin("DELETE", one).body, "true");
    QCOMPARE(world.ask("GET", one, key).code(), u"HE_02"_s);
    const QString standard = world.admin("GET", u"/accounts/shop_a"_s).text("default_profile");
    QCOMPARE(world.admin("DELETE", QString(all + u'/' + standard)).code(), u"IR_16"_s);
}

void SetupRoutesTest::profileSteersPayments()
{
    SetupWorld world;
    const QByteArray key = world.makeKey(world.merchant().value);
    const QString one =
        u"/account/%1/business_profile/%2"_s.arg(world.merchant().value, world.profile().value);
    const SetupAnswer changed = world.ask("POST", one, key, R"({"session_expiry":120,
        "return_url":"https://shop.example/back","fine_initial_state":true})");
    QVERIFY2(changed.status == 200, changed.body.constData());
    const Payment payment = world.created(world.draft(1'000));
    QCOMPARE(payment.sessionExpiresAtMs, payment.createdAtMs + 120'000);
    QCOMPARE(payment.returnUrl, u"https://shop.example/back"_s);
    QCOMPARE(payment.status, PaymentStatus::RequiresPaymentMethod);
    CreatePayment own = world.draft(1'000);
    own.sessionExpirySeconds = 300;
    own.returnUrl = u"https://other.example/"_s;
    const Payment second = world.created(std::move(own));
    QCOMPARE(second.sessionExpiresAtMs, second.createdAtMs + 300'000);
    QCOMPARE(second.returnUrl, u"https://other.example/"_s);
}

void SetupRoutesTest::keptFieldsComeBack()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString all = u"/account/shop_a/business_profile"_s;
    const SetupAnswer made = world.ask("POST", all, key, R"({"profile_name":"P",
        "max_auto_retries_enabled":3,
        "card_testing_guard_config":{"card_ip_blocking_threshold":5}})");
    QVERIFY2(made.status == 200, made.body.constData());
    const QJsonObject object = made.object();
    QCOMPARE(object[u"max_auto_retries_enabled"_s].toInt(), 3);
    QCOMPARE(object[u"card_testing_guard_config"_s][u"card_ip_blocking_threshold"_s].toInt(), 5);
    QCOMPARE(object[u"use_billing_as_payment_method_billing"_s], QJsonValue(true));
    QVERIFY(object[u"dispute_polling_interval"_s].isNull());
    const QString one = all + u'/' + made.text("profile_id");
    const SetupAnswer changed = world.ask("POST", one, key, R"({"is_auto_retries_enabled":true})");
    QCOMPARE(changed.object()[u"max_auto_retries_enabled"_s].toInt(), 3);
    QVERIFY(changed.object()[u"is_auto_retries_enabled"_s].toBool());
    QVERIFY(!changed.object()[u"is_connector_agnostic_mit_enabled"_s].toBool());
    const SetupAnswer toggled = world.ask(
        "POST", QString(one + u"/toggle_connector_agnostic_mit"_s), key, R"({"enabled":true})");
    QCOMPARE(toggled.body, R"({"enabled":true})");
    const QJsonObject after = world.ask("GET", one, key).object();
    QVERIFY(after[u"is_connector_agnostic_mit_enabled"_s].toBool());
}

void SetupRoutesTest::routingIsKept()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString connectors = u"/account/shop_a/connectors"_s;
    const SetupAnswer one = world.ask("POST", connectors, key, accountBody("one"));
    const QByteArray profile = one.text("profile_id").toLatin1();
    const QByteArray mca = one.text("merchant_connector_id").toLatin1();
    QByteArray body = R"({"name":"First","description":"d","profile_id":"%1","algorithm":
        {"type":"priority","data":[{"connector":"simulator","merchant_connector_id":"%2"}]}})";
    body.replace("%1", profile).replace("%2", mca);
    const SetupAnswer made = world.ask("POST", u"/routing"_s, key, body);
    QVERIFY2(made.status == 200, made.body.constData());
    const QString first = made.text("id");
    QVERIFY(first.startsWith(u"routing_"));
    QCOMPARE(made.text("kind"), u"priority"_s);
    const QString second = world.ask("POST", u"/routing"_s, key, body).text("id");
    QCOMPARE(world.ask("GET", u"/routing"_s, key).array().size(), 2);
    QCOMPARE(world.ask("GET", u"/routing/"_s + first, key).object()[u"algorithm"_s][u"type"_s],
             QJsonValue(u"priority"_s));
    QVERIFY(world.ask("GET", u"/routing/active"_s, key).array().isEmpty());
    const auto activate = [&](const QString &id) {
        return world.ask("POST", QString(u"/routing/"_s + id + u"/activate"_s), key, "{}");
    };
    QCOMPARE(activate(first).status, 200);
    QCOMPARE(activate(first).code(), u"IR_16"_s);
    QCOMPARE(activate(second).status, 200);
    const QJsonArray active = world.ask("GET", u"/routing/active"_s, key).array();
    QCOMPARE(active.size(), 1);
    QCOMPARE(active[0][u"id"_s].toString(), second);
    const QByteArray off = R"({"profile_id":")" + profile + R"("})";
    QCOMPARE(world.ask("POST", u"/routing/deactivate"_s, key, off).status, 200);
    QCOMPARE(world.ask("POST", u"/routing/deactivate"_s, key, off).code(), u"IR_16"_s);
    QCOMPARE(activate(u"routing_none"_s).code(), u"HE_02"_s);
    QCOMPARE(world.ask("POST", u"/routing/evaluate"_s, key, "{}").status, 501);
    body.replace(mca, "mca_other");
    QCOMPARE(world.ask("POST", u"/routing"_s, key, body).code(), u"IR_16"_s);
}

void SetupRoutesTest::fallbackIsAPermutation()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString connectors = u"/account/shop_a/connectors"_s;
    QByteArrayList ids;
    for (const char *label : {"a", "b"})
        ids += world.ask("POST", connectors, key, accountBody(label))
                   .text("merchant_connector_id")
                   .toLatin1();
    const auto order = [&world, &key] {
        QByteArrayList found;
        for (const QJsonValue &one : world.ask("GET", u"/routing/default"_s, key).array())
            found += one[u"merchant_connector_id"_s].toString().toLatin1();
        return found;
    };
    const auto list = [](const QByteArrayList &wanted) {
        QByteArrayList entries;
        for (const QByteArray &id : wanted)
            entries += R"({"connector":"simulator","merchant_connector_id":")" + id + R"("})";
        return QByteArray('[' + entries.join(',') + ']');
    };
    QCOMPARE(order(), ids);
    const QString path = u"/routing/default"_s;
    QCOMPARE(world.ask("POST", path, key, list({ids[1], ids[0]})).status, 200);
    QCOMPARE(order(), QByteArrayList({ids[1], ids[0]}));
    const SetupAnswer shorter = world.ask("POST", path, key, list({ids[1]}));
    QCOMPARE(shorter.status, 400);
    QCOMPARE(shorter.code(), u"IR_16"_s);
    const SetupAnswer others = world.ask("POST", path, key, list({ids[1], "mca_x"}));
    QCOMPARE(others.status, 422);
    QCOMPARE(others.code(), u"IR_06"_s);
    QCOMPARE(order(), QByteArrayList({ids[1], ids[0]}));
}

void SetupRoutesTest::eventsAreListed()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const SetupAnswer listening =
        world.admin("POST", u"/accounts/shop_a"_s,
                    R"({"webhook_details":{"webhook_url":"https://shop.example/hook"}})");
    QCOMPARE(listening.status, 200);
    QCOMPARE(world.ask("POST", u"/account/shop_a/connectors"_s, key, accountBody("one")).status,
             200);
    CreatePayment draft = world.draft(1'000);
    draft.caller.merchantId = {u"shop_a"_s};
    draft.card = testCard("4242424242424242");
    draft.confirm = true;
    const auto paid = world.await(world.payments().create(std::move(draft)));
    OX_OK(paid);
    const QString all = u"/events/shop_a"_s;
    const auto listed = [&world, all](const QByteArray &query) {
        return world.admin("POST", all, query).object();
    };
    QTRY_COMPARE(listed(R"({"is_delivered":true})")[u"total_count"_s].toInt(), 1);
    const QJsonObject event =
        listed(R"({"event_classes":["payments"]})")[u"events"_s][0].toObject();
    QCOMPARE(event[u"object_id"_s].toString(), paid->payment.id.value);
    QCOMPARE(event[u"event_type"_s].toString(), u"payment_succeeded"_s);
    QVERIFY(event[u"is_delivery_successful"_s].toBool());
    const QString one = all + u'/' + event[u"event_id"_s].toString();
    const QJsonArray tries = world.admin("GET", QString(one + u"/attempts"_s)).array();
    QCOMPARE(tries.size(), 1);
    QCOMPARE(tries[0][u"delivery_attempt"_s].toString(), u"initial_attempt"_s);
    QCOMPARE(tries[0][u"request"_s][u"body"_s].toString().toUtf8(),
             world.shop.got().constFirst().body);
    QCOMPARE(tries[0][u"response"_s][u"status_code"_s].toInt(), 200);
    world.shop.answer(0);
    const SetupAnswer again = world.admin("POST", QString(one + u"/retry"_s), "{}");
    QVERIFY2(again.status == 200, again.body.constData());
    QCOMPARE(again.text("delivery_attempt"), u"manual_retry"_s);
    QVERIFY(!again.object()[u"is_delivery_successful"_s].toBool());
    QCOMPARE(world.shop.count(), 2);
    QCOMPARE(world.admin("POST", u"/events/shop_a/evt_none/retry"_s, "{}").code(), u"HE_02"_s);
    QCOMPARE(world.admin("POST", u"/events/shop_none"_s, "{}").code(), u"HE_02"_s);
    const SetupAnswer wide = world.admin("POST", all, R"({"created_after":"2020-01-01T00:00:00Z",
        "created_before":"2021-01-01T00:00:00Z"})");
    QCOMPARE(wide.code(), u"IR_06"_s);
}

void SetupRoutesTest::refused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &path, const QByteArray &body, int status,
                        const char *code) {
        QTest::newRow(name) << "POST"_ba << path << body << status << QString::fromLatin1(code);
    };
    const QString profiles = u"/account/shop_a/business_profile"_s;
    const QString connectors = u"/account/shop_a/connectors"_s;
    row("merchant without id", u"/accounts"_s, "{}", 400, "IR_04");
    row("merchant id", u"/accounts"_s, R"({"merchant_id":"a b"})", 400, "IR_06");
    row("unknown field", u"/accounts"_s, R"({"merchant_id":"b","colour":1})", 400, "IR_06");
    row("key without name", u"/api_keys/shop_a"_s, R"({"expiration":"never"})", 400, "IR_04");
    row("key without end", u"/api_keys/shop_a"_s, R"({"name":"n"})", 400, "IR_04");
    row("key with a strange end", u"/api_keys/shop_a"_s, R"({"name":"n","expiration":"soon"})", 400,
        "IR_06");
    row("key that ended", u"/api_keys/shop_a"_s,
        R"({"name":"n","expiration":"2020-01-01T00:00:00Z"})", 400, "IR_16");
    row("key of nobody", u"/api_keys/shop_none"_s, R"({"name":"n","expiration":"never"})", 404,
        "HE_02");
    row("session too short", profiles, R"({"profile_name":"p","session_expiry":59})", 422, "IR_06");
    row("session no number", profiles, R"({"profile_name":"p","session_expiry":"60"})", 400,
        "IR_06");
    row("token life", profiles, R"({"profile_name":"p","intent_fulfillment_time":1801})", 422,
        "IR_06");
    row("webhook in the clear", profiles,
        R"({"profile_name":"p","webhook_details":{"webhook_url":"http://shop.example/h"}})", 400,
        "IR_06");
    row("webhook to this machine", profiles,
        R"({"profile_name":"p","webhook_details":{"webhook_url":"http://127.0.0.1/h"}})", 400,
        "IR_06");
    row("webhook with a password", profiles,
        R"({"profile_name":"p","webhook_details":{"webhook_url":"https://a:b@shop.example/h"}})",
        400, "IR_06");
    row("status nobody knows", profiles,
        R"({"profile_name":"p","webhook_details":{"payment_statuses_enabled":["great"]}})", 400,
        "IR_06");
    row("header that is ours", profiles,
        R"({"profile_name":"p","outgoing_webhook_custom_http_headers":{"Host":"x"}})", 400,
        "IR_16");
    row("connector nobody has", connectors,
        QByteArray(accountBody("l")).replace("simulator", "banana"), 400, "IR_06");
    row("strange auth type", connectors,
        QByteArray(accountBody("l")).replace("SignatureKey", "Magic"), 400, "IR_30");
    row("no keys", connectors,
        R"({"connector_type":"payment_processor","connector_name":"simulator"})", 400, "IR_04");
    row("card in the metadata", connectors,
        QByteArray(accountBody("l")).replace("Graz", "4242 4242 4242 4242"), 422, "IR_06");
    row("payout processor", connectors,
        QByteArray(accountBody("l")).replace("payment_processor", "payout_processor"), 501,
        "IR_00");
    row("routing without profile", u"/routing"_s, R"({"name":"n","description":"d"})", 400,
        "IR_04");
}

void SetupRoutesTest::refused()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const bool isAdmins = path.startsWith(u"/accounts") || path.startsWith(u"/api_keys");
    // The first call notes that the key is used.
    static_cast<void>(world.ask("GET", u"/routing"_s, key));
    const auto before = world.rowCounts();
    const SetupAnswer answer =
        world.ask(method, path, isAdmins ? SetupWorld::kAdminKey : key, body);
    QVERIFY2(answer.status == status, answer.body.constData());
    QCOMPARE(answer.code(), code);
    QCOMPARE(world.rowCounts(), before);
}

QTEST_GUILESS_MAIN(SetupRoutesTest)
#include "setuproutestest.moc"
