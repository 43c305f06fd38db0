#include "services/domain/increment.h"
#include "services/domain/settlement.h"
#include "services/domain/shopperdata.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

Payment hold()
{
    Payment payment;
    payment.id = {u"pay_1"_s};
    payment.status = PaymentStatus::RequiresCapture;
    payment.captureMethod = CaptureMethod::Manual;
    payment.amount = 900;
    payment.netAmount = payment.authorized = payment.captureLimit = 1000;
    payment.captureBeforeMs = kNow + 1000;
    payment.incrementWanted = payment.incrementAllowed = true;
    payment.attemptCount = 1;
    return payment;
}

Attempt attempt()
{
    Attempt attempt;
    attempt.status = AttemptStatus::Authorized;
    return attempt;
}

Operation raise(OperationState state)
{
    Operation operation;
    operation.id = {u"op_2"_s};
    operation.kind = OperationKind::Increment;
    operation.state = state;
    operation.amount = 1500;
    operation.statusBefore = PaymentStatus::RequiresCapture;
    return operation;
}

CallOutcome decided(ReplyState state, qint64 amount = 1500)
{
    CallOutcome outcome;
    outcome.kind = OutcomeClass::Decided;
    outcome.reply.state = state;
    outcome.reply.amount = amount;
    outcome.reply.error = {u"51"_s, u"insufficient_funds"_s, {}, u"UE_1000"_s};
    return outcome;
}

} // namespace

/// When a hold may be raised, and what becomes of a payment and its wish for more.
class DomainIncrementTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void allowed_data();
    void allowed();
    void outcomes_data();
    void outcomes();
    void unknownHoldsThePayment();
    void booksOnceOnly();
    void aHoldThatIsGoneIsNotRaised();
    void contradictions();
    void addressesOfTheNet_data();
    void addressesOfTheNet();
    void shopperIsRead();
};

