#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Money that goes back: how much, when, and what the cards make of it.
class SimulatedBankRefundsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void refunds_data();
    void refunds();
    void rowTellsAll();
    void partOfAPartialCapture();
    void nothingCaptured_data();
    void nothingCaptured();
    void anotherCurrency();
    void badFields_data();
    void badFields();
    void pendingThenSucceeds();
    void pendingThenFails();
    void succeedsThenIsReversed();
    void pendingHoldsItsShare();
    void dueInOrder();
    void orderDecidesWhoFits_data();
    void orderDecidesWhoFits();

private:
    ManualClock m_clock;
};

namespace {

const QString kVisa = u"4242424242424242"_s;
const QString kPending = u"4000009907010006"_s;
const QString kFails = u"4000009907020005"_s;
const QString kReversed = u"4000009907030004"_s;

struct Step
{
    qint64 amount = 0;
    qint64 refunded = 0; ///< afterwards; -1: refused
};

using Steps = QList<Step>;

} // namespace

Q_DECLARE_METATYPE(Steps)

void SimulatedBankRefundsTest::refunds_data()
{
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<QString>("effects");
    QTest::newRow("full") << Steps{{1000, 1000}} << u"refund 1000"_s;
    QTest::newRow("part") << Steps{{400, 400}} << u"refund 400"_s;
    QTest::newRow("smallest") << Steps{{1, 1}} << u"refund 1"_s;
    QTest::newRow("three parts") << Steps{{300, 300}, {300, 600}, {400, 1000}}
                                 << u"refund 300, refund 300, refund 400"_s;
    QTest::newRow("one too much") << Steps{{1001, -1}} << QString();
    QTest::newRow("after all") << Steps{{1000, 1000}, {1, -1}} << u"refund 1000"_s;
    QTest::newRow("sum too much") << Steps{{600, 600}, {401, -1}, {400, 1000}}
                                  << u"refund 600, refund 400"_s;
}

void SimulatedBankRefundsTest::refunds()
{
    QFETCH(Steps, steps);
    QFETCH(QString, effects);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    int number = 0;
    for (const Step &step : steps) {
        const QString operation = u"op_r"_s + QString::number(++number);
        const BankSaid said = client.refund(id, operation, step.amount);
        if (step.refunded < 0) {
            QCOMPARE(said.status(), 422);
            QCOMPARE(said.errorCode(), u"refund_exceeds_captured"_s);
            QCOMPARE(said.inner("error", "category"), u"amount_too_large"_s);
            continue;
        }
        QCOMPARE(said.status(), 200);
        QCOMPARE(said.text("status"_L1), u"captured"_s);
        QCOMPARE(said.number("captured"_L1), 1000);
        QCOMPARE(said.number("refunded"_L1), step.refunded);
        QCOMPARE(said.json["refunds"_L1].toArray().last()["reference"_L1].toString(), operation);
    }
    const QString before = u"authorize 1000, capture 1000"_s;
    QCOMPARE(client.effects(), effects.isEmpty() ? before : QString(before + u", "_s + effects));
}

void SimulatedBankRefundsTest::rowTellsAll()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    const BankSaid untouched = client.read(id);
    QVERIFY(untouched.json["refunds"_L1].isArray());
    QCOMPARE(untouched.json["refunds"_L1].toArray().size(), 0);
    QCOMPARE(untouched.json["refunded"_L1], QJsonValue(0));
    const BankSaid tombstone = client.voidReference(u"att_never"_s);
    QVERIFY(tombstone.json["refunds"_L1].isArray());
    QCOMPARE(tombstone.json["refunded"_L1], QJsonValue(0));

    client.refund(id, u"op_r1"_s, 300);
    const BankSaid said = client.refund(id, u"op_r2"_s, 200);
    QCOMPARE(client.read(id).json, said.json);
    QStringList ids;
    for (const QJsonValue row : said.json["refunds"_L1].toArray()) {
        QCOMPARE(row["currency"_L1].toString(), u"EUR"_s);
        QCOMPARE(row["status"_L1].toString(), u"succeeded"_s);
        QVERIFY(!row.toObject().contains("decline"_L1));
        QVERIFY(row["id"_L1].toString().startsWith("simref_"_L1));
        ids.append(row["id"_L1].toString());
    }
    QCOMPARE(ids.size(), 2);
    QVERIFY(ids.at(0) != ids.at(1));
    QCOMPARE(said.refundRow(1)["reference"_L1].toString(), u"op_r2"_s);
    QCOMPARE(said.refundRow(1)["amount"_L1].toInteger(), 200);
    const QJsonValue effect = bank.ledger()["effects"_L1].toArray().last();
    QCOMPARE(effect["operation"_L1].toString(), u"op_r2"_s);
    QCOMPARE(effect["payment"_L1].toString(), id);
    QCOMPARE(effect["at"_L1].toInteger(), m_clock.nowMs());
    const QString other = client.sell(kVisa, u"att_2"_s);
    QVERIFY(!ids.contains(client.refund(other, u"op_r3"_s, 1).refundRow()["id"_L1].toString()));
}

