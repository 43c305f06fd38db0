#include "services/engine/paymentaccessservice.h"
#include "tests/engine/expect.h"
#include "tests/support/facenewsworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto kVisa = "4242424242424242";

/// A hold of 60.00 that was made to be raised.
Payment heldIn(EngineWorld &world, const char *card = kVisa,
               CaptureMethod method = CaptureMethod::Manual)
{
    CreatePayment command = world.draft(6000, method);
    command.incrementWanted = true;
    const Payment payment = world.created(std::move(command));
    return world.confirm(payment.id, card).value_or(Payment());
}

Result<Payment> raiseIn(EngineWorld &world, const PaymentId &id, qint64 total,
                        const QString &clientId = {})
{
    return EngineWorld::await(
        world.payments().raise({world.caller(), id, total, u"one more night"_s, clientId}));
}

QStringList eventsOf(EngineWorld &world, const PaymentId &id)
{
    QStringList events;
    for (const PaymentStep &step : world.details(id).steps)
        events.append(step.event);
    return events;
}

} // namespace

/// Holds that are raised, through the engine and each dialect.
class EngineIncrementsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void raises();
    void wantedAtTheConfirm();
    void refused_data();
    void refused();
    void refusedByTheBank();
    void unknown_data();
    void unknown();
    void bankIsAway();
    void restartInBetween();
    void sameRequestAgain();
    void stripeRaises();
    void adyenDecidesLater_data();
    void adyenDecidesLater();
    void adyenHoldIsTakenMeanwhile();
    void shopperGoesWithTheCustomer();
};

void EngineIncrementsTest::raises()
{
    EngineWorld world;
    OX_OK(world.start());
    PaymentAccessService access(world.engine(), world.file());
    const Payment held = heldIn(world);
    QCOMPARE(held.status, PaymentStatus::RequiresCapture);
    QVERIFY(held.incrementAllowed);
    const Result<Payment> raised = raiseIn(world, held.id, 8000);
    OX_OK(raised);
    QCOMPARE(raised->status, PaymentStatus::RequiresCapture);
    QCOMPARE(raised->amount, 8000);
    QCOMPARE(raised->netAmount, 8000);
    QCOMPARE(raised->authorized, 8000);
    QCOMPARE(amountCapturable(*raised), 8000);
    OX_OK(raiseIn(world, held.id, 8500));
    // What the bank shows of the hold since is no contradiction.
    QCOMPARE(world.synced(held.id).status, PaymentStatus::RequiresCapture);
    QCOMPARE(world.problems(held.id), QString());
    const auto view = EngineWorld::await(access.view(world.merchant(), held.id, {}));
    OX_OK(view);
    QCOMPARE(view->increments.size(), 2);
    const Increment &second = view->increments.last();
    QCOMPARE(second.amount, 8500);
    QCOMPARE(second.previousAmount, 8000);
    QCOMPARE(second.reason, u"one more night"_s);
    QCOMPARE(second.state, OperationState::Succeeded);
    QVERIFY2(second.id.startsWith("auth_"_L1) && second.id.endsWith("_2"_L1),
             qPrintable(second.id));
    OX_REFUSED(world.capture(held.id, 8501), ErrorCode::AmountAboveCapturable,
               u"amount_to_capture"_s);
    const Result<Payment> captured = world.capture(held.id); // everything
    OX_OK(captured);
    QCOMPARE(captured->status, PaymentStatus::Succeeded);
    QCOMPARE(captured->captured, 8500);
    QCOMPARE(world.effects(held.id), (QStringList{u"authorize 6000"_s, u"increment 2000"_s,
                                                  u"increment 500"_s, u"capture 8500"_s}));
    QVERIFY(eventsOf(world, held.id).contains(u"increment_started"_s));
    QVERIFY(eventsOf(world, held.id).contains(u"incremented"_s));
    QCOMPARE(world.settledProblems(held.id), QString());
}

