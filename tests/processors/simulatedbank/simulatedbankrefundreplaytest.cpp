#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

/// Refunds that are asked for twice, at once, over a bad line, or before a restart.
class SimulatedBankRefundReplayTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void replayRepeatsTheAnswer();
    void secondKeyIsASecondRefund();
    void manyAtOnceStayWithinTheCapture();
    void faults_data();
    void faults();
    void spoiledAmountsAndCurrencies();
    void restartKeepsRefunds();
    void ledgerFromBeforeRefunds();

private:
    ManualClock m_clock;
};

namespace {

const QString kVisa = u"4242424242424242"_s;
const QString kPending = u"4000009907010006"_s;
const QString kFails = u"4000009907020005"_s;
const QString kReversed = u"4000009907030004"_s;

/// Keeps its lines in memory.
class MemoryJournal final : public BankJournal
{
public:
    Result<> replay(const std::function<Result<>(QByteArrayView)> &take) override
    {
        for (const QByteArray &line : std::as_const(lines)) {
            if (Result<> taken = take(line); !taken)
                return taken;
        }
        return {};
    }
    Result<> append(QByteArrayView line) override
    {
        lines.append(line.toByteArray());
        return {};
    }

    QList<QByteArray> lines;
};

/// The line as a bank that knew no refunds would have written it.
QByteArray withoutRefunds(const QByteArray &line)
{
    QJsonObject json = QJsonDocument::fromJson(line).object();
    QJsonArray payments;
    for (const QJsonValue value : json["payments"_L1].toArray()) {
        QJsonObject payment = value.toObject();
        payment.remove("refunds"_L1);
        payment.remove("refund_dues"_L1);
        payments.append(payment);
    }
    json.insert("payments"_L1, payments);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

void SimulatedBankRefundReplayTest::replayRepeatsTheAnswer()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(kPending);
    const BankSaid first = client.refund(id, u"op_r"_s, 600);
    QVERIFY(bank.advance(5000));
    const BankSaid again = client.refund(id, u"op_r"_s, 600);
    QVERIFY(!first.isReplay());
    QVERIFY(again.isReplay());
    QCOMPARE(again.status(), 200);
    QCOMPARE(again.reply.response.body, first.reply.response.body);
    QCOMPARE(client.refund(id, u"op_r"_s, 599).errorCode(), u"key_reused"_s);
    const BankSaid refused = client.refund(id, u"op_over"_s, 401);
    QCOMPARE(refused.errorCode(), u"refund_exceeds_captured"_s);
    QVERIFY(client.refund(id, u"op_over"_s, 401).isReplay());
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000, refund 600"_s);
}

void SimulatedBankRefundReplayTest::secondKeyIsASecondRefund()
{
    // As with captures: the ledger must show what a careless caller does, not hide it.
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    client.refund(id, u"op_r"_s, 400, u"one"_s);
    QCOMPARE(client.refund(id, u"op_r"_s, 400, u"two"_s).number("refunded"_L1), 800);
    QCOMPARE(client.refund(id, u"op_r"_s, 400, u"three"_s).errorCode(),
             u"refund_exceeds_captured"_s);
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000, refund 400, refund 400"_s);
}

void SimulatedBankRefundReplayTest::manyAtOnceStayWithinTheCapture()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i)
        threads.emplace_back(
            [&bank, id, i] { BankClient(bank).refund(id, u"op_r"_s + QString::number(i), 300); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(client.read(id).number("refunded"_L1), 900);
    QCOMPARE(client.effects(),
             u"authorize 1000, capture 1000, refund 300, refund 300, refund 300"_s);
}

void SimulatedBankRefundReplayTest::faults_data()
{
    QTest::addColumn<BankFault>("fault");
    for (int i = 0; i <= int(BankFault::Redirect); ++i)
        QTest::newRow(qPrintable(toText(BankFault(i)))) << BankFault(i);
}

void SimulatedBankRefundReplayTest::faults()
{
    QFETCH(BankFault, fault);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    bank.injectFault(fault, 1, u"refunds"_s);
    const QString id = client.sell();
    QVERIFY(!id.isEmpty());
    const BankSaid said = client.refund(id, u"op_r"_s, 400);
    QVERIFY(said.reply.delivery != BankDelivery::Whole || said.json != client.read(id).json);
    const QString before = u"authorize 1000, capture 1000"_s;
    const QString after = before + u", refund 400"_s;
    QCOMPARE(client.effects(), actsFirst(fault) ? after : before);
    const BankSaid again = client.refund(id, u"op_r"_s, 400);
    QCOMPARE(again.status(), 200);
    QCOMPARE(again.isReplay(), actsFirst(fault));
    QCOMPARE(again.number("refunded"_L1), 400);
    QCOMPARE(client.effects(), after);
}

void SimulatedBankRefundReplayTest::spoiledAmountsAndCurrencies()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    QCOMPARE(
        client
            .post(u"/control/fault"_s, {{u"kind"_s, u"wrong_amount"_s}, {u"path"_s, u"refunds"_s}})
            .status(),
        200);
    const BankSaid amount = client.refund(id, u"op_r1"_s, 400);
    QCOMPARE(amount.refundRow()["amount"_L1].toInteger(), 401);
    QCOMPARE(amount.number("refunded"_L1), 401);
    bank.injectFault(BankFault::WrongCurrency, 1, u"refunds"_s);
    const BankSaid currency = client.refund(id, u"op_r2"_s, 100);
    QCOMPARE(currency.refundRow(1)["currency"_L1].toString(), u"USD"_s);
    QCOMPARE(client.read(id).number("refunded"_L1), 500);
    QCOMPARE(client.read(id).refundRow(1)["currency"_L1].toString(), u"EUR"_s);
}

