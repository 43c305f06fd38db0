#include "services/domain/card.h"
#include "services/processors/simulator/testcards.h"
#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// Every test card, held and sold at once: what the bank says first, what a read says, and what
/// moved.
class SimulatedBankCardsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everyCardIsListedOnce();
    void everyCardHasARow();
    void held_data();
    void held();
    void sold_data() { held_data(); }
    void sold();
    void spoiledReplies_data();
    void spoiledReplies();
    void threeDsOnRequest_data();
    void threeDsOnRequest();
    void issuerComesBackOnTheThirdTry();
    void softDeclineWantsTheChallenge();
    void addressDecides();
    void partialNeedsConsent();
    void rateLimitEndsOnTheThirdTry();
    void wrongAmountIsOnlyInTheReply();
    void slowCardAnswersLate();
    void pendingIsDecidedLater_data();
    void pendingIsDecidedLater();
    void reviewIsDecidedByControl_data();
    void reviewIsDecidedByControl();

private:
    ManualClock m_clock;
};

namespace {

void decline(const char *name, const QString &card, const QString &category)
{
    QTest::newRow(name) << card << 402 << u"declined"_s << category << false;
}

void approve(const char *name, const QString &card)
{
    QTest::newRow(name) << card << 200 << u"authorized"_s << QString() << false;
}

void unanswered(const char *name, const QString &card, int status, const QString &truth)
{
    QTest::newRow(name) << card << status << truth << QString() << true;
}

void addApprovals()
{
    approve("visa", u"4242424242424242"_s);
    approve("mastercard", u"5555555555554444"_s);
    approve("amex", u"378282246310005"_s);
    approve("visa debit", u"4000056655665556"_s);
    approve("visa plain", u"4111111111111111"_s);
    approve("mastercard plain", u"5105105105105100"_s);
    approve("discover", u"6011111111111117"_s);
    approve("jcb", u"3530111333300000"_s);
    approve("frictionless", u"4000009904010009"_s);
    approve("attempted", u"4000009904020008"_s);
    approve("directory unavailable", u"4000009904040006"_s);
    approve("later charge declines", u"4000000000000341"_s);
    approve("later charge no funds", u"4000009901000003"_s);
    approve("later charge revoked", u"4000009906010007"_s);
    approve("account updater", u"4000009906020006"_s);
    approve("slow", u"4000009905010008"_s);
    approve("no webhook", u"4000009905110006"_s);
    approve("duplicate webhooks", u"4000009905120005"_s);
    approve("short hold", u"4000009906030005"_s);
    approve("async capture", u"4000009906040004"_s);
    approve("capture fails", u"4000009906050003"_s);
    approve("refund pending", u"4000009907010006"_s);
    approve("refund fails", u"4000009907020005"_s);
    approve("refund reversed", u"4000009907030004"_s);
    approve("void refused", u"4000009907040003"_s);
    approve("single capture", u"4000009907050002"_s);
    approve("increment declined", u"4000009908020004"_s);
    approve("disputed", u"4000000000000259"_s);
    approve("dispute decided", u"4000009909010004"_s);
    approve("settlement differs", u"4000009909020003"_s);
}

void addDeclines()
{
    decline("generic", u"4000000000000002"_s, u"generic_decline"_s);
    decline("no funds", u"4000000000009995"_s, u"insufficient_funds"_s);
    decline("lost", u"4000000000009987"_s, u"lost_or_stolen"_s);
    decline("stolen", u"4000000000009979"_s, u"lost_or_stolen"_s);
    decline("expired", u"4000000000000069"_s, u"expired_card"_s);
    decline("cvc", u"4000000000000127"_s, u"incorrect_cvc"_s);
    decline("processing error", u"4000000000000119"_s, u"processor_error"_s);
    decline("velocity", u"4000000000006975"_s, u"limit_exceeded"_s);
    decline("risk", u"4100000000000019"_s, u"blocked_by_risk"_s);
    decline("fraud", u"4000009903010000"_s, u"suspected_fraud"_s);
    decline("not supported here", u"4000009903020009"_s, u"card_not_supported"_s);
    decline("issuer unavailable", u"4000009903030008"_s, u"issuer_unavailable"_s);
    decline("soft decline", u"4000009903040007"_s, u"authentication_required"_s);
    decline("address", u"4000009903050006"_s, u"incorrect_address"_s);
    decline("3ds rejected", u"4000009904030007"_s, u"authentication_failed"_s);
    decline("partial, not wanted", u"4000009902000002"_s, u"insufficient_funds"_s);
    decline("genuine number", u"4539578763621486"_s, u"card_not_supported"_s);
    decline("no check digit", u"4242424242424241"_s, u"card_not_supported"_s);
}

void addOthers()
{
    for (const auto &[name, card] : {std::pair{"challenge", u"4000000000003220"_s},
                                     {"challenge then no funds", u"4000008260003178"_s},
                                     {"challenge then decline", u"4000008400001629"_s},
                                     {"saving needs challenge", u"4000002760003184"_s}})
        QTest::newRow(name) << card << 200 << u"challenge_required"_s << QString() << false;
    QTest::newRow("pending, approved")
        << u"4000009905090000"_s << 200 << u"pending"_s << QString() << false;
    QTest::newRow("pending, declined")
        << u"4000009905100007"_s << 200 << u"pending"_s << QString() << false;
    QTest::newRow("review") << u"4000009908010005"_s << 200 << u"review"_s << QString() << false;
    unanswered("timeout after", u"4000009905020007"_s, 0, u"authorized"_s);
    unanswered("timeout before", u"4000009905030006"_s, 0, {});
    unanswered("500", u"4000009905040005"_s, 500, {});
    unanswered("500 done", u"4000009905050004"_s, 500, u"authorized"_s);
    unanswered("429", u"4000009905060003"_s, 429, {});
    unanswered("reset", u"4000009905070002"_s, 0, u"authorized"_s);
    unanswered("garbage", u"4000009905080001"_s, 200, u"authorized"_s);
    unanswered("wrong amount", u"4000009905130004"_s, 200, u"authorized"_s);
}

} // namespace

