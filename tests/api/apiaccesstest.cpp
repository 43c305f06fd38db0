#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Who reaches what over HTTP, and what happens when several want the same at once.
class ApiAccessTest : public QObject
{
    Q_OBJECT

private:
    ApiAnswer created(qint64 amount, const QJsonObject &more = {});
    ApiAnswer paid(const QString &captureMethod = u"automatic"_s);
    /// Rows of everything that a call may write; not the audit trail's note of its end.
    QMap<QString, qint64> rows() { return m_world->engine().rowCounts(); }
    QList<ApiAnswer> atOnce(int count, const QString &path, const QJsonObject &body);

    std::unique_ptr<ApiWorld> m_world;

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup() { m_world.reset(); }
    void tenantIsolation_data();
    void tenantIsolation();
    void foreignListsAreEmpty();
    void clientSecretWrong();
    void clientSecretForeign();
    void clientSecretExpired();
    void clientSecretAfterTerminal();
    void publishableKeysReachLittle();
    void ephemeralKeysReachOneCustomer();
    void sqlInjectionCorpus_data();
    void sqlInjectionCorpus();
    void refusedCallsWriteNothing();
    void raceConfirm();
    void raceCapture();
    void raceCreateSameId();
    void raceRefund();
    void raceCaptureAndCancel();
};

void ApiAccessTest::init()
{
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    QVERIFY(EngineWorld::await(m_world->engine().vault().create(m_world->engine().caller()))
                .has_value());
}

ApiAnswer ApiAccessTest::created(qint64 amount, const QJsonObject &more)
{
    return m_world->post(u"/payments"_s, ApiWorld::payment(amount, more));
}

ApiAnswer ApiAccessTest::paid(const QString &captureMethod)
{
    return created(1000, {{u"confirm"_s, true},
                          {u"capture_method"_s, captureMethod},
                          {u"customer_id"_s, u"cus_1"_s},
                          {u"setup_future_usage"_s, u"off_session"_s},
                          {u"payment_method_data"_s, ApiWorld::card()}});
}

void ApiAccessTest::tenantIsolation_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path"); // %1 payment, %2 method, %3 refund
    QTest::addColumn<QJsonObject>("body");

    const auto row = [](const char *method, const QString &path, const QJsonObject &body = {}) {
        QTest::newRow(qPrintable(QString::fromLatin1(method) + u' ' + path))
            << QByteArray(method) << path << body;
    };
    const QJsonObject card{{u"payment_method_data"_s, ApiWorld::card()}};
    row("GET", u"/payments/%1"_s);
    row("GET", u"/payments/%1?force_sync=true"_s);
    row("POST", u"/payments/%1"_s, {{u"amount"_s, 5}});
    row("POST", u"/payments/%1/confirm"_s, card);
    row("POST", u"/payments/%1/capture"_s);
    row("POST", u"/payments/%1/cancel"_s);
    row("POST", u"/payments/%1/update_metadata"_s, {{u"metadata"_s, QJsonObject()}});
    row("POST", u"/payments/%1/incremental_authorization"_s, {{u"amount"_s, 5}});
    row("POST", u"/payments/sync"_s, {{u"payment_id"_s, u"%1"_s}});
    row("POST", u"/refunds"_s, {{u"payment_id"_s, u"%1"_s}});
    row("GET", u"/refunds/%3"_s);
    row("POST", u"/refunds/%3"_s, {{u"reason"_s, u"mine"_s}});
    row("GET", u"/customers/cus_1"_s);
    row("POST", u"/customers/cus_1"_s, {{u"name"_s, u"mine"_s}});
    row("DELETE", u"/customers/cus_1"_s);
    row("GET", u"/payment_methods/%2"_s);
    row("POST", u"/payment_methods/%2/update"_s);
    row("DELETE", u"/payment_methods/%2"_s);
    row("POST", u"/customers/cus_1/payment_methods/%2/default"_s);
    row("GET", u"/customers/cus_1/mandates"_s);
}

