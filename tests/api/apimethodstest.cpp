#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Saved methods that are made without a payment.
class ApiMethodsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup() { m_world.reset(); }
    void madeWithACard();
    void withANetworkToken();
    void theSameNumberIsTheSameMethod();
    void filledLater();
    void changedByTheBrowser();
    void secretsThatOpenNothing();
    void waitsForAWhile();
    void refusals_data();
    void refusals();
    void lockedVault();
    void offersWhatAccountsTake();
    void listsWhatAccountsTake();

private:
    QJsonObject body(const QString &number = u"4242424242424242"_s) const;
    ApiAnswer made(const QJsonObject &more = {});
    /// The customer's methods, as last four digits.
    QByteArray listed();

    std::unique_ptr<ApiWorld> m_world;
};

void ApiMethodsTest::init()
{
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    EngineWorld &engine = m_world->engine();
    QVERIFY(EngineWorld::await(engine.vault().create(engine.caller())).has_value());
    QCOMPARE(m_world->post(u"/customers"_s, {{u"customer_id"_s, u"cus_1"_s}}).status, 200);
}

QJsonObject ApiMethodsTest::body(const QString &number) const
{
    QJsonObject card = ApiWorld::card(number)[u"card"_s].toObject();
    card.remove(u"card_cvc"_s);
    card.insert(u"nick_name"_s, u"the blue one"_s);
    return {{u"customer_id"_s, u"cus_1"_s}, {u"payment_method"_s, u"card"_s}, {u"card"_s, card}};
}

QByteArray ApiMethodsTest::listed()
{
    QByteArrayList found;
    const ApiAnswer all = m_world->get(u"/customers/cus_1/payment_methods"_s);
    for (const QJsonValue method : all[u"customer_payment_methods"_s].toArray())
        found.append(method[u"card"][u"last4_digits"].toString().toLatin1());
    return found.join(' ');
}

void ApiMethodsTest::madeWithACard()
{
    const ApiAnswer made = m_world->post(u"/payment_methods"_s, body());
    QVERIFY2(made.status == 200, made.body.constData());
    const QString id = made.text(u"payment_method_id"_s);
    QVERIFY(id.startsWith(u"pm_"_s));
    QCOMPARE(made.text(u"status"_s), u"active"_s);
    QVERIFY(made[u"client_secret"_s].isNull());
    QCOMPARE(made[u"card"_s][u"last4_digits"].toString(), u"4242"_s);
    QCOMPARE(made[u"card"_s][u"nick_name"].toString(), u"the blue one"_s);
    QVERIFY(!made.body.contains("4242424242424242"));
    const ApiAnswer found = m_world->get(u"/payment_methods/"_s + id);
    QCOMPARE(found[u"card"_s][u"last4_digits"].toString(), u"4242"_s);
    QCOMPARE(listed(), "4242");
    // It is as good as one that a payment saved.
    const ApiAnswer offered = m_world->get(u"/customers/cus_1/payment_methods"_s);
    const QString token = offered[u"customer_payment_methods"_s][0][u"payment_token"].toString();
    const ApiAnswer paid =
        m_world->post(u"/payments"_s, ApiWorld::payment(900, {{u"confirm"_s, true},
                                                              {u"customer_id"_s, u"cus_1"_s},
                                                              {u"payment_token"_s, token},
                                                              {u"card_cvc"_s, u"123"_s}}));
    QVERIFY2(paid.text(u"status"_s) == u"succeeded"_s, paid.body.constData());
    QCOMPARE(m_world->ask("DELETE", u"/payment_methods/"_s + id).status, 200);
    QCOMPARE(listed(), "");
}

