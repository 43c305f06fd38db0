#include "services/domain/fromtext.h"
#include "services/domain/recurring.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What becomes of an agreement as it is charged.
class DomainMandateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void claims_data();
    void claims();
    void amountsOfCharges_data();
    void amountsOfCharges();
    void singleUseEndsWithItsUse();
    void stoppedByTheBank();
    void failuresAreCounted();
    void olderChargeDoesNotHideTheLast();
    void nextCharge_data();
    void nextCharge();
    void nextChargeAfterADecline_data();
    void nextChargeAfterADecline();
    void inForce_data();
    void inForce();
    void revoking();
};

namespace {

constexpr qint64 kNow = 1'780'000'000'000; // 2026-05-28 20:26:40 UTC
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;

Mandate active(MandateType type = MandateType::MultiUse, std::optional<qint64> limit = 1000)
{
    Mandate mandate;
    mandate.id = {u"man"_s};
    mandate.status = MandateStatus::Active;
    mandate.terms.type = type;
    mandate.terms.amount = limit;
    mandate.currency = Currency::Eur;
    mandate.createdAtMs = kNow;
    mandate.version = 1;
    return mandate;
}

Payment charge(qint64 amount, PaymentStatus status = PaymentStatus::Processing,
               const QString &id = u"pay_1"_s)
{
    Payment payment;
    payment.id = {id};
    payment.amount = amount;
    payment.netAmount = amount;
    payment.status = status;
    payment.offSession = true;
    if (status == PaymentStatus::Succeeded || status == PaymentStatus::PartiallyCaptured)
        payment.captured = amount;
    if (status != PaymentStatus::Processing && status != PaymentStatus::Failed)
        payment.authorized = payment.captureLimit = amount;
    return payment;
}

/// A charge from its first moment to that status.
Mandate charged(const Mandate &mandate, const Payment &payment)
{
    Payment begun = payment;
    begun.status = PaymentStatus::Processing;
    begun.authorized = begun.captureLimit = begun.captured = 0;
    const Mandate reserved = chargeBegun(mandate, begun, kNow);
    return chargeMoved(reserved, payment, claimOf(begun), kNow);
}

} // namespace

void DomainMandateTest::claims_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<qint64>("authorized");
    QTest::addColumn<qint64>("captured");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<bool>("settled");
    const auto row = [](PaymentStatus status, qint64 authorized, qint64 captured, qint64 amount,
                        bool settled) {
        QTest::addRow("%s %lld %lld", qPrintable(toText(status)), authorized, captured)
            << status << authorized << captured << amount << settled;
    };
    using enum PaymentStatus;
    row(RequiresPaymentMethod, 0, 0, 0, true);
    row(RequiresConfirmation, 0, 0, 0, true);
    row(Processing, 0, 0, 1000, false);
    row(Processing, 700, 0, 700, false);
    row(RequiresCustomerAction, 0, 0, 1000, false);
    row(RequiresMerchantAction, 0, 0, 1000, false);
    row(RequiresCapture, 1000, 0, 1000, true);
    row(PartiallyAuthorizedAndRequiresCapture, 700, 0, 700, true);
    row(PartiallyCapturedAndCapturable, 1000, 300, 1000, true);
    row(PartiallyCapturedAndProcessing, 1000, 300, 1000, false);
    row(PartiallyCaptured, 1000, 300, 300, true);
    row(Succeeded, 1000, 1000, 1000, true);
    row(Failed, 0, 0, 0, true);
    row(Cancelled, 1000, 0, 0, true);
    row(CancelledPostCapture, 1000, 300, 300, true);
    row(Expired, 1000, 0, 0, true);
    row(Conflicted, 0, 0, 1000, false);
    row(Review, 0, 0, 1000, false);
}

void DomainMandateTest::claims()
{
    QFETCH(const PaymentStatus, status);
    QFETCH(const qint64, authorized);
    QFETCH(const qint64, captured);
    QFETCH(const qint64, amount);
    QFETCH(const bool, settled);
    Payment payment = charge(1000);
    payment.status = status;
    payment.authorized = payment.captureLimit = authorized;
    payment.captured = captured;
    QCOMPARE(claimOf(payment), (MandateClaim{amount, settled}));
}

void DomainMandateTest::amountsOfCharges_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<qint64>("taken");
    QTest::addColumn<qint64>("charged");
    QTest::addColumn<qint64>("pending");
    using enum PaymentStatus;
    QTest::newRow("taken") << Succeeded << 400LL << 400LL << 0LL;
    QTest::newRow("a part") << PartiallyCaptured << 280LL << 280LL << 0LL;
    QTest::newRow("held") << RequiresCapture << 400LL << 400LL << 0LL;
    QTest::newRow("declined") << Failed << 400LL << 0LL << 0LL;
    QTest::newRow("not sent") << RequiresConfirmation << 400LL << 0LL << 0LL;
    QTest::newRow("nobody knows") << Processing << 400LL << 0LL << 400LL;
    QTest::newRow("contradicted") << Conflicted << 400LL << 0LL << 400LL;
}