void SimulatedBankRefundReplayTest::restartKeepsRefunds()
{
    MemoryJournal journal;
    QJsonObject before;
    {
        SimulatedBank first({}, m_clock, &journal);
        BankClient client(first);
        int number = 0;
        for (const QString &card : {kVisa, kPending, kFails, kReversed}) {
            const QString reference = u"att_"_s + QString::number(++number);
            client.refund(client.sell(card, reference), u"op_r_"_s + reference, 400);
        }
        QVERIFY(first.advance(1000));
        before = first.ledger();
    }
    SimulatedBank second({}, m_clock, &journal);
    QVERIFY(second.open());
    QCOMPARE(second.ledger(), before);
    BankClient client(second);
    QVERIFY(client.refund(client.readReference(u"att_1"_s).id(), u"op_r_att_1"_s, 400).isReplay());
    QVERIFY(second.advance(3999));
    QCOMPARE(client.readReference(u"att_2"_s).refundStatus(), u"pending"_s);
    QVERIFY(second.advance(1));
    QCOMPARE(client.readReference(u"att_1"_s).refundStatus(), u"succeeded"_s);
    QCOMPARE(client.readReference(u"att_2"_s).refundStatus(), u"succeeded"_s);
    QCOMPARE(client.readReference(u"att_3"_s).refundDecline(), u"refund_failed"_s);
    QCOMPARE(client.readReference(u"att_4"_s).refundStatus(), u"succeeded"_s);
    QVERIFY(second.advance(5000));
    QCOMPARE(client.readReference(u"att_4"_s).refundDecline(), u"refund_reversed"_s);

    before = second.ledger();
    SimulatedBank third({}, m_clock, &journal);
    QVERIFY(third.open());
    QCOMPARE(third.ledger(), before);
}

void SimulatedBankRefundReplayTest::ledgerFromBeforeRefunds()
{
    MemoryJournal journal;
    QString id;
    {
        SimulatedBank first({}, m_clock, &journal);
        BankClient client(first);
        id = client.sell();
    }
    for (QByteArray &line : journal.lines) {
        QVERIFY(line.contains("refund_dues"));
        line = withoutRefunds(line);
    }
    SimulatedBank second({}, m_clock, &journal);
    QVERIFY(second.open());
    BankClient client(second);
    QCOMPARE(client.read(id).json["refunds"_L1].toArray().size(), 0);
    QCOMPARE(client.read(id).number("refunded"_L1), 0);
    QCOMPARE(client.refund(id, u"op_r"_s, 1000).number("refunded"_L1), 1000);
}

QTEST_GUILESS_MAIN(SimulatedBankRefundReplayTest)
#include "simulatedbankrefundreplaytest.moc"
