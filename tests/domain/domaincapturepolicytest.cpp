#include "services/domain/capturepolicy.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

class DomainCapturePolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void plans_data();
    void plans();
    void refusals_data();
    void refusals();
    void theRestWaitsForAPartUnderWay();
    void whatCanStillBeCaptured_data();
    void whatCanStillBeCaptured();
};

namespace {

constexpr qint64 kNow = 1'780'000'000'000;
constexpr qint64 kAsked = -1; ///< in an amount column: nothing was asked

Payment hold(CaptureMethod method)
{
    Payment payment;
    payment.status = PaymentStatus::RequiresCapture;
    payment.captureMethod = method;
    payment.amount = 10000;
    payment.netAmount = 10000;
    payment.authorized = 10000;
    payment.captureLimit = 10000;
    payment.captureBeforeMs = kNow + 1000;
    return payment;
}

Result<CapturePlan> plan(const Payment &payment, qint64 amount, bool finalCapture = false)
{
    return planCapture(payment, amount == kAsked ? std::nullopt : std::optional(amount),
                       finalCapture, kNow);
}

} // namespace

void DomainCapturePolicyTest::plans_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<qint64>("captured");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("stored");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<bool>("finalCapture");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("left");
    QTest::addColumn<bool>("closes");
    const auto row = [](const char *name, CaptureMethod method, QList<qint64> before, qint64 amount,
                        bool finalCapture, qint64 now, qint64 left, bool closes) {
        QTest::newRow(name) << method << before.at(0) << before.at(1) << before.at(2) << amount
                            << finalCapture << now << left << closes;
    };
    const auto manual = CaptureMethod::Manual;
    const auto several = CaptureMethod::ManualMultiple;
    row("all of it", manual, {0, 0, 0}, kAsked, false, 10000, 0, true);
    row("all, said", manual, {0, 0, 0}, 10000, false, 10000, 0, true);
    row("a part closes a single hold", manual, {0, 0, 0}, 6000, false, 6000, 4000, true);
    row("one minor unit", manual, {0, 0, 0}, 1, false, 1, 9999, true);
    row("the stored amount", manual, {0, 0, 2500}, kAsked, false, 2500, 7500, true);
    row("a stored amount above the hold", manual, {0, 0, 99999}, kAsked, false, 10000, 0, true);
    row("first of several", several, {0, 0, 0}, 6000, false, 6000, 4000, false);
    row("second of several", several, {6000, 0, 0}, 2500, false, 2500, 1500, false);
    row("third takes the rest", several, {8500, 0, 0}, 1500, false, 1500, 0, true);
    row("final releases the rest", several, {6000, 0, 0}, 2500, true, 2500, 1500, true);
    row("beside one under way", several, {0, 6000, 0}, 4000, false, 4000, 0, false);
}

void DomainCapturePolicyTest::plans()
{
    QFETCH(CaptureMethod, method);
    QFETCH(qint64, captured);
    QFETCH(qint64, pending);
    QFETCH(qint64, stored);
    QFETCH(qint64, amount);
    QFETCH(bool, finalCapture);
    QFETCH(qint64, now);
    QFETCH(qint64, left);
    QFETCH(bool, closes);
    Payment payment = hold(method);
    payment.captured = captured;
    payment.capturePending = pending;
    payment.amountToCapture = stored;
    if (captured > 0)
        payment.status = PaymentStatus::PartiallyCapturedAndCapturable;
    const Result<CapturePlan> result = plan(payment, amount, finalCapture);
    QVERIFY2(result, "must be allowed");
    QCOMPARE(result->amount, now);
    QCOMPARE(result->leftAfter, left);
    QCOMPARE(result->closesHold, closes);
}

