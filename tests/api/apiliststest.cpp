#include "services/api/redirectroutes.h"
#include "services/storage/refundstore.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Lists by what callers filter them by, and what a header says of the profile.
class ApiListsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refundsByFilter_data();
    void refundsByFilter();
    void refundsOfOthersAreNobodys();
    void refundsAreAllListed();
    void paymentsByFilter_data();
    void paymentsByFilter();
    void mandatesByFilter_data();
    void mandatesByFilter();
    void profileOfTheHeader();
    void formGoesHome();
    void cleanupTestCase() { m_world.reset(); }

private:
    ApiAnswer askUnder(const QByteArray &profile, const QString &path, const QJsonObject &body);

    std::unique_ptr<ApiWorld> m_world;
    QString m_payment; ///< three refunds of it: 100, 200 and 300
};

namespace {

constexpr int kMany = 1'100;

QByteArray wordsOf(const QJsonArray &rows, const QString &name)
{
    QByteArrayList words;
    for (const QJsonValue row : rows)
        words.append(row[name].toVariant().toByteArray());
    return words.join(' ');
}

} // namespace

void ApiListsTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    EngineWorld &engine = m_world->engine();
    QVERIFY(EngineWorld::await(engine.vault().create(engine.caller())).has_value());
    const ApiAnswer paid = m_world->post(
        u"/payments"_s, ApiWorld::payment(10'000, {{u"confirm"_s, true},
                                                   {u"payment_method_data"_s, ApiWorld::card()}}));
    QVERIFY2(paid.status == 200, paid.body.constData());
    m_payment = paid.text(u"payment_id"_s);
    for (const int amount : {100, 200, 300}) {
        engine.advance(60'000);
        const ApiAnswer refund =
            m_world->post(u"/refunds"_s, {{u"payment_id"_s, m_payment}, {u"amount"_s, amount}});
        QVERIFY2(refund.status == 200, refund.body.constData());
    }
    engine.advance(60'000);
    const ApiAnswer agreed = m_world->post(
        u"/payments"_s,
        ApiWorld::payment(
            500,
            {{u"confirm"_s, true},
             {u"customer_id"_s, u"cus_1"_s},
             {u"authentication_type"_s, u"no_three_ds"_s},
             {u"payment_method_data"_s, ApiWorld::card()},
             {u"mandate_data"_s,
              QJsonObject{
                  {u"customer_acceptance"_s, QJsonObject{{u"acceptance_type"_s, u"offline"_s}}},
                  {u"mandate_type"_s,
                   QJsonObject{{u"multi_use"_s, QJsonObject{{u"amount"_s, 9'000},
                                                            {u"currency"_s, u"EUR"_s}}}}}}}}));
    QVERIFY2(agreed.status == 200, agreed.body.constData());
    const ApiAnswer held = m_world->post(
        u"/payments"_s, ApiWorld::payment(700, {{u"confirm"_s, true},
                                                {u"authentication_type"_s, u"three_ds"_s},
                                                {u"return_url"_s, u"https://shop.example/"_s},
                                                {u"payment_method_data"_s,
                                                 ApiWorld::card(u"4000000000003220"_s)}}));
    QVERIFY2(held.status == 200, held.body.constData());
}

void ApiListsTest::refundsByFilter_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("amounts");
    QTest::addColumn<int>("total");

    const auto row = [](const char *name, const char *filter, const char *amounts, int total) {
        QTest::newRow(name) << QByteArray(filter) << QByteArray(amounts) << total;
    };
    row("all, newest first", "{}", "300 200 100", 3);
    row("a window", R"({"limit":1,"offset":1})", "200", 3);
    row("amount", R"({"amount_filter":{"start_amount":150,"end_amount":250}})", "200", 1);
    row("status", R"({"refund_status":["succeeded","pending"]})", "300 200 100", 3);
    row("another status", R"({"refund_status":["failed"]})", "", 0);
    row("currency", R"({"currency":["EUR","USD"]})", "300 200 100", 3);
    row("another currency", R"({"currency":["USD"]})", "", 0);
    row("connector", R"({"connector":["simulator","second"]})", "300 200 100", 3);
    row("another connector", R"({"connector":["second"]})", "", 0);
    row("account", R"({"merchant_connector_id":["ACCOUNT"]})", "300 200 100", 3);
    row("another account", R"({"merchant_connector_id":["mca_nobody"]})", "", 0);
    row("profile", R"({"profile_id":"PROFILE"})", "300 200 100", 3);
    row("another profile", R"({"profile_id":"pro_nobody"})", "", 0);
    row("payment", R"({"payment_id":"PAYMENT","limit":2})", "300 200", 3);
    row("another payment", R"({"payment_id":"pay_nobody"})", "", 0);
    row("a text that is no value", R"({"connector":["' OR 1=1 --"]})", "", 0);
}

void ApiListsTest::refundsByFilter()
{
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, amounts);
    QFETCH(int, total);
    EngineWorld &engine = m_world->engine();
    filter.replace("ACCOUNT", engine.account().value.toLatin1());
    filter.replace("PROFILE", engine.profile().value.toLatin1());
    filter.replace("PAYMENT", m_payment.toLatin1());
    const ApiAnswer listed = m_world->ask("POST", u"/refunds/list"_s, filter);
    QVERIFY2(listed.status == 200, listed.body.constData());
    QCOMPARE(wordsOf(listed[u"data"_s].toArray(), u"amount"_s), amounts);
    QCOMPARE(listed.number(u"total_count"_s), total);
    QCOMPARE(listed.number(u"count"_s), listed[u"data"_s].toArray().size());
}

void ApiListsTest::refundsOfOthersAreNobodys()
{
    const ApiAnswer listed = m_world->ask("POST", u"/refunds/list"_s, "{}", ApiWorld::kForeign);
    QCOMPARE(listed.status, 200);
    QCOMPARE(listed.number(u"total_count"_s), 0);
    QCOMPARE(m_world->ask("POST", u"/refunds/list"_s, R"({"currency":["XXX"]})").errorCode(),
             u"IR_06"_s);
    QCOMPARE(m_world->ask("POST", u"/refunds/list"_s, R"({"limit":101})").status, 422);
}

/// However many came afterwards, the first are still found.
void ApiListsTest::refundsAreAllListed()
{
    EngineWorld &engine = m_world->engine();
    Database database;
    QVERIFY(database.open({engine.file(), false, false}).has_value());
    RefundStore store(database);
    Refund refund = store.forPayment(engine.merchant(), {m_payment})->constFirst();
    QVERIFY(database.begin().has_value());
    for (int i = 0; i < kMany; ++i) {
        refund.id = {u"ref_many_%1"_s.arg(i)};
        refund.operationId = {};
        refund.amount = 7;
        refund.status = RefundStatus::Failed;
        QVERIFY(store.insert(refund).has_value());
    }
    QVERIFY(database.commit().has_value());
    const ApiAnswer all = m_world->ask("POST", u"/refunds/list"_s, "{}");
    QCOMPARE(all.number(u"total_count"_s), kMany + 3);
    const ApiAnswer first =
        m_world->ask("POST", u"/refunds/list"_s, R"({"refund_status":["succeeded"]})");
    QCOMPARE(wordsOf(first[u"data"_s].toArray(), u"amount"_s), "300 200 100");
    const ApiAnswer last = m_world->ask("POST", u"/refunds/list"_s, R"({"offset":1102,"limit":5})");
    QCOMPARE(wordsOf(last[u"data"_s].toArray(), u"amount"_s), "100");
}

void ApiListsTest::paymentsByFilter_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("amounts");

    const auto row = [](const char *name, const char *filter, const char *amounts) {
        QTest::newRow(name) << QByteArray(filter) << QByteArray(amounts);
    };
    row("all", "{}", "700 500 10000");
    row("profile", R"({"profile_id":"PROFILE"})", "700 500 10000");
    row("another profile", R"({"profile_id":"pro_nobody"})", "");
    row("account", R"({"merchant_connector_id":["ACCOUNT","mca_other"]})", "700 500 10000");
    row("another account", R"({"merchant_connector_id":["mca_other"]})", "");
    row("connectors", R"({"connector":["simulator","second"]})", "700 500 10000");
    row("another connector", R"({"connector":["second"]})", "");
    row("method", R"({"payment_method":["card"]})", "700 500 10000");
    row("another method", R"({"payment_method":["wallet"]})", "");
    row("another kind", R"({"payment_method_type":["ideal"]})", "");
    row("authentication", R"({"authentication_type":["three_ds"]})", "700");
    row("both", R"({"authentication_type":["three_ds"],"status":["succeeded"]})", "");
    row("in a window", R"({"authentication_type":["no_three_ds"],"limit":1,"offset":1})", "10000");
}