void DomainMandateTest::amountsOfCharges()
{
    QFETCH(const PaymentStatus, status);
    QFETCH(const qint64, taken);
    QFETCH(const qint64, charged);
    QFETCH(const qint64, pending);
    Payment payment = charge(taken, status);
    payment.netAmount = 400;
    if (status == PaymentStatus::PartiallyCaptured)
        payment.captured = taken;
    if (status == PaymentStatus::Conflicted)
        payment.authorized = 0;
    const Mandate after = ::charged(active(), payment);
    QCOMPARE(after.charged, charged);
    QCOMPARE(after.pending, pending);
    QCOMPARE(after.version, 3);
    QCOMPARE(after.last.status, status);
    QCOMPARE(after.last.amount, 400);
    QCOMPARE(after.status, MandateStatus::Active);
}

void DomainMandateTest::singleUseEndsWithItsUse()
{
    const Mandate once = active(MandateType::SingleUse);
    const Mandate used = charged(once, charge(300, PaymentStatus::Succeeded));
    QCOMPARE(used.status, MandateStatus::Revoked);
    QCOMPARE(used.ended, MandateEnd::UsedUp);
    const Mandate held = charged(once, charge(300, PaymentStatus::RequiresCapture));
    QCOMPARE(held.status, MandateStatus::Revoked);
    const Mandate declined = charged(once, charge(300, PaymentStatus::Failed));
    QCOMPARE(declined.status, MandateStatus::Active);
    QVERIFY(checkCharge(declined, {1000, Currency::Eur}, kNow));
    const Mandate open = charged(once, charge(300));
    QCOMPARE(open.status, MandateStatus::Active);
    QVERIFY(!checkCharge(open, {1, Currency::Eur}, kNow));
}

void DomainMandateTest::stoppedByTheBank()
{
    Payment payment = charge(300, PaymentStatus::Failed);
    payment.retryAdvice = RetryAdvice::DoNotRetry;
    QCOMPARE(charged(active(), payment).status, MandateStatus::Active); // the method is refused
    payment.retryAdvice = RetryAdvice::StopRecurring;
    const Mandate over = charged(active(), payment);
    QCOMPARE(over.status, MandateStatus::Revoked);
    QCOMPARE(over.ended, MandateEnd::ByBank);
    QCOMPARE(over.nextChargeAtMs, 0);
}

void DomainMandateTest::failuresAreCounted()
{
    Payment declined = charge(300, PaymentStatus::Failed);
    declined.error.category = u"insufficient_funds"_s;
    Mandate mandate = charged(active(), declined);
    QCOMPARE(mandate.last.failures, 1);
    QCOMPARE(mandate.last.error, declined.error);
    declined.id = {u"pay_2"_s};
    mandate = charged(mandate, declined);
    QCOMPARE(mandate.last.failures, 2);
    // Heard twice, counted once.
    mandate = chargeMoved(mandate, declined, claimOf(declined), kNow);
    QCOMPARE(mandate.last.failures, 2);
    mandate = chargeBegun(mandate, charge(300, PaymentStatus::Processing, u"pay_3"_s), kNow);
    QCOMPARE(mandate.last.failures, 2); // still, until this one is known
    QCOMPARE(mandate.last.error, PaymentError());
    mandate =
        chargeMoved(mandate, charge(300, PaymentStatus::Succeeded, u"pay_3"_s), {300, false}, kNow);
    QCOMPARE(mandate.last.failures, 0);
}

void DomainMandateTest::olderChargeDoesNotHideTheLast()
{
    Mandate mandate = chargeBegun(active(), charge(300), kNow);
    mandate = charged(mandate, charge(200, PaymentStatus::Succeeded, u"pay_2"_s));
    QCOMPARE(mandate.last.paymentId, PaymentId{u"pay_2"_s});
    mandate = chargeMoved(mandate, charge(300, PaymentStatus::Failed), {300, false}, kNow + 5);
    QCOMPARE(mandate.last.paymentId, PaymentId{u"pay_2"_s});
    QCOMPARE(mandate.last.status, PaymentStatus::Succeeded);
    QCOMPARE(mandate.charged, 200);
    QCOMPARE(mandate.pending, 0);
}

void DomainMandateTest::nextCharge_data()
{
    QTest::addColumn<ChargeFrequency>("frequency");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("stop");
    QTest::addColumn<qint64>("first");  // after the set-up
    QTest::addColumn<qint64>("second"); // after a charge at kNow + 2 days
    using enum ChargeFrequency;
    constexpr qint64 later = kNow + 2 * kDay; // 30 May
    QTest::newRow("none") << None << 0LL << 0LL << 0LL << 0LL;
    QTest::newRow("none, from a day on") << None << kNow + 9 << 0LL << kNow + 9 << 0LL;
    QTest::newRow("daily") << Daily << 0LL << 0LL << kNow + kDay << later + kDay;
    QTest::newRow("weekly") << Weekly << 0LL << 0LL << kNow + 7 * kDay << later + 7 * kDay;
    QTest::newRow("monthly") << Monthly << 0LL << 0LL << kNow + 31 * kDay << later + 31 * kDay;
    QTest::newRow("quarterly") << Quarterly << 0LL << 0LL << kNow + 92 * kDay << later + 92 * kDay;
    QTest::newRow("yearly") << Yearly << 0LL << 0LL << kNow + 365 * kDay << later + 365 * kDay;
    QTest::newRow("after a trial")
        << Weekly << kNow + kDay << 0LL << kNow + kDay << later + 7 * kDay;
    QTest::newRow("ends before") << Weekly << 0LL << kNow + 8 * kDay << kNow + 7 * kDay << 0LL;
}

