#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Captures, voids, keys and references of the simulated bank.
class SimulatedBankFlowsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void captures_data();
    void captures();
    void captureOfAnotherState_data();
    void captureOfAnotherState();
    void captureInAnotherCurrency();
    void captureIsLate();
    void captureFails();
    void singleCaptureCard();
    void voids();
    void voidRefusals_data();
    void voidRefusals();
    void holdRunsOut();
    void restOfAHoldRunsOut();
    void replayRepeatsTheAnswer();
    void keyBelongsToOneRequest_data();
    void keyBelongsToOneRequest();
    void secondKeyIsASecondCharge();
    void refusalIsReplayedToo();
    void tombstoneKeepsTheRequestOut();
    void fenceFindsThePayment();
    void badRequests_data();
    void badRequests();
    void sameHistorySameBank();

private:
    ManualClock m_clock;
};

namespace {

struct Step
{
    qint64 amount = 0;
    bool isFinal = false;
    QString says; ///< status or error code
    qint64 held = 0;
};

using Steps = QList<Step>;

} // namespace

Q_DECLARE_METATYPE(Steps)

void SimulatedBankFlowsTest::captures_data()
{
    QTest::addColumn<bool>("multiple");
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<QString>("effects");
    const QString done = u"captured"_s;
    const QString part = u"partially_captured"_s;
    const QString over = u"amount_too_large"_s;
    const QString gone = u"already_captured"_s;
    QTest::newRow("full") << false << Steps{{1000, false, done, 0}}
                          << u"authorize 1000, capture 1000"_s;
    QTest::newRow("part releases the rest")
        << false << Steps{{400, false, part, 0}, {100, false, gone, 0}}
        << u"authorize 1000, capture 400, void 600"_s;
    QTest::newRow("too much") << false << Steps{{1001, false, over, 0}} << u"authorize 1000"_s;
    QTest::newRow("again after all") << false << Steps{{1000, false, done, 0}, {1, false, gone, 0}}
                                     << u"authorize 1000, capture 1000"_s;
    QTest::newRow("three parts") << true
                                 << Steps{{300, false, part, 700},
                                          {300, false, part, 400},
                                          {400, false, done, 0}}
                                 << u"authorize 1000, capture 300, capture 300, capture 400"_s;
    QTest::newRow("sum too large")
        << true << Steps{{600, false, part, 400}, {401, false, over, 0}, {400, true, done, 0}}
        << u"authorize 1000, capture 600, capture 400"_s;
    QTest::newRow("last part releases")
        << true << Steps{{300, false, part, 700}, {200, true, part, 0}, {1, false, gone, 0}}
        << u"authorize 1000, capture 300, capture 200, void 500"_s;
}

void SimulatedBankFlowsTest::captures()
{
    QFETCH(bool, multiple);
    QFETCH(Steps, steps);
    QFETCH(QString, effects);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.multiple = multiple;
    const QString id = client.pay(pay).id();
    int number = 0;
    for (const Step &step : steps) {
        const QString operation = u"op_capture_"_s + QString::number(++number);
        const BankSaid said = client.capture(id, operation, step.amount, step.isFinal);
        const bool isRefused = said.json.contains("error"_L1);
        QCOMPARE(isRefused ? said.errorCode() : said.text("status"_L1), step.says);
        QCOMPARE(said.status(), isRefused ? 422 : 200);
        if (isRefused)
            continue;
        QCOMPARE(said.number("held"_L1), step.held);
        const QJsonValue last = said.json["captures"_L1].toArray().last();
        QCOMPARE(last["reference"_L1].toString(), operation);
        QCOMPARE(last["amount"_L1].toInteger(), step.amount);
        QCOMPARE(last["status"_L1].toString(), u"succeeded"_s);
    }
    QCOMPARE(client.effects(), effects);
}

void SimulatedBankFlowsTest::captureOfAnotherState_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("code");
    QTest::newRow("challenge") << u"4000000000003220"_s << u"invalid_request"_s;
    QTest::newRow("pending") << u"4000009905090000"_s << u"invalid_request"_s;
    QTest::newRow("review") << u"4000009908010005"_s << u"invalid_request"_s;
    QTest::newRow("declined") << u"4000000000000002"_s << u"invalid_request"_s;
}