void SimulatedBankRefundsTest::partOfAPartialCapture()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.multiple = true;
    const QString id = client.pay(pay).id();
    client.capture(id, u"op_c1"_s, 300);
    QCOMPARE(client.refund(id, u"op_r1"_s, 301).errorCode(), u"refund_exceeds_captured"_s);
    const BankSaid said = client.refund(id, u"op_r2"_s, 300);
    QCOMPARE(said.text("status"_L1), u"partially_captured"_s);
    QCOMPARE(said.number("held"_L1), 700);
    QCOMPARE(client.capture(id, u"op_c2"_s, 700).text("status"_L1), u"captured"_s);
    QCOMPARE(client.refund(id, u"op_r3"_s, 700).number("refunded"_L1), 1000);
    QCOMPARE(client.effects(),
             u"authorize 1000, capture 300, refund 300, capture 700, refund 700"_s);
}

void SimulatedBankRefundsTest::nothingCaptured_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<bool>("isVoided");
    QTest::newRow("held") << kVisa << false;
    QTest::newRow("voided") << kVisa << true;
    QTest::newRow("declined") << u"4000000000000002"_s << false;
    QTest::newRow("challenge") << u"4000000000003220"_s << false;
    QTest::newRow("pending") << u"4000009905090000"_s << false;
    QTest::newRow("review") << u"4000009908010005"_s << false;
}

void SimulatedBankRefundsTest::nothingCaptured()
{
    QFETCH(QString, card);
    QFETCH(bool, isVoided);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.pay({card}).id();
    if (isVoided)
        client.voidHold(id);
    const QString before = client.effects();
    const BankSaid said = client.refund(id, u"op_r"_s, 1);
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), u"not_captured"_s);
    QCOMPARE(said.inner("error", "category"), u"not_refundable"_s);
    QCOMPARE(client.read(id).json["refunds"_L1].toArray().size(), 0);
    QCOMPARE(client.effects(), before);
}

void SimulatedBankRefundsTest::anotherCurrency()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    const BankSaid said = client.refund(id, u"op_r"_s, 1000, {}, u"USD"_s);
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), u"invalid_request"_s);
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
}

void SimulatedBankRefundsTest::badFields_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("zero") << QByteArray(R"({"reference":"op_r","amount":0,"currency":"EUR"})");
    QTest::newRow("negative") << QByteArray(R"({"reference":"op_r","amount":-1,"currency":"EUR"})");
    QTest::newRow("fraction") << QByteArray(
        R"({"reference":"op_r","amount":1.5,"currency":"EUR"})");
    QTest::newRow("text") << QByteArray(R"({"reference":"op_r","amount":"9","currency":"EUR"})");
    QTest::newRow("currency") << QByteArray(R"({"reference":"op_r","amount":9,"currency":"XXX"})");
    QTest::newRow("no currency") << QByteArray(R"({"reference":"op_r","amount":9})");
    QTest::newRow("reference") << QByteArray(R"({"reference":"a/b","amount":9,"currency":"EUR"})");
}

void SimulatedBankRefundsTest::badFields()
{
    QFETCH(QByteArray, body);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell();
    const QString path = u"/v1/payments/"_s + id + u"/refunds"_s;
    const BankSaid said = client.send("POST", path, body, u"k"_s);
    QCOMPARE(said.status(), 400);
    QCOMPARE(said.errorCode(), u"invalid_request"_s);
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
    // A refused request does not use up its key, and no key is no refund.
    const QByteArray good = R"({"reference":"op_r","amount":9,"currency":"EUR"})";
    QCOMPARE(client.send("POST", path, good).status(), 400);
    QCOMPARE(client.send("POST", path, good, u"k"_s).status(), 200);
    QCOMPARE(client.refund(u"simpay_none"_s, u"op_x"_s, 1).status(), 404);
}

void SimulatedBankRefundsTest::pendingThenSucceeds()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(kPending);
    const BankSaid said = client.refund(id, u"op_r"_s, 400);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.refundStatus(), u"pending"_s);
    QCOMPARE(said.number("refunded"_L1), 0);
    QVERIFY(bank.advance(4999));
    QCOMPARE(client.read(id).refundStatus(), u"pending"_s);
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
    QVERIFY(bank.advance(1));
    QCOMPARE(client.read(id).refundStatus(), u"succeeded"_s);
    QCOMPARE(client.read(id).number("refunded"_L1), 400);
    QCOMPARE(client.read(id).text("status"_L1), u"captured"_s);
    QVERIFY(bank.advance(3'600'000));
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000, refund 400"_s);
}