void SimulatedBankCardsTest::everyCardIsListedOnce()
{
    QSet<QString> numbers;
    for (const TestCard &card : testCards()) {
        const QByteArray number(card.number.data(), card.number.size());
        QVERIFY2(passesLuhn(number), number.constData());
        QVERIFY2(!numbers.contains(card.number), number.constData());
        numbers.insert(card.number);
        QCOMPARE(scenarioOf(number), card.scenario);
        QVERIFY(scenarioFromName(QString(card.name)) == card.scenario);
    }
}

void SimulatedBankCardsTest::everyCardHasARow()
{
    // Rows name their card as a literal, so that a number changed in the list is noticed.
    QFile source(QStringLiteral(OX_TEST_SOURCE));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray text = source.readAll();
    for (const TestCard &card : testCards())
        QVERIFY2(text.contains(card.number.data()), card.number.data());
}

void SimulatedBankCardsTest::held_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QString>("status"); ///< by a read; "" = not found
    QTest::addColumn<QString>("category");
    QTest::addColumn<bool>("isSpoiled");
    addApprovals();
    addDeclines();
    addOthers();
}

void SimulatedBankCardsTest::held()
{
    QFETCH(QString, card);
    QFETCH(int, httpStatus);
    QFETCH(QString, status);
    QFETCH(QString, category);
    QFETCH(bool, isSpoiled);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({card});
    const bool neverSaid = said.reply.delivery != BankDelivery::Whole;
    QCOMPARE(neverSaid ? 0 : said.status(), httpStatus);
    if (!isSpoiled) {
        QCOMPARE(said.text("status"_L1), status);
        QCOMPARE(said.text("reference"_L1), u"att_1"_s);
        QCOMPARE(said.text("operation"_L1), u"op_att_1"_s);
        QCOMPARE(said.number("amount"_L1), 1000);
        QCOMPARE(said.declineCategory(), category);
    }
    const BankSaid read = client.readReference();
    QCOMPARE(read.status(), status.isEmpty() ? 404 : 200);
    QCOMPARE(read.text("status"_L1), status);
    const bool moved = status == "authorized"_L1;
    QCOMPARE(read.number("authorized"_L1), moved ? 1000 : 0);
    QCOMPARE(read.number("held"_L1), moved ? 1000 : 0);
    QCOMPARE(client.effects(), moved ? u"authorize 1000"_s : QString());
}

void SimulatedBankCardsTest::sold()
{
    QFETCH(QString, card);
    QFETCH(QString, status);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{card};
    pay.automatic = true;
    const BankSaid said = client.pay(pay);
    const BankSaid read = client.readReference();
    if (status != "authorized"_L1) {
        QCOMPARE(read.text("status"_L1), status);
        QCOMPARE(client.effects(), QString());
    } else if (card == "4000009906050003"_L1) {
        QCOMPARE(said.status(), 402);
        QCOMPARE(read.declineCategory(), u"processor_error"_s);
        QCOMPARE(client.effects(), QString());
    } else if (card == "4000009906040004"_L1) {
        QCOMPARE(read.text("status"_L1), u"pending"_s);
        QCOMPARE(read.json["captures"_L1][0]["status"_L1].toString(), u"pending"_s);
        QVERIFY(bank.advance(5000));
        QCOMPARE(client.readReference().text("status"_L1), u"captured"_s);
        QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
    } else {
        QCOMPARE(read.text("status"_L1), u"captured"_s);
        QCOMPARE(read.number("captured"_L1), 1000);
        QCOMPARE(read.number("held"_L1), 0);
        QCOMPARE(read.json["captures"_L1][0]["reference"_L1].toString(), u"op_att_1"_s);
        QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
    }
}

