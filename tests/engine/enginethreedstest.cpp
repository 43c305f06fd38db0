#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineThreeDsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void challenge_data();
    void challenge();
    void manualCaptureAfterChallenge();
    void frictionless_data();
    void frictionless();
    void askedFor_data();
    void askedFor();
    void tds_resumed();
    void tds_resumed_afterRestart();
    void syncsTogetherShareOneRead();
    void tds_abandoned();
    void tds_abandoned_bankStillWaits();
    void tds_spoofed_return_data();
    void tds_spoofed_return();
    void tds_foreign_return();
    void tds_reused_token();

private:
    static QString tokenOf(const QUrl &returned);
};

/// The last part of the address the bank sends the shopper to.
QString EngineThreeDsTest::tokenOf(const QUrl &returned)
{
    return returned.path().section(u'/', -1);
}

void EngineThreeDsTest::challenge_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("attempt");
    QTest::addColumn<QString>("category");
    QTest::newRow("approve") << "4000000000003220"_ba
                             << "approve"_ba << u"succeeded"_s << u"charged"_s << QString();
    QTest::newRow("fail") << "4000000000003220"_ba
                          << "fail"_ba << u"failed"_s << u"authentication_failed"_s
                          << u"authentication_failed"_s;
    QTest::newRow("cancel") << "4000000000003220"_ba
                            << "cancel"_ba << u"failed"_s << u"failure"_s
                            << u"customer_cancelled"_s;
    QTest::newRow("then no funds")
        << "4000008260003178"_ba
        << "approve"_ba << u"failed"_s << u"failure"_s << u"insufficient_funds"_s;
    QTest::newRow("then declined")
        << "4000008400001629"_ba
        << "approve"_ba << u"failed"_s << u"failure"_s << u"generic_decline"_s;
}

void EngineThreeDsTest::challenge()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QByteArray, action);
    QFETCH(const QString, status);
    QFETCH(const QString, attempt);
    QFETCH(const QString, category);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    QVERIFY(!waiting->hasOpenOperation); // pending, not unknown
    const Attempt open = world.details(waiting->id).attempts.last();
    QCOMPARE(toText(open.status), u"authentication_pending"_s);
    QVERIFY(open.challengeUrl.startsWith(u"http://127.0.0.1:18080/challenge/"_s));
    QCOMPARE(open.challengeExpiresAtMs, world.clock().nowMs() + 900'000);
    const QUrl returned = world.answerChallenge(waiting->id, action);
    QVERIFY(returned.toString().startsWith(u"http://127.0.0.1:18081/return/"_s));
    const Result<Payment> resumed = EngineWorld::await(world.payments().resume(tokenOf(returned)));
    OX_OK(resumed);
    QTRY_COMPARE(toText(world.payment(waiting->id).status), status);
    const PaymentDetails details = world.details(waiting->id);
    QCOMPARE(toText(details.attempts.last().status), attempt);
    QVERIFY(details.attempts.last().challengeUrl.isEmpty());
    QCOMPARE(details.payment.error.category, category);
    QCOMPARE(details.attempts.last().threeDs.flow, u"challenge"_s);
    // D13: never straight from waiting to its end.
    QCOMPARE(toText(details.steps.at(details.steps.size() - 2).status), u"processing"_s);
    QCOMPARE(details.steps.at(details.steps.size() - 2).event, u"challenge_completed"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::manualCaptureAfterChallenge()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting =
        world.pay(6000, CaptureMethod::Manual, "4242424242424242", AuthenticationType::ThreeDs);
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    world.answerChallenge(waiting->id, "approve");
    QTRY_COMPARE(toText(world.synced(waiting->id).status), u"requires_capture"_s);
    const Result<Payment> captured = world.capture(waiting->id);
    OX_OK(captured);
    QCOMPARE(toText(captured->status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::frictionless_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("shifted");
    QTest::newRow("Y") << "4000009904010009"_ba << u"succeeded"_s << u"Y"_s << true;
    QTest::newRow("A") << "4000009904020008"_ba << u"succeeded"_s << u"A"_s << true;
    QTest::newRow("R") << "4000009904030007"_ba << u"failed"_s << u"R"_s << false;
    QTest::newRow("U") << "4000009904040006"_ba << u"succeeded"_s << u"U"_s << false;
}

void EngineThreeDsTest::frictionless()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, status);
    QFETCH(const QString, result);
    QFETCH(const bool, shifted);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid =
        world.pay(6000, CaptureMethod::Automatic, card.constData(), AuthenticationType::ThreeDs);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), status);
    const Attempt attempt = world.details(paid->id).attempts.last();
    QCOMPARE(attempt.threeDs.flow, u"frictionless"_s);
    QCOMPARE(attempt.threeDs.transactionStatus, result);
    QCOMPARE(attempt.threeDs.liabilityShifted, shifted);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineThreeDsTest::askedFor_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<AuthenticationType>("type");
    QTest::addColumn<QString>("status");
    const auto with = AuthenticationType::ThreeDs;
    const auto without = AuthenticationType::NoThreeDs;
    QTest::newRow("visa, asked") << "4242424242424242"_ba << with << u"requires_customer_action"_s;
    QTest::newRow("visa, not asked") << "4242424242424242"_ba << without << u"succeeded"_s;
    QTest::newRow("amex never") << "378282246310005"_ba << with << u"succeeded"_s;
    QTest::newRow("soft decline") << "4000009903040007"_ba << without << u"failed"_s;
    QTest::newRow("soft decline, asked")
        << "4000009903040007"_ba << with << u"requires_customer_action"_s;
}

