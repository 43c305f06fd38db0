#include "tests/support/faceworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto kVisa = "4242424242424242";
const auto kChallenged = "4000000000003220";

struct AdyenWorld : FaceWorld
{
    explicit AdyenWorld(const WorldSetup &setup = {})
        : FaceWorld(u"adyen"_s, "AQEtest", setup, u"/v71"_s, "ShopECOM")
    {
        clock().setLongestWait(5);
    }
    Operation first(const PaymentId &id) { return details(id).operations.constFirst(); }
    Result<Payment> resume(const QUrl &returned)
    {
        return await(payments().resume(returned.path().section(u'/', -1),
                                       returned.query(QUrl::FullyEncoded)));
    }
    Payment challenged()
    {
        return pay(6000, CaptureMethod::Automatic, kChallenged).value_or(Payment());
    }
};

} // namespace

/// Whole flows through the engine and Adyen's dialect: a processor that nobody can ask, and that
/// has to be told what the shopper came back with.
class EngineAdyenTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void sells();
    void declines();
    void modificationsWait();
    void completes_data();
    void completes();
    void completesOnce();
    void forgedReturnEndsNothing();
    void returnWithoutResult();
    void completionIsSentAgain_data();
    void completionIsSentAgain();
    void completionSurvivesRestart();
    void abandonedChallengeEnds();
    void sentAgainWhileHere_data();
    void sentAgainWhileHere();
    void unheardIsCancelled();
};

void EngineAdyenTest::sells()
{
    AdyenWorld world;
    QVERIFY(world.begun);
    const Result<Payment> sold = world.pay(6000, CaptureMethod::Automatic, kVisa);
    QVERIFY(sold);
    QCOMPARE(sold->status, PaymentStatus::Succeeded);
    QCOMPARE(sold->connector, u"adyen"_s);
    QCOMPARE(world.disagreement(sold->id), QString());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, kVisa);
    QVERIFY(held);
    QCOMPARE(held->status, PaymentStatus::RequiresCapture);
    QCOMPARE(world.disagreement(held->id), QString());
}

void EngineAdyenTest::declines()
{
    AdyenWorld world;
    const Result<Payment> declined = world.pay(6000, CaptureMethod::Automatic, "4000000000009995");
    QVERIFY(declined);
    QCOMPARE(declined->status, PaymentStatus::Failed);
    QCOMPARE(declined->error.category, u"insufficient_funds"_s);
}

/// Received is not done: the amount stays reserved, and the ladder waits without a call.
void EngineAdyenTest::modificationsWait()
{
    AdyenWorld world;
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, kVisa);
    QVERIFY(held);
    const Result<Payment> capturing = world.capture(held->id);
    QVERIFY(capturing);
    QCOMPARE(capturing->status, PaymentStatus::Processing);
    QCOMPARE(capturing->capturePending, 6000);
    const Operation capture = world.details(held->id).operations.last();
    QCOMPARE(capture.state, OperationState::Pending);
    QVERIFY(!capture.processorReference.isEmpty());
    const qint64 asked = world.bank().requestCount();
    const Payment later = world.synced(held->id);
    QCOMPARE(later.status, PaymentStatus::Processing);
    QCOMPARE(world.bank().requestCount(), asked);
    QVERIFY(world.details(held->id).operations.last().checkCount > capture.checkCount);
}

void EngineAdyenTest::completes_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("category");
    QTest::newRow("approve") << "approve"_ba << u"succeeded"_s << QString();
    QTest::newRow("fail") << "fail"_ba << u"failed"_s << u"authentication_failed"_s;
    QTest::newRow("cancel") << "cancel"_ba << u"failed"_s << u"customer_cancelled"_s;
}

void EngineAdyenTest::completes()
{
    QFETCH(const QByteArray, action);
    AdyenWorld world;
    const Payment waiting = world.challenged();
    QCOMPARE(waiting.status, PaymentStatus::RequiresCustomerAction);
    QVERIFY(!waiting.hasOpenOperation);
    const QUrl returned = world.answerChallenge(waiting.id, action);
    QCOMPARE(world.effects(waiting.id), QStringList()); // until the bank is told
    const Result<Payment> ended = world.resume(returned);
    QVERIFY(ended);
    QTEST(toText(ended->status), "status");
    QTEST(ended->error.category, "category");
    QVERIFY(!ended->hasOpenOperation);
    QCOMPARE(world.disagreement(waiting.id), QString());
    QCOMPARE(world.column(u"SELECT returned FROM completion"_s), QStringList(QString()));
}

