#include "tests/support/faceworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto kVisa = "4242424242424242";

struct StripeWorld : FaceWorld
{
    explicit StripeWorld(const WorldSetup &setup = {})
        : FaceWorld(u"stripe"_s, "sk_test_51Abc", setup)
    {
        clock().setLongestWait(5);
    }
};

} // namespace

/// Whole flows through the engine and Stripe's dialect, with everything that can go wrong on the
/// way.
class EngineStripeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void takesAndGivesBack();
    void declines();
    void challenges();
    void keepsACard();
    void cardsThatSpoilTheAnswer_data();
    void cardsThatSpoilTheAnswer();
    void aMethodThatCannotBeMade_data();
    void aMethodThatCannotBeMade();
    void sentAgainWithoutTheCard();
    void stoppedBeforeAnythingWasSent();
    void aLiveKeyStaysHere();
    void faultsAndFlows_data();
    void faultsAndFlows();
};

void EngineStripeTest::takesAndGivesBack()
{
    StripeWorld world;
    QVERIFY(world.begun);
    const Result<Payment> sold = world.pay(6000, CaptureMethod::Automatic, kVisa);
    QVERIFY(sold);
    QCOMPARE(sold->status, PaymentStatus::Succeeded);
    QCOMPARE(sold->connector, u"stripe"_s);
    const Result<Refund> back = world.refund(sold->id, 2500);
    QVERIFY(back);
    QCOMPARE(back->status, RefundStatus::Succeeded);
    QCOMPARE(world.disagreement(sold->id), QString());

    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, kVisa);
    QVERIFY(held);
    QCOMPARE(held->status, PaymentStatus::RequiresCapture);
    QVERIFY(world.capture(held->id, 4000));
    QCOMPARE(world.payment(held->id).status, PaymentStatus::PartiallyCaptured);
    QCOMPARE(world.disagreement(held->id), QString());

    const Result<Payment> parts = world.pay(6000, CaptureMethod::ManualMultiple, kVisa);
    QVERIFY(parts);
    QVERIFY(world.capture(parts->id, 1000));
    QCOMPARE(world.payment(parts->id).status, PaymentStatus::PartiallyCapturedAndCapturable);
    QVERIFY(world.capture(parts->id, 5000, true));
    QCOMPARE(world.disagreement(parts->id), QString());

    const Result<Payment> given = world.pay(6000, CaptureMethod::Manual, kVisa);
    QVERIFY(given);
    QVERIFY(world.cancel(given->id));
    QCOMPARE(world.payment(given->id).status, PaymentStatus::Cancelled);
    QCOMPARE(world.disagreement(given->id), QString());
}

void EngineStripeTest::declines()
{
    StripeWorld world;
    QVERIFY(world.begun);
    const Result<Payment> poor = world.pay(6000, CaptureMethod::Automatic, "4000000000009995");
    QVERIFY(poor);
    QCOMPARE(poor->status, PaymentStatus::Failed);
    QCOMPARE(poor->error.category, u"insufficient_funds"_s);
    QCOMPARE(world.disagreement(poor->id), QString());
}

void EngineStripeTest::challenges()
{
    StripeWorld world;
    QVERIFY(world.begun);
    for (const QByteArray &action : {QByteArray("approve"), QByteArray("fail")}) {
        const Result<Payment> asked = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
        QVERIFY(asked);
        QCOMPARE(asked->status, PaymentStatus::RequiresCustomerAction);
        QVERIFY(!world.answerChallenge(asked->id, action).isEmpty());
        const Result<Payment> after = world.sync(asked->id);
        QVERIFY(after);
        QCOMPARE(after->status,
                 action == "approve" ? PaymentStatus::Succeeded : PaymentStatus::Failed);
        QCOMPARE(world.disagreement(asked->id), QString());
    }
    // Left alone, it is given up and cancelled at the processor.
    const Result<Payment> left = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    QVERIFY(left);
    QVERIFY(world.settle(left->id));
    QCOMPARE(world.payment(left->id).status, PaymentStatus::Failed);
    QCOMPARE(world.disagreement(left->id), QString());
}

