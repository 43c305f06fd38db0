#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Faults on order: each spoils exactly the calls it was planned for, and the ledger stays true.
class SimulatedBankFaultsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everyKind_data();
    void everyKind();
    void onlyThatPathThatOften();
    void controlRefuses_data();
    void controlRefuses();
    void controlCounts();
    void latencyAndTime();

private:
    ManualClock m_clock;
};

void SimulatedBankFaultsTest::everyKind_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<BankDelivery>("delivery");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<bool>("isDone");
    const auto row = [](const char *kind, BankDelivery delivery, int status, bool isDone) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << delivery << status << isDone;
    };
    row("timeout_before", BankDelivery::NoReply, 0, false);
    row("timeout_after", BankDelivery::NoReply, 0, true);
    row("reset_before", BankDelivery::Drop, 0, false);
    row("reset_after", BankDelivery::Reset, 0, true);
    row("close_no_reply", BankDelivery::Close, 0, true);
    row("http_500", BankDelivery::Whole, 500, false);
    row("http_500_done", BankDelivery::Whole, 500, true);
    row("http_503_html", BankDelivery::Whole, 503, false);
    row("garbage", BankDelivery::Whole, 200, true);
    row("empty", BankDelivery::Whole, 200, true);
    row("truncated", BankDelivery::Truncated, 0, true);
    row("wrong_amount", BankDelivery::Whole, 200, true);
    row("wrong_currency", BankDelivery::Whole, 200, true);
    row("wrong_reference", BankDelivery::Whole, 200, true);
    row("rate_limited", BankDelivery::Whole, 429, false);
    row("in_use", BankDelivery::Whole, 409, false);
    row("redirect", BankDelivery::Whole, 307, false);
}

void SimulatedBankFaultsTest::everyKind()
{
    QFETCH(QString, kind);
    QFETCH(BankDelivery, delivery);
    QFETCH(int, httpStatus);
    QFETCH(bool, isDone);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QCOMPARE(client.post(u"/control/fault"_s, {{u"kind"_s, kind}}).status(), 200);
    const BankSaid said = client.pay({});
    QCOMPARE(said.reply.delivery, delivery);
    if (delivery == BankDelivery::Whole)
        QCOMPARE(said.status(), httpStatus);
    const bool isHalf = delivery == BankDelivery::Reset || delivery == BankDelivery::Truncated;
    QCOMPARE(said.reply.bodyBytes > 0, isHalf);
    QVERIFY(said.reply.bodyBytes < qMax<qsizetype>(1, said.reply.response.body.size()));
    const bool isTrue = said.number("amount"_L1) == 1000 && said.text("currency"_L1) == "EUR"_L1
                        && said.text("reference"_L1) == "att_1"_L1;
    QVERIFY(!isTrue || delivery != BankDelivery::Whole);

    QCOMPARE(client.effects(), isDone ? u"authorize 1000"_s : QString());
    const BankSaid again = client.pay({});
    QCOMPARE(again.status(), 200);
    QCOMPARE(again.isReplay(), isDone);
    QCOMPARE(again.number("amount"_L1), 1000);
    QCOMPARE(again.text("currency"_L1), u"EUR"_s);
    QCOMPARE(again.text("reference"_L1), u"att_1"_s);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankFaultsTest::onlyThatPathThatOften()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    client.post(u"/control/fault"_s,
                {{u"kind"_s, u"wrong_amount"_s}, {u"times"_s, 2}, {u"path"_s, u"captures"_s}});
    Pay pay;
    pay.multiple = true;
    const BankSaid said = client.pay(pay);
    QCOMPARE(said.number("amount"_L1), 1000);
    for (int i = 1; i <= 3; ++i) {
        const BankSaid capture = client.capture(said.id(), u"op_c"_s + QString::number(i), 100);
        const QJsonArray captures = capture.json["captures"_L1].toArray();
        QCOMPARE(captures.last()["amount"_L1].toInteger(), i < 3 ? 101 : 100);
    }
    QCOMPARE(client.effects(), u"authorize 1000, capture 100, capture 100, capture 100"_s);
}

void SimulatedBankFaultsTest::controlRefuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("kind") << u"fault"_s << QByteArray("{\"kind\":\"nonsense\"}");
    QTest::newRow("times") << u"fault"_s << QByteArray("{\"kind\":\"empty\",\"times\":0}");
    QTest::newRow("back in time") << u"time"_s << QByteArray("{\"advance_ms\":-1}");
    QTest::newRow("no time") << u"time"_s << QByteArray("{}");
    QTest::newRow("latency") << u"latency"_s << QByteArray("{\"ms\":-1}");
    QTest::newRow("review") << u"review"_s << QByteArray("{\"id\":\"x\",\"approve\":true}");
    QTest::newRow("no JSON") << u"time"_s << QByteArray("advance");
}

void SimulatedBankFaultsTest::controlRefuses()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, body);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QCOMPARE(client.send("POST", u"/control/"_s + name, body).status(), 400);
    QCOMPARE(client.post(u"/control/none"_s, {}).status(), 404);
    QCOMPARE(client.pay({}).status(), 200);
}

void SimulatedBankFaultsTest::controlCounts()
{
    SimulatedBank bank({u"sim_b"_s, 1, QUrl(u"http://127.0.0.1"_s)}, m_clock);
    BankClient client(bank);
    QCOMPARE(client.send("GET", u"/control/health"_s).text("name"_L1), u"sim_b"_s);
    client.pay({});
    client.readReference();
    const BankSaid seen = client.send("GET", u"/control/requests"_s);
    QCOMPARE(seen.number("count"_L1), 2);
    const QJsonArray requests = seen.json["requests"_L1].toArray();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0]["method"_L1].toString(), u"POST"_s);
    QCOMPARE(requests[0]["path"_L1].toString(), u"/v1/payments"_s);
    QCOMPARE(requests[0]["idempotency_key"_L1].toString(), u"key_att_1"_s);
    QCOMPARE(bank.requestCount(), 2);
    QVERIFY(!seen.reply.response.body.contains("4242424242424242"));
    const BankSaid ledger = client.send("GET", u"/control/ledger"_s);
    QCOMPARE(ledger.json, bank.ledger());
    const QJsonValue effect = ledger.json["effects"_L1][0];
    QCOMPARE(effect["seq"_L1].toInteger(), 1);
    QCOMPARE(effect["operation"_L1].toString(), u"op_att_1"_s);
    QCOMPARE(effect["kind"_L1].toString(), u"authorize"_s);
    QCOMPARE(effect["at"_L1].toInteger(), m_clock.nowMs());
}

void SimulatedBankFaultsTest::latencyAndTime()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QCOMPARE(client.post(u"/control/latency"_s, {{u"ms"_s, 200}}).status(), 200);
    QCOMPARE(client.pay({}).reply.delayMs, 200);
    QCOMPARE(client.send("GET", u"/control/health"_s).reply.delayMs, 0);
    const BankSaid moved = client.post(u"/control/time"_s, {{u"advance_ms"_s, 5000}});
    QCOMPARE(moved.number("now"_L1), m_clock.nowMs() + 5000);
    m_clock.advance(10);
    QCOMPARE(client.send("GET", u"/control/health"_s).number("now"_L1), m_clock.nowMs() + 5000);
}

QTEST_GUILESS_MAIN(SimulatedBankFaultsTest)
#include "simulatedbankfaultstest.moc"
