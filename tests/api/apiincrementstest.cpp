#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Holds that are raised over HTTP, and what a shop tells of its shopper.
class ApiIncrementsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void raises();
    void refusals_data();
    void refusals();
    void declinedIsAnswered();
    void notWithAutomaticCapture();
    void otherStates();
    void shopperFields_data();
    void shopperFields();
    void cleanupTestCase() { m_world.reset(); }

private:
    ApiAnswer held(const QJsonObject &more = {}, const QString &card = u"4242424242424242"_s);
    ApiAnswer raise(const QString &id, const QJsonObject &body)
    {
        return m_world->post(u"/payments/"_s + id + u"/incremental_authorization"_s, body);
    }

    std::unique_ptr<ApiWorld> m_world;
};

void ApiIncrementsTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
}

ApiAnswer ApiIncrementsTest::held(const QJsonObject &more, const QString &card)
{
    QJsonObject body = ApiWorld::payment(6000, {{u"confirm"_s, true},
                                                {u"capture_method"_s, u"manual"_s},
                                                {u"request_incremental_authorization"_s, true},
                                                {u"payment_method_data"_s, ApiWorld::card(card)}});
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return m_world->post(u"/payments"_s, body);
}

void ApiIncrementsTest::raises()
{
    const ApiAnswer hold = held({{u"shipping_cost"_s, 500}});
    QCOMPARE(hold.text(u"status"_s), u"requires_capture"_s);
    QCOMPARE(hold[u"incremental_authorization_allowed"_s].toBool(), true);
    QVERIFY(hold[u"incremental_authorizations"_s].isNull());
    const QString id = hold.text(u"payment_id"_s);
    const ApiAnswer raised = raise(id, {{u"amount"_s, 8000}, {u"reason"_s, u"one more night"_s}});
    QCOMPARE(raised.status, 200);
    QCOMPARE(raised.text(u"status"_s), u"requires_capture"_s);
    QCOMPARE(raised.number(u"net_amount"_s), 8000);
    QCOMPARE(raised.number(u"amount"_s), 7500); // the order still adds its shipping
    QCOMPARE(raised.number(u"amount_capturable"_s), 8000);
    QCOMPARE(raised.number(u"authorization_count"_s), 1);
    const QJsonObject row = raised[u"incremental_authorizations"_s][0].toObject();
    QCOMPARE(row[u"amount"_s].toInteger(), 8000);
    QCOMPARE(row[u"previously_authorized_amount"_s].toInteger(), 6500);
    QCOMPARE(row[u"status"_s].toString(), u"success"_s);
    QVERIFY(row[u"error_code"_s].isNull());
    QVERIFY(row[u"authorization_id"_s].toString().endsWith(u"_1"_s));
    const ApiAnswer captured = m_world->post(u"/payments/"_s + id + u"/capture"_s, {});
    QCOMPARE(captured.number(u"amount_received"_s), 8000);
    QCOMPARE(m_world->get(u"/payments/"_s + id).number(u"authorization_count"_s), 1);
}

