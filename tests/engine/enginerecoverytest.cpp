#include "services/storage/operationstore.h"
#include "services/storage/paymentstore.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineRecoveryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void prepared_never_sent_data();
    void prepared_never_sent();
    void sending_is_unknown_data();
    void sending_is_unknown();
    void unknownThatWaitedToBeResent();
    void recoveryIsIdempotent();
    void newRequestWaitsForRecovery();
    void pendingGoesOn();
    void nothingOpenNothingAsked();
    void staleAnswerIsNotApplied();

private:
    /// Stops the engine while the last operation of the payment is on the wire, nothing answered.
    static PaymentId stopWhileSending(EngineWorld &world, OperationKind kind);
    /// Rewrites the payment's open operation in the file, with no engine running.
    static void craft(EngineWorld &world, const PaymentId &id, OperationState state);

    SeededRandom m_random{testSeed() + 1};
};

PaymentId EngineRecoveryTest::stopWhileSending(EngineWorld &world, OperationKind kind)
{
    const bool sale = kind == OperationKind::Sale;
    const Payment payment =
        world.created(world.draft(6000, sale ? CaptureMethod::Automatic : CaptureMethod::Manual));
    const bool first = sale || kind == OperationKind::Authorize;
    if (!first) {
        const Result<Payment> held = world.confirm(payment.id, "4242424242424242");
        if (!held)
            qWarning("confirm failed");
    }
    world.wire().clear();
    world.wire().setSwallowing(true);
    const Caller caller = world.caller();
    QFuture<Result<Payment>> answer;
    if (first)
        answer = world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    else if (kind == OperationKind::Capture)
        answer = world.payments().capture({caller, payment.id, 6000, false, {}});
    else
        answer = world.payments().cancel({caller, payment.id, {}, {}});
    if (!QTest::qWaitFor([&] { return world.wire().calls().size() == 1; }))
        qWarning("nothing was sent");
    world.stop();
    const Result<Payment> stopped = EngineWorld::await(answer);
    if (stopped || stopped.error().code != ErrorCode::StorageUnavailable)
        qWarning("the caller of a stopped engine heard something else");
    world.wire().clear();
    world.wire().setSwallowing(false);
    return payment.id;
}

void EngineRecoveryTest::craft(EngineWorld &world, const PaymentId &id, OperationState state)
{
    Database database;
    OperationStore operations(database);
    const Result<> written = database.open({world.file(), false, false})
                                 .and_then([&] { return database.begin(); })
                                 .and_then([&]() -> Result<> {
                                     const auto all = operations.forPayment(world.merchant(), id);
                                     if (!all)
                                         return all.error();
                                     Operation open = all->last();
                                     const OperationState before = open.state;
                                     open.state = state;
                                     open.nextCheckAtMs = 0;
                                     return operations.update(open, before);
                                 })
                                 .and_then([&] { return database.commit(); });
    if (!written)
        qWarning("could not craft the row: %s", describe(written).constData());
}

void EngineRecoveryTest::prepared_never_sent_data()
{
    QTest::addColumn<OperationKind>("kind");
    QTest::addColumn<QString>("status");
    QTest::newRow("authorize") << OperationKind::Authorize << u"requires_confirmation"_s;
    QTest::newRow("sale") << OperationKind::Sale << u"requires_confirmation"_s;
    QTest::newRow("capture") << OperationKind::Capture << u"requires_capture"_s;
    QTest::newRow("void") << OperationKind::Void << u"requires_capture"_s;
}

