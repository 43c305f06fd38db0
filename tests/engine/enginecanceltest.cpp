#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineCancelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void legal_data();
    void legal();
    void illegal_data();
    void illegal();
    void unconfirmedAsksNobody();
    void cancel_during_challenge();
    void challengePassedBeforeTheVoid();
    void voidRefused();
    void reasonIsKept();
    void reasonWithACardIsRefused();
    void repeatedRequestIsOne();
    void clientIdOfAnotherPayment();
};

namespace {

/// Brings a payment of 6000 to where a row of the test wants it.
Result<Payment> bringTo(EngineWorld &world, const QByteArray &card, CaptureMethod method,
                        qint64 part, bool partialAllowed = false)
{
    CreatePayment command = world.draft(6000, method);
    command.partialAuthorizationAllowed = partialAllowed;
    const Payment payment = world.created(std::move(command));
    if (card.isEmpty())
        return payment;
    const Result<Payment> paid = world.confirm(payment.id, card.constData());
    if (!paid || part == 0)
        return paid;
    return world.capture(payment.id, part);
}

} // namespace

void EngineCancelTest::legal_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<qint64>("part");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("effects");
    const auto manual = CaptureMethod::Manual;
    const auto multiple = CaptureMethod::ManualMultiple;
    const QString hold = u"authorize 6000"_s;
    QTest::newRow("requires_confirmation")
        << QByteArray() << manual << qint64(0) << u"requires_confirmation"_s << u"cancelled"_s
        << QStringList();
    QTest::newRow("requires_customer_action")
        << "4000000000003220"_ba << manual << qint64(0) << u"requires_customer_action"_s
        << u"cancelled"_s << QStringList();
    QTest::newRow("requires_customer_action, sale")
        << "4000000000003220"_ba << CaptureMethod::Automatic << qint64(0)
        << u"requires_customer_action"_s << u"cancelled"_s << QStringList();
    QTest::newRow("requires_capture")
        << "4242424242424242"_ba << manual << qint64(0) << u"requires_capture"_s << u"cancelled"_s
        << QStringList{hold, u"void 6000"_s};
    QTest::newRow("partially_authorized_and_requires_capture")
        << "4000009902000002"_ba << manual << qint64(0)
        << u"partially_authorized_and_requires_capture"_s << u"cancelled"_s
        << QStringList{u"authorize 4200"_s, u"void 4200"_s};
    QTest::newRow("partially_captured_and_capturable")
        << "4242424242424242"_ba << multiple << qint64(2000)
        << u"partially_captured_and_capturable"_s << u"partially_captured"_s
        << QStringList{hold, u"capture 2000"_s, u"void 4000"_s};
    QTest::newRow("conflicted") << "4000009905130004"_ba << manual << qint64(0) << u"conflicted"_s
                                << u"cancelled"_s << QStringList{hold, u"void 6000"_s};
}

void EngineCancelTest::legal()
{
    QFETCH(const QByteArray, card);
    QFETCH(const CaptureMethod, method);
    QFETCH(const qint64, part);
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QStringList, effects);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> payment = bringTo(world, card, method, part, true);
    OX_OK(payment);
    QCOMPARE(toText(payment->status), before);
    const Result<Payment> cancelled = world.cancel(payment->id);
    OX_OK(cancelled);
    QCOMPARE(toText(cancelled->status), after);
    QCOMPARE(amountCapturable(*cancelled), 0);
    QVERIFY(!cancelled->hasOpenOperation);
    QCOMPARE(world.effects(payment->id), effects);
    if (before == u"conflicted"_s)
        QCOMPARE(world.problems(payment->id), QString());
    else
        QCOMPARE(world.settledProblems(payment->id), QString());
    // What is over stays over.
    OX_REFUSED(world.cancel(payment->id), ErrorCode::InvalidState, u"status"_s);
}

void EngineCancelTest::illegal_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<qint64>("part");
    QTest::addColumn<QString>("status");
    const auto manual = CaptureMethod::Manual;
    QTest::newRow("succeeded") << "4242424242424242"_ba << CaptureMethod::Automatic << qint64(0)
                               << u"succeeded"_s;
    QTest::newRow("failed") << "4000000000000002"_ba << manual << qint64(0) << u"failed"_s;
    QTest::newRow("partially_captured")
        << "4242424242424242"_ba << manual << qint64(2000) << u"partially_captured"_s;
    QTest::newRow("captured") << "4242424242424242"_ba << manual << qint64(6000) << u"succeeded"_s;
    QTest::newRow("requires_merchant_action")
        << "4000009908010005"_ba << manual << qint64(0) << u"requires_merchant_action"_s;
    QTest::newRow("pending") << "4000009905090000"_ba << CaptureMethod::Automatic << qint64(0)
                             << u"processing"_s;
}

void EngineCancelTest::illegal()
{
    QFETCH(const QByteArray, card);
    QFETCH(const CaptureMethod, method);
    QFETCH(const qint64, part);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> payment = bringTo(world, card, method, part);
    OX_OK(payment);
    QCOMPARE(toText(payment->status), status);
    const qsizetype posts = world.wire().keys().size();
    OX_REFUSED(world.cancel(payment->id), ErrorCode::InvalidState, u"status"_s);
    QCOMPARE(world.wire().keys().size(), posts);
    QCOMPARE(world.problems(payment->id), QString());
}