void ApiListsTest::paymentsByFilter()
{
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, amounts);
    EngineWorld &engine = m_world->engine();
    filter.replace("ACCOUNT", engine.account().value.toLatin1());
    filter.replace("PROFILE", engine.profile().value.toLatin1());
    const ApiAnswer listed = m_world->ask("POST", u"/payments/list"_s, filter);
    QVERIFY2(listed.status == 200, listed.body.constData());
    QCOMPARE(wordsOf(listed[u"data"_s].toArray(), u"amount"_s), amounts);
    const bool isWindow = filter.contains("offset");
    QCOMPARE(listed.number(u"total_count"_s), isWindow ? 2 : listed[u"data"_s].toArray().size());
}

void ApiListsTest::mandatesByFilter_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");

    QTest::newRow("all") << u""_s << 1;
    QTest::newRow("connector") << u"?connector=simulator"_s << 1;
    QTest::newRow("another connector") << u"?connector=second"_s << 0;
    QTest::newRow("since") << u"?created_time.gte=2001-01-01T00:00:00Z"_s << 1;
    QTest::newRow("until") << u"?created_time.lt=2001-01-01T00:00:00Z"_s << 0;
    QTest::newRow("later") << u"?created_time.gt=2099-01-01T00:00:00Z"_s << 0;
}