void EngineStripeTest::keepsACard()
{
    StripeWorld world;
    QVERIFY(world.begun);
    CreatePayment setUp = world.draft(0);
    setUp.customer = {{u"cust_stripe"_s}, u"Ada King"_s, u"ada@example.com"_s, {}};
    setUp.futureUsage = FutureUsage::OffSession;
    const Payment made = world.created(std::move(setUp));
    const Result<Payment> kept = world.confirm(made.id, kVisa);
    QVERIFY(kept);
    QCOMPARE(kept->status, PaymentStatus::Succeeded);
    QVERIFY(kept->processorToken.startsWith("cus_"_L1));
    QVERIFY(!kept->paymentMethodId.isEmpty());

    const Payment later = world.created(world.draft(1500));
    ConfirmPayment charge;
    charge.caller = world.caller();
    charge.id = later.id;
    charge.offSession = true;
    RecurringDetails details;
    details.paymentMethodId = kept->paymentMethodId;
    charge.recurring = std::move(details);
    const Result<Payment> charged = EngineWorld::await(world.payments().confirm(std::move(charge)));
    QVERIFY(charged);
    QCOMPARE(charged->status, PaymentStatus::Succeeded);
    QCOMPARE(charged->connector, u"stripe"_s);
    QCOMPARE(world.disagreement(later.id), QString());
}

void EngineStripeTest::cardsThatSpoilTheAnswer_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<PaymentStatus>("status");
    QTest::newRow("timeout, done") << u"4000009905020007"_s << PaymentStatus::Succeeded;
    QTest::newRow("timeout, not done") << u"4000009905030006"_s << PaymentStatus::Failed;
    QTest::newRow("500, not done") << u"4000009905040005"_s << PaymentStatus::Failed;
    QTest::newRow("500, done") << u"4000009905050004"_s << PaymentStatus::Succeeded;
    QTest::newRow("429 twice") << u"4000009905060003"_s << PaymentStatus::Succeeded;
    QTest::newRow("reset") << u"4000009905070002"_s << PaymentStatus::Succeeded;
    QTest::newRow("garbage") << u"4000009905080001"_s << PaymentStatus::Succeeded;
    QTest::newRow("later yes") << u"4000009905090000"_s << PaymentStatus::Succeeded;
    QTest::newRow("later no") << u"4000009905100007"_s << PaymentStatus::Failed;
}

void EngineStripeTest::cardsThatSpoilTheAnswer()
{
    QFETCH(const QString, card);
    QFETCH(const PaymentStatus, status);
    StripeWorld world;
    QVERIFY(world.begun);
    const Result<Payment> paid =
        world.pay(6000, CaptureMethod::Automatic, card.toLatin1().constData());
    QVERIFY(paid);
    QVERIFY(world.settle(paid->id));
    QCOMPARE(world.payment(paid->id).status, status);
    QCOMPARE(world.disagreement(paid->id), QString());
}

void EngineStripeTest::aMethodThatCannotBeMade_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<int>("times");
    QTest::addColumn<bool>("pays");
    QTest::newRow("no answer once") << BankFault::TimeoutAfter << 1 << true;
    QTest::newRow("500 twice") << BankFault::Http500 << 2 << true;
    QTest::newRow("garbage once") << BankFault::Garbage << 1 << true;
    QTest::newRow("429 once") << BankFault::RateLimited << 1 << true;
    QTest::newRow("key in use once") << BankFault::InUse << 1 << true;
    QTest::newRow("no answer") << BankFault::TimeoutBefore << 9 << false;
    QTest::newRow("elsewhere") << BankFault::Redirect << 9 << false;
}

/// What comes before the money moves none: it is tried again, or nothing was sent.
void EngineStripeTest::aMethodThatCannotBeMade()
{
    QFETCH(const BankFault, fault);
    QFETCH(const int, times);
    QFETCH(const bool, pays);
    StripeWorld world;
    QVERIFY(world.begun);
    world.bank().injectFault(fault, times, u"/payment_methods"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kVisa);
    QVERIFY(paid);
    const PaymentDetails details = world.details(paid->id);
    QVERIFY(!details.payment.outcomeUnknown);
    QCOMPARE(details.operations.size(), 1);
    QCOMPARE(details.operations.first().state,
             pays ? OperationState::Succeeded : OperationState::Rejected);
    QCOMPARE(world.effectSum(paid->id, u"capture"_s), pays ? 6000 : 0);
    QCOMPARE(world.disagreement(paid->id), QString());
    const QStringList calls = world.wire().calls();
    QCOMPARE(calls.count(u"POST /stripe/v1/payment_intents"_s), pays ? 1 : 0);
}