void DomainMandateTest::nextCharge()
{
    QFETCH(const ChargeFrequency, frequency);
    QFETCH(const qint64, start);
    QFETCH(const qint64, stop);
    QFETCH(const qint64, first);
    QFETCH(const qint64, second);
    Mandate mandate = active();
    mandate.status = MandateStatus::Pending;
    mandate.terms.frequency = frequency;
    mandate.terms.startAtMs = start;
    mandate.terms.endAtMs = stop;
    mandate = setUpEnded(mandate, {u"pm"_s}, kNow);
    QCOMPARE(mandate.nextChargeAtMs, first);
    mandate = chargeBegun(mandate, charge(10), kNow + 2 * kDay);
    mandate =
        chargeMoved(mandate, charge(10, PaymentStatus::Succeeded), {10, false}, kNow + 2 * kDay);
    QCOMPARE(mandate.nextChargeAtMs, second);
    QCOMPARE(revoked(mandate, kNow)->nextChargeAtMs, 0);
}

void DomainMandateTest::nextChargeAfterADecline_data()
{
    QTest::addColumn<ChargeFrequency>("frequency");
    QTest::addColumn<RetryAdvice>("advice");
    QTest::addColumn<qint64>("due");
    using enum ChargeFrequency;
    QTest::newRow("no advice") << Monthly << RetryAdvice::None << kNow + kDay;
    QTest::newRow("later") << Monthly << RetryAdvice::Later << kNow + kDay;
    QTest::newRow("an hour") << Monthly << RetryAdvice::AfterOneHour << kNow + kHour;
    QTest::newRow("ten days") << Monthly << RetryAdvice::AfterTenDays << kNow + 10 * kDay;
    QTest::newRow("never") << Monthly << RetryAdvice::DoNotRetry << 0LL;
    QTest::newRow("stopped") << Monthly << RetryAdvice::StopRecurring << 0LL;
    QTest::newRow("at no times") << None << RetryAdvice::Later << 0LL;
    QTest::newRow("at no times, two days") << None << RetryAdvice::AfterTwoDays << kNow + 2 * kDay;
}

void DomainMandateTest::nextChargeAfterADecline()
{
    QFETCH(const ChargeFrequency, frequency);
    QFETCH(const RetryAdvice, advice);
    QFETCH(const qint64, due);
    Mandate mandate = active();
    mandate.terms.frequency = frequency;
    Payment payment = charge(10, PaymentStatus::Failed);
    payment.retryAdvice = advice;
    QCOMPARE(charged(mandate, payment).nextChargeAtMs, due);
}

void DomainMandateTest::inForce_data()
{
    QTest::addColumn<MandateStatus>("status");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("stop");
    QTest::addColumn<bool>("wanted");
    using enum MandateStatus;
    QTest::newRow("active") << Active << 0LL << 0LL << true;
    QTest::newRow("pending") << Pending << 0LL << 0LL << true;
    QTest::newRow("failed") << Inactive << 0LL << 0LL << false;
    QTest::newRow("revoked") << Revoked << 0LL << 0LL << false;
    QTest::newRow("revoked, charge under way") << Revoked << 5LL << 0LL << true;
    QTest::newRow("last moment") << Active << 0LL << kNow + 1 << true;
    QTest::newRow("over") << Active << 0LL << kNow << false;
}

void DomainMandateTest::inForce()
{
    QFETCH(const MandateStatus, status);
    QFETCH(const qint64, pending);
    QFETCH(const qint64, stop);
    QFETCH(const bool, wanted);
    Mandate mandate = active();
    mandate.status = status;
    mandate.pending = pending;
    mandate.terms.endAtMs = stop;
    QCOMPARE(isInForce(mandate, kNow), wanted);
}

void DomainMandateTest::revoking()
{
    for (const MandateStatus status : allUpTo(MandateStatus::Revoked)) {
        Mandate mandate = active();
        mandate.status = status;
        const Result<Mandate> over = revoked(mandate, kNow + 7);
        QCOMPARE(over.has_value(), status == MandateStatus::Active);
        if (!over) {
            QCOMPARE(over.error().code, ErrorCode::InvalidState);
            continue;
        }
        QCOMPARE(over->status, MandateStatus::Revoked);
        QCOMPARE(over->ended, MandateEnd::ByMerchant);
        QCOMPARE(over->modifiedAtMs, kNow + 7);
    }
}

QTEST_APPLESS_MAIN(DomainMandateTest)
#include "domainmandatetest.moc"
