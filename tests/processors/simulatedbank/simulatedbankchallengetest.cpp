#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The bank's 3DS page: what it shows, what each button does, and when it is over.
class SimulatedBankChallengeTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void buttons_data();
    void buttons();
    void sale();
    void runsOut();
    void pageIsEscaped();

private:
    ManualClock m_clock;
};

void SimulatedBankChallengeTest::buttons_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("result");
    const QString plain = u"4000000000003220"_s;
    QTest::newRow("approve") << plain << QByteArray("approve") << u"authorized"_s << QString()
                             << u"approved"_s;
    QTest::newRow("fail") << plain << QByteArray("fail") << u"declined"_s
                          << u"authentication_failed"_s << u"failed"_s;
    QTest::newRow("cancel") << plain << QByteArray("cancel") << u"declined"_s
                            << u"customer_cancelled"_s << u"cancelled"_s;
    QTest::newRow("then no funds") << u"4000008260003178"_s << QByteArray("approve")
                                   << u"declined"_s << u"insufficient_funds"_s << u"approved"_s;
    QTest::newRow("then decline") << u"4000008400001629"_s << QByteArray("approve") << u"declined"_s
                                  << u"generic_decline"_s << u"approved"_s;
    QTest::newRow("saving") << u"4000002760003184"_s << QByteArray("approve") << u"authorized"_s
                            << QString() << u"approved"_s;
}

void SimulatedBankChallengeTest::buttons()
{
    QFETCH(QString, card);
    QFETCH(QByteArray, action);
    QFETCH(QString, status);
    QFETCH(QString, category);
    QFETCH(QString, result);
    SimulatedBank bank({}, m_clock);
    bank.setBaseUrl(QUrl(u"http://127.0.0.1:8123"_s));
    BankClient client(bank);
    const BankSaid said = client.pay({card});
    const QString url = said.inner("challenge", "url");
    QVERIFY(url.startsWith(u"http://127.0.0.1:8123/challenge/tds_"_s));
    QCOMPARE(said.json["challenge"_L1]["expires_at"_L1].toInteger(), m_clock.nowMs() + 900'000);

    const QByteArray page = client.send("GET", QUrl(url).path()).reply.response.body;
    for (const char *part : {"id=\"approve\"", "id=\"fail\"", "id=\"cancel\"", "id=\"nothing\"",
                             "10.00 EUR", "att_1", "test only"})
        QVERIFY2(page.contains(part), part);
    const BankSaid nothing = client.answerChallenge(said, "nothing");
    QCOMPARE(nothing.status(), 200);
    QVERIFY(nothing.reply.response.body.contains("Nothing was done"));
    QCOMPARE(client.read(said.id()).text("status"_L1), u"challenge_required"_s);

    const BankSaid back = client.answerChallenge(said, action);
    QCOMPARE(back.status(), 303);
    const QString expected = u"http://127.0.0.1:9/return?token=abc&result="_s + result;
    QCOMPARE(headerValue(back.reply.response.headers, "location"), expected.toLatin1());
    const BankSaid read = client.read(said.id());
    QCOMPARE(read.text("status"_L1), status);
    QCOMPARE(read.declineCategory(), category);
    QVERIFY(!read.json.contains("challenge"_L1));
    QCOMPARE(read.inner("three_ds", "flow"), u"challenge"_s);

    // A second click changes nothing and goes back the same way.
    const BankSaid twice = client.answerChallenge(said, "fail");
    QCOMPARE(headerValue(twice.reply.response.headers, "location"), expected.toLatin1());
    QCOMPARE(client.read(said.id()).text("status"_L1), status);
    const BankSaid closed = client.send("GET", QUrl(url).path());
    QVERIFY(!closed.reply.response.body.contains("id=\"approve\""));
    QCOMPARE(client.send("GET", u"/challenge/tds_none"_s).status(), 404);
}

void SimulatedBankChallengeTest::sale()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    Pay pay;
    pay.threeDs = true;
    pay.automatic = true;
    const BankSaid said = client.pay(pay);
    QCOMPARE(client.effects(), QString());
    client.answerChallenge(said, "approve");
    const BankSaid read = client.read(said.id());
    QCOMPARE(read.text("status"_L1), u"captured"_s);
    QCOMPARE(read.inner("three_ds", "status"), u"Y"_s);
    QVERIFY(read.json["three_ds"_L1]["liability_shift"_L1].toBool());
    QCOMPARE(client.effects(), u"authorize 1000, capture 1000"_s);
}

void SimulatedBankChallengeTest::runsOut()
{
    SimulatedBank bank({}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({u"4000000000003220"_s});
    QVERIFY(bank.advance(900'000));
    const BankSaid read = client.read(said.id());
    QCOMPARE(read.text("status"_L1), u"declined"_s);
    QCOMPARE(read.inner("decline", "code"), u"challenge_expired"_s);
    QCOMPARE(read.declineCategory(), u"customer_cancelled"_s);
    client.answerChallenge(said, "approve");
    QCOMPARE(client.read(said.id()).text("status"_L1), u"declined"_s);
    QCOMPARE(client.effects(), QString());
}

void SimulatedBankChallengeTest::pageIsEscaped()
{
    SimulatedBank bank({u"<script>{{amount}}"_s, 1, QUrl(u"http://127.0.0.1"_s)}, m_clock);
    BankClient client(bank);
    const BankSaid said = client.pay({u"4000000000003220"_s});
    const BankSaid page = client.send("GET", QUrl(said.inner("challenge", "url")).path());
    QVERIFY(!page.reply.response.body.contains("<script>"));
    QVERIFY(page.reply.response.body.contains("&lt;script&gt;{{amount}} plays"));
    QVERIFY(headerValue(page.reply.response.headers, "content-security-policy")
                .startsWith("default-src 'none'"));
}

QTEST_GUILESS_MAIN(SimulatedBankChallengeTest)
#include "simulatedbankchallengetest.moc"
