#include "services/domain/samplepayments.h"

#include "tests/support/seed.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNowMs = 1'780'000'000'000; // 28 May 2026, a Thursday evening
constexpr qint64 kHourMs = 3'600'000;

SampleWorld world(quint64 seed)
{
    SampleWorld world;
    world.seed = seed;
    world.nowMs = kNowMs;
    world.merchantId = {u"merchant_demo"_s};
    world.profileId = {u"pro_demo"_s};
    world.connector = u"simulator"_s;
    world.account = {u"mca_demo"_s};
    world.silentAccount = {u"mca_silent"_s};
    return world;
}

/// The order of statuses that the steps tell, checked against the table.
QString brokenTransition(const QList<PaymentStep> &steps)
{
    for (qsizetype i = 1; i < steps.size(); ++i) {
        const PaymentStatus from = steps[i - 1].status;
        if (steps[i].status == from)
            continue;
        const bool allowed = std::ranges::any_of(kTransitions, [&](const Transition &t) {
            return t.from == from && t.to == steps[i].status && toText(t.event) == steps[i].event;
        });
        if (!allowed)
            return toText(from) + u" -> "_s + toText(steps[i].status) + u" by "_s + steps[i].event;
    }
    return {};
}

} // namespace

class SamplePaymentsTest : public QObject
{
    Q_OBJECT

private:
    QList<PaymentDetails> m_all;

private slots:
    void initTestCase();
    void makesAsManyAsAsked();
    void isRepeatable();
    void everyStatusIsThere();
    void stepsObeyTheTable();
    void sumsHold();
    void idsAreUnique();
    void timesAreInOrderAndPast();
    void declinesLookReal();
    void holdsEndSoonAndLater();
    void unknownOutcomesStayOpen();
    void nothingIsInProgressForLong();
    void everyOpenPaymentIsKnownToABank();
    void mixesCurrencies();
    void everyRefundStatusIsThere_data();
    void everyRefundStatusIsThere();
    void refundsAddUp();
};