/// A shop brings what the card's network gave it, and charges it while nobody is there.
void ApiMethodsTest::withANetworkToken()
{
    const auto token = [](const QString &number) {
        return QJsonObject{
            {u"network_token_data"_s, QJsonObject{{u"network_token_number"_s, number},
                                                  {u"network_token_exp_month"_s, u"09"_s},
                                                  {u"network_token_exp_year"_s, u"2030"_s}}},
            {u"network_token_requestor_ref_id"_s, u"ref_1"_s}};
    };
    QJsonObject bringing = body();
    bringing.insert(u"network_token"_s, token(u"5555555555554444"_s));
    bringing.insert(u"network_transaction_id"_s, u"ntx_elsewhere"_s);
    const ApiAnswer made = m_world->post(u"/payment_methods"_s, bringing);
    QVERIFY2(made.status == 200, made.body.constData());
    QVERIFY(!made.body.contains("5555555555554444"));
    EngineWorld &engine = m_world->engine();
    QCOMPARE(engine.column(u"SELECT last4 FROM network_token"_s), QStringList{u"4444"_s});
    ProfileChange anywhere;
    anywhere.agnosticMit = true;
    QVERIFY(EngineWorld::await(engine.merchants().updateProfile(engine.caller(), {}, anywhere))
                .has_value());
    const auto charge = [this](const QJsonObject &details) {
        return m_world->post(
            u"/payments"_s,
            ApiWorld::payment(900, {{u"off_session"_s, true}, {u"recurring_details"_s, details}}));
    };
    const ApiAnswer charged = charge(
        {{u"type"_s, u"payment_method_id"_s}, {u"data"_s, made.text(u"payment_method_id"_s)}});
    QVERIFY2(charged.text(u"status"_s) == u"succeeded"_s, charged.body.constData());
    const ApiAnswer given =
        charge({{u"type"_s, u"network_transaction_id_and_network_token_details"_s},
                {u"data"_s, QJsonObject{{u"network_token"_s, u"5555555555554444"_s},
                                        {u"token_exp_month"_s, u"09"_s},
                                        {u"token_exp_year"_s, u"30"_s},
                                        {u"card_holder_name"_s, u"Ada"_s},
                                        {u"network_transaction_id"_s, u"ntx_2"_s}}}});
    QVERIFY2(given.text(u"status"_s) == u"succeeded"_s, given.body.constData());
    QVERIFY(!given.body.contains("5555555555554444"));
    const ApiAnswer wallet =
        charge({{u"type"_s, u"network_transaction_id_and_decrypted_wallet_token_details"_s},
                {u"data"_s, QJsonObject()}});
    QCOMPARE(wallet.status, 501);
    QVERIFY(wallet.body.contains("recurring_details"));
    // A cryptogram is good once, and nobody here keeps it.
    QJsonObject once = bringing;
    QJsonObject more = token(u"5555555555554444"_s);
    QJsonObject data = more[u"network_token_data"_s].toObject();
    data.insert(u"token_cryptogram"_s, u"AgAAAAAAAIR8CQrXcIhbQAAAAAA="_s);
    more[u"network_token_data"_s] = data;
    once[u"network_token"_s] = more;
    QCOMPARE(m_world->post(u"/payment_methods"_s, once).status, 400);
    once[u"network_token"_s] = token(u"5555555555554445"_s);
    QCOMPARE(m_world->post(u"/payment_methods"_s, once).status, 400);
    QCOMPARE(
        m_world->ask("DELETE", u"/payment_methods/"_s + made.text(u"payment_method_id"_s)).status,
        200);
    QCOMPARE(engine.column(u"SELECT last4 FROM network_token"_s), QStringList());
}

void ApiMethodsTest::theSameNumberIsTheSameMethod()
{
    const QString first = m_world->post(u"/payment_methods"_s, body()).text(u"payment_method_id"_s);
    QJsonObject later = body();
    QJsonObject card = later[u"card"_s].toObject();
    card[u"card_exp_year"_s] = u"2035"_s;
    later[u"card"_s] = card;
    const ApiAnswer again = m_world->post(u"/payment_methods"_s, later);
    QCOMPARE(again.text(u"payment_method_id"_s), first);
    QCOMPARE(again[u"card"_s][u"expiry_year"].toString(), u"2035"_s);
    QCOMPARE(listed(), "4242");
    m_world->post(u"/payment_methods"_s, body(u"5555555555554444"_s));
    QCOMPARE(listed().split(' ').size(), 2);
}

