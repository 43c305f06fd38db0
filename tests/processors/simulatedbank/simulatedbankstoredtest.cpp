#include "services/processors/simulator/testcards.h"
#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Cards that are kept, and what the bank says when they are charged without the shopper.
class SimulatedBankStoredTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void kept();
    void onlyChecked();
    void keptForTheShopper();
    void notKept();
    void notKeptWhenDeclined();
    void challengeBeforeKeeping();
    void laterCharges_data();
    void laterCharges();
    void laterFaults_data();
    void laterFaults();
    void noFundsTwice();
    void issuerComesBack();
    void slowLaterCharge();
    void pendingLaterCharges_data();
    void pendingLaterCharges();
    void advice();
    void replacedCard();
    void byNetworkTransaction();
    void misunderstood_data();
    void misunderstood();
    void unknownToken();
    void forgottenToken();
    void sameKeySameCharge();
    void outlivesTheProcess();

private:
    ManualClock m_clock;
};

namespace {

/// What is said of a stored card.
QJsonObject credential(const QString &initiator, const QString &usage)
{
    return {{u"initiator"_s, initiator}, {u"usage"_s, usage}};
}

QJsonObject first(bool offSession = true)
{
    QJsonObject json = credential(u"customer"_s, u"first"_s);
    json.insert("off_session"_L1, offSession);
    return json;
}

QJsonObject byMerchant(const QString &networkTransactionId = {})
{
    QJsonObject json = credential(u"merchant"_s, u"subsequent"_s);
    json.insert("category"_L1, u"recurring"_s);
    if (!networkTransactionId.isEmpty())
        json.insert("network_transaction_id"_L1, networkTransactionId);
    return json;
}

QJsonObject bodyOf(const Pay &pay)
{
    return QJsonDocument::fromJson(pay.body()).object();
}

BankSaid send(BankClient &client, const QJsonObject &body)
{
    return client.post(u"/v1/payments"_s, body, u"key_"_s + body["reference"_L1].toString());
}

BankSaid keep(BankClient &client, const QString &card, qint64 amount = 0,
              const QString &reference = u"att_set"_s)
{
    Pay pay{card, reference};
    pay.automatic = true;
    QJsonObject body = bodyOf(pay);
    body.insert("amount"_L1, amount);
    body.insert("stored_credential"_L1, first());
    return send(client, body);
}

QJsonObject chargeBody(const QString &token, const QString &reference = u"att_mit"_s,
                       qint64 amount = 1000)
{
    Pay pay{{}, reference, amount};
    pay.automatic = true;
    QJsonObject body = bodyOf(pay);
    body.remove("card"_L1);
    body.insert("token"_L1, token);
    body.insert("stored_credential"_L1, byMerchant());
    return body;
}

} // namespace

void SimulatedBankStoredTest::kept()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, u"4242424242424242"_s, 1000);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.text("status"_L1), u"captured"_s);
    QVERIFY(said.text("token"_L1).startsWith(u"simtok_"_s));
    QVERIFY(said.text("network_transaction_id"_L1).startsWith(u"simntx_"_s));
    QCOMPARE(said.json["stored_credential"_L1]["initiator"_L1].toString(), u"customer"_s);
    QCOMPARE(said.json["stored_credential"_L1]["usage"_L1].toString(), u"first"_s);
    QCOMPARE(client.read(said.id()).text("token"_L1), said.text("token"_L1));
    const BankSaid later = send(client, chargeBody(said.text("token"_L1)));
    QCOMPARE(later.status(), 200);
    QCOMPARE(later.number("captured"_L1), 1000);
    QVERIFY(later.text("token"_L1).isEmpty());
    QVERIFY(later.text("network_transaction_id"_L1) != said.text("network_transaction_id"_L1));
    QCOMPARE(later.json["stored_credential"_L1]["initiator"_L1].toString(), u"merchant"_s);
    QCOMPARE(later.json["stored_credential"_L1]["category"_L1].toString(), u"recurring"_s);
    QCOMPARE(later.json["stored_credential"_L1]["refers_to"_L1].toString(), said.text("token"_L1));
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000, authorize 1000, capture 1000"_s);
}

void SimulatedBankStoredTest::onlyChecked()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, u"4242424242424242"_s);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.text("status"_L1), u"captured"_s);
    QCOMPARE(said.number("captured"_L1), 0);
    QCOMPARE(said.number("held"_L1), 0);
    QCOMPARE(client.effects(), u"verify 0"_s);
    QCOMPARE(client.capture(said.id(), u"op_c"_s, 1).errorCode(), u"already_captured"_s);
    QCOMPARE(client.refund(said.id(), u"op_r"_s, 1).errorCode(), u"not_captured"_s);
    QCOMPARE(client.voidHold(said.id()).errorCode(), u"already_captured"_s);
}