void DomainIncrementTest::allowed_data()
{
    using Change = std::function<void(Payment &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("refusal");
    const Change none = [](Payment &) {};
    const auto row = [](const char *name, const Change &change, qint64 amount, const char *why) {
        QTest::newRow(name) << change << amount << QString::fromLatin1(why);
    };
    row("more", none, 1001, "");
    row("as much", none, 1000, "amount");
    row("less", none, 950, "amount");
    row("the most", none, 999'999'999, "");
    row("more than that", none, 1'000'000'000, "amount");
    row(
        "not made for it", [](Payment &p) { p.incrementAllowed = false; }, 1500,
        "incremental_authorization_allowed");
    row(
        "run out", [](Payment &p) { p.captureBeforeMs = kNow; }, 1500, "status");
    row(
        "under an agreement", [](Payment &p) { p.offSession = true, p.mandateId = {u"man_1"_s}; },
        1500, "incremental_authorization_allowed");
    for (const PaymentStatus status : allPaymentStatuses()) {
        if (status != PaymentStatus::RequiresCapture)
            row(
                qPrintable(toText(status)), [status](Payment &p) { p.status = status; }, 1500,
                "status");
    }
}

void DomainIncrementTest::allowed()
{
    QFETCH(const std::function<void(Payment &)>, change);
    QFETCH(const qint64, amount);
    QFETCH(const QString, refusal);
    Payment payment = hold();
    change(payment);
    const Result<> checked = checkIncrement(payment, amount, u"more nights"_s, kNow);
    QCOMPARE(checked ? QString() : checked.error().field, refusal);
    QVERIFY(!checkIncrement(hold(), 1500, QString(256, u'x'), kNow));
    QVERIFY(!checkIncrement(hold(), 1500, u"4242 4242 4242 4242"_s, kNow));
}

void DomainIncrementTest::outcomes_data()
{
    QTest::addColumn<CallOutcome>("outcome");
    QTest::addColumn<OperationState>("state");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("event");
    QTest::addColumn<PaymentStatus>("status");
    const auto row = [](const char *name, const CallOutcome &outcome, OperationState state,
                        qint64 total, const char *event,
                        PaymentStatus status = PaymentStatus::RequiresCapture) {
        QTest::newRow(name) << outcome << state << total << QString::fromLatin1(event) << status;
    };
    CallOutcome rejected;
    rejected.kind = OutcomeClass::Rejected;
    rejected.error = {u"no"_s, u"invalid_request"_s, {}, u"UE_4000"_s};
    CallOutcome unsent = rejected;
    unsent.kind = OutcomeClass::NotSent;
    CallOutcome lapsed = rejected;
    lapsed.error.category = u"expired_authorization"_s;
    CallOutcome mixedUp = rejected;
    mixedUp.kind = OutcomeClass::Integrity;
    row("raised", decided(ReplyState::Authorized), OperationState::Succeeded, 1500, "incremented");
    row("declined", decided(ReplyState::Declined), OperationState::Declined, 1000,
        "increment_not_done");
    row("pending", decided(ReplyState::Pending), OperationState::Pending, 1000,
        "increment_pending");
    row("released", decided(ReplyState::Voided), OperationState::Declined, 1000,
        "increment_not_done");
    row("run out", decided(ReplyState::Expired), OperationState::Declined, 1000, "hold_expired",
        PaymentStatus::Expired);
    row("rejected", rejected, OperationState::Rejected, 1000, "increment_not_done");
    row("rejected, run out", lapsed, OperationState::Rejected, 1000, "hold_expired",
        PaymentStatus::Expired);
    row("not sent", unsent, OperationState::Rejected, 1000, "increment_not_done");
    row("something else", mixedUp, OperationState::Integrity, 1000, "integrity_failed",
        PaymentStatus::Conflicted);
    row("unknown", {}, OperationState::Unknown, 1000, "increment_unknown");
}

void DomainIncrementTest::outcomes()
{
    QFETCH(const CallOutcome, outcome);
    QFETCH(const OperationState, state);
    QFETCH(const qint64, total);
    QFETCH(const QString, event);
    QFETCH(const PaymentStatus, status);
    const auto after = settle(hold(), attempt(), raise(OperationState::Sending), outcome, kNow);
    QVERIFY(after);
    QCOMPARE(after->operation.state, state);
    QCOMPARE(after->payment.netAmount, total);
    QCOMPARE(after->payment.authorized, total);
    QCOMPARE(after->payment.captureLimit, total);
    QCOMPARE(after->payment.amount, total - 100); // what the order adds stays what it was
    QCOMPARE(after->payment.status, status);
    QCOMPARE(after->steps.last().event, event);
    QCOMPARE(after->payment.version, 1);
    const bool ends = status == PaymentStatus::Conflicted;
    QCOMPARE(after->payment.error, ends ? outcome.error : PaymentError());
}

void DomainIncrementTest::unknownHoldsThePayment()
{
    const auto lost = settle(hold(), attempt(), raise(OperationState::Sending), {}, kNow);
    QVERIFY(lost);
    QVERIFY(lost->payment.outcomeUnknown);
    QVERIFY(lost->payment.hasOpenOperation);
    const auto found = settle(lost->payment, lost->attempt, lost->operation,
                              decided(ReplyState::Authorized), kNow);
    QVERIFY(found);
    QVERIFY(!found->payment.outcomeUnknown);
    QCOMPARE(amountCapturable(found->payment), 1500);
    const auto never = settleNotFound(lost->payment, lost->attempt, lost->operation, kNow);
    QVERIFY(never);
    QCOMPARE(never->operation.state, OperationState::Rejected);
    QCOMPARE(amountCapturable(never->payment), 1000);
}

void DomainIncrementTest::booksOnceOnly()
{
    const auto once = settle(hold(), attempt(), raise(OperationState::Pending),
                             decided(ReplyState::Authorized), kNow);
    QVERIFY(once);
    for (const ReplyState state : {ReplyState::Authorized, ReplyState::Declined}) {
        const auto again =
            settle(once->payment, once->attempt, once->operation, decided(state), kNow);
        QVERIFY(again);
        QVERIFY(!again->changed);
        QCOMPARE(again->payment.netAmount, 1500);
    }
    const auto pending = settle(hold(), attempt(), raise(OperationState::Pending),
                                decided(ReplyState::Pending), kNow);
    QVERIFY(pending);
    QVERIFY(!pending->changed);
}

void DomainIncrementTest::aHoldThatIsGoneIsNotRaised()
{
    for (const PaymentStatus status : {PaymentStatus::Succeeded, PaymentStatus::PartiallyCaptured,
                                       PaymentStatus::Cancelled, PaymentStatus::Expired}) {
        Payment payment = hold();
        payment.status = status;
        const auto late = settle(payment, attempt(), raise(OperationState::Pending),
                                 decided(ReplyState::Authorized), kNow);
        QVERIFY(late);
        QCOMPARE(late->operation.state, OperationState::Succeeded);
        QCOMPARE(late->payment.netAmount, 1000);
        QCOMPARE(late->payment.captureLimit, 1000);
        QCOMPARE(late->payment.status, status);
    }
}

void DomainIncrementTest::contradictions()
{
    for (const ReplyState state : {ReplyState::Captured, ReplyState::Refunded,
                                   ReplyState::ChallengeRequired, ReplyState::NotFound}) {
        const auto nothing =
            settle(hold(), attempt(), raise(OperationState::Pending), decided(state), kNow);
        QVERIFY(nothing);
        QVERIFY(!nothing->changed);
    }
}

void DomainIncrementTest::addressesOfTheNet_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    for (const char *good :
         {"0.0.0.0", "192.168.1.255", "::", "::1", "fe80::1", "1::", "2001:db8:0:0:0:0:0:1",
          "2001:DB8::ff00:42:8329", "::ffff:10.0.0.1", "64:ff9b::192.0.2.33"})
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char *bad : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.x", "1.2.3.+4", ":",
                            ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
                            "g::", "fe80::1%eth0", "10.0.0.1::", "1:2:3:4:5:6:7::8", " 1.2.3.4"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << false;
}

void DomainIncrementTest::addressesOfTheNet()
{
    QFETCH(const QString, text);
    QFETCH(const bool, fits);
    QCOMPARE(isIpAddress(text), fits);
}

void DomainIncrementTest::shopperIsRead()
{
    const QString home = u"{\"address\":{\"line1\":\" 1 Main St \",\"city\":\"X\",\"zip\":\"1\","
                         "\"country\":\"US\",\"first_name\":\"Ada\",\"last_name\":\"King\"},"
                         "\"phone\":{\"number\":\"123\",\"country_code\":\"+1\"},"
                         "\"email\":\"a@b.example\"}"_s;
    const QString work = u"{\"address\":{\"zip\":\"2\"}}"_s;
    const QString browser = u"{\"ip_address\":\"::1\",\"color_depth\":24,\"time_zone\":-60,"
                            "\"java_enabled\":false,\"screen_height\":1.5}"_s;
    ShopperData data = shopperDataOf({{u"billing"_s, home}, {u"browser_info"_s, browser}});
    QCOMPARE(data.billing.line1, u"1 Main St"_s);
    QCOMPARE(data.billing.fullName(), u"Ada King"_s);
    QCOMPARE(data.billing.phone, u"+1123"_s);
    QCOMPARE(data.billing.email, u"a@b.example"_s);
    QVERIFY(data.shipping.isEmpty());
    QCOMPARE(data.browser.ipAddress, u"::1"_s);
    QCOMPARE(data.browser.colorDepth, std::optional(24));
    QCOMPARE(data.browser.timeZoneMinutes, std::optional(-60));
    QCOMPARE(data.browser.javaEnabled, std::optional(false));
    QVERIFY(!data.browser.screenHeight && !data.browser.javaScriptEnabled);
    data = shopperDataOf({{u"billing"_s, home}, {u"payment_method_data.billing"_s, work}});
    QCOMPARE(data.billing.zip, u"2"_s); // the card's own counts first, whole
    QVERIFY(data.billing.line1.isEmpty());
    QVERIFY(shopperDataOf({{u"billing"_s, u"not json"_s}}).billing.isEmpty());
}

QTEST_APPLESS_MAIN(DomainIncrementTest)
#include "domainincrementtest.moc"