ApiAnswer ApiMethodsTest::made(const QJsonObject &more)
{
    QJsonObject empty{{u"customer_id"_s, u"cus_1"_s}, {u"payment_method"_s, u"card"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        empty.insert(it.key(), it.value());
    return m_world->post(u"/payment_methods"_s, empty);
}

void ApiMethodsTest::filledLater()
{
    const ApiAnswer empty = made();
    QVERIFY2(empty.status == 200, empty.body.constData());
    QCOMPARE(empty.text(u"status"_s), u"awaiting_data"_s);
    QVERIFY(empty[u"card"_s].isNull());
    const QString id = empty.text(u"payment_method_id"_s);
    const QString secret = empty.text(u"client_secret"_s);
    QVERIFY(secret.startsWith(id + u"_secret_"_s));
    const ApiAnswer seen = m_world->get(u"/payment_methods/"_s + id);
    QCOMPARE(seen.text(u"status"_s), u"awaiting_data"_s);
    QVERIFY(seen[u"client_secret"_s].isNull());
    QCOMPARE(listed(), "");
    QJsonObject card{{u"client_secret"_s, secret}, {u"card"_s, body()[u"card"_s]}};
    const QString path = u"/payment_methods/%1/save"_s.arg(id);
    const ApiAnswer saved = m_world->post(path, card, ApiWorld::kPublishable);
    QVERIFY2(saved.status == 200, saved.body.constData());
    QCOMPARE(saved.text(u"payment_method_id"_s), id);
    QCOMPARE(saved.text(u"status"_s), u"active"_s);
    QCOMPARE(listed(), "4242");
    // Once.
    QVERIFY(m_world->post(path, card, ApiWorld::kPublishable).status >= 400);
    QCOMPARE(listed(), "4242");
}

void ApiMethodsTest::changedByTheBrowser()
{
    const ApiAnswer empty = made();
    const QString id = empty.text(u"payment_method_id"_s);
    const QString secret = empty.text(u"client_secret"_s);
    const QString path = u"/payment_methods/"_s + id;
    const QJsonObject change{{u"card_exp_month"_s, u"11"_s},
                             {u"card_exp_year"_s, u"2031"_s},
                             {u"card_holder_name"_s, u"Ada King"_s}};
    const auto update = [&](const QString &with, const QByteArray &key) {
        QJsonObject sent{{u"card"_s, change}};
        if (!with.isEmpty())
            sent.insert(u"client_secret"_s, with);
        return m_world->post(path + u"/update"_s, sent, key);
    };
    QCOMPARE(update(secret, ApiWorld::kPublishable).errorCode(), u"IR_09"_s); // no card yet
    QCOMPARE(m_world
                 ->post(path + u"/save"_s,
                        {{u"client_secret"_s, secret}, {u"card"_s, body()[u"card"_s]}},
                        ApiWorld::kPublishable)
                 .status,
             200);
    QCOMPARE(update({}, ApiWorld::kPublishable).errorCode(), u"IR_04"_s);
    QCOMPARE(update(secret, ApiWorld::kSecret).errorCode(), u"IR_06"_s);
    const ApiAnswer wrong = update(id + u"_secret_00000000000000000000"_s, ApiWorld::kPublishable);
    QCOMPARE(wrong.errorCode(), u"IR_09"_s);
    QCOMPARE(update(secret, ApiWorld::kForeignPublishable).body, wrong.body);
    QCOMPARE(update(made().text(u"client_secret"_s), ApiWorld::kPublishable).body, wrong.body);
    QCOMPARE(m_world->get(path)[u"card"_s][u"expiry_year"].toString(), u"2030"_s);
    const ApiAnswer changed = update(secret, ApiWorld::kPublishable);
    QVERIFY2(changed.status == 200, changed.body.constData());
    QCOMPARE(changed[u"card"_s][u"card_holder_name"].toString(), u"Ada King"_s);
    QCOMPARE(m_world->get(path)[u"card"_s][u"expiry_year"].toString(), u"2031"_s);
    m_world->engine().advance(MethodCreation::kWaitsForMs);
    QCOMPARE(update(secret, ApiWorld::kPublishable).body, wrong.body);
}

void ApiMethodsTest::secretsThatOpenNothing()
{
    const ApiAnswer empty = made();
    const QString id = empty.text(u"payment_method_id"_s);
    const QString secret = empty.text(u"client_secret"_s);
    const QString path = u"/payment_methods/%1/save"_s.arg(id);
    const auto tried = [&](const QString &with, const QByteArray &key) {
        return m_world->post(path, {{u"client_secret"_s, with}, {u"card"_s, body()[u"card"_s]}},
                             key);
    };
    const ApiAnswer wrong = tried(id + u"_secret_00000000000000000000"_s, ApiWorld::kPublishable);
    const ApiAnswer foreign = tried(secret, ApiWorld::kForeignPublishable);
    QVERIFY(wrong.status >= 400 && wrong.status < 500);
    QCOMPARE(foreign.body, wrong.body);
    QCOMPARE(foreign.status, wrong.status);
    QCOMPARE(tried(secret, ApiWorld::kSecret).status, 401); // a server has no business there
    QCOMPARE(m_world->get(u"/payment_methods/"_s + id, ApiWorld::kForeign).status, 404);
    QCOMPARE(listed(), "");
    QCOMPARE(tried(secret, ApiWorld::kPublishable).status, 200);
}

void ApiMethodsTest::waitsForAWhile()
{
    const ApiAnswer empty = made();
    const QString id = empty.text(u"payment_method_id"_s);
    m_world->engine().advance(900'001);
    QCOMPARE(m_world->get(u"/payment_methods/"_s + id).status, 404);
    const ApiAnswer late = m_world->post(
        u"/payment_methods/%1/save"_s.arg(id),
        {{u"client_secret"_s, empty.text(u"client_secret"_s)}, {u"card"_s, body()[u"card"_s]}},
        ApiWorld::kPublishable);
    QVERIFY(late.status >= 400 && late.status < 500);
    QCOMPARE(listed(), "");
}

void ApiMethodsTest::refusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const char *body, int status) {
        QTest::newRow(name) << QByteArray(body) << status;
    };
    row("no method", R"({"customer_id":"cus_1"})", 400);
    row("no customer", R"({"payment_method":"card"})", 400);
    row("another customer", R"({"payment_method":"card","customer_id":"cus_nobody"})", 404);
    row("a wallet", R"({"payment_method":"wallet","customer_id":"cus_1"})", 501);
    row("unknown field", R"({"payment_method":"card","customer_id":"cus_1","cards":1})", 400);
    row("number",
        R"({"payment_method":"card","customer_id":"cus_1","card":{"card_number":)"
        R"("4242424242424241","card_exp_month":"10","card_exp_year":"2030"}})",
        400);
    row("expired",
        R"({"payment_method":"card","customer_id":"cus_1","card":{"card_number":)"
        R"("4242424242424242","card_exp_month":"10","card_exp_year":"2010"}})",
        400);
}

void ApiMethodsTest::refusals()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const auto before = m_world->engine().rowCounts();
    const ApiAnswer refused = m_world->ask("POST", u"/payment_methods"_s, body);
    QVERIFY2(refused.status == status, refused.body.constData());
    QCOMPARE(m_world->engine().rowCounts(), before);
}