void SamplePaymentsTest::initTestCase()
{
    m_all = samplePayments(world(testSeed()), 12'000);
}

void SamplePaymentsTest::makesAsManyAsAsked()
{
    QCOMPARE(m_all.size(), 12'000);
}

void SamplePaymentsTest::isRepeatable()
{
    const QList<PaymentDetails> once = samplePayments(world(7), 600);
    const QList<PaymentDetails> again = samplePayments(world(7), 600);
    const QList<PaymentDetails> other = samplePayments(world(8), 600);
    QCOMPARE(once.size(), again.size());
    for (qsizetype i = 0; i < once.size(); ++i) {
        QCOMPARE(once[i].payment, again[i].payment);
        QCOMPARE(once[i].operations, again[i].operations);
        QCOMPARE(once[i].steps, again[i].steps);
        QCOMPARE(once[i].refunds, again[i].refunds);
    }
    QVERIFY(once.first().payment.id != other.first().payment.id);
}

void SamplePaymentsTest::everyStatusIsThere()
{
    QSet<PaymentStatus> reachable{PaymentStatus::RequiresPaymentMethod,
                                  PaymentStatus::RequiresConfirmation};
    for (const Transition &transition : kTransitions)
        reachable.insert(transition.to);
    QHash<PaymentStatus, int> found;
    int unknown = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        ++found[details.payment.status];
        unknown += details.payment.outcomeUnknown ? 1 : 0;
    }
    for (const PaymentStatus status : std::as_const(reachable))
        QVERIFY2(found.value(status) >= 3, qPrintable(toText(status)));
    QCOMPARE(unknown, 10);
    QVERIFY(found.value(PaymentStatus::Succeeded) > m_all.size() / 2);
    QVERIFY(found.value(PaymentStatus::RequiresCapture) > 150);
}

void SamplePaymentsTest::stepsObeyTheTable()
{
    for (const PaymentDetails &details : std::as_const(m_all)) {
        const QString broken = brokenTransition(details.steps);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        QCOMPARE(details.steps.first().event, u"created"_s);
        QCOMPARE(details.steps.last().status, details.payment.status);
        for (qsizetype i = 0; i < details.steps.size(); ++i)
            QCOMPARE(details.steps[i].sequence, i + 1);
    }
}

void SamplePaymentsTest::sumsHold()
{
    for (const PaymentDetails &details : std::as_const(m_all)) {
        const Payment &payment = details.payment;
        QVERIFY(checkPaymentAmount({payment.amount, payment.currency}).has_value());
        QVERIFY(payment.captured >= 0 && payment.capturePending >= 0);
        QVERIFY(payment.captured + payment.capturePending <= payment.captureLimit);
        QVERIFY(payment.captureLimit <= payment.netAmount);
        qint64 captured = 0;
        int open = 0;
        for (const Operation &operation : details.operations) {
            const bool takes =
                operation.kind == OperationKind::Capture || operation.kind == OperationKind::Sale;
            if (takes && operation.state == OperationState::Succeeded)
                captured += operation.amount;
            open += holdsPayment(operation.state) ? 1 : 0;
            QCOMPARE(operation.currency, payment.currency);
        }
        QCOMPARE(captured, payment.captured);
        QCOMPARE(open, payment.hasOpenOperation ? 1 : 0);
        QCOMPARE(payment.attemptCount, static_cast<int>(details.attempts.size()));
    }
}

void SamplePaymentsTest::idsAreUnique()
{
    QSet<QString> ids;
    qsizetype expected = 0;
    const auto add = [&](const QString &id) {
        ids.insert(id);
        ++expected;
    };
    for (const PaymentDetails &details : std::as_const(m_all)) {
        add(details.payment.id.value);
        add(details.payment.orderReference);
        QVERIFY(isWellFormedId(details.payment.id.value));
        for (const Operation &operation : details.operations) {
            add(operation.id.value);
            add(operation.idempotencyKey);
            if (!operation.processorReference.isEmpty())
                add(operation.processorReference + toText(operation.kind));
        }
        for (const Attempt &attempt : details.attempts)
            add(attempt.id().value);
    }
    QCOMPARE(ids.size(), expected);
}

void SamplePaymentsTest::timesAreInOrderAndPast()
{
    qint64 earlier = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        QVERIFY(details.payment.createdAtMs >= earlier);
        earlier = details.payment.createdAtMs;
        QVERIFY(earlier > kNowMs - 92 * 24 * kHourMs);
        qint64 step = earlier;
        for (const PaymentStep &told : details.steps) {
            QVERIFY(told.atMs >= step);
            step = told.atMs;
        }
        QVERIFY(step <= kNowMs);
        QCOMPARE(details.payment.modifiedAtMs, step);
    }
}

void SamplePaymentsTest::declinesLookReal()
{
    QHash<QString, int> reasons;
    int failed = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        if (details.payment.status != PaymentStatus::Failed)
            continue;
        ++failed;
        ++reasons[details.payment.error.category];
        QVERIFY(!details.payment.error.category.isEmpty());
        QCOMPARE(details.payment.captured, 0);
    }
    const qsizetype share = failed * 100 / m_all.size();
    QVERIFY2(share >= 6 && share <= 15, qPrintable(QString::number(share)));
    QVERIFY(reasons.value(u"insufficient_funds"_s) > reasons.value(u"lost_or_stolen"_s));
    QVERIFY(reasons.size() >= 10);
}

void SamplePaymentsTest::holdsEndSoonAndLater()
{
    int within4 = 0, within24 = 0, within72 = 0, later = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        if (!bankKnows(details) || details.payment.authorized == 0
            || amountCapturable(details.payment) == 0
            || details.payment.status == PaymentStatus::Processing)
            continue;
        const qint64 left = details.payment.captureBeforeMs - kNowMs;
        QVERIFY2(left > 0, qPrintable(toText(details.payment.status)));
        QVERIFY(left <= 7 * 24 * kHourMs);
        ++(left < 4 * kHourMs    ? within4
           : left < 24 * kHourMs ? within24
           : left < 72 * kHourMs ? within72
                                 : later);
    }
    QVERIFY(within4 >= 2);
    QVERIFY(within24 >= 5);
    QVERIFY(within72 >= 10);
    QVERIFY(later >= 50);
}

void SamplePaymentsTest::unknownOutcomesStayOpen()
{
    int silent = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        if (!details.payment.outcomeUnknown)
            continue;
        QCOMPARE(details.payment.status, PaymentStatus::Processing);
        QCOMPARE(details.operations.last().state, OperationState::Unknown);
        QVERIFY(details.operations.last().nextCheckAtMs > kNowMs);
        QVERIFY(details.operations.last().checkCount > 3);
        silent += details.payment.connectorAccount.value == u"mca_silent"_s ? 1 : 0;
    }
    QCOMPARE(silent, 5);
}