void EngineCancelTest::unconfirmedAsksNobody()
{
    WorldSetup setup;
    setup.fineInitialState = true;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    QCOMPARE(toText(payment.status), u"requires_payment_method"_s);
    const Result<Payment> cancelled = world.cancel(payment.id);
    OX_OK(cancelled);
    QCOMPARE(toText(cancelled->status), u"cancelled"_s);
    QCOMPARE(world.bank().requestCount(), 0);
    QVERIFY(world.details(payment.id).operations.isEmpty());
    QCOMPARE(world.problems(payment.id), QString());
}

void EngineCancelTest::cancel_during_challenge()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Manual, "4000000000003220");
    OX_OK(waiting);
    const QUrl page(world.details(waiting->id).attempts.last().challengeUrl);
    OX_OK(world.cancel(waiting->id));
    // The bank's object is gone too: a late shopper moves nothing.
    HttpRequest late{"POST",
                     page,
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     SecretBytes("action=approve")};
    world.bank().handle(late);
    world.advance(3'600'000);
    OX_OK(world.sync(waiting->id));
    QCOMPARE(toText(world.payment(waiting->id).status), u"cancelled"_s);
    QCOMPARE(world.effects(waiting->id), QStringList());
    const PaymentDetails details = world.details(waiting->id);
    QCOMPARE(toText(details.operations.first().state), u"declined"_s);
    QVERIFY(details.attempts.last().challengeUrl.isEmpty());
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineCancelTest::challengePassedBeforeTheVoid()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> sale = world.pay(6000, CaptureMethod::Automatic, "4000000000003220");
    OX_OK(sale);
    world.answerChallenge(sale->id, "approve"); // and the program does not know yet
    const Result<Payment> refused = world.cancel(sale->id);
    OX_OK(refused);
    QVERIFY(refused->status != PaymentStatus::Cancelled);
    QTRY_COMPARE(toText(world.synced(sale->id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(sale->id), QString());

    const Result<Payment> hold = world.pay(6000, CaptureMethod::Manual, "4000000000003220");
    OX_OK(hold);
    world.answerChallenge(hold->id, "approve");
    const Result<Payment> released = world.cancel(hold->id);
    OX_OK(released);
    QCOMPARE(toText(released->status), u"cancelled"_s);
    QCOMPARE(world.effects(hold->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QCOMPARE(world.problems(hold->id), QString());
}

void EngineCancelTest::voidRefused()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4000009907040003");
    OX_OK(held);
    const Result<Payment> kept = world.cancel(held->id);
    OX_OK(kept);
    QCOMPARE(toText(kept->status), u"requires_capture"_s);
    QCOMPARE(kept->error.code, u"void_refused"_s);
    QCOMPARE(toText(world.details(held->id).operations.last().state), u"rejected"_s);
    QCOMPARE(world.details(held->id).steps.last().event, u"void_not_done"_s);
    QCOMPARE(world.problems(held->id), QString());
    const Result<Payment> captured = world.capture(held->id, 6000); // the hold still stands
    OX_OK(captured);
    QCOMPARE(toText(captured->status), u"succeeded"_s);
    QVERIFY(captured->error.code.isEmpty());
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineCancelTest::reasonIsKept()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    OX_OK(world.cancel(held->id));
    QCOMPARE(world.payment(held->id).cancellationReason, u"changed my mind"_s);
}

void EngineCancelTest::reasonWithACardIsRefused()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    for (const QString &reason : {u"card 4242 4242 4242 4242"_s, QString(256, u'x')}) {
        OX_REFUSED(
            EngineWorld::await(world.payments().cancel({world.caller(), held->id, reason, {}})),
            ErrorCode::InvalidValue, u"cancellation_reason"_s);
    }
    QVERIFY(world.payment(held->id) == *held);
}

void EngineCancelTest::repeatedRequestIsOne()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    const auto first = world.payments().cancel({world.caller(), held->id, {}, u"op_click"_s});
    const auto second = world.payments().cancel({world.caller(), held->id, {}, u"op_click"_s});
    const Result<Payment> one = EngineWorld::await(first);
    const Result<Payment> two = EngineWorld::await(second);
    OX_OK(one);
    OX_OK(two);
    QCOMPARE(toText(one->status), u"cancelled"_s);
    QVERIFY(*one == *two);
    QCOMPARE(world.details(held->id).operations.size(), 2);
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
}

void EngineCancelTest::clientIdOfAnotherPayment()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> one = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    const Result<Payment> two = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(one);
    OX_OK(two);
    OX_OK(world.capture(one->id, 6000, false, u"op_click"_s));
    OX_REFUSED(world.capture(two->id, 6000, false, u"op_click"_s), ErrorCode::Duplicate,
               u"client_operation_id"_s);
    OX_REFUSED(world.capture(two->id, 6000, false, u"../x"_s), ErrorCode::InvalidValue,
               u"client_operation_id"_s);
    QCOMPARE(toText(world.payment(two->id).status), u"requires_capture"_s);
}

QTEST_GUILESS_MAIN(EngineCancelTest)
#include "enginecanceltest.moc"