void ApiIncrementsTest::refusals_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QJsonObject &body, int status, const char *code) {
        QTest::newRow(name) << body << status << QString::fromLatin1(code);
    };
    row("nothing", {}, 400, "IR_04");
    row("as much", {{u"amount"_s, 6000}}, 400, "IR_16");
    row("less", {{u"amount"_s, 1}}, 400, "IR_16");
    row("too much", {{u"amount"_s, 1'000'000'000}}, 400, "IR_16");
    row("negative", {{u"amount"_s, -1}}, 400, "IR_06");
    row("no number", {{u"amount"_s, u"8000"_s}}, 400, "IR_06");
    row("unknown field", {{u"amount"_s, 8000}, {u"amont"_s, 1}}, 400, "IR_06");
    row("long reason", {{u"amount"_s, 8000}, {u"reason"_s, QString(256, u'x')}}, 422, "IR_06");
}

void ApiIncrementsTest::refusals()
{
    QFETCH(const QJsonObject, body);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    const QString id = held().text(u"payment_id"_s);
    const ApiAnswer refused = raise(id, body);
    QCOMPARE(refused.status, status);
    QCOMPARE(refused.errorCode(), code);
    QCOMPARE(m_world->get(u"/payments/"_s + id).number(u"net_amount"_s), 6000);
}

/// A refusal by the bank is an answer like any other: the hold stands as it was.
void ApiIncrementsTest::declinedIsAnswered()
{
    const QString id = held({}, u"4000009908020004"_s).text(u"payment_id"_s);
    const ApiAnswer declined = raise(id, {{u"amount"_s, 8000}});
    QCOMPARE(declined.status, 200);
    QCOMPARE(declined.text(u"status"_s), u"requires_capture"_s);
    QCOMPARE(declined.number(u"net_amount"_s), 6000);
    const QJsonObject row = declined[u"incremental_authorizations"_s][0].toObject();
    QCOMPARE(row[u"status"_s].toString(), u"failure"_s);
    QVERIFY(!row[u"error_code"_s].toString().isEmpty());
    QVERIFY(declined[u"error_code"_s].isNull());
}

void ApiIncrementsTest::notWithAutomaticCapture()
{
    QCOMPARE(held({{u"capture_method"_s, u"automatic"_s}}).errorCode(), u"IR_19"_s);
    const ApiAnswer made = m_world->post(u"/payments"_s, ApiWorld::payment(6000, {}));
    const ApiAnswer refused =
        m_world->post(u"/payments/"_s + made.text(u"payment_id"_s) + u"/confirm"_s,
                      {{u"request_incremental_authorization"_s, true},
                       {u"payment_method_data"_s, ApiWorld::card()}});
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.errorCode(), u"IR_19"_s);
    const ApiAnswer manual = m_world->post(
        u"/payments"_s, ApiWorld::payment(6000, {{u"capture_method"_s, u"manual"_s}}));
    const ApiAnswer confirmed =
        m_world->post(u"/payments/"_s + manual.text(u"payment_id"_s) + u"/confirm"_s,
                      {{u"request_incremental_authorization"_s, true},
                       {u"payment_method_data"_s, ApiWorld::card()}});
    QCOMPARE(confirmed[u"incremental_authorization_allowed"_s].toBool(), true);
}

void ApiIncrementsTest::otherStates()
{
    const QString plain =
        held({{u"request_incremental_authorization"_s, false}}).text(u"payment_id"_s);
    QCOMPARE(raise(plain, {{u"amount"_s, 8000}}).errorCode(), u"IR_16"_s);
    const QString id = held().text(u"payment_id"_s);
    QCOMPARE(m_world->post(u"/payments/"_s + id + u"/capture"_s, {}).status, 200);
    QCOMPARE(raise(id, {{u"amount"_s, 8000}}).errorCode(), u"IR_16"_s);
    QCOMPARE(raise(u"pay_unknown"_s, {{u"amount"_s, 8000}}).errorCode(), u"HE_02"_s);
}

void ApiIncrementsTest::shopperFields_data()
{
    QTest::addColumn<QJsonObject>("fields");
    QTest::addColumn<QString>("code");
    const auto browser = [](const char *name, const QJsonObject &info, const char *code) {
        QTest::newRow(name) << QJsonObject{{u"browser_info"_s, info}} << QString::fromLatin1(code);
    };
    browser("whole",
            {{u"ip_address"_s, u"192.0.2.7"_s},
             {u"user_agent"_s, u"Mozilla/5.0"_s},
             {u"accept_header"_s, u"text/html"_s},
             {u"language"_s, u"de-DE"_s},
             {u"color_depth"_s, 24},
             {u"screen_height"_s, 1080},
             {u"screen_width"_s, 1920},
             {u"time_zone"_s, -60},
             {u"java_enabled"_s, false},
             {u"java_script_enabled"_s, true},
             {u"os_type"_s, u"Linux"_s},
             {u"accept_language"_s, QJsonValue()}},
            "");
    browser("IPv6", {{u"ip_address"_s, u"2001:db8::7"_s}}, "");
    browser("no address", {{u"ip_address"_s, u"localhost"_s}}, "IR_06");
    browser("a number as text", {{u"color_depth"_s, u"24"_s}}, "IR_06");
    browser("a fraction", {{u"screen_width"_s, 19.5}}, "IR_06");
    browser("too many bits", {{u"color_depth"_s, 256}}, "IR_06");
    browser("no such zone", {{u"time_zone"_s, 100'000}}, "IR_06");
    browser("unknown member", {{u"fonts"_s, u"all"_s}}, "IR_06");
    browser("long agent", {{u"user_agent"_s, QString(2049, u'x')}}, "IR_06");
    QTest::newRow("no country")
        << QJsonObject{{u"billing"_s,
                        QJsonObject{{u"address"_s, QJsonObject{{u"country"_s, u"Narnia"_s}}}}}}
        << u"IR_06"_s;
}

void ApiIncrementsTest::shopperFields()
{
    QFETCH(const QJsonObject, fields);
    QFETCH(const QString, code);
    const ApiAnswer answer = held(fields);
    QCOMPARE(answer.errorCode(), code);
    if (!code.isEmpty())
        return;
    QCOMPARE(answer.text(u"status"_s), u"requires_capture"_s);
    QCOMPARE(answer[u"browser_info"_s].toObject(), fields[u"browser_info"_s].toObject());
}

QTEST_GUILESS_MAIN(ApiIncrementsTest)
#include "apiincrementstest.moc"
