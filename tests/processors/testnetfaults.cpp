#include "tests/processors/gatewayworld.h"
#include "tests/support/seed.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using Fault = FaultyScript::Kind;
using Kind = OperationKind;

/// What the wire can do to one call: how each is classified, and that nothing is ever sent twice.
class TestNetFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { m_world = std::make_unique<GatewayWorld>(); }
    void cleanup() { m_world.reset(); }

    void net_timeout_before();
    void net_timeout_after();
    void net_reset_mid_body_data();
    void net_reset_mid_body();
    void net_close_no_reply();
    void net_5xx_data();
    void net_5xx();
    void net_429_retry_after_data();
    void net_429_retry_after();
    void net_409_in_use();
    void net_3xx_data();
    void net_3xx();
    void net_slow_drip();
    void net_huge_reply();
    void net_garbage_json();
    void net_html_200();
    void net_empty_200();
    void net_truncated_200();
    void net_wrong_amount();
    void net_wrong_currency();
    void net_wrong_reference();
    void net_unknown_status();
    void net_4xx_after_unknown();

private:
    void oneUnknown(const FaultyScript &script);

    std::unique_ptr<GatewayWorld> m_world;
};

/// For every kind: unknown, and exactly one request went over the wire.
void TestNetFaults::oneUnknown(const FaultyScript &script)
{
    int sends = 0;
    for (const Kind kind : {Kind::Authorize, Kind::Capture, Kind::Void}) {
        const CallOutcome outcome = m_world->send(kind, script);
        ++sends;
        QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Unknown));
        QVERIFY(!outcome.error.code.isEmpty());
        QVERIFY(!outcome.error.code.startsWith("test"_L1));
        QTest::qWait(250); // a hidden resend came by now
        QCOMPARE(m_world->server->requestCount(), sends);
    }
}

void TestNetFaults::net_timeout_before()
{
    oneUnknown({.kind = Fault::Silence});
}

void TestNetFaults::net_timeout_after()
{
    // The bank has done it and says so too late: what comes after the deadline is not heard.
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    m_world->server->setScript({.body = compactJson(sampleReply(call)), .delayMs = 2000});
    QCOMPARE(toText(m_world->sendCall(m_world->gateway, call).kind), toText(OutcomeClass::Unknown));
    QTest::qWait(1000);
    QCOMPARE(m_world->server->requestCount(), 1);
    m_world->server->setScript({.body = compactJson(sampleReply(call))});
    QCOMPARE(m_world->read(call).reply.state, ReplyState::Authorized);
}

void TestNetFaults::net_reset_mid_body_data()
{
    QTest::addColumn<FaultyScript>("script");
    const QByteArray body = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    QTest::newRow("of the request") << FaultyScript{.kind = Fault::ResetRequest};
    QTest::newRow("of the reply") << FaultyScript{.kind = Fault::ResetReply, .body = body};
}

void TestNetFaults::net_reset_mid_body()
{
    QFETCH(FaultyScript, script);
    oneUnknown(script);
}

void TestNetFaults::net_close_no_reply()
{
    oneUnknown({.kind = Fault::Close});
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    m_world->server->setScript({.kind = Fault::BadStatusLine});
    QCOMPARE(toText(m_world->sendCall(m_world->gateway, call).kind), toText(OutcomeClass::Unknown));
    QTest::qWait(250);
    QCOMPARE(m_world->server->requestCount(), 4);
}

void TestNetFaults::net_5xx_data()
{
    QTest::addColumn<FaultyScript>("script");
    const QByteArray good = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    QTest::newRow("500 empty") << FaultyScript{.status = 500};
    QTest::newRow("500 with a good body") << FaultyScript{.status = 500, .body = good};
    QTest::newRow("503 html") << FaultyScript{
        .status = 503, .headers = "Content-Type: text/html\r\n", .body = "<html>Back soon</html>"};
    QTest::newRow("504") << FaultyScript{.status = 504, .headers = {}};
}

void TestNetFaults::net_5xx()
{
    QFETCH(FaultyScript, script);
    oneUnknown(script);
    QCOMPARE(m_world->send(Kind::Authorize, script).httpStatus, script.status);
}

void TestNetFaults::net_429_retry_after_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    const QDateTime later = QDateTime::fromMSecsSinceEpoch(ManualClock().nowMs() + 30'000, Qt::UTC);
    QTest::newRow("seconds") << QByteArray("7") << 7'000LL;
    QTest::newRow("date")
        << QLocale::c().toString(later, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()
        << 30'000LL;
    QTest::newRow("none") << QByteArray() << 0LL;
}

void TestNetFaults::net_429_retry_after()
{
    QFETCH(QByteArray, value);
    const QByteArray header =
        value.isEmpty() ? QByteArray() : QByteArray("Retry-After: " + value + "\r\n");
    const CallOutcome outcome = m_world->send(
        Kind::Capture,
        FaultyScript{.status = 429,
                     .headers = "Content-Type: application/json\r\n" + header,
                     .body = compactJson(bankRefusal(u"rate_limited"_s, u"rate_limited"_s))});
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::RetryLater));
    QTEST(outcome.retryAfterMs, "expected");
    QCOMPARE(m_world->server->requestCount(), 1);
}