void SimulatedBankRefundsTest::pendingThenFails()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(kFails);
    const BankSaid said = client.refund(id, u"op_r"_s, 400);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.refundStatus(), u"pending"_s);
    QVERIFY(bank.advance(4999));
    QCOMPARE(client.read(id).refundStatus(), u"pending"_s);
    QVERIFY(bank.advance(1));
    const BankSaid read = client.read(id);
    QCOMPARE(read.refundStatus(), u"failed"_s);
    QCOMPARE(read.refundDecline(), u"refund_failed"_s);
    QCOMPARE(read.refundRow()["decline"_L1]["category"_L1].toString(), u"processor_error"_s);
    QVERIFY(!read.refundRow()["decline"_L1]["message"_L1].toString().isEmpty());
    QCOMPARE(read.number("refunded"_L1), 0);
    QVERIFY(bank.advance(3'600'000));
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
}

void SimulatedBankRefundsTest::succeedsThenIsReversed()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(kReversed);
    const BankSaid said = client.refund(id, u"op_r"_s, 1000);
    QCOMPARE(said.refundStatus(), u"succeeded"_s);
    QCOMPARE(said.number("refunded"_L1), 1000);
    QVERIFY(bank.advance(9999));
    QCOMPARE(client.read(id).number("refunded"_L1), 1000);
    QVERIFY(bank.advance(1));
    const BankSaid read = client.read(id);
    QCOMPARE(read.refundStatus(), u"failed"_s);
    QCOMPARE(read.refundDecline(), u"refund_reversed"_s);
    QCOMPARE(read.number("refunded"_L1), 0);
    QVERIFY(bank.advance(3'600'000));
    QCOMPARE(client.effects(),
             u"authorize 1000, capture 1000, refund 1000, refund_reversed 1000"_s);
    const QJsonValue effect = bank.ledger()["effects"_L1].toArray().last();
    QCOMPARE(effect["operation"_L1].toString(), u"op_r"_s);
    // What came back can go out again.
    QCOMPARE(client.refund(id, u"op_r2"_s, 1000).number("refunded"_L1), 1000);
}

void SimulatedBankRefundsTest::pendingHoldsItsShare()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(kFails);
    client.refund(id, u"op_r1"_s, 600);
    QCOMPARE(client.refund(id, u"op_r2"_s, 401).errorCode(), u"refund_exceeds_captured"_s);
    QVERIFY(bank.advance(1000));
    QCOMPARE(client.refund(id, u"op_r3"_s, 400).status(), 200);
    QCOMPARE(client.refund(id, u"op_r4"_s, 1).errorCode(), u"refund_exceeds_captured"_s);
    QVERIFY(bank.advance(4000));
    QCOMPARE(client.read(id).refundStatus(0), u"failed"_s);
    QCOMPARE(client.read(id).refundStatus(1), u"pending"_s);
    // A failed one gives its share back.
    QCOMPARE(client.refund(id, u"op_r5"_s, 600).status(), 200);
}

void SimulatedBankRefundsTest::dueInOrder()
{
    // A refund that is decided before the hold behind it ends, and one after that.
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{kPending};
    pay.multiple = true;
    const BankSaid paid = client.pay(pay);
    const QString id = paid.id();
    const qint64 startMs = m_clock.nowMs();
    const qint64 holdMs = paid.number("capture_before"_L1) - startMs;
    client.capture(id, u"op_c"_s, 500);
    client.refund(id, u"op_r1"_s, 100);
    QVERIFY(bank.advance(holdMs - 2000));
    client.refund(id, u"op_r2"_s, 200);
    QVERIFY(bank.advance(3'600'000));
    const BankSaid read = client.read(id);
    QCOMPARE(read.number("refunded"_L1), 300);
    QCOMPARE(read.number("held"_L1), 0);
    const QJsonArray effects = bank.ledger()["effects"_L1].toArray();
    QCOMPARE(client.effects(), u"authorize 1000, capture 500, refund 100, refund 200"_s);
    QCOMPARE(effects.at(2)["at"_L1].toInteger(), startMs + 5000);
    QCOMPARE(effects.at(3)["at"_L1].toInteger(), startMs + holdMs + 3000);
}

void SimulatedBankRefundsTest::orderDecidesWhoFits_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<bool>("largeFirst");
    for (const bool largeFirst : {true, false}) {
        const char *order = largeFirst ? "large first" : "small first";
        QTest::addRow("at once, %s", order) << kVisa << largeFirst;
        QTest::addRow("pending, %s", order) << kPending << largeFirst;
        QTest::addRow("reversed later, %s", order) << kReversed << largeFirst;
    }
}

void SimulatedBankRefundsTest::orderDecidesWhoFits()
{
    QFETCH(QString, card);
    QFETCH(bool, largeFirst);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString id = client.sell(card);
    const qint64 first = largeFirst ? 700 : 400;
    QCOMPARE(client.refund(id, u"op_first"_s, first).status(), 200);
    QCOMPARE(client.refund(id, u"op_second"_s, 1100 - first).errorCode(),
             u"refund_exceeds_captured"_s);
    QVERIFY(bank.advance(5000));
    QCOMPARE(client.read(id).number("refunded"_L1), first);
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000, refund "_s + QString::number(first));
}

QTEST_GUILESS_MAIN(SimulatedBankRefundsTest)
#include "simulatedbankrefundstest.moc"