void SimulatedBankFlowsTest::captureOfAnotherState()
{
    QFETCH(QString, card);
    QFETCH(QString, code);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({card}).id();
    const BankSaid said = client.capture(id, u"op_c"_s, 1000);
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), code);
    QCOMPARE(client.capture(u"simpay_none"_s, u"op_d"_s, 1000).status(), 404);
    QCOMPARE(client.effects(), QString());
}

void SimulatedBankFlowsTest::captureInAnotherCurrency()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({}).id();
    QCOMPARE(client.capture(id, u"op_c"_s, 1000, false, u"USD"_s).status(), 422);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankFlowsTest::captureIsLate()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{u"4000009906040004"_s};
    pay.multiple = true;
    const QString id = client.pay(pay).id();
    const BankSaid first = client.capture(id, u"op_c1"_s, 600);
    QCOMPARE(first.text("status"_L1), u"authorized"_s);
    QCOMPARE(first.json["captures"_L1][0]["status"_L1].toString(), u"pending"_s);
    QCOMPARE(client.capture(id, u"op_c2"_s, 401).errorCode(), u"amount_too_large"_s);
    QCOMPARE(client.voidHold(id).errorCode(), u"void_refused"_s);
    QCOMPARE(client.capture(id, u"op_c3"_s, 100, true).status(), 200);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
    QVERIFY(bank.advance(5000));
    const BankSaid read = client.read(id);
    QCOMPARE(read.text("status"_L1), u"partially_captured"_s);
    QCOMPARE(read.number("captured"_L1), 700);
    QCOMPARE(read.number("held"_L1), 0);
    QCOMPARE(client.effects(), u"authorize 1000, capture 600, capture 100, void 300"_s);
}

void SimulatedBankFlowsTest::captureFails()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({u"4000009906050003"_s}).id();
    const BankSaid said = client.capture(id, u"op_c"_s, 1000);
    QCOMPARE(said.status(), 402);
    QCOMPARE(said.text("status"_L1), u"authorized"_s);
    const QJsonValue capture = said.json["captures"_L1][0];
    QCOMPARE(capture["status"_L1].toString(), u"failed"_s);
    QCOMPARE(capture["decline"_L1]["category"_L1].toString(), u"processor_error"_s);
    QCOMPARE(client.voidHold(id).text("status"_L1), u"voided"_s);
    QCOMPARE(client.effects(), u"authorize 1000, void 1000"_s);
}

void SimulatedBankFlowsTest::singleCaptureCard()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{u"4000009907050002"_s};
    pay.multiple = true;
    const QString id = client.pay(pay).id();
    QCOMPARE(client.capture(id, u"op_c1"_s, 300).number("held"_L1), 700);
    QCOMPARE(client.capture(id, u"op_c2"_s, 300).errorCode(), u"already_captured"_s);
    QCOMPARE(client.voidHold(id).number("held"_L1), 0);
    QCOMPARE(client.effects(), u"authorize 1000, capture 300, void 700"_s);
}

void SimulatedBankFlowsTest::voids()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.multiple = true;
    const QString id = client.pay(pay).id();
    client.capture(id, u"op_c"_s, 300);
    const BankSaid part = client.voidHold(id, u"op_v1"_s);
    QCOMPARE(part.text("status"_L1), u"partially_captured"_s);
    QCOMPARE(part.json["voids"_L1][0]["released"_L1].toInteger(), 700);
    QCOMPARE(part.json["voids"_L1][0]["reference"_L1].toString(), u"op_v1"_s);

    const QString other = client.pay({u"4242424242424242"_s, u"att_2"_s}).id();
    QCOMPARE(client.voidHold(other, u"op_v2"_s).text("status"_L1), u"voided"_s);
    QCOMPARE(client.voidHold(other, u"op_v3"_s).errorCode(), u"already_voided"_s);
    QCOMPARE(client.capture(other, u"op_c4"_s, 1).errorCode(), u"already_voided"_s);
    QCOMPARE(client.effects(),
             u"authorize 1000, capture 300, void 700, authorize 1000, void 1000"_s);

    const QString waiting = client.pay({u"4000000000003220"_s, u"att_3"_s}).id();
    QCOMPARE(client.voidHold(waiting, u"op_v4"_s).text("status"_L1), u"voided"_s);
}