void SamplePaymentsTest::nothingIsInProgressForLong()
{
    constexpr qint64 kFewMinutesMs = 5 * 60'000;
    int inProgress = 0;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        const Payment &payment = details.payment;
        if (payment.status != PaymentStatus::Processing || payment.outcomeUnknown)
            continue;
        ++inProgress;
        QVERIFY(kNowMs - payment.createdAtMs <= kFewMinutesMs);
        QVERIFY(details.operations.last().nextCheckAtMs - kNowMs <= kFewMinutesMs);
    }
    QVERIFY2(inProgress >= 1 && inProgress <= 6, qPrintable(QString::number(inProgress)));
}

void SamplePaymentsTest::everyOpenPaymentIsKnownToABank()
{
    for (const PaymentDetails &details : std::as_const(m_all)) {
        const bool open = std::ranges::any_of(
            details.operations, [](const Operation &operation) { return isOpen(operation.state); });
        if (open || mayCapture(details.payment.status, details.payment.captureMethod))
            QVERIFY(bankKnows(details)
                    || details.payment.connectorAccount.value == u"mca_silent"_s);
    }
}

void SamplePaymentsTest::mixesCurrencies()
{
    QHash<Currency, int> found;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        const Payment &payment = details.payment;
        ++found[payment.currency];
        QVERIFY(!payment.customer.name.isEmpty());
        QVERIFY2(payment.customer.email.contains(u"@example."_s)
                     || payment.customer.email.endsWith(u".example"_s),
                 qPrintable(payment.customer.email));
        for (const QChar c : payment.customer.email)
            QVERIFY(c.unicode() < 128);
    }
    for (const Currency currency :
         {Currency::Eur, Currency::Usd, Currency::Gbp, Currency::Chf, Currency::Jpy, Currency::Kwd})
        QVERIFY2(found.value(currency) > 20, qPrintable(toText(currency)));
}

void SamplePaymentsTest::everyRefundStatusIsThere_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("a few") << 1'000;
    QTest::newRow("as shown first") << 12'000;
}

void SamplePaymentsTest::everyRefundStatusIsThere()
{
    QFETCH(int, count);
    QHash<QString, int> found;
    int all = 0;
    for (const PaymentDetails &details : samplePayments(world(testSeed()), count)) {
        for (const Refund &refund : details.refunds) {
            ++all;
            ++found[toText(refund.status) + (refund.dueAtMs > 0 ? u" later"_s : QString())];
        }
    }
    for (const char *status : {"pending", "pending later", "succeeded", "failed", "review"})
        QVERIFY2(found.value(QString::fromLatin1(status)) > 0, status);
    QVERIFY2(all * 100 >= count && all * 100 <= count * 6, qPrintable(QString::number(all)));
    QVERIFY(found.value(u"succeeded"_s) * 2 > all);
}

void SamplePaymentsTest::refundsAddUp()
{
    QSet<QString> ids;
    for (const PaymentDetails &details : std::as_const(m_all)) {
        qint64 back = 0, reserved = 0;
        for (const Refund &refund : details.refunds) {
            QVERIFY(!ids.contains(refund.id.value));
            ids.insert(refund.id.value);
            QCOMPARE(refund.paymentId, details.payment.id);
            QVERIFY(refund.createdAtMs >= details.payment.createdAtMs);
            QVERIFY(refund.modifiedAtMs <= kNowMs && refund.modifiedAtMs >= refund.createdAtMs);
            QVERIFY(refund.dueAtMs == 0 || refund.dueAtMs > kNowMs);
            QVERIFY(bankKnows(details));
            if (refund.status == RefundStatus::Succeeded)
                back += refund.amount;
            else if (refund.status != RefundStatus::Failed)
                reserved += refund.amount;
        }
        QCOMPARE(details.payment.refunded, back);
        QCOMPARE(details.payment.refundPending, reserved);
        QVERIFY(back + reserved <= details.payment.captured);
    }
    QVERIFY(ids.size() > 100);
}

QTEST_APPLESS_MAIN(SamplePaymentsTest)
#include "samplepaymentstest.moc"