void EngineRecoveryTest::prepared_never_sent()
{
    QFETCH(const OperationKind, kind);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id = stopWhileSending(world, kind);
    craft(world, id, OperationState::Prepared);
    const qint64 requests = world.bank().requestCount();
    OX_OK(world.start());
    const PaymentDetails details = world.details(id);
    QCOMPARE(toText(details.operations.last().state), u"aborted_before_send"_s);
    QCOMPARE(toText(details.payment.status), status);
    QCOMPARE(details.payment.capturePending, 0);
    QVERIFY(!details.payment.hasOpenOperation && !details.payment.outcomeUnknown);
    QTest::qWait(700); // a tick or more
    QCOMPARE(world.bank().requestCount(), requests);
    QCOMPARE(world.settledProblems(id), QString());
    // The person tries again, and it is one effect.
    if (kind == OperationKind::Capture) {
        OX_OK(world.capture(id, 6000));
    } else if (kind == OperationKind::Void) {
        OX_OK(world.cancel(id));
    } else {
        OX_OK(world.confirm(id, "4242424242424242"));
        QCOMPARE(world.payment(id).attemptCount, 2);
    }
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineRecoveryTest::sending_is_unknown_data()
{
    QTest::addColumn<OperationKind>("kind");
    QTest::newRow("authorize") << OperationKind::Authorize;
    QTest::newRow("sale") << OperationKind::Sale;
    QTest::newRow("capture") << OperationKind::Capture;
    QTest::newRow("void") << OperationKind::Void;
}

void EngineRecoveryTest::sending_is_unknown()
{
    QFETCH(const OperationKind, kind);
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id = stopWhileSending(world, kind);
    world.wire().setSwallowing(true); // so that the state in between can be seen
    OX_OK(world.start());
    const PaymentDetails between = world.details(id);
    QCOMPARE(toText(between.operations.last().state), u"unknown"_s);
    QVERIFY(between.payment.outcomeUnknown);
    QCOMPARE(toText(between.payment.status), u"processing"_s);
    QTRY_VERIFY(!world.wire().calls().isEmpty());
    QVERIFY2(world.wire().calls().first().startsWith(u"GET "_s),
             qPrintable(world.wire().calls().first()));
    world.stop();
    world.wire().setSwallowing(false);
    OX_OK(world.start());
    if (kind == OperationKind::Authorize || kind == OperationKind::Sale) {
        QVERIFY(world.synced(id).outcomeUnknown);
        world.advance(11 * 60'000);
        QTRY_COMPARE(toText(world.synced(id).status), u"failed"_s);
        QCOMPARE(world.effects(id), QStringList());
    } else {
        // Read, not there, so sent once more with its own key.
        QTRY_COMPARE(toText(world.synced(id).status),
                     kind == OperationKind::Capture ? u"succeeded"_s : u"cancelled"_s);
        QCOMPARE(world.effects(id).size(), 2);
    }
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineRecoveryTest::unknownThatWaitedToBeResent()
{
    // A first send ended in a 500 and the second had not gone out yet when the program died: the
    // operation is unknown, the payment was not marked.
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id = stopWhileSending(world, OperationKind::Capture);
    craft(world, id, OperationState::Unknown);
    world.wire().setSwallowing(true);
    OX_OK(world.start());
    const Payment marked = world.payment(id);
    QVERIFY(marked.outcomeUnknown);
    QCOMPARE(toText(marked.status), u"processing"_s);
    QCOMPARE(world.problems(id), QString());
    world.stop();
    world.wire().setSwallowing(false);
    OX_OK(world.start());
    QTRY_COMPARE(toText(world.synced(id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineRecoveryTest::recoveryIsIdempotent()
{
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id = stopWhileSending(world, OperationKind::Capture);
    world.wire().setSwallowing(true);
    OX_OK(world.start());
    const Payment once = world.payment(id);
    const qint64 fence = world.details(id).operations.last().fence;
    for (int i = 1; i <= 4; ++i) {
        OX_OK(world.restart());
        QVERIFY(world.payment(id) == once); // nothing new is learned, nothing is written
        QCOMPARE(world.details(id).operations.last().fence, fence + i);
        QCOMPARE(world.problems(id), QString());
    }
    world.stop();
    world.wire().setSwallowing(false);
    OX_OK(world.start());
    QTRY_COMPARE(toText(world.synced(id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineRecoveryTest::newRequestWaitsForRecovery()
{
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id = stopWhileSending(world, OperationKind::Capture);
    // Asked before the engine has even been opened: it must see what recovery left.
    const EngineOptions options{world.file(), QUrl(u"http://127.0.0.1:18081/return/"_s),
                                world.clock(), m_random,
                                [&] { return world.wire().makeTransport(); }};
    Engine engine(options);
    PaymentService payments(engine);
    const auto opened = engine.open();
    const auto capture = payments.capture({world.caller(), id, 6000, false, {}});
    OX_OK(EngineWorld::await(opened));
    OX_REFUSED(EngineWorld::await(capture), ErrorCode::InvalidState, u"status"_s);
    engine.stop();
    OX_OK(world.start());
    QCOMPARE(toText(world.payment(id).status), u"succeeded"_s);
    QCOMPARE(world.effects(id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(id), QString());
}

void EngineRecoveryTest::pendingGoesOn()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> sale = world.pay(6000, CaptureMethod::Automatic, "4000009905090000");
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4000009906040004");
    OX_OK(sale);
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    OX_OK(world.capture(held->id, 1000));
    OX_OK(world.restart());
    QCOMPARE(world.problems(held->id), QString());
    world.advance(16'000); // the start has asked once, which was the rung of 5 s
    QTRY_COMPARE(toText(world.payment(sale->id).status), u"succeeded"_s);
    QTRY_COMPARE(world.payment(held->id).captured, 3000);
    QCOMPARE(toText(world.payment(held->id).status), u"partially_captured_and_capturable"_s);
    QCOMPARE(world.settledProblems(sale->id), QString());
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineRecoveryTest::nothingOpenNothingAsked()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(paid);
    OX_OK(held);
    world.wire().clear();
    OX_OK(world.restart());
    QTest::qWait(700);
    QCOMPARE(world.wire().calls(), QStringList());
    QVERIFY(world.payment(paid->id) == *paid);
    QVERIFY(world.payment(held->id) == *held);
}

/// An owner that slept while another took the operation over writes nothing.
void EngineRecoveryTest::staleAnswerIsNotApplied()
{
    WorldSetup setup;
    setup.timeoutMs = 10'000;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    world.wire().setLatencyMs(1'500);
    const auto slow = world.payments().capture({world.caller(), held->id, 6000, false, {}});
    QTRY_COMPARE(world.details(held->id).operations.size(), 2);
    // Somebody else takes it over meanwhile.
    Database database;
    OperationStore operations(database);
    OX_OK(database.open({world.file(), false, false}));
    OX_OK(database.begin());
    const auto all = operations.forPayment(world.merchant(), held->id);
    OX_OK(all);
    OX_OK(operations.raiseFence(all->last()));
    OX_OK(database.commit());
    OX_OK(EngineWorld::await(slow));
    const PaymentDetails details = world.details(held->id);
    QCOMPARE(toText(details.operations.last().state), u"sending"_s); // theirs to settle
    QCOMPARE(details.payment.captured, 0);
    QCOMPARE(details.payment.capturePending, 6000);
}

QTEST_GUILESS_MAIN(EngineRecoveryTest)
#include "enginerecoverytest.moc"