void EngineAdyenTest::completesOnce()
{
    AdyenWorld world;
    const Payment waiting = world.challenged();
    const QUrl returned = world.answerChallenge(waiting.id, "approve");
    for (int i = 0; i < 3; ++i)
        QVERIFY(world.resume(returned));
    QCOMPARE(world.payment(waiting.id).status, PaymentStatus::Succeeded);
    QCOMPARE(world.effects(waiting.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.column(u"SELECT number FROM completion"_s), QStringList(u"1"_s));
}

void EngineAdyenTest::forgedReturnEndsNothing()
{
    AdyenWorld world;
    const Payment waiting = world.challenged();
    const QUrl returned = world.answerChallenge(waiting.id, "approve");
    QUrl forged = returned;
    forged.setQuery(u"redirectResult=authorised&resultCode=Authorised"_s);
    const Result<Payment> after = world.resume(forged);
    QVERIFY(after);
    QCOMPARE(after->status, PaymentStatus::RequiresCustomerAction);
    QVERIFY(!after->hasOpenOperation && !after->outcomeUnknown);
    QCOMPARE(world.effects(waiting.id), QStringList());
    const Result<Payment> real = world.resume(returned);
    QVERIFY(real);
    QCOMPARE(real->status, PaymentStatus::Succeeded);
    QCOMPARE(world.disagreement(waiting.id), QString());
}

void EngineAdyenTest::returnWithoutResult()
{
    AdyenWorld world;
    const Payment waiting = world.challenged();
    QUrl returned = world.answerChallenge(waiting.id, "approve");
    returned.setQuery(u"resultCode=Authorised"_s);
    const Result<Payment> after = world.resume(returned);
    QVERIFY(after);
    QCOMPARE(after->status, PaymentStatus::RequiresCustomerAction);
    QCOMPARE(world.effects(waiting.id), QStringList());
    QCOMPARE(world.column(u"SELECT count(*) FROM completion"_s), QStringList(u"0"_s));
}

void EngineAdyenTest::completionIsSentAgain_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("times");
    QTest::newRow("answer lost") << u"timeout_after"_s << 1;
    QTest::newRow("never came") << u"timeout_before"_s << 1;
    QTest::newRow("500, done") << u"http_500_done"_s << 1;
    QTest::newRow("garbage") << u"garbage"_s << 1;
    QTest::newRow("429") << u"rate_limited"_s << 2;
    QTest::newRow("long silence") << u"timeout_after"_s << 4;
}

void EngineAdyenTest::completionIsSentAgain()
{
    QFETCH(const QString, fault);
    QFETCH(const int, times);
    AdyenWorld world;
    const Payment waiting = world.challenged();
    const QUrl returned = world.answerChallenge(waiting.id, "approve");
    world.bank().injectFault(*bankFaultFromText(fault), times, u"/complete"_s);
    QVERIFY(world.resume(returned));
    for (int i = 0; i < 10 && world.payment(waiting.id).status != PaymentStatus::Succeeded; ++i) {
        world.advance(20'000);
        (void)world.sync(waiting.id);
    }
    QCOMPARE(world.payment(waiting.id).status, PaymentStatus::Succeeded);
    QCOMPARE(world.effects(waiting.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.disagreement(waiting.id), QString());
}

void EngineAdyenTest::completionSurvivesRestart()
{
    AdyenWorld world;
    const Payment waiting = world.challenged();
    const QUrl returned = world.answerChallenge(waiting.id, "approve");
    world.bank().injectFault(BankFault::TimeoutAfter, 3, u"/complete"_s);
    const Result<Payment> unknown = world.resume(returned);
    QVERIFY(unknown);
    QVERIFY(unknown->outcomeUnknown);
    QVERIFY(world.restart());
    QVERIFY(world.await(world.vault().unlock(world.caller()))); // the account's key is in there
    QTRY_COMPARE_WITH_TIMEOUT(toText(world.synced(waiting.id).status), u"succeeded"_s, 20'000);
    QCOMPARE(world.effects(waiting.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.disagreement(waiting.id), QString());
}

void EngineAdyenTest::abandonedChallengeEnds()
{
    AdyenWorld world;
    const Payment waiting = world.challenged();
    world.advance(15LL * 60'000 + 30'000);
    QCOMPARE(world.synced(waiting.id).status, PaymentStatus::RequiresCustomerAction);
    world.advance(60'000);
    QTRY_COMPARE(toText(world.synced(waiting.id).status), u"failed"_s);
    QCOMPARE(world.payment(waiting.id).error.category, u"customer_cancelled"_s);
    QCOMPARE(world.disagreement(waiting.id), QString());
}

void EngineAdyenTest::sentAgainWhileHere_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("answer lost") << u"timeout_after"_s;
    QTest::newRow("never came") << u"timeout_before"_s;
    QTest::newRow("500, done") << u"http_500_done"_s;
    QTest::newRow("500, not done") << u"http_500"_s;
    QTest::newRow("garbage") << u"garbage"_s;
    QTest::newRow("closed") << u"close_no_reply"_s;
}

void EngineAdyenTest::sentAgainWhileHere()
{
    QFETCH(const QString, fault);
    AdyenWorld world;
    world.bank().injectFault(*bankFaultFromText(fault), 2, u"/payments"_s);
    const Result<Payment> sold = world.pay(6000, CaptureMethod::Automatic, kVisa);
    QVERIFY(sold);
    QCOMPARE(sold->status, PaymentStatus::Succeeded);
    QCOMPARE(world.first(sold->id).sendCount, 3);
    QCOMPARE(world.disagreement(sold->id), QString());
}

/// Nobody answers, and the card is gone: what may be there is cancelled, but only news end it.
void EngineAdyenTest::unheardIsCancelled()
{
    AdyenWorld world;
    world.bank().injectFault(BankFault::TimeoutAfter, 3, u"/payments"_s);
    const Result<Payment> sold = world.pay(6000, CaptureMethod::Manual, kVisa);
    QVERIFY(sold);
    QVERIFY(sold->outcomeUnknown);
    QCOMPARE(world.effects(sold->id), QStringList(u"authorize 6000"_s));
    world.advance(9 * 60'000);
    (void)world.sync(sold->id);
    QCOMPARE(world.effects(sold->id), QStringList(u"authorize 6000"_s));
    world.advance(2 * 60'000);
    (void)world.sync(sold->id);
    QTRY_COMPARE(world.effects(sold->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QVERIFY(world.payment(sold->id).outcomeUnknown);
}

QTEST_GUILESS_MAIN(EngineAdyenTest)
#include "engineadyentest.moc"