void SimulatedBankCardsTest::spoiledReplies_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<BankDelivery>("delivery");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("timeout after") << u"4000009905020007"_s << BankDelivery::NoReply << true;
    QTest::newRow("timeout before") << u"4000009905030006"_s << BankDelivery::NoReply << false;
    QTest::newRow("500") << u"4000009905040005"_s << BankDelivery::Whole << false;
    QTest::newRow("500 done") << u"4000009905050004"_s << BankDelivery::Whole << true;
    QTest::newRow("reset") << u"4000009905070002"_s << BankDelivery::Reset << true;
    QTest::newRow("garbage") << u"4000009905080001"_s << BankDelivery::Whole << true;
}

void SimulatedBankCardsTest::spoiledReplies()
{
    QFETCH(QString, card);
    QFETCH(BankDelivery, delivery);
    QFETCH(bool, isDone);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid first = client.pay({card});
    QCOMPARE(first.reply.delivery, delivery);
    QCOMPARE(first.json.contains("status"_L1) && delivery == BankDelivery::Whole, false);
    const BankSaid again = client.pay({card});
    if (isDone) {
        QVERIFY(again.isReplay());
        QCOMPARE(again.reply.delivery, BankDelivery::Whole);
        QCOMPARE(again.status(), 200);
        QCOMPARE(again.text("status"_L1), u"authorized"_s);
        QCOMPARE(client.effects(), u"authorize 1000"_s);
    } else {
        QVERIFY(!again.isReplay());
        QCOMPARE(again.reply.delivery, delivery);
        QCOMPARE(client.readReference().status(), 404);
        QCOMPARE(client.voidReference(u"att_1"_s).status(), 200);
        QCOMPARE(client.pay({card}).errorCode(), u"reference_cancelled"_s);
        QCOMPARE(client.effects(), QString());
    }
}

void SimulatedBankCardsTest::threeDsOnRequest_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("shift");
    const auto row = [](const char *name, const QString &card, const QString &flow,
                        const QString &result,
                        bool shift) { QTest::newRow(name) << card << flow << result << shift; };
    row("visa", u"4242424242424242"_s, u"challenge"_s, {}, false);
    row("mastercard", u"5555555555554444"_s, u"challenge"_s, {}, false);
    row("visa debit", u"4000056655665556"_s, u"challenge"_s, {}, false);
    row("visa plain", u"4111111111111111"_s, u"challenge"_s, {}, false);
    row("amex never", u"378282246310005"_s, {}, {}, false);
    row("frictionless", u"4000009904010009"_s, u"frictionless"_s, u"Y"_s, true);
    row("attempted", u"4000009904020008"_s, u"frictionless"_s, u"A"_s, true);
    row("rejected", u"4000009904030007"_s, u"frictionless"_s, u"R"_s, false);
    row("unavailable", u"4000009904040006"_s, u"frictionless"_s, u"U"_s, false);
}

void SimulatedBankCardsTest::threeDsOnRequest()
{
    QFETCH(QString, card);
    QFETCH(QString, flow);
    QFETCH(QString, result);
    QFETCH(bool, shift);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{card};
    pay.threeDs = true;
    const BankSaid said = client.pay(pay);
    QCOMPARE(said.inner("three_ds", "flow"), flow);
    QCOMPARE(said.inner("three_ds", "status"), result);
    QCOMPARE(said.json["three_ds"_L1]["liability_shift"_L1].toBool(), shift);
    QCOMPARE(said.text("status"_L1) == "challenge_required"_L1, flow == "challenge"_L1);
}

void SimulatedBankCardsTest::issuerComesBackOnTheThirdTry()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QStringList seen;
    for (int i = 1; i <= 6; ++i) {
        Pay pay{u"4000009903030008"_s, u"att_"_s + QString::number(i)};
        seen.append(client.pay(pay).text("status"_L1));
    }
    QCOMPARE(seen.join(u' '), u"declined declined authorized declined declined authorized"_s);
}