void EngineIncrementsTest::wantedAtTheConfirm()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000, CaptureMethod::ManualMultiple));
    ConfirmPayment command = world.confirmation(payment.id, kVisa);
    command.incrementWanted = true;
    const auto held = EngineWorld::await(world.payments().confirm(std::move(command)));
    OX_OK(held);
    QVERIFY(held->incrementWanted && held->incrementAllowed);
    OX_OK(raiseIn(world, payment.id, 9000));
    OX_OK(world.capture(payment.id, 4000));
    // What is captured in part is not raised any more.
    OX_REFUSED(raiseIn(world, payment.id, 9500), ErrorCode::InvalidState, u"status"_s);
    OX_OK(world.capture(payment.id, 5000));
    QCOMPARE(world.payment(payment.id).status, PaymentStatus::Succeeded);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineIncrementsTest::refused_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("not wanted") << false << qint64(8000) << ErrorCode::NotSupported
                                << u"incremental_authorization_allowed"_s;
    QTest::newRow("no more") << true << qint64(6000) << ErrorCode::InvalidValue << u"amount"_s;
    QTest::newRow("less") << true << qint64(1) << ErrorCode::InvalidValue << u"amount"_s;
    QTest::newRow("too much") << true << qint64(1'000'000'000) << ErrorCode::AmountTooLarge
                              << u"amount"_s;
}

void EngineIncrementsTest::refused()
{
    QFETCH(const bool, wanted);
    QFETCH(const qint64, amount);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, field);
    EngineWorld world;
    OX_OK(world.start());
    const PaymentId id =
        wanted ? heldIn(world).id : world.pay(6000, CaptureMethod::Manual, kVisa).value_or({}).id;
    const auto before = world.rowCounts();
    OX_REFUSED(raiseIn(world, id, amount), code, field);
    QCOMPARE(world.rowCounts(), before);
    CreatePayment automatic = world.draft(6000);
    automatic.incrementWanted = true;
    OX_REFUSED(EngineWorld::await(world.payments().create(std::move(automatic))),
               ErrorCode::NotSupported, u"request_incremental_authorization"_s);
    QCOMPARE(world.rowCounts(), before);
}

void EngineIncrementsTest::refusedByTheBank()
{
    EngineWorld world;
    OX_OK(world.start());
    PaymentAccessService access(world.engine(), world.file());
    const Payment held = heldIn(world, "4000009908020004");
    const Result<Payment> raised = raiseIn(world, held.id, 8000);
    OX_OK(raised);
    QCOMPARE(raised->status, PaymentStatus::RequiresCapture);
    QCOMPARE(raised->netAmount, 6000);
    QVERIFY(raised->error.code.isEmpty());
    const auto view = EngineWorld::await(access.view(world.merchant(), held.id, {}));
    OX_OK(view);
    QCOMPARE(view->increments.value(0).state, OperationState::Declined);
    QCOMPARE(view->increments.value(0).error.category, u"insufficient_funds"_s);
    OX_OK(world.capture(held.id));
    QCOMPARE(world.effects(held.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(held.id), QString());
}

void EngineIncrementsTest::unknown_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault :
         {"timeout_before", "timeout_after", "reset_before", "reset_after", "close_no_reply",
          "http_500", "http_500_done", "http_503_html", "garbage", "empty", "truncated"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

/// Whatever became of it: reading and repeating it with its key ends it, with one effect.
void EngineIncrementsTest::unknown()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    const Payment held = heldIn(world);
    world.wire().clear();
    world.bank().injectFault(*bankFaultFromText(fault), 1, u"increments"_s);
    OX_OK(raiseIn(world, held.id, 8000));
    QTRY_COMPARE(world.synced(held.id).netAmount, 8000);
    QVERIFY(!world.payment(held.id).outcomeUnknown);
    QCOMPARE(world.effects(held.id), (QStringList{u"authorize 6000"_s, u"increment 2000"_s}));
    QStringList keys = world.wire().keys();
    keys.removeDuplicates();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(world.settledProblems(held.id), QString());
}

/// Until it is known nothing else moves that payment's money.
void EngineIncrementsTest::bankIsAway()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment held = heldIn(world);
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"increments"_s);
    world.bank().injectFault(BankFault::Http500, 3);
    const Result<Payment> lost = raiseIn(world, held.id, 8000);
    OX_OK(lost);
    if (lost->outcomeUnknown) {
        QCOMPARE(lost->status, PaymentStatus::RequiresCapture);
        QVERIFY(lost->hasOpenOperation);
        QVERIFY(eventsOf(world, held.id).contains(u"increment_unknown"_s));
        QVERIFY(!raiseIn(world, held.id, 9000));
    }
    QTRY_COMPARE(world.synced(held.id).netAmount, 8000);
    QCOMPARE(world.effects(held.id), (QStringList{u"authorize 6000"_s, u"increment 2000"_s}));
    QCOMPARE(world.settledProblems(held.id), QString());
}