void SimulatedBankFlowsTest::voidRefusals_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<bool>("automatic");
    QTest::addColumn<QString>("code");
    QTest::newRow("settled card") << u"4000009907040003"_s << false << u"void_refused"_s;
    QTest::newRow("declined") << u"4000000000000002"_s << false << u"void_refused"_s;
    QTest::newRow("captured") << u"4242424242424242"_s << true << u"already_captured"_s;
}

void SimulatedBankFlowsTest::voidRefusals()
{
    QFETCH(QString, card);
    QFETCH(bool, automatic);
    QFETCH(QString, code);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{card};
    pay.automatic = automatic;
    const QString id = client.pay(pay).id();
    const QString before = client.effects();
    const BankSaid said = client.voidHold(id);
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), code);
    QCOMPARE(client.voidReference(u"att_1"_s).errorCode(), code);
    QCOMPARE(client.effects(), before);
}

void SimulatedBankFlowsTest::holdRunsOut()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({u"4000009906030005"_s});
    QCOMPARE(said.number("capture_before"_L1), m_clock.nowMs() + 60'000);
    QVERIFY(bank.advance(59'999));
    QCOMPARE(client.read(said.id()).text("status"_L1), u"authorized"_s);
    QVERIFY(bank.advance(1));
    const BankSaid read = client.read(said.id());
    QCOMPARE(read.text("status"_L1), u"expired"_s);
    QCOMPARE(read.number("held"_L1), 0);
    QCOMPARE(client.capture(said.id(), u"op_c"_s, 1000).errorCode(), u"expired_authorization"_s);
    QCOMPARE(client.voidHold(said.id()).errorCode(), u"expired_authorization"_s);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankFlowsTest::restOfAHoldRunsOut()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.multiple = true;
    const QString id = client.pay(pay).id();
    client.capture(id, u"op_c1"_s, 300);
    QVERIFY(bank.advance(7LL * 24 * 3600 * 1000));
    QCOMPARE(client.read(id).text("status"_L1), u"partially_captured"_s);
    QCOMPARE(client.read(id).number("held"_L1), 0);
    QCOMPARE(client.capture(id, u"op_c2"_s, 1).errorCode(), u"expired_authorization"_s);
}

void SimulatedBankFlowsTest::replayRepeatsTheAnswer()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid first = client.pay({});
    client.capture(first.id(), u"op_c"_s, 1000);
    const BankSaid again = client.pay({});
    QVERIFY(!first.isReplay());
    QVERIFY(again.isReplay());
    QCOMPARE(again.status(), first.status());
    QCOMPARE(again.reply.response.body, first.reply.response.body);
    QVERIFY(client.capture(first.id(), u"op_c"_s, 1000).isReplay());
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
}

void SimulatedBankFlowsTest::keyBelongsToOneRequest_data()
{
    QTest::addColumn<Pay>("other");
    Pay amount;
    amount.amount = 1001;
    Pay card{u"5555555555554444"_s};
    Pay reference{u"4242424242424242"_s, u"att_2"_s};
    for (Pay *pay : {&amount, &card, &reference})
        pay->key = u"key_att_1"_s;
    QTest::newRow("amount") << amount;
    QTest::newRow("card") << card;
    QTest::newRow("reference") << reference;
}

void SimulatedBankFlowsTest::keyBelongsToOneRequest()
{
    QFETCH(Pay, other);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({}).id();
    const BankSaid said = client.pay(other);
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), u"key_reused"_s);
    const BankSaid capture =
        client.post(u"/v1/payments/"_s + id + u"/captures"_s,
                    {{u"reference"_s, u"op_c"_s}, {u"amount"_s, 1000}, {u"currency"_s, u"EUR"_s}},
                    u"key_att_1"_s);
    QCOMPARE(capture.errorCode(), u"key_reused"_s);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankFlowsTest::secondKeyIsASecondCharge()
{
    // The ledger must show what a careless caller does, not hide it.
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    client.pay({});
    Pay again;
    again.key = u"another"_s;
    client.pay(again);
    QCOMPARE(client.effects(), u"authorize 1000, authorize 1000"_s);
}

void SimulatedBankFlowsTest::refusalIsReplayedToo()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({}).id();
    const BankSaid first = client.capture(id, u"op_c"_s, 1001);
    const BankSaid again = client.capture(id, u"op_c"_s, 1001);
    QCOMPARE(first.errorCode(), u"amount_too_large"_s);
    QCOMPARE(again.errorCode(), u"amount_too_large"_s);
    QVERIFY(!first.isReplay());
    QVERIFY(again.isReplay());
}