void ApiAccessTest::tenantIsolation()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    const ApiAnswer payment = paid();
    const QString id = payment.text(u"payment_id"_s);
    const QString saved = payment.text(u"payment_method_id"_s);
    QVERIFY(!saved.isEmpty());
    const ApiAnswer refund =
        m_world->post(u"/refunds"_s, {{u"payment_id"_s, id}, {u"amount"_s, 1}});
    const auto ask = [&](const QString &one, const QString &other, const QString &third) {
        const auto filled = [&](QString text) {
            return text.replace(u"%1"_s, one).replace(u"%2"_s, other).replace(u"%3"_s, third);
        };
        const QByteArray bytes =
            filled(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact))).toUtf8();
        return m_world->ask(method, filled(path), method == "POST" ? bytes : QByteArray(),
                            ApiWorld::kForeign);
    };
    const auto before = rows();
    const ApiAnswer foreign = ask(id, saved, refund.text(u"refund_id"_s));
    const ApiAnswer unknown = ask(u"pay_nobody"_s, u"pm_nobody"_s, u"ref_nobody"_s);
    QCOMPARE(foreign.status, unknown.status);
    QCOMPARE(foreign.body, unknown.body); // nothing tells them apart
    QCOMPARE(foreign.status, 404);
    QCOMPARE(rows(), before);
}

void ApiAccessTest::foreignListsAreEmpty()
{
    paid();
    QCOMPARE(m_world->get(u"/payments/list"_s, ApiWorld::kForeign).number(u"size"_s), 0);
    QCOMPARE(m_world->post(u"/payments/list"_s, {}, ApiWorld::kForeign).number(u"total_count"_s),
             0);
    QCOMPARE(m_world->post(u"/refunds/list"_s, {}, ApiWorld::kForeign).number(u"total_count"_s), 0);
    QVERIFY(m_world->get(u"/customers/list"_s, ApiWorld::kForeign).json.array().isEmpty());
    QVERIFY(m_world->get(u"/mandates/list"_s, ApiWorld::kForeign).json.array().isEmpty());
}

void ApiAccessTest::clientSecretWrong()
{
    const ApiAnswer made = created(1000);
    const QString id = made.text(u"payment_id"_s);
    const QString secret = made.text(u"client_secret"_s);
    const auto ask = [&](const QString &given) {
        return m_world->get(u"/payments/%1?client_secret=%2"_s.arg(id, given),
                            ApiWorld::kPublishable);
    };
    QCOMPARE(ask(secret).status, 200);
    const ApiAnswer wrong = ask(secret.chopped(1) + u'~');
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.errorCode(), u"IR_09"_s);
    for (const QString &given : {QString(secret + u'x'), id, u"x"_s, QString(id + u"_secret_"_s)})
        QCOMPARE(ask(given).body, wrong.body);
}

void ApiAccessTest::clientSecretForeign()
{
    const ApiAnswer one = created(1000);
    const ApiAnswer other = created(1000);
    const QString path = u"/payments/%1/confirm"_s.arg(one.text(u"payment_id"_s));
    const QJsonObject body{{u"payment_method_data"_s, ApiWorld::card()},
                           {u"client_secret"_s, other.text(u"client_secret"_s)}};
    QCOMPARE(m_world->post(path, body, ApiWorld::kPublishable).errorCode(), u"IR_09"_s);
    QJsonObject own = body;
    own.insert(u"client_secret"_s, one.text(u"client_secret"_s));
    // Another merchant's publishable key opens nothing with a true secret.
    QCOMPARE(m_world->post(path, own, ApiWorld::kForeignPublishable).errorCode(), u"IR_09"_s);
    const QString list =
        u"/customers/payment_methods?client_secret="_s + one.text(u"client_secret"_s);
    QCOMPARE(m_world->get(list, ApiWorld::kForeignPublishable).errorCode(), u"IR_09"_s);
    QCOMPARE(m_world->post(path, own, ApiWorld::kPublishable).text(u"status"_s), u"succeeded"_s);
}

