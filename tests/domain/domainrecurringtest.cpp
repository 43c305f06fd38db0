#include "services/domain/commands.h"
#include "services/domain/fromtext.h"
#include "services/domain/paymentrules.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What may be charged without the shopper.
class DomainRecurringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void textsComeBack();
    void advice_data();
    void advice();
    void waits();
    void terms_data();
    void terms();
    void consent_data();
    void consent();
    void newOne();
    void charges_data();
    void charges();
    void chargesOfAnAgreementThatIsOver_data();
    void chargesOfAnAgreementThatIsOver();
    void left_data();
    void left();
    void setUpRules_data();
    void setUpRules();
    void offSessionRules_data();
    void offSessionRules();
};

namespace {

constexpr qint64 kNow = 1'780'000'000'000; // 2026-05-28 20:26:40 UTC
constexpr qint64 kHour = 3'600'000;

Payment setUpPayment(qint64 amount = 0)
{
    Payment payment;
    payment.id = {u"pay_set"_s};
    payment.merchantId = {u"mer"_s};
    payment.customer.id = {u"cus"_s};
    payment.amount = amount;
    payment.netAmount = amount;
    payment.futureUsage = FutureUsage::OffSession;
    payment.acceptance.type = AcceptanceType::Offline;
    payment.acceptance.acceptedAtMs = kNow - 5;
    return payment;
}

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

template <class Enum>
void checkTexts(Enum last, std::optional<Enum> (*parse)(QStringView))
{
    QSet<QString> seen;
    for (const Enum value : allUpTo(last)) {
        QCOMPARE(parse(toText(value)), std::optional(value));
        seen.insert(toText(value));
    }
    QCOMPARE(seen.size(), static_cast<qsizetype>(last) + 1);
    QVERIFY(!parse(u"something else"));
}

} // namespace

void DomainRecurringTest::textsComeBack()
{
    checkTexts(MandateStatus::Revoked, mandateStatusFromText);
    checkTexts(MandateType::MultiUse, mandateTypeFromText);
    checkTexts(MandateEnd::ByBank, mandateEndFromText);
    checkTexts(ChargeFrequency::Yearly, chargeFrequencyFromText);
    checkTexts(MitCategory::Resubmission, mitCategoryFromText);
    checkTexts(RetryAdvice::AfterTenDays, retryAdviceFromText);
}

void DomainRecurringTest::advice_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("never");
    const auto row = [](const QString &network, const QString &category, const QString &wanted,
                        bool never = false) {
        QTest::addRow("%s %s", qPrintable(network), qPrintable(category))
            << network << category << wanted << never;
    };
    row(u"MAC 01"_s, u"generic_decline"_s, u"retry_after_instrument_update"_s);
    row(u"MAC 02"_s, u"generic_decline"_s, u"retry_later"_s);
    row(u"MAC 03"_s, u"generic_decline"_s, u"do_not_retry"_s, true);
    row(u"MAC 21"_s, u"generic_decline"_s, u"stop_recurring"_s, true);
    row(u"MAC 24"_s, u"insufficient_funds"_s, u"retry_after_1_hour"_s);
    row(u"MAC 25"_s, u"insufficient_funds"_s, u"retry_after_24_hours"_s);
    row(u"MAC 26"_s, u"insufficient_funds"_s, u"retry_after_2_days"_s);
    row(u"MAC 27"_s, u"insufficient_funds"_s, u"retry_after_4_days"_s);
    row(u"MAC 28"_s, u"insufficient_funds"_s, u"retry_after_6_days"_s);
    row(u"MAC 29"_s, u"insufficient_funds"_s, u"retry_after_8_days"_s);
    row(u"MAC 30"_s, u"insufficient_funds"_s, u"retry_after_10_days"_s);
    for (const char *code :
         {"04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3"})
        row(u"VISA "_s + QLatin1StringView(code), u"insufficient_funds"_s, u"do_not_retry"_s, true);
    row(u"VISA 51"_s, u"insufficient_funds"_s, u"retry_later"_s);
    row(u""_s, u"recurring_revoked"_s, u"stop_recurring"_s, true);
    row(u"MAC 03"_s, u"recurring_revoked"_s, u"stop_recurring"_s, true);
    row(u"MAC 02"_s, u"recurring_revoked"_s, u"stop_recurring"_s, true);
    row(u""_s, u"lost_or_stolen"_s, u"do_not_retry"_s, true);
    row(u""_s, u"pickup_card"_s, u"do_not_retry"_s, true);
    row(u""_s, u"restricted_card"_s, u"do_not_retry"_s, true);
    row(u""_s, u"suspected_fraud"_s, u"do_not_retry"_s, true);
    row(u"MAC 02"_s, u"suspected_fraud"_s, u"retry_later"_s);
    row(u""_s, u"expired_card"_s, u"retry_after_instrument_update"_s);
    row(u""_s, u"insufficient_funds"_s, u"retry_later"_s);
    row(u""_s, u"limit_exceeded"_s, u"retry_later"_s);
    row(u""_s, u"issuer_unavailable"_s, u"retry_later"_s);
    row(u""_s, u"generic_decline"_s, u""_s);
    row(u""_s, u"authentication_required"_s, u""_s);
    row(u"nonsense"_s, u"nonsense"_s, u""_s);
}