void ApiMethodsTest::lockedVault()
{
    EngineWorld &engine = m_world->engine();
    QVERIFY(EngineWorld::await(engine.vault().lock(engine.caller())).has_value());
    const ApiAnswer refused = m_world->post(u"/payment_methods"_s, body());
    QVERIFY2(refused.status >= 500, refused.body.constData());
    QCOMPARE(listed(), "");
}

void ApiMethodsTest::offersWhatAccountsTake()
{
    const auto offered = [this](const QString &query, const QByteArray &key) {
        const ApiAnswer all = m_world->get(u"/account/payment_methods"_s + query, key);
        QByteArrayList words;
        for (const QJsonValue kind :
             all[u"payment_methods"_s][0][u"payment_method_types"].toArray()) {
            for (const QJsonValue network : kind[u"card_networks"].toArray())
                words.append((kind[u"payment_method_type"].toString() + u' '
                              + network[u"card_network"].toString())
                                 .toLatin1());
        }
        return words.join(", ");
    };
    const QByteArray everything = offered({}, ApiWorld::kSecret);
    QVERIFY2(everything.startsWith("credit Visa, credit Mastercard"), everything.constData());
    QVERIFY(everything.contains("debit UnionPay"));
    EngineWorld &engine = m_world->engine();
    AccountChange change;
    change.methodsJson =
        uR"([{"payment_method":"card","payment_method_types":[)"
        R"({"payment_method_type":"credit","card_networks":["Visa","Mastercard"]},)"
        R"({"payment_method_type":"debit","card_networks":["Visa"],"minimum_amount":1000}]}])"_s;
    const auto changed =
        EngineWorld::await(m_world->accounts().update(engine.caller(), engine.account(), change));
    QVERIFY(changed.has_value());
    QCOMPARE(offered({}, ApiWorld::kSecret), "credit Visa, credit Mastercard, debit Visa");
    const ApiAnswer small = m_world->post(u"/payments"_s, ApiWorld::payment(500));
    QCOMPARE(offered(u"?client_secret="_s + small.text(u"client_secret"_s), ApiWorld::kPublishable),
             "credit Visa, credit Mastercard");
}