void ApiAccessTest::clientSecretExpired()
{
    const ApiAnswer made = created(1000, {{u"session_expiry"_s, 60}});
    const QString id = made.text(u"payment_id"_s);
    const QString query = u"/payments/%1?client_secret=%2"_s.arg(id, made.text(u"client_secret"_s));
    QCOMPARE(m_world->get(query, ApiWorld::kPublishable).status, 200);
    m_world->engine().advance(60'000);
    QCOMPARE(m_world->get(query, ApiWorld::kPublishable).errorCode(), u"IR_09"_s);
    // The merchant goes on.
    QCOMPARE(m_world->get(u"/payments/"_s + id).status, 200);
}

void ApiAccessTest::clientSecretAfterTerminal()
{
    const ApiAnswer done = paid();
    const QString id = done.text(u"payment_id"_s);
    const QString secret = done.text(u"client_secret"_s);
    const auto before = rows();
    QCOMPARE(
        m_world->get(u"/payments/%1?client_secret=%2"_s.arg(id, secret), ApiWorld::kPublishable)
            .status,
        200);
    const ApiAnswer again =
        m_world->post(u"/payments/%1/confirm"_s.arg(id),
                      {{u"client_secret"_s, secret}, {u"payment_method_data"_s, ApiWorld::card()}},
                      ApiWorld::kPublishable);
    QCOMPARE(again.errorCode(), u"IR_16"_s);
    QCOMPARE(rows(), before);
}

void ApiAccessTest::publishableKeysReachLittle()
{
    const auto before = rows();
    int refused = 0;
    for (const Route &route : m_world->router().routes()) {
        if (route.keys == KeySets(KeySet::None) || route.keys.testFlag(KeySet::Publishable))
            continue;
        QString path = QString::fromLatin1(route.pattern);
        while (path.contains(u'{'))
            path.replace(path.indexOf(u'{'), path.indexOf(u'}') - path.indexOf(u'{') + 1, u"x"_s);
        const ApiAnswer known = m_world->ask(route.method, path, {}, ApiWorld::kPublishable);
        QVERIFY2(known.errorCode() == u"IR_18"_s, qPrintable(path));
        QCOMPARE(m_world->ask(route.method, path, {}, "nobody's").errorCode(), u"IR_01"_s);
        ++refused;
    }
    QVERIFY(refused > 30);
    QCOMPARE(rows(), before);
}

void ApiAccessTest::ephemeralKeysReachOneCustomer()
{
    const QString method = paid().text(u"payment_method_id"_s);
    const ApiAnswer own = m_world->get(u"/customers/cus_1/payment_methods"_s, ApiWorld::kEphemeral);
    QCOMPARE(own[u"customer_payment_methods"_s].toArray().size(), 1);
    QCOMPARE(m_world->get(u"/customers/cus_2/payment_methods"_s, ApiWorld::kEphemeral).errorCode(),
             u"IR_18"_s);
    QCOMPARE(m_world->get(u"/customers/cus_2"_s, ApiWorld::kEphemeral).errorCode(), u"IR_18"_s);
    QCOMPARE(m_world->get(u"/payments/list"_s, ApiWorld::kEphemeral).errorCode(), u"IR_18"_s);
    const ApiAnswer others = created(500, {{u"confirm"_s, true},
                                           {u"customer_id"_s, u"cus_2"_s},
                                           {u"setup_future_usage"_s, u"on_session"_s},
                                           {u"payment_method_data"_s, ApiWorld::card()}});
    const QString foreign = others.text(u"payment_method_id"_s);
    QCOMPARE(m_world->ask("DELETE", u"/payment_methods/"_s + foreign, {}, ApiWorld::kEphemeral)
                 .errorCode(),
             u"HE_02"_s);
    QCOMPARE(
        m_world->ask("DELETE", u"/payment_methods/"_s + method, {}, ApiWorld::kEphemeral).status,
        200);
}

void ApiAccessTest::sqlInjectionCorpus_data()
{
    QTest::addColumn<QString>("text");

    int number = 0;
    for (const QString &text : {u"'"_s, u"''"_s, u"' OR '1'='1"_s, u"'; DROP TABLE payment; --"_s,
                                u"\" OR \"\"=\""_s, u"1; DELETE FROM customer"_s,
                                u"x' UNION SELECT install_key FROM "
                                "installation --"_s,
                                u"%"_s, u"_"_s, u"\\"_s, u"*"_s, u"cus_1'/*"_s, u"NULL"_s, u"?"_s,
                                u":id"_s, u"$1"_s, u"\u02bc OR 1=1"_s, u"0x27"_s})
        QTest::addRow("%02d", ++number) << text;
}

void ApiAccessTest::sqlInjectionCorpus()
{
    QFETCH(QString, text);
    paid();
    const auto before = rows();
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(text));
    for (const QString &path : {u"/payments/"_s, u"/refunds/"_s, u"/customers/"_s,
                                u"/payment_methods/"_s, u"/mandates/"_s}) {
        const ApiAnswer answer = m_world->get(path + encoded);
        QVERIFY2(answer.status >= 400 && answer.status < 500, qPrintable(path));
    }
    for (const QString &name : {u"customer_id"_s, u"starting_after"_s, u"ending_before"_s}) {
        const ApiAnswer list = m_world->get(u"/payments/list?%1=%2"_s.arg(name, encoded));
        QVERIFY(list.status == 404 || list.number(u"size"_s) == 0);
    }
    for (const QString &name :
         {u"customer_id"_s, u"customer_email"_s, u"merchant_order_reference_id"_s}) {
        const ApiAnswer list = m_world->post(u"/payments/list"_s, {{name, text}});
        QCOMPARE(list.status, 200);
        QCOMPARE(list.number(u"total_count"_s), 0);
    }
    QCOMPARE(rows(), before);
    // As a text it is kept and given back as it came.
    const ApiAnswer kept = created(100, {{u"description"_s, text},
                                         {u"merchant_order_reference_id"_s, text},
                                         {u"metadata"_s, QJsonObject{{u"note"_s, text}}}});
    QCOMPARE(kept.text(u"description"_s), text);
    const ApiAnswer seen = m_world->get(u"/payments/"_s + kept.text(u"payment_id"_s));
    QCOMPARE(seen[u"metadata"_s][u"note"_s].toString(), text);
    QCOMPARE(seen.text(u"merchant_order_reference_id"_s), text);
}