void SimulatedBankStoredTest::keptForTheShopper()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QJsonObject body = bodyOf(Pay{});
    body.insert("stored_credential"_L1, first(false));
    const BankSaid said = send(client, body);
    QVERIFY(said.text("token"_L1).isEmpty());
    QVERIFY(!said.text("network_transaction_id"_L1).isEmpty());
}

void SimulatedBankStoredTest::notKept()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({});
    for (const auto member : {"token"_L1, "network_transaction_id"_L1, "stored_credential"_L1})
        QVERIFY(!said.json.contains(member));
}

void SimulatedBankStoredTest::notKeptWhenDeclined()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, u"4000000000000002"_s);
    QCOMPARE(said.status(), 402);
    QVERIFY(!said.json.contains("token"_L1));
    QVERIFY(!said.json.contains("network_transaction_id"_L1));
    QCOMPARE(client.effects(), QString());
}

void SimulatedBankStoredTest::challengeBeforeKeeping()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, u"4000002760003184"_s);
    QCOMPARE(said.text("status"_L1), u"challenge_required"_s);
    QVERIFY(!said.json.contains("token"_L1));
    QCOMPARE(client.effects(), QString());
    client.answerChallenge(said, "approve");
    const QString token = client.read(said.id()).text("token"_L1);
    QVERIFY(!token.isEmpty());
    QCOMPARE(client.effects(), u"verify 0"_s);
    QCOMPARE(send(client, chargeBody(token)).declineCategory(), u"authentication_required"_s);
}

void SimulatedBankStoredTest::laterCharges_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("category"); // empty: approved
    const auto row = [](const char *card, const QString &category = {}) {
        QTest::newRow(card) << QString::fromLatin1(card) << category;
    };
    row("4242424242424242");
    row("5555555555554444");
    row("378282246310005");
    row("4000056655665556");
    row("4111111111111111");
    row("5105105105105100");
    row("6011111111111117");
    row("3530111333300000");
    row("4000000000003220"); // the challenge is the shopper's
    row("4000009904010009");
    row("4000009904020008");
    row("4000009904040006");
    row("4000009905110006");
    row("4000009905120005");
    row("4000009906020006");
    row("4000000000000341", u"generic_decline"_s);
    row("4000002760003184", u"authentication_required"_s);
    row("4000009906010007", u"recurring_revoked"_s);
    row("4000009901000003", u"insufficient_funds"_s);
}

void SimulatedBankStoredTest::laterCharges()
{
    QFETCH(const QString, card);
    QFETCH(const QString, category);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    BankSaid said = keep(client, card);
    if (said.text("status"_L1) == u"challenge_required"_s) {
        client.answerChallenge(said, "approve");
        said = client.read(said.id());
    }
    const BankSaid later = send(client, chargeBody(said.text("token"_L1)));
    QCOMPARE(later.status(), category.isEmpty() ? 200 : 402);
    QCOMPARE(later.declineCategory(), category);
    QCOMPARE(later.number("captured"_L1), category.isEmpty() ? 1000 : 0);
    QVERIFY(!later.json.contains("challenge"_L1));
}

void SimulatedBankStoredTest::laterFaults_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<bool>("done");
    QTest::newRow("timeout after") << u"4000009905020007"_s << true;
    QTest::newRow("500 done") << u"4000009905050004"_s << true;
    QTest::newRow("reset") << u"4000009905070002"_s << true;
    QTest::newRow("garbage") << u"4000009905080001"_s << true;
}

void SimulatedBankStoredTest::laterFaults()
{
    QFETCH(const QString, card);
    QFETCH(const bool, done);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    keep(client, card);
    const QString token = client.readReference(u"att_set"_s).text("token"_L1);
    QVERIFY(!token.isEmpty());
    const BankSaid spoiled = send(client, chargeBody(token));
    const bool isWhole = spoiled.reply.delivery == BankDelivery::Whole;
    QVERIFY(!isWhole || spoiled.number("captured"_L1) != 1000);
    QCOMPARE(client.readReference(u"att_mit"_s).number("captured"_L1), done ? 1000 : 0);
}