void ApiMethodsTest::listsWhatAccountsTake()
{
    m_world->post(u"/payment_methods"_s, body());
    m_world->post(u"/payment_methods"_s, body(u"5555555555554444"_s));
    QCOMPARE(listed().split(' ').size(), 2);
    EngineWorld &engine = m_world->engine();
    AccountChange change;
    change.methodsJson = uR"([{"payment_method":"card","payment_method_types":[)"
                         R"({"payment_method_type":"credit","card_networks":["Visa"]},)"
                         R"({"payment_method_type":"debit","card_networks":["Mastercard"],)"
                         R"("accepted_countries":{"type":"enable_only","list":["AT"]}}]}])"_s;
    QVERIFY(
        EngineWorld::await(m_world->accounts().update(engine.caller(), engine.account(), change))
            .has_value());
    const auto offered = [this](const QString &country) {
        QJsonObject more{{u"customer_id"_s, u"cus_1"_s}};
        if (!country.isEmpty())
            more.insert(u"billing"_s,
                        QJsonObject{{u"address"_s, QJsonObject{{u"country"_s, country}}}});
        const ApiAnswer made = m_world->post(u"/payments"_s, ApiWorld::payment(500, more));
        const ApiAnswer all = m_world->get(u"/customers/payment_methods?client_secret="_s
                                               + made.text(u"client_secret"_s),
                                           ApiWorld::kPublishable);
        QStringList ends;
        for (const auto &one : all[u"customer_payment_methods"_s].toArray())
            ends.append(one[u"card"][u"last4_digits"].toString());
        ends.sort();
        return ends.join(u' ');
    };
    QCOMPARE(offered(u"AT"_s), u"4242 4444"_s);
    QCOMPARE(offered(u"DE"_s), u"4242"_s);
    QCOMPARE(offered({}), u"4242 4444"_s); // it may still be told
    change.methodsJson = uR"([{"payment_method":"card","payment_method_types":[)"
                         R"({"payment_method_type":"credit","card_networks":["JCB"]}]}])"_s;
    QVERIFY(
        EngineWorld::await(m_world->accounts().update(engine.caller(), engine.account(), change))
            .has_value());
    QCOMPARE(offered(u"AT"_s), QString());
    QCOMPARE(listed(), "");
}

QTEST_GUILESS_MAIN(ApiMethodsTest)
#include "apimethodstest.moc"