/// A payment that never arrived is sent again at once, with its key: it holds no card any more.
void EngineStripeTest::sentAgainWithoutTheCard()
{
    StripeWorld world;
    QVERIFY(world.begun);
    world.bank().injectFault(BankFault::TimeoutBefore, 1, u"/payment_intents"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, kVisa);
    QVERIFY(paid);
    QCOMPARE(paid->status, PaymentStatus::Succeeded);
    const QStringList calls = world.wire().calls();
    QCOMPARE(calls.count(u"POST /stripe/v1/payment_methods"_s), 1);
    QCOMPARE(calls.count(u"POST /stripe/v1/payment_intents"_s), 2);
    QCOMPARE(world.disagreement(paid->id), QString());
}

/// The program ends while the card becomes a method: nothing that moves money was sent, and the
/// payment can be paid again.
void EngineStripeTest::stoppedBeforeAnythingWasSent()
{
    StripeWorld world({.timeoutMs = 60'000});
    QVERIFY(world.begun);
    const Payment made = world.created(world.draft(6000));
    world.wire().setSwallowing(true);
    const auto answer = world.payments().confirm(world.confirmation(made.id, kVisa));
    QTRY_VERIFY(world.wire().calls().contains(u"POST /stripe/v1/payment_methods"_s));
    QVERIFY(world.restart());
    world.wire().setSwallowing(false);
    const PaymentDetails details = world.details(made.id);
    QCOMPARE(details.operations.first().state, OperationState::AbortedBeforeSend);
    QCOMPARE(details.payment.status, PaymentStatus::RequiresConfirmation);
    QVERIFY(!details.payment.hasOpenOperation);
    QVERIFY(world.effects(made.id).isEmpty());
}

void EngineStripeTest::aLiveKeyStaysHere()
{
    FaceWorld world(u"stripe"_s, "sk_live_51Abc");
    QVERIFY(!world.begun);
    QVERIFY(world.wire().calls().isEmpty());
}

void EngineStripeTest::faultsAndFlows_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<QString>("flow");
    for (const BankFault fault :
         {BankFault::TimeoutBefore, BankFault::TimeoutAfter, BankFault::ResetBefore,
          BankFault::ResetAfter, BankFault::CloseNoReply, BankFault::Http500,
          BankFault::Http500Done, BankFault::Http503Html, BankFault::Garbage, BankFault::Empty,
          BankFault::Truncated, BankFault::RateLimited, BankFault::InUse}) {
        for (const QString &flow : {u"sale"_s, u"hold"_s, u"capture"_s, u"cancel"_s, u"refund"_s})
            QTest::addRow("%s, %s", qPrintable(toText(fault)), qPrintable(flow)) << fault << flow;
    }
}

void EngineStripeTest::faultsAndFlows()
{
    QFETCH(const BankFault, fault);
    QFETCH(const QString, flow);
    StripeWorld world({.timeoutMs = 20, .inMemory = true});
    QVERIFY(world.begun);
    const bool pays = flow == "sale"_L1 || flow == "hold"_L1;
    if (pays)
        world.bank().injectFault(fault, 1, u"/payment_intents"_s);
    const bool sells = flow == "sale"_L1 || flow == "refund"_L1;
    const Result<Payment> paid =
        world.pay(6000, sells ? CaptureMethod::Automatic : CaptureMethod::Manual, kVisa);
    QVERIFY(paid);
    if (!pays)
        world.bank().injectFault(fault);
    if (flow == "capture"_L1)
        (void)world.capture(paid->id);
    else if (flow == "cancel"_L1)
        (void)world.cancel(paid->id);
    else if (flow == "refund"_L1)
        (void)world.refund(paid->id, 2500);
    QVERIFY(world.settle(paid->id));
    QCOMPARE(world.disagreement(paid->id), QString());
}

QTEST_GUILESS_MAIN(EngineStripeTest)
#include "enginestripetest.moc"