void ApiListsTest::mandatesByFilter()
{
    QFETCH(QString, query);
    QFETCH(int, count);
    const ApiAnswer listed = m_world->get(u"/mandates/list"_s + query);
    QVERIFY2(listed.status == 200, listed.body.constData());
    QCOMPARE(listed.json.array().size(), count);
}

ApiAnswer ApiListsTest::askUnder(const QByteArray &profile, const QString &path,
                                 const QJsonObject &body)
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_world->base().toString() + path));
    request.setRawHeader("api-key", ApiWorld::kSecret);
    request.setRawHeader("X-Profile-Id", profile);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return ApiWorld::answerOf(network.post(request, QJsonDocument(body).toJson()));
}

void ApiListsTest::profileOfTheHeader()
{
    const QByteArray profile = m_world->engine().profile().value.toLatin1();
    const ApiAnswer made = askUnder(profile, u"/payments"_s, ApiWorld::payment(900));
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text(u"profile_id"_s).toLatin1(), profile);
    const ApiAnswer unknown = askUnder("pro_nobody", u"/payments"_s, ApiWorld::payment(900));
    QCOMPARE(unknown.status, 404);
    const ApiAnswer two =
        askUnder("pro_nobody", u"/payments"_s,
                 ApiWorld::payment(900, {{u"profile_id"_s, QString::fromLatin1(profile)}}));
    QCOMPARE(two.status, 422);
    QCOMPARE(askUnder("pro_nobody", u"/payments/list"_s, {}).number(u"total_count"_s), 0);
    QCOMPARE(askUnder("pro_nobody", u"/refunds/list"_s, {}).number(u"total_count"_s), 0);
}

void ApiListsTest::formGoesHome()
{
    const ApiReply reply =
        formReturn(QUrl(u"https://shop.example/back?order=7&x=%22"_s),
                   {{u"status"_s, u"succeeded"_s}, {u"odd"_s, u"\"><script>"_s}});
    QVERIFY(reply.body.contains("<form method=\"post\" action=\"https://shop.example/back?order=7"
                                "&amp;x=%22\">"));
    QVERIFY(reply.body.contains("name=\"status\" value=\"succeeded\""));
    QVERIFY(!reply.body.contains("\"><script>"));
    const QByteArray policy = headerValue(reply.headers, "Content-Security-Policy");
    QVERIFY(policy.contains("script-src 'sha256-"));
}

QTEST_GUILESS_MAIN(ApiListsTest)
#include "apiliststest.moc"