void DomainRecurringTest::advice()
{
    QFETCH(const QString, network);
    QFETCH(const QString, category);
    QFETCH(const QString, wanted);
    QFETCH(const bool, never);
    QCOMPARE(toText(adviceFor(network, category)), wanted);
    QCOMPARE(forbidsRetry(adviceFor(network, category)), never);
}

void DomainRecurringTest::waits()
{
    const QList<qint64> hours = {0, 0, 0, 0, 0, 1, 24, 48, 96, 144, 192, 240};
    for (const RetryAdvice advice : allUpTo(RetryAdvice::AfterTenDays))
        QCOMPARE(waitMs(advice), hours.at(static_cast<int>(advice)) * kHour);
}

void DomainRecurringTest::terms_data()
{
    QTest::addColumn<MandateTerms>("terms");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const MandateTerms &terms, int code = -1,
                        const QString &field = {}) {
        QTest::newRow(name) << terms << code << field;
    };
    const auto of = [](MandateType type, std::optional<qint64> amount) {
        return MandateTerms{.type = type, .amount = amount};
    };
    using enum ErrorCode;
    constexpr auto once = MandateType::SingleUse;
    constexpr auto many = MandateType::MultiUse;
    row("many, no limit", of(many, {}));
    row("many, limit", of(many, 5000));
    row("once", of(once, 1));
    row("once, no limit", of(once, {}), int(MissingField), u"mandate_amount"_s);
    row("nothing", of(many, 0), int(AmountNotPositive), u"mandate_amount"_s);
    row("below nothing", of(once, -1), int(AmountNotPositive), u"mandate_amount"_s);
    row("largest", of(many, 999'999'999'000));
    row("too large", of(many, 999'999'999'001), int(AmountTooLarge), u"mandate_amount"_s);
    MandateTerms dated = of(many, {});
    dated.startAtMs = kNow + 10;
    dated.endAtMs = kNow + 11;
    row("dates", dated);
    dated.endAtMs = kNow + 10;
    row("ends as it starts", dated, int(InvalidValue), u"end_date"_s);
    dated.endAtMs = kNow + 9;
    row("ends before it starts", dated, int(InvalidValue), u"end_date"_s);
    dated.startAtMs = 0;
    dated.endAtMs = kNow;
    row("is over", dated, int(InvalidValue), u"end_date"_s);
    dated.startAtMs = -1;
    row("before time", dated, int(InvalidValue), u"start_date"_s);
    MandateTerms words = of(many, {});
    words.currency = Currency::Eur;
    words.description = QString(255, u'x');
    row("words", words);
    words.description += u'x';
    row("many words", words, int(TooLong), u"mandate_description"_s);
    words.description = u"4242 4242 4242 4242"_s;
    row("a card in words", words, int(InvalidValue), u"mandate_description"_s);
    words.currency = Currency::Usd;
    row("other currency", words, int(CurrencyMismatch), u"mandate_currency"_s);
}

void DomainRecurringTest::terms()
{
    QFETCH(const MandateTerms, terms);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    const Result<Mandate> mandate = newMandate(setUpPayment(), terms, kNow);
    QCOMPARE(mandate.has_value(), code < 0);
    if (mandate)
        return;
    QCOMPARE(int(mandate.error().code), code);
    QCOMPARE(mandate.error().field, field);
}

void DomainRecurringTest::consent_data()
{
    QTest::addColumn<AcceptanceType>("type");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<FutureUsage>("usage");
    QTest::addColumn<QString>("field");
    using enum AcceptanceType;
    constexpr auto off = FutureUsage::OffSession;
    QTest::newRow("offline") << Offline << u""_s << u""_s << off << u""_s;
    QTest::newRow("online") << Online << u"::1"_s << u"Fox"_s << off << u""_s;
    QTest::newRow("none") << None << u""_s << u""_s << off << u"customer_acceptance"_s;
    QTest::newRow("no address") << Online << u""_s << u"Fox"_s << off << u"ip_address"_s;
    QTest::newRow("no agent") << Online << u"::1"_s << u""_s << off << u"user_agent"_s;
    QTest::newRow("offline from somewhere")
        << Offline << u"::1"_s << u""_s << off << u"customer_acceptance"_s;
    QTest::newRow("kept for the shopper")
        << Offline << u""_s << u""_s << FutureUsage::OnSession << u"setup_future_usage"_s;
    QTest::newRow("not kept") << Offline << u""_s << u""_s << FutureUsage::None
                              << u"setup_future_usage"_s;
}

void DomainRecurringTest::consent()
{
    QFETCH(const AcceptanceType, type);
    QFETCH(const QString, address);
    QFETCH(const QString, agent);
    QFETCH(const FutureUsage, usage);
    QFETCH(const QString, field);
    Payment payment = setUpPayment();
    payment.acceptance = {type, kNow, address, agent};
    payment.futureUsage = usage;
    const Result<Mandate> mandate = newMandate(payment, {}, kNow);
    QCOMPARE(mandate ? QString() : mandate.error().field, field);
}

void DomainRecurringTest::newOne()
{
    const MandateTerms terms{.type = MandateType::SingleUse, .amount = 700};
    const Mandate mandate = *newMandate(setUpPayment(), terms, kNow);
    QCOMPARE(mandate.status, MandateStatus::Pending);
    QCOMPARE(mandate.merchantId, MerchantId{u"mer"_s});
    QCOMPARE(mandate.customerId, CustomerId{u"cus"_s});
    QCOMPARE(mandate.paymentId, PaymentId{u"pay_set"_s});
    QCOMPARE(mandate.acceptance, setUpPayment().acceptance);
    QCOMPARE(mandate.version, 1);
    QVERIFY(!checkCharge(mandate, {700, Currency::Eur}, kNow)); // not yet
    const Mandate failed = setUpEnded(mandate, {}, kNow + 1);
    QCOMPARE(failed.status, MandateStatus::Inactive);
    QCOMPARE(failed.ended, MandateEnd::SetUpFailed);
    const Mandate done = setUpEnded(mandate, {u"pm"_s}, kNow + 1);
    QCOMPARE(done.status, MandateStatus::Active);
    QCOMPARE(done.paymentMethodId, PaymentMethodId{u"pm"_s});
    QCOMPARE(done.version, 2);
    QVERIFY(checkCharge(done, {700, Currency::Eur}, kNow));
}

void DomainRecurringTest::charges_data()
{
    QTest::addColumn<MandateType>("type");
    QTest::addColumn<qint64>("limit"); // 0: none
    QTest::addColumn<qint64>("charged");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, MandateType type, QList<qint64> numbers, int code = -1) {
        QTest::newRow(name) << type << numbers.at(0) << numbers.at(1) << numbers.at(2)
                            << numbers.at(3) << code;
    };
    constexpr auto once = MandateType::SingleUse;
    constexpr auto many = MandateType::MultiUse;
    constexpr int limit = int(ErrorCode::AgreementLimit);
    row("no limit", many, {0, 500'000, 400'000, 999'999'999});
    row("all of it", many, {1000, 0, 0, 1000});
    row("one too much", many, {1000, 0, 0, 1001}, limit);
    row("the rest", many, {1000, 400, 500, 100});
    row("more than the rest", many, {1000, 400, 500, 101}, limit);
    row("nothing left", many, {1000, 1000, 0, 1}, limit);
    row("nothing left but promises", many, {1000, 0, 1000, 1}, limit);
    row("once", once, {1000, 0, 0, 1000});
    row("once, less", once, {1000, 0, 0, 1});
    row("once, more", once, {1000, 0, 0, 1001}, limit);
    row("once is under way", once, {1000, 0, 1, 1}, limit);
    row("once was taken", once, {1000, 1, 0, 1}, limit);
}

void DomainRecurringTest::charges()
{
    QFETCH(const MandateType, type);
    QFETCH(const qint64, limit);
    QFETCH(const qint64, amount);
    QFETCH(const int, code);
    Mandate mandate = active(type, limit > 0 ? std::optional(limit) : std::nullopt);
    QFETCH(qint64, charged);
    QFETCH(qint64, pending);
    mandate.charged = charged;
    mandate.pending = pending;
    const Result<> allowed = checkCharge(mandate, {amount, Currency::Eur}, kNow);
    QCOMPARE(allowed ? -1 : int(allowed.error().code), code);
    QCOMPARE(allowed ? QString() : allowed.error().field, code < 0 ? QString() : u"amount"_s);
    QCOMPARE(int(checkCharge(mandate, {amount, Currency::Usd}, kNow).error().code),
             int(ErrorCode::CurrencyMismatch));
}

void DomainRecurringTest::chargesOfAnAgreementThatIsOver_data()
{
    QTest::addColumn<MandateStatus>("status");
    QTest::addColumn<MandateEnd>("end");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("stop");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    using enum MandateStatus;
    constexpr int over = int(ErrorCode::AgreementEnded);
    constexpr int when = int(ErrorCode::AgreementPeriod);
    const auto row = [](const char *name, MandateStatus status, MandateEnd end, qint64 start,
                        qint64 stop, int code, const QString &field) {
        QTest::newRow(name) << status << end << start << stop << code << field;
    };
    constexpr qint64 none = 0;
    row("pending", Pending, MandateEnd::None, none, none, over, u"mandate_id"_s);
    row("failed", Inactive, MandateEnd::SetUpFailed, none, none, over, u"mandate_id"_s);
    row("revoked", Revoked, MandateEnd::ByMerchant, none, none, over, u"mandate_id"_s);
    row("used", Revoked, MandateEnd::UsedUp, none, none, over, u"mandate_id"_s);
    row("first moment", Active, MandateEnd::None, kNow, none, -1, u""_s);
    row("too early", Active, MandateEnd::None, kNow + 1, none, when, u"start_date"_s);
    row("last moment", Active, MandateEnd::None, none, kNow + 1, -1, u""_s);
    row("too late", Active, MandateEnd::None, none, kNow, when, u"end_date"_s);
}

void DomainRecurringTest::chargesOfAnAgreementThatIsOver()
{
    QFETCH(const MandateStatus, status);
    QFETCH(const MandateEnd, end);
    QFETCH(const qint64, start);
    QFETCH(const qint64, stop);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    Mandate mandate = active();
    mandate.status = status;
    mandate.ended = end;
    mandate.terms.startAtMs = start;
    mandate.terms.endAtMs = stop;
    const Result<> allowed = checkCharge(mandate, {1, Currency::Eur}, kNow);
    QCOMPARE(allowed ? -1 : int(allowed.error().code), code);
    QCOMPARE(allowed ? QString() : allowed.error().field, field);
}

void DomainRecurringTest::left_data()
{
    QTest::addColumn<MandateType>("type");
    QTest::addColumn<qint64>("charged");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("left");
    QTest::newRow("new") << MandateType::MultiUse << 0LL << 0LL << 1000LL;
    QTest::newRow("some") << MandateType::MultiUse << 300LL << 200LL << 500LL;
    QTest::newRow("none") << MandateType::MultiUse << 900LL << 100LL << 0LL;
    QTest::newRow("once") << MandateType::SingleUse << 0LL << 0LL << 1000LL;
    QTest::newRow("once, under way") << MandateType::SingleUse << 0LL << 1LL << 0LL;
    QTest::newRow("once, used") << MandateType::SingleUse << 1LL << 0LL << 0LL;
}

void DomainRecurringTest::left()
{
    QFETCH(const MandateType, type);
    QFETCH(const qint64, charged);
    QFETCH(const qint64, pending);
    QFETCH(const qint64, left);
    Mandate mandate = active(type);
    mandate.charged = charged;
    mandate.pending = pending;
    QCOMPARE(amountLeft(mandate), std::optional(left));
    mandate.terms.amount.reset();
    QVERIFY(!amountLeft(mandate));
}

void DomainRecurringTest::setUpRules_data()
{
    QTest::addColumn<PaymentType>("type");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<FutureUsage>("usage");
    QTest::addColumn<CaptureMethod>("capture");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, PaymentType type, qint64 amount, FutureUsage usage,
                        CaptureMethod capture = CaptureMethod::Automatic, int code = -1,
                        const QString &field = {}) {
        QTest::newRow(name) << type << amount << usage << capture << code << field;
    };
    using enum FutureUsage;
    constexpr auto Set = PaymentType::SetupMandate;
    constexpr auto Normal = PaymentType::Normal;
    constexpr auto Now = CaptureMethod::Automatic;
    constexpr int invalid = int(ErrorCode::InvalidValue);
    row("set-up", Set, 0, OffSession);
    row("set-up implies the usage", Set, 0, None);
    row("inferred", Normal, 0, OffSession);
    row("with a charge", Normal, 100, OffSession);
    row("set-up with an amount", Set, 100, OffSession, Now, invalid, u"amount"_s);
    row("set-up for the shopper", Set, 0, OnSession, Now, invalid, u"setup_future_usage"_s);
    row("nothing, not kept", Normal, 0, None, Now, int(ErrorCode::AmountNotPositive), u"amount"_s);
    row("nothing, kept for the shopper", Normal, 0, OnSession, Now,
        int(ErrorCode::AmountNotPositive), u"amount"_s);
    row("nothing to hold", Set, 0, OffSession, CaptureMethod::Manual, invalid, u"capture_method"_s);
}

void DomainRecurringTest::setUpRules()
{
    QFETCH(const PaymentType, type);
    QFETCH(const qint64, amount);
    QFETCH(const FutureUsage, usage);
    QFETCH(const CaptureMethod, capture);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    CreatePayment command;
    command.amount = amount;
    command.currency = Currency::Eur;
    command.type = type;
    command.futureUsage = usage;
    command.captureMethod = capture;
    const Result<Payment> payment = newPayment(command, {}, kNow);
    QCOMPARE(payment ? -1 : int(payment.error().code), code);
    QCOMPARE(payment ? QString() : payment.error().field, field);
    if (payment)
        QCOMPARE(payment->futureUsage, FutureUsage::OffSession);
}

void DomainRecurringTest::offSessionRules_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<FutureUsage>("usage");
    QTest::addColumn<int>("code");
    using enum PaymentStatus;
    constexpr auto none = FutureUsage::None;
    QTest::newRow("fine") << RequiresConfirmation << 100LL << none << -1;
    QTest::newRow("nothing") << RequiresConfirmation << 0LL << none
                             << int(ErrorCode::AmountNotPositive);
    QTest::newRow("much") << RequiresConfirmation << 1'000'000'000LL << none
                          << int(ErrorCode::AmountTooLarge);
    QTest::newRow("kept again") << RequiresConfirmation << 100LL << FutureUsage::OffSession
                                << int(ErrorCode::InvalidValue);
    QTest::newRow("done") << Succeeded << 100LL << none << int(ErrorCode::InvalidState);
}

void DomainRecurringTest::offSessionRules()
{
    QFETCH(const PaymentStatus, status);
    QFETCH(const qint64, amount);
    QFETCH(const FutureUsage, usage);
    QFETCH(const int, code);
    Payment payment;
    payment.status = status;
    payment.amount = payment.netAmount = amount;
    payment.futureUsage = usage;
    const Result<> allowed = checkOffSession(payment, nullptr, kNow);
    QCOMPARE(allowed ? -1 : int(allowed.error().code), code);
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.expiryMonth = 12;
    card.expiryYear = 2030;
    QCOMPARE(checkOffSession(payment, &card, kNow).has_value(), code < 0); // no CVC
    card.expiryYear = 2020;
    QVERIFY(!checkOffSession(payment, &card, kNow));
}

QTEST_APPLESS_MAIN(DomainRecurringTest)
#include "domainrecurringtest.moc"