void EngineIncrementsTest::restartInBetween()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment held = heldIn(world);
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"increments"_s);
    const auto asked = world.payments().raise({world.caller(), held.id, 8000, {}, {}});
    QTRY_COMPARE(world.effects(held.id).size(), 2);
    OX_OK(world.restart());
    QTRY_COMPARE(world.synced(held.id).netAmount, 8000);
    QCOMPARE(world.effects(held.id), (QStringList{u"authorize 6000"_s, u"increment 2000"_s}));
    QCOMPARE(world.settledProblems(held.id), QString());
}

void EngineIncrementsTest::sameRequestAgain()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment held = heldIn(world);
    for (int i = 0; i < 3; ++i) {
        const Result<Payment> raised = raiseIn(world, held.id, 8000, u"client_1"_s);
        OX_OK(raised);
        QCOMPARE(raised->netAmount, 8000);
    }
    QCOMPARE(world.effects(held.id).size(), 2);
    // Two at once: one of them, or one after the other; never the sum.
    const auto first = world.payments().raise({world.caller(), held.id, 9000, {}, {}});
    const auto second = world.payments().raise({world.caller(), held.id, 9000, {}, {}});
    const bool both =
        EngineWorld::await(first).has_value() && EngineWorld::await(second).has_value();
    QVERIFY(!both);
    QCOMPARE(world.payment(held.id).netAmount, 9000);
    QCOMPARE(world.settledProblems(held.id), QString());
}

void EngineIncrementsTest::stripeRaises()
{
    FaceWorld world(u"stripe"_s, "sk_test_increments");
    QVERIFY(world.begun);
    world.clock().setLongestWait(5);
    const Payment held = heldIn(world);
    QCOMPARE(held.connector, u"stripe"_s);
    QVERIFY(held.incrementAllowed);
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"increment_authorization"_s);
    OX_OK(raiseIn(world, held.id, 8000));
    QTRY_COMPARE(world.synced(held.id).netAmount, 8000);
    OX_OK(world.capture(held.id));
    QCOMPARE(world.payment(held.id).status, PaymentStatus::Succeeded);
    QCOMPARE(world.effectSum(held.id, u"increment"_s), 2000);
    QCOMPARE(world.effectSum(held.id, u"capture"_s), 8000);
    QVERIFY(world.settle(held.id));
    QCOMPARE(world.disagreement(held.id), QString());
    // Without asking for it beforehand Stripe does not offer it.
    const Result<Payment> plain = world.pay(6000, CaptureMethod::Manual, kVisa);
    OX_OK(plain);
    OX_REFUSED(raiseIn(world, plain->id, 8000), ErrorCode::NotSupported,
               u"incremental_authorization_allowed"_s);
    const Payment refused = heldIn(world, "4000009908020004");
    const Result<Payment> declined = raiseIn(world, refused.id, 8000);
    OX_OK(declined);
    QCOMPARE(declined->status, PaymentStatus::RequiresCapture);
    QCOMPARE(declined->netAmount, 6000);
    QCOMPARE(world.details(refused.id).operations.last().state, OperationState::Declined);
}