void SimulatedBankStoredTest::noFundsTwice()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString token = keep(client, u"4000009901000003"_s).text("token"_L1);
    const QString other = keep(client, u"4000009901000003"_s, 0, u"att_other"_s).text("token"_L1);
    QList<int> statuses;
    for (int i = 0; i < 4; ++i)
        statuses.append(send(client, chargeBody(token, u"att_%1"_s.arg(i))).status());
    QCOMPARE(statuses, (QList<int>{402, 402, 200, 402}));
    QCOMPARE(send(client, chargeBody(other)).status(), 402); // a series of its own
}

void SimulatedBankStoredTest::issuerComesBack()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    QString token;
    for (int i = 0; i < 3; ++i)
        token = keep(client, u"4000009903030008"_s, 0, u"att_set%1"_s.arg(i)).text("token"_L1);
    QList<int> statuses;
    for (int i = 0; i < 3; ++i)
        statuses.append(send(client, chargeBody(token, u"att_%1"_s.arg(i))).status());
    QCOMPARE(statuses, (QList<int>{402, 402, 200}));
}

void SimulatedBankStoredTest::slowLaterCharge()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString token = keep(client, u"4000009905010008"_s).text("token"_L1);
    QCOMPARE(send(client, chargeBody(token)).reply.delayMs, 8'000);
}

void SimulatedBankStoredTest::pendingLaterCharges_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("kept");
    QTest::newRow("approved") << u"4000009905090000"_s << u"captured"_s;
    QTest::newRow("declined") << u"4000009905100007"_s << u"declined"_s;
}

void SimulatedBankStoredTest::pendingLaterCharges()
{
    QFETCH(const QString, card);
    QFETCH(const QString, kept);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, card);
    QCOMPARE(said.text("status"_L1), u"pending"_s);
    QVERIFY(!said.json.contains("token"_L1));
    m_clock.advance(6'000);
    QCOMPARE(client.read(said.id()).text("status"_L1), kept);
    const QString token = client.read(said.id()).text("token"_L1);
    QCOMPARE(token.isEmpty(), kept == u"declined"_s);
    if (token.isEmpty())
        return;
    const BankSaid later = send(client, chargeBody(token));
    QCOMPARE(later.text("status"_L1), u"pending"_s);
    m_clock.advance(6'000);
    QCOMPARE(client.read(later.id()).number("captured"_L1), 1000);
}

void SimulatedBankStoredTest::advice()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString token = keep(client, u"4000009906010007"_s).text("token"_L1);
    QCOMPARE(send(client, chargeBody(token)).inner("decline", "advice"), u"MAC 03"_s);
}

void SimulatedBankStoredTest::replacedCard()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = keep(client, u"4000009906020006"_s);
    QVERIFY(!said.json.contains("updated_card"_L1));
    const BankSaid later = send(client, chargeBody(said.text("token"_L1)));
    QCOMPARE(later.json["updated_card"_L1].toObject(),
             (QJsonObject{{u"last4"_s, u"4242"_s}, {u"exp_month"_s, 12}, {u"exp_year"_s, 2039}}));
}

void SimulatedBankStoredTest::byNetworkTransaction()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.automatic = true;
    QJsonObject body = bodyOf(pay);
    body.insert("stored_credential"_L1, byMerchant(u"ntx_elsewhere"_s));
    const BankSaid said = send(client, body);
    QCOMPARE(said.status(), 200);
    QCOMPARE(said.json["stored_credential"_L1]["refers_to"_L1].toString(), u"ntx_elsewhere"_s);
    Pay revoked{u"4000009906010007"_s, u"att_2"_s};
    body = bodyOf(revoked);
    body.insert("stored_credential"_L1, byMerchant(u"ntx_elsewhere"_s));
    QCOMPARE(send(client, body).declineCategory(), u"recurring_revoked"_s);
}

void SimulatedBankStoredTest::misunderstood_data()
{
    QTest::addColumn<QJsonObject>("body");
    const auto row = [](const char *name, QJsonObject body, const QString &member,
                        const QJsonValue &value) {
        body.insert(member, value);
        QTest::newRow(name) << body;
    };
    const QJsonObject card = bodyOf(Pay{});
    const QJsonObject token = chargeBody(u"simtok_1"_s);
    const auto credentialKey = u"stored_credential"_s;
    QJsonObject nothing = card;
    nothing.insert("amount"_L1, 0);
    QTest::newRow("nothing") << nothing;
    row("nothing, later", nothing, credentialKey, credential(u"customer"_s, u"subsequent"_s));
    row("nothing, to hold", nothing, credentialKey, first());
    row("unknown usage", card, credentialKey, credential(u"customer"_s, u"often"_s));
    row("unknown initiator", card, credentialKey, credential(u"bank"_s, u"first"_s));
    row("no object", card, credentialKey, u"first"_s);
    row("merchant, nothing agreed", card, credentialKey, byMerchant());
    row("merchant, first", card, credentialKey, credential(u"merchant"_s, u"first"_s));
    row("token of the shopper", token, credentialKey, first());
    row("token and nothing said", token, credentialKey, QJsonValue());
    row("token and card", token, u"card"_s, card["card"_L1]);
    row("token and 3DS", token, u"three_ds"_s, true);
    row("token and nothing to take", token, u"amount"_s, 0);
    QJsonObject noReason = byMerchant();
    noReason.remove("category"_L1);
    row("no reason", token, credentialKey, noReason);
}