void TestNetFaults::net_409_in_use()
{
    const FaultyScript script{.status = 409,
                              .body = compactJson(bankRefusal(u"key_in_use"_s, u"duplicate"_s))};
    QCOMPARE(toText(m_world->send(Kind::Capture, script).kind), toText(OutcomeClass::RetryLater));
    QCOMPARE(m_world->server->requestCount(), 1);
}

void TestNetFaults::net_3xx_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestNetFaults::net_3xx()
{
    QFETCH(int, status);
    FaultyServer elsewhere;
    const FaultyScript script{
        .status = status, .headers = "Location: " + elsewhere.url(u"/v1"_s).toEncoded() + "\r\n"};
    const CallOutcome outcome = m_world->send(Kind::Authorize, script);
    QCOMPARE(toText(outcome.kind), toText(OutcomeClass::Integrity));
    QCOMPARE(outcome.error.code, u"unexpected_redirect"_s);
    QCOMPARE(m_world->server->requestCount(), 1);
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void TestNetFaults::net_slow_drip()
{
    QElapsedTimer timer;
    timer.start();
    m_world->server->setScript({.kind = Fault::Drip, .body = "{}"});
    const SampleCall call = sampleCall(Kind::Authorize, m_world->server->url());
    QCOMPARE(toText(m_world->sendCall(m_world->gateway, call).kind), toText(OutcomeClass::Unknown));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_world->server->requestCount(), 1);
}

void TestNetFaults::net_huge_reply()
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("filling"_L1, QString(2 << 20, u'x'));
    oneUnknown({.body = compactJson(json)});
    QCOMPARE(
        toText(
            m_world->send(Kind::Authorize, FaultyScript{.body = compactJson(json), .chunked = true})
                .kind),
        toText(OutcomeClass::Unknown));
}

void TestNetFaults::net_garbage_json()
{
    oneUnknown({.body = "\x01\xFF{{{\"status\":\"authorized\""});
}

void TestNetFaults::net_html_200()
{
    oneUnknown({.headers = "Content-Type: text/html\r\n", .body = "<html>Log in first</html>"});
}

void TestNetFaults::net_empty_200()
{
    oneUnknown({.status = 200});
}

void TestNetFaults::net_truncated_200()
{
    const QByteArray body = compactJson(sampleReply(sampleCall(Kind::Authorize)));
    oneUnknown({.kind = Fault::Truncate, .body = body});
    QCOMPARE(toText(m_world->send(Kind::Authorize, FaultyScript{.body = body.left(80)}).kind),
             toText(OutcomeClass::Unknown)); // whole by its length, and cut all the same
}

void TestNetFaults::net_wrong_amount()
{
    for (const auto &member : {u"amount"_s, u"authorized"_s}) {
        QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
        json.insert(member, 1001);
        QCOMPARE(toText(m_world->send(Kind::Authorize, json).kind),
                 toText(OutcomeClass::Integrity));
    }
    QJsonObject json = sampleReply(sampleCall(Kind::Capture));
    QJsonObject row = json["captures"_L1][0].toObject();
    row.insert("amount"_L1, 1001);
    json.insert("captures"_L1, QJsonArray{row});
    QCOMPARE(toText(m_world->send(Kind::Capture, json).kind), toText(OutcomeClass::Integrity));
}

void TestNetFaults::net_wrong_currency()
{
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void}) {
        QJsonObject json = sampleReply(sampleCall(kind));
        json.insert("currency"_L1, u"USD"_s);
        QCOMPARE(toText(m_world->send(kind, json).kind), toText(OutcomeClass::Integrity));
    }
}

void TestNetFaults::net_wrong_reference()
{
    for (const Kind kind : {Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void}) {
        QJsonObject json = sampleReply(sampleCall(kind));
        json.insert("reference"_L1, u"pay_1_2_other"_s);
        QCOMPARE(toText(m_world->send(kind, json).kind), toText(OutcomeClass::Integrity));
    }
}

void TestNetFaults::net_unknown_status()
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("status"_L1, u"authorised_maybe"_s);
    oneUnknown({.body = compactJson(json)});
}

void TestNetFaults::net_4xx_after_unknown()
{
    for (const int status : {400, 401, 402, 403, 404, 422}) {
        const FaultyScript script{
            .status = status,
            .body = compactJson(bankRefusal(u"invalid_request"_s, u"invalid_request"_s))};
        QCOMPARE(toText(m_world->send(Kind::Capture, script, false).kind),
                 toText(OutcomeClass::Rejected));
        QCOMPARE(toText(m_world->send(Kind::Capture, script, true).kind),
                 toText(OutcomeClass::Unknown));
    }
}

QTEST_GUILESS_MAIN(TestNetFaults)
#include "testnetfaults.moc"