void EngineIncrementsTest::adyenDecidesLater_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<OperationState>("state");
    QTest::newRow("raised") << QByteArray(kVisa) << qint64(8000) << OperationState::Succeeded;
    QTest::newRow("refused") << "4000009908020004"_ba << qint64(6000) << OperationState::Declined;
}

void EngineIncrementsTest::adyenDecidesLater()
{
    QFETCH(const QByteArray, card);
    QFETCH(const qint64, total);
    QFETCH(const OperationState, state);
    const std::unique_ptr<FaceNewsWorld> news(FaceNewsWorld::adyen());
    FaceNewsWorld &world = *news;
    QVERIFY(world.begun);
    const Payment held = heldIn(world, card.constData());
    QVERIFY(held.incrementAllowed);
    QCOMPARE(world.hear(), 0);
    const Result<Payment> asked = raiseIn(world, held.id, 8000);
    OX_OK(asked);
    QCOMPARE(asked->netAmount, 6000);
    QCOMPARE(world.details(held.id).operations.last().state, OperationState::Pending);
    OX_REFUSED(raiseIn(world, held.id, 9000), ErrorCode::Busy, u"amount"_s);
    QCOMPARE(world.hear(), 0);
    QTRY_COMPARE(world.details(held.id).operations.last().state, state);
    QCOMPARE(world.payment(held.id).netAmount, total);
    QCOMPARE(world.payment(held.id).status, PaymentStatus::RequiresCapture);
    QCOMPARE(world.problems(held.id), QString());
}

/// A part of the hold may be taken while Adyen thinks about more; what it thinks is heard too late.
void EngineIncrementsTest::adyenHoldIsTakenMeanwhile()
{
    const std::unique_ptr<FaceNewsWorld> news(FaceNewsWorld::adyen());
    FaceNewsWorld &world = *news;
    QVERIFY(world.begun);
    const Payment held = heldIn(world);
    OX_OK(raiseIn(world, held.id, 8000));
    OX_REFUSED(world.capture(held.id, 6001), ErrorCode::AmountAboveCapturable,
               u"amount_to_capture"_s);
    OX_OK(world.cancel(held.id));
    QCOMPARE(world.hear(), 0);
    QTRY_COMPARE(world.payment(held.id).status, PaymentStatus::Cancelled);
    QCOMPARE(amountCapturable(world.payment(held.id)), 0);
    QCOMPARE(world.problems(held.id), QString());
}

/// Addresses and what the browser said of its place in the net go when the customer goes.
void EngineIncrementsTest::shopperGoesWithTheCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000);
    command.customer = {{u"cus_gone"_s}, u"Ada"_s, u"ada@example.com"_s, {}};
    command.extras = {{u"billing"_s, u"{\"address\":{\"city\":\"Bern\"}}"_s},
                      {u"browser_info"_s, u"{\"ip_address\":\"192.0.2.7\"}"_s},
                      {u"order_details"_s, u"[]"_s}};
    const Payment payment = world.created(std::move(command));
    OX_OK(world.confirm(payment.id, kVisa));
    QCOMPARE(world.column(u"SELECT name FROM payment_extra ORDER BY name"_s),
             (QStringList{u"billing"_s, u"browser_info"_s, u"order_details"_s}));
    OX_OK(EngineWorld::await(world.customers().remove(world.caller(), {u"cus_gone"_s})));
    QCOMPARE(world.column(u"SELECT name FROM payment_extra"_s), QStringList(u"order_details"_s));
}

QTEST_GUILESS_MAIN(EngineIncrementsTest)
#include "engineincrementstest.moc"