void SimulatedBankCardsTest::softDeclineWantsTheChallenge()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{u"4000009903040007"_s};
    QCOMPARE(client.pay(pay).declineCategory(), u"authentication_required"_s);
    pay.reference = u"att_2"_s;
    pay.threeDs = true;
    const BankSaid said = client.pay(pay);
    QCOMPARE(said.text("status"_L1), u"challenge_required"_s);
    client.answerChallenge(said, "approve");
    QCOMPARE(client.read(said.id()).text("status"_L1), u"authorized"_s);
}

void SimulatedBankCardsTest::addressDecides()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{u"4000009903050006"_s};
    pay.zip = u"10001"_s;
    QCOMPARE(client.pay(pay).text("status"_L1), u"authorized"_s);
}

void SimulatedBankCardsTest::partialNeedsConsent()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{u"4000009902000002"_s};
    pay.partial = true;
    const BankSaid said = client.pay(pay);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.text("status"_L1), u"authorized"_s);
    QCOMPARE(said.number("amount"_L1), 1000);
    QCOMPARE(said.number("authorized"_L1), 700);
    QCOMPARE(client.capture(said.id(), u"op_c"_s, 701).errorCode(), u"amount_too_large"_s);
    QCOMPARE(client.capture(said.id(), u"op_d"_s, 700).text("status"_L1), u"captured"_s);
}

void SimulatedBankCardsTest::rateLimitEndsOnTheThirdTry()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    for (int i = 0; i < 2; ++i) {
        const BankSaid limited = client.pay({u"4000009905060003"_s});
        QCOMPARE(limited.status(), 429);
        QCOMPARE(limited.errorCode(), u"rate_limited"_s);
        QCOMPARE(headerValue(limited.reply.response.headers, "retry-after"), QByteArray("1"));
        QCOMPARE(client.effects(), QString());
    }
    const BankSaid said = client.pay({u"4000009905060003"_s});
    QCOMPARE(said.status(), 200);
    QVERIFY(!said.isReplay());
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankCardsTest::wrongAmountIsOnlyInTheReply()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({u"4000009905130004"_s});
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.number("amount"_L1), 1001);
    QCOMPARE(said.number("authorized"_L1), 1001);
    QCOMPARE(client.readReference().number("amount"_L1), 1000);
    QCOMPARE(client.readReference().number("authorized"_L1), 1000);
    QCOMPARE(client.effects(), u"authorize 1000"_s);
}

void SimulatedBankCardsTest::slowCardAnswersLate()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QCOMPARE(client.pay({u"4000009905010008"_s}).reply.delayMs, 8000);
    QCOMPARE(client.pay({u"4000009905010008"_s}).reply.delayMs, 0);
    bank.setLatencyMs(25);
    QCOMPARE(client.readReference().reply.delayMs, 25);
}

void SimulatedBankCardsTest::pendingIsDecidedLater_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("effects");
    QTest::newRow("yes") << u"4000009905090000"_s << u"captured"_s
                         << u"authorize 1000, capture 1000"_s;
    QTest::newRow("no") << u"4000009905100007"_s << u"declined"_s << QString();
}

void SimulatedBankCardsTest::pendingIsDecidedLater()
{
    QFETCH(QString, card);
    QFETCH(QString, status);
    QFETCH(QString, effects);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay{card};
    pay.automatic = true;
    client.pay(pay);
    QVERIFY(bank.advance(4999));
    QCOMPARE(client.readReference().text("status"_L1), u"pending"_s);
    QVERIFY(bank.advance(1));
    QCOMPARE(client.readReference().text("status"_L1), status);
    QCOMPARE(client.effects(), effects);
}

void SimulatedBankCardsTest::reviewIsDecidedByControl_data()
{
    QTest::addColumn<bool>("approve");
    QTest::addColumn<QString>("status");
    QTest::newRow("yes") << true << u"authorized"_s;
    QTest::newRow("no") << false << u"declined"_s;
}

void SimulatedBankCardsTest::reviewIsDecidedByControl()
{
    QFETCH(bool, approve);
    QFETCH(QString, status);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({u"4000009908010005"_s});
    const QJsonObject decision = {{u"id"_s, said.id()}, {u"approve"_s, approve}};
    QCOMPARE(client.post(u"/control/review"_s, decision).status(), 200);
    QCOMPARE(client.readReference().text("status"_L1), status);
    QCOMPARE(client.post(u"/control/review"_s, decision).status(), 422);
}

QTEST_GUILESS_MAIN(SimulatedBankCardsTest)
#include "simulatedbankcardstest.moc"