void ApiAccessTest::refusedCallsWriteNothing()
{
    const QString id = created(1000).text(u"payment_id"_s);
    const auto before = rows();
    const QString path = u"/payments/"_s + id;
    m_world->post(path, {{u"amount"_s, 5}, {u"nonsense"_s, 1}});
    m_world->post(path, {{u"amount"_s, 1'000'000'000}});
    m_world->post(path, {{u"billing"_s, QJsonObject{{u"email"_s, u"none"_s}}}});
    m_world->post(path + u"/confirm"_s,
                  {{u"payment_method_data"_s, ApiWorld::card(u"4242424242424241"_s)}});
    m_world->post(path + u"/confirm"_s, {});
    m_world->post(path + u"/capture"_s, {});
    m_world->post(u"/refunds"_s, {{u"payment_id"_s, id}});
    m_world->post(u"/payments"_s, ApiWorld::payment(-5));
    m_world->post(u"/customers"_s, {{u"customer_id"_s, u"a b"_s}});
    QCOMPARE(rows(), before);
    QCOMPARE(m_world->get(path).number(u"amount"_s), 1000);
}

QList<ApiAnswer> ApiAccessTest::atOnce(int count, const QString &path, const QJsonObject &body)
{
    QList<QNetworkReply *> replies;
    for (int i = 0; i < count; ++i)
        replies.append(m_world->send("POST", path, QJsonDocument(body).toJson()));
    QList<ApiAnswer> answers;
    for (QNetworkReply *reply : replies)
        answers.append(ApiWorld::answerOf(reply));
    return answers;
}

void ApiAccessTest::raceConfirm()
{
    const QString id = created(1000).text(u"payment_id"_s);
    const QJsonObject body{{u"payment_method_data"_s, ApiWorld::card()}};
    int succeeded = 0;
    for (const ApiAnswer &answer : atOnce(6, u"/payments/%1/confirm"_s.arg(id), body)) {
        succeeded += answer.status == 200 ? 1 : 0;
        QVERIFY(answer.status == 200 || answer.errorCode() == u"IR_16"_s
                || answer.errorCode() == u"HE_00"_s);
    }
    QCOMPARE(succeeded, 1);
    QCOMPARE(m_world->engine().payment({id}).captured, 1000);
    QCOMPARE(m_world->engine().settledProblems({id}), QString());
}

void ApiAccessTest::raceCapture()
{
    const QString id = paid(u"manual"_s).text(u"payment_id"_s);
    int succeeded = 0;
    for (const ApiAnswer &answer : atOnce(6, u"/payments/%1/capture"_s.arg(id), {}))
        succeeded += answer.status == 200 ? 1 : 0;
    QCOMPARE(succeeded, 1);
    QCOMPARE(m_world->engine().payment({id}).captured, 1000);
    QCOMPARE(m_world->engine().settledProblems({id}), QString());
}

void ApiAccessTest::raceCreateSameId()
{
    const QJsonObject body =
        ApiWorld::payment(1000, {{u"payment_id"_s, u"pay_same"_s},
                                 {u"confirm"_s, true},
                                 {u"payment_method_data"_s, ApiWorld::card()}});
    int succeeded = 0;
    for (const ApiAnswer &answer : atOnce(6, u"/payments"_s, body)) {
        succeeded += answer.status == 200 ? 1 : 0;
        QVERIFY(answer.status == 200 || answer.errorCode() == u"HE_01"_s);
    }
    QCOMPARE(succeeded, 1);
    QCOMPARE(m_world->engine().settledProblems({u"pay_same"_s}), QString());
}

void ApiAccessTest::raceRefund()
{
    const QString id = paid().text(u"payment_id"_s);
    int succeeded = 0;
    for (const ApiAnswer &answer :
         atOnce(6, u"/refunds"_s, {{u"payment_id"_s, id}, {u"amount"_s, 400}}))
        succeeded += answer.status == 200 ? 1 : 0;
    QCOMPARE(succeeded, 2); // a third would be more than was captured
    QCOMPARE(m_world->engine().payment({id}).refunded, 800);
    QCOMPARE(m_world->engine().settledProblems({id}), QString());
}

void ApiAccessTest::raceCaptureAndCancel()
{
    const QString id = paid(u"manual"_s).text(u"payment_id"_s);
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 6; ++i) {
        const QString call = i % 2 ? u"capture"_s : u"cancel"_s;
        replies.append(m_world->send("POST", u"/payments/%1/%2"_s.arg(id, call), "{}"));
    }
    int succeeded = 0;
    for (QNetworkReply *reply : replies) {
        const ApiAnswer answer = ApiWorld::answerOf(reply);
        succeeded += answer.status == 200 ? 1 : 0;
        QVERIFY2(answer.status < 500, answer.body.constData());
    }
    QCOMPARE(succeeded, 1);
    QCOMPARE(m_world->engine().settledProblems({id}), QString());
}

QTEST_GUILESS_MAIN(ApiAccessTest)

#include "apiaccesstest.moc"