void SimulatedBankStoredTest::misunderstood()
{
    QFETCH(const QJsonObject, body);
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = send(client, body);
    QCOMPARE(said.status(), 400);
    QCOMPARE(said.errorCode(), u"invalid_request"_s);
    QCOMPARE(client.effects(), QString());
}

void SimulatedBankStoredTest::unknownToken()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = send(client, chargeBody(u"simtok_none"_s));
    QCOMPARE(said.status(), 422);
    QCOMPARE(said.errorCode(), u"unknown_token"_s);
}

void SimulatedBankStoredTest::sameKeySameCharge()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const QString token = keep(client, u"4242424242424242"_s).text("token"_L1);
    const BankSaid once = send(client, chargeBody(token));
    const BankSaid again = send(client, chargeBody(token));
    QVERIFY(again.isReplay());
    QCOMPARE(again.id(), once.id());
    QJsonObject other = chargeBody(token);
    other.insert("token"_L1, u"simtok_other"_s);
    QCOMPARE(send(client, other).errorCode(), u"key_reused"_s);
    QCOMPARE(client.effects(), u"verify 0, authorize 1000, capture 1000"_s);
}

namespace {

class MemoryJournal final : public BankJournal
{
public:
    Result<> replay(const std::function<Result<>(QByteArrayView)> &take) override
    {
        for (const QByteArray &line : lines) {
            Result<> taken = take(line);
            if (!taken)
                return taken;
        }
        return {};
    }
    Result<> append(QByteArrayView line) override
    {
        lines.append(line.toByteArray());
        return {};
    }

    QByteArrayList lines;
};

} // namespace

void SimulatedBankStoredTest::outlivesTheProcess()
{
    MemoryJournal journal;
    QString token;
    QJsonObject before;
    {
        SimulatedBank bank({}, m_clock, &journal);
        BankClient client(bank);
        token = keep(client, u"4000009906020006"_s).text("token"_L1);
        send(client, chargeBody(token));
        before = bank.ledger();
    }
    SimulatedBank bank({}, m_clock, &journal);
    QVERIFY(bank.open());
    QCOMPARE(bank.ledger(), before);
    BankClient client(bank);
    const BankSaid later = send(client, chargeBody(token, u"att_later"_s));
    QCOMPARE(later.status(), 200);
    QVERIFY(later.json.contains("updated_card"_L1)); // the card is still that card
}

void SimulatedBankStoredTest::forgottenToken()
{
    MemoryJournal journal;
    SimulatedBank bank({}, m_clock, &journal);
    BankClient client(bank);
    const QString token = keep(client, u"4242424242424242"_s).text("token"_L1);
    const auto forget = [&client](const QString &what, const QString &operation) {
        return client.post(u"/v1/tokens/"_s + what + u"/detach"_s, {{u"reference"_s, operation}},
                           u"key_"_s + operation);
    };
    QCOMPARE(send(client, chargeBody(token)).status(), 200);
    QCOMPARE(forget(token, u"det_1"_s).text("status"_L1), u"detached"_s);
    QVERIFY(forget(token, u"det_1"_s).isReplay());
    QCOMPARE(forget(token, u"det_2"_s).status(), 200); // it is the same as before
    QCOMPARE(client.effects().count(u"detach 0"_s), 1);
    QCOMPARE(send(client, chargeBody(token, u"att_2"_s)).errorCode(), u"unknown_token"_s);
    QCOMPARE(forget(u"simtok_none"_s, u"det_3"_s).errorCode(), u"unknown_token"_s);
    QCOMPARE(forget(token, u"no id"_s).status(), 400);
    SimulatedBank later({}, m_clock, &journal);
    QVERIFY(later.open());
    QCOMPARE(later.ledger(), bank.ledger());
    BankClient again(later);
    QCOMPARE(send(again, chargeBody(token, u"att_3"_s)).errorCode(), u"unknown_token"_s);
}

QTEST_APPLESS_MAIN(SimulatedBankStoredTest)
#include "simulatedbankstoredtest.moc"