void DomainCapturePolicyTest::refusals_data()
{
    QTest::addColumn<Payment>("payment");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const Payment &payment, qint64 amount, ErrorCode error,
                        const QString &field) {
        QTest::newRow(name) << payment << amount << static_cast<int>(error) << field;
    };
    const QString status = u"status"_s;
    const QString amountField = u"amount_to_capture"_s;
    const Payment manual = hold(CaptureMethod::Manual);
    const Payment several = hold(CaptureMethod::ManualMultiple);
    row("zero", manual, 0, ErrorCode::AmountNotPositive, amountField);
    row("negative", manual, -5, ErrorCode::AmountNotPositive, amountField);
    row("one above", manual, 10001, ErrorCode::AmountAboveCapturable, amountField);
    row("several without an amount", several, kAsked, ErrorCode::MissingField, amountField);
    Payment partly = several;
    partly.status = PaymentStatus::PartiallyCapturedAndCapturable;
    partly.captured = 6000;
    row("above what is left", partly, 4001, ErrorCode::AmountAboveCapturable, amountField);
    partly.capturePending = 3000;
    row("above what is not reserved", partly, 1001, ErrorCode::AmountAboveCapturable, amountField);
    Payment unknown = manual;
    unknown.outcomeUnknown = true;
    row("outcome not known", unknown, 100, ErrorCode::Busy, status);
    Payment late = manual;
    late.captureBeforeMs = kNow;
    row("the hold ends now", late, 100, ErrorCode::AuthorizationExpired, status);
    row("automatic", hold(CaptureMethod::Automatic), 100, ErrorCode::InvalidState, status);
    for (const PaymentStatus other :
         {PaymentStatus::RequiresConfirmation, PaymentStatus::RequiresCustomerAction,
          PaymentStatus::Processing, PaymentStatus::Succeeded, PaymentStatus::Failed,
          PaymentStatus::Cancelled, PaymentStatus::PartiallyCaptured, PaymentStatus::Expired,
          PaymentStatus::Conflicted}) {
        Payment payment = manual;
        payment.status = other;
        row(qPrintable(toText(other)), payment, 100, ErrorCode::InvalidState, status);
    }
    Payment unconfirmed = several;
    unconfirmed.status = PaymentStatus::Processing;
    unconfirmed.authorized = 0;
    unconfirmed.captureLimit = 0;
    row("nothing is held yet", unconfirmed, 100, ErrorCode::InvalidState, status);
}

void DomainCapturePolicyTest::refusals()
{
    QFETCH(Payment, payment);
    QFETCH(qint64, amount);
    QFETCH(int, error);
    QFETCH(QString, field);
    const Result<CapturePlan> result = plan(payment, amount);
    QVERIFY2(!result, "must be refused");
    QCOMPARE(static_cast<int>(result.error().code), error);
    QCOMPARE(result.error().field, field);
}

void DomainCapturePolicyTest::theRestWaitsForAPartUnderWay()
{
    Payment payment = hold(CaptureMethod::ManualMultiple);
    payment.capturePending = 6000;
    const Result<CapturePlan> refused = plan(payment, 1000, true);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::Busy);
    payment.capturePending = 0;
    QVERIFY(plan(payment, 1000, true));
}

void DomainCapturePolicyTest::whatCanStillBeCaptured_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<qint64>("authorized");
    QTest::addColumn<qint64>("captured");
    QTest::addColumn<qint64>("capturable");
    using enum PaymentStatus;
    const qint64 none = 0;
    const qint64 all = 10000;
    QTest::newRow("unconfirmed") << RequiresConfirmation << none << none << all;
    QTest::newRow("challenged") << RequiresCustomerAction << none << none << all;
    QTest::newRow("held") << RequiresCapture << all << none << all;
    QTest::newRow("part captured")
        << PartiallyCapturedAndCapturable << all << qint64{6000} << qint64{4000};
    QTest::newRow("held for less")
        << PartiallyAuthorizedAndRequiresCapture << qint64{7000} << none << qint64{7000};
    for (const PaymentStatus status : {Succeeded, Failed, Cancelled, PartiallyCaptured, Expired})
        QTest::newRow(qPrintable(toText(status))) << status << all << qint64{100} << none;
}

void DomainCapturePolicyTest::whatCanStillBeCaptured()
{
    QFETCH(PaymentStatus, status);
    QFETCH(qint64, authorized);
    QFETCH(qint64, captured);
    QFETCH(qint64, capturable);
    Payment payment = hold(CaptureMethod::ManualMultiple);
    payment.status = status;
    payment.authorized = authorized;
    payment.captureLimit = authorized;
    payment.captured = captured;
    QCOMPARE(amountCapturable(payment), capturable);
}

QTEST_APPLESS_MAIN(DomainCapturePolicyTest)
#include "domaincapturepolicytest.moc"