void EngineThreeDsTest::askedFor()
{
    QFETCH(const QByteArray, card);
    QFETCH(const AuthenticationType, type);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData(), type);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), status);
    if (paid->status == PaymentStatus::RequiresCustomerAction) {
        world.answerChallenge(paid->id, "approve");
        QTRY_COMPARE(toText(world.synced(paid->id).status), u"succeeded"_s);
    }
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineThreeDsTest::tds_resumed()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    // Closed without an answer, asked, opened again: still the same challenge.
    const QString page = world.details(waiting->id).attempts.last().challengeUrl;
    for (int i = 0; i < 3; ++i) {
        world.advance(60'000);
        QCOMPARE(toText(world.synced(waiting->id).status), u"requires_customer_action"_s);
        QCOMPARE(world.details(waiting->id).attempts.last().challengeUrl, page);
    }
    const qint64 version = world.payment(waiting->id).version;
    QCOMPARE(version, waiting->version); // nothing new, nothing written
    world.answerChallenge(waiting->id, "approve");
    world.advance(400'000); // nobody returns: the schedule asks
    QTRY_COMPARE(toText(world.payment(waiting->id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::tds_resumed_afterRestart()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Manual, "4000000000003220");
    OX_OK(waiting);
    const Attempt before = world.details(waiting->id).attempts.last();
    OX_OK(world.restart());
    const Attempt after = world.details(waiting->id).attempts.last();
    QCOMPARE(after.challengeUrl, before.challengeUrl);
    QCOMPARE(toText(world.payment(waiting->id).status), u"requires_customer_action"_s);
    const QUrl returned = world.answerChallenge(waiting->id, "approve");
    OX_OK(EngineWorld::await(world.payments().resume(tokenOf(returned))));
    QTRY_COMPARE(toText(world.payment(waiting->id).status), u"requires_capture"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

/// The return, the window and the schedule may ask at the same moment: one read, the same news.
void EngineThreeDsTest::syncsTogetherShareOneRead()
{
    WorldSetup setup;
    setup.timeoutMs = 5'000;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    world.answerChallenge(waiting->id, "approve");
    world.wire().clear();
    world.wire().setLatencyMs(100);
    QList<QFuture<Result<Payment>>> asked;
    for (int i = 0; i < 5; ++i)
        asked.append(world.payments().sync({world.caller(), waiting->id}));
    for (const QFuture<Result<Payment>> &future : asked) {
        const Result<Payment> answer = EngineWorld::await(future);
        OX_OK(answer);
        QCOMPARE(toText(answer->status), u"succeeded"_s);
    }
    QCOMPARE(world.wire().calls().size(), 1);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::tds_abandoned()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    world.advance(14 * 60'000);
    QTRY_COMPARE(toText(world.synced(waiting->id).status), u"requires_customer_action"_s);
    world.advance(2 * 60'000); // the bank has closed it by itself
    QTRY_COMPARE(toText(world.synced(waiting->id).status), u"failed"_s);
    QCOMPARE(world.payment(waiting->id).error.category, u"customer_cancelled"_s);
    QCOMPARE(world.effects(waiting->id), QStringList());
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::tds_abandoned_bankStillWaits()
{
    // The bank's clock stands still, so that only the program's own rule can end it.
    WorldSetup setup;
    setup.bankHasOwnClock = true;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    world.advance(15 * 60'000 + 30'000); // over, but within the grace
    QTest::qWait(700);
    QCOMPARE(toText(world.synced(waiting->id).status), u"requires_customer_action"_s);
    world.wire().clear();
    world.advance(10 * 60'000);
    QTRY_COMPARE(toText(world.synced(waiting->id).status), u"failed"_s);
    QCOMPARE(world.payment(waiting->id).error.category, u"customer_cancelled"_s);
    // The bank's object was cancelled before ours was called failed.
    QVERIFY(world.wire().calls().filter(u"/void"_s).size() == 1);
    QCOMPARE(world.effects(waiting->id), QStringList());
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineThreeDsTest::tds_spoofed_return_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("empty") << QString();
    QTest::newRow("well-formed, unknown") << QString(43, u'A');
    QTest::newRow("too short") << QString(42, u'A');
    QTest::newRow("too long") << QString(4096, u'A');
    QTest::newRow("path") << u"../../../../../../../../../../../etc/passwd.."_s;
    QTest::newRow("quotes") << u"' OR 1=1 --                                 "_s;
    QTest::newRow("other script") << QString(43, QChar(0x0661));
    QTest::newRow("nul") << QString(43, QChar(0));
}

void EngineThreeDsTest::tds_spoofed_return()
{
    QFETCH(const QString, token);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    world.answerChallenge(waiting->id, "approve"); // so that a read would change something
    world.wire().clear();
    OX_REFUSED(EngineWorld::await(world.payments().resume(token)), ErrorCode::NotFound,
               u"return_token"_s);
    QCOMPARE(toText(world.payment(waiting->id).status), u"requires_customer_action"_s);
    QCOMPARE(world.wire().calls(), QStringList());
}

void EngineThreeDsTest::tds_foreign_return()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> mine = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    const Result<Payment> other = world.pay(7000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(mine);
    OX_OK(other);
    const QUrl returned = world.answerChallenge(other->id, "cancel");
    world.wire().clear();
    OX_OK(EngineWorld::await(world.payments().resume(tokenOf(returned))));
    QTRY_COMPARE(toText(world.payment(other->id).status), u"failed"_s);
    QCOMPARE(toText(world.payment(mine->id).status), u"requires_customer_action"_s);
    QCOMPARE(world.wire().calls(), QStringList{u"GET /v1/payments/"_s + other->processorReference});
}

void EngineThreeDsTest::tds_reused_token()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(waiting);
    const QString token = tokenOf(world.answerChallenge(waiting->id, "approve"));
    OX_OK(EngineWorld::await(world.payments().resume(token)));
    QTRY_COMPARE(toText(world.payment(waiting->id).status), u"succeeded"_s);
    const Payment after = world.payment(waiting->id);
    world.wire().clear();
    for (int i = 0; i < 3; ++i) {
        const Result<Payment> again = EngineWorld::await(world.payments().resume(token));
        QVERIFY(!again || *again == after);
    }
    QVERIFY(world.payment(waiting->id) == after);
    QCOMPARE(world.wire().calls(), QStringList());
}

QTEST_GUILESS_MAIN(EngineThreeDsTest)
#include "enginethreedstest.moc"