void SimulatedBankFlowsTest::tombstoneKeepsTheRequestOut()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.voidReference(u"att_1"_s);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.id(), QString());
    QCOMPARE(said.text("reference"_L1), u"att_1"_s);
    QCOMPARE(said.text("status"_L1), u"voided"_s);
    QCOMPARE(said.json["voids"_L1][0]["reference"_L1].toString(), u"op_fence"_s);
    QCOMPARE(client.readReference().status(), 404);
    const BankSaid late = client.pay({});
    QCOMPARE(late.status(), 422);
    QCOMPARE(late.errorCode(), u"reference_cancelled"_s);
    QCOMPARE(client.effects(), QString());
    QVERIFY(client.voidReference(u"att_1"_s).isReplay());
    QCOMPARE(client.voidReference(u"att_1"_s, u"op_other"_s).status(), 200);
}

void SimulatedBankFlowsTest::fenceFindsThePayment()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({}).id();
    const BankSaid said = client.voidReference(u"att_1"_s);
    QCOMPARE(said.id(), id);
    QCOMPARE(said.text("status"_L1), u"voided"_s);
    QCOMPARE(said.json["voids"_L1][0]["reference"_L1].toString(), u"op_fence"_s);
    QCOMPARE(client.effects(), u"authorize 1000, void 1000"_s);
}

void SimulatedBankFlowsTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto with = [](const QByteArray &from, const QByteArray &to) {
        QByteArray body = Pay{}.body();
        return body.replace(from, to);
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("zero") << with("\"amount\":1000", "\"amount\":0");
    QTest::newRow("negative") << with("\"amount\":1000", "\"amount\":-5");
    QTest::newRow("fraction") << with("\"amount\":1000", "\"amount\":10.5");
    QTest::newRow("text") << with("\"amount\":1000", "\"amount\":\"1000\"");
    QTest::newRow("too large") << with("\"amount\":1000", "\"amount\":1000000000");
    QTest::newRow("currency") << with("EUR", "XXX");
    QTest::newRow("reference") << with("\"reference\":\"att_1\"", "\"reference\":\"a/b\"");
    QTest::newRow("operation") << with("op_att_1", "");
    QTest::newRow("capture") << with("manual", "perhaps");
    QTest::newRow("return url") << with("http://127.0.0.1:9", "javascript:x");
    QTest::newRow("month") << with("\"exp_month\":12", "\"exp_month\":13");
    QTest::newRow("no number") << with("\"number\"", "\"other\"");
    QTest::newRow("hidden name") << with("\"number\"", "\"n\\u0075mber\"");
    QTest::newRow("two numbers") << with("\"holder\"", "\"number\":\"4242\",\"holder\"");
    QTest::newRow("letters") << with("4242424242424242", "4242x24242424242");
}

void SimulatedBankFlowsTest::badRequests()
{
    QFETCH(QByteArray, body);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.send("POST", u"/v1/payments"_s, body, u"k"_s);
    QCOMPARE(said.status(), 400);
    QCOMPARE(said.errorCode(), u"invalid_request"_s);
    // A refused request does not use up its key.
    QCOMPARE(client.send("POST", u"/v1/payments"_s, Pay{}.body(), u"k"_s).status(), 200);
    QCOMPARE(client.send("POST", u"/v1/payments"_s, Pay{}.body()).status(), 400);
}

void SimulatedBankFlowsTest::sameHistorySameBank()
{
    const auto live = [this](const QString &name, quint64 seed) {
        SimulatedBank bank({name, seed, QUrl(u"http://127.0.0.1"_s)}, m_clock);
        BankClient client(bank);
        client.pay({u"4000009903030008"_s});
        const BankSaid said = client.pay({u"4242424242424242"_s, u"att_2"_s});
        client.capture(said.id(), u"op_c"_s, 500);
        client.pay({u"4000000000003220"_s, u"att_3"_s});
        return bank.ledger();
    };
    QCOMPARE(live(u"sim_a"_s, 1), live(u"sim_a"_s, 1));
    QVERIFY(live(u"sim_a"_s, 1) != live(u"sim_b"_s, 1));
    QVERIFY(live(u"sim_a"_s, 1) != live(u"sim_a"_s, 2));
}

QTEST_GUILESS_MAIN(SimulatedBankFlowsTest)
#include "simulatedbankflowstest.moc"
