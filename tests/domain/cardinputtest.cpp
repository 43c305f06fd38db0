#include "services/domain/card.h"
#include "tests/support/seed.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

class CardInputTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void numbers_data();
    void numbers();
    void expiry_data();
    void expiry();
    void codes_data();
    void codes();
    void brands_data();
    void brands();
    void brandTextsRoundTrip();
    void onlyASummaryIsKept();
};

namespace {

constexpr int kFits = -1; ///< in an error column: no error

qint64 utc(int year, int month, int day, int hour = 12, int minute = 0, int second = 0)
{
    return QDateTime({year, month, day}, {hour, minute, second}, Qt::UTC).toMSecsSinceEpoch();
}

CardDetails card(const QByteArray &number, const QByteArray &cvc = "123", int month = 12,
                 int year = 2030)
{
    CardDetails details;
    details.number = Pan(number);
    details.cvc = Cvc(cvc);
    details.expiryMonth = month;
    details.expiryYear = year;
    details.holder = u"Ada Lovelace"_s;
    return details;
}

int errorOf(const Result<> &result)
{
    return result ? kFits : static_cast<int>(result.error().code);
}

} // namespace

void CardInputTest::numbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<bool>("good");
    QTest::newRow("visa") << "4242424242424242"_ba << true;
    QTest::newRow("mastercard") << "5555555555554444"_ba << true;
    QTest::newRow("visa of 13") << "4222222222222"_ba << true;
    QTest::newRow("shortest") << "40000002"_ba << true;
    QTest::newRow("longest") << "6304000000000000000"_ba << true;
    QTest::newRow("one digit wrong") << "4242424242424241"_ba << false;
    QTest::newRow("two swapped") << "4242424242422442"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("7 digits") << "4000006"_ba << false;
    QTest::newRow("20 digits") << "42424242424242424242"_ba << false;
    QTest::newRow("all zeros") << "0000000000000000"_ba << false;
    QTest::newRow("all equal, passing Luhn") << "8888888888888888"_ba << false;
    QTest::newRow("blanks") << "4242 4242 4242 4242"_ba << false;
    QTest::newRow("dashes") << "4242-4242-4242-4242"_ba << false;
    QTest::newRow("letter") << "424242424242424O"_ba << false;
    QTest::newRow("newline at the end") << "4242424242424242\n"_ba << false;
    QTest::newRow("NUL inside") << QByteArray("42424242\0"
                                              "42424242",
                                              17)
                                << false;
    QTest::newRow("Arabic-Indic digits") << u"٤٢٤٢٤٢٤٢"_s.toUtf8() << false;
    QTest::newRow("full-width digits") << u"４２４２４２"_s.toUtf8() << false;
}

void CardInputTest::numbers()
{
    QFETCH(QByteArray, number);
    QFETCH(bool, good);
    const QByteArray cvc = brandOf(number) == CardBrand::AmericanExpress ? "1234" : "123";
    const Result<> checked = checkCard(card(number, cvc), utc(2026, 6, 1), true);
    QCOMPARE(errorOf(checked), good ? kFits : static_cast<int>(ErrorCode::CardNumberInvalid));
    if (!good)
        QCOMPARE(checked.error().field, u"card_number"_s);
}

void CardInputTest::expiry_data()
{
    QTest::addColumn<int>("month");
    QTest::addColumn<int>("year");
    QTest::addColumn<qint64>("nowMs");
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("field");
    const int expired = static_cast<int>(ErrorCode::CardExpired);
    const int invalid = static_cast<int>(ErrorCode::CardExpiryInvalid);
    const qint64 june = utc(2026, 6, 15);
    const QString inYear = u"card_exp_year"_s;
    const QString inMonth = u"card_exp_month"_s;
    QTest::newRow("this month") << 6 << 2026 << june << kFits << u""_s;
    QTest::newRow("last month") << 5 << 2026 << june << expired << inYear;
    QTest::newRow("last second of its month")
        << 6 << 2026 << utc(2026, 6, 30, 23, 59, 59) << kFits << u""_s;
    QTest::newRow("first second after")
        << 6 << 2026 << utc(2026, 7, 1, 0, 0, 0) << expired << inYear;
    QTest::newRow("leap day") << 2 << 2028 << utc(2028, 2, 29, 23, 59, 59) << kFits << u""_s;
    QTest::newRow("after the leap day") << 2 << 2028 << utc(2028, 3, 1, 0) << expired << inYear;
    QTest::newRow("new year's eve")
        << 12 << 2026 << utc(2026, 12, 31, 23, 59, 59) << kFits << u""_s;
    QTest::newRow("new year") << 12 << 2026 << utc(2027, 1, 1, 0) << expired << inYear;
    QTest::newRow("month 0") << 0 << 2030 << june << invalid << inMonth;
    QTest::newRow("month 13") << 13 << 2030 << june << invalid << inMonth;
    QTest::newRow("month -1") << -1 << 2030 << june << invalid << inMonth;
    QTest::newRow("two-digit year") << 6 << 30 << june << invalid << inYear;
    QTest::newRow("year 2100") << 6 << 2100 << june << invalid << inYear;
    QTest::newRow("year 2099") << 12 << 2099 << june << kFits << u""_s;
    QTest::newRow("year 0") << 6 << 0 << june << invalid << inYear;
}

void CardInputTest::expiry()
{
    QFETCH(int, month);
    QFETCH(int, year);
    QFETCH(qint64, nowMs);
    QFETCH(int, error);
    QFETCH(QString, field);
    const Result<> checked = checkCard(card("4242424242424242", "123", month, year), nowMs, true);
    QCOMPARE(errorOf(checked), error);
    if (!checked)
        QCOMPARE(checked.error().field, field);
}

void CardInputTest::codes_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("cvc");
    QTest::addColumn<bool>("required");
    QTest::addColumn<bool>("good");
    const QByteArray visa = "4242424242424242";
    const QByteArray amex = "378282246310005";
    QTest::newRow("three") << visa << "123"_ba << true << true;
    QTest::newRow("leading zeros") << visa << "000"_ba << true << true;
    QTest::newRow("two") << visa << "12"_ba << true << false;
    QTest::newRow("four on a visa") << visa << "1234"_ba << true << false;
    QTest::newRow("four on an amex") << amex << "1234"_ba << true << true;
    QTest::newRow("three on an amex") << amex << "123"_ba << true << false;
    QTest::newRow("none, wanted") << visa << ""_ba << true << false;
    QTest::newRow("none, not wanted") << visa << ""_ba << false << true;
    QTest::newRow("wrong although not wanted") << visa << "12"_ba << false << false;
    QTest::newRow("letters") << visa << "12a"_ba << true << false;
    QTest::newRow("blank") << visa << "12 "_ba << true << false;
    QTest::newRow("newline at the end") << visa << "12\n"_ba << true << false;
    QTest::newRow("digits of another script") << visa << u"١"_s.toUtf8() + "1" << true << false;
}

void CardInputTest::codes()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, cvc);
    QFETCH(bool, required);
    QFETCH(bool, good);
    const Result<> checked = checkCard(card(number, cvc), utc(2026, 6, 1), required);
    QCOMPARE(errorOf(checked), good ? kFits : static_cast<int>(ErrorCode::CvcInvalid));
    if (!good)
        QCOMPARE(checked.error().field, u"card_cvc"_s);
}

void CardInputTest::brands_data()
{
    QTest::addColumn<QByteArray>("digits");
    QTest::addColumn<CardBrand>("brand");
    using enum CardBrand;
    QTest::newRow("visa") << "4"_ba << Visa;
    QTest::newRow("mastercard 51") << "51"_ba << Mastercard;
    QTest::newRow("mastercard 55") << "5555555555554444"_ba << Mastercard;
    QTest::newRow("56 is nobody's") << "56"_ba << Unknown;
    QTest::newRow("below the 2-series") << "2220"_ba << Unknown;
    QTest::newRow("first of the 2-series") << "2221"_ba << Mastercard;
    QTest::newRow("last of the 2-series") << "2720"_ba << Mastercard;
    QTest::newRow("above the 2-series") << "2721"_ba << Unknown;
    QTest::newRow("amex 34") << "343434343434343"_ba << AmericanExpress;
    QTest::newRow("amex 37") << "37"_ba << AmericanExpress;
    QTest::newRow("discover") << "6011000990139424"_ba << Discover;
    QTest::newRow("discover 65") << "65"_ba << Discover;
    QTest::newRow("jcb") << "3566002020360505"_ba << Jcb;
    QTest::newRow("below jcb") << "3527"_ba << Unknown;
    QTest::newRow("diners") << "36227206271667"_ba << DinersClub;
    QTest::newRow("unionpay") << "6200000000000005"_ba << UnionPay;
    QTest::newRow("nothing typed") << ""_ba << Unknown;
    QTest::newRow("too little typed") << "2"_ba << Unknown;
}

void CardInputTest::brands()
{
    QFETCH(QByteArray, digits);
    QFETCH(CardBrand, brand);
    QCOMPARE(toText(brandOf(digits)), toText(brand));
}

void CardInputTest::brandTextsRoundTrip()
{
    using enum CardBrand;
    for (const CardBrand brand :
         {Unknown, Visa, Mastercard, AmericanExpress, Discover, Jcb, DinersClub, UnionPay})
        QVERIFY2(brandFromText(toText(brand)) == brand, qPrintable(toText(brand)));
    QVERIFY(brandFromText(u"visa") == Unknown);
}

void CardInputTest::onlyASummaryIsKept()
{
    const CardSummary summary = summaryOf(card("4242424242424242", "123", 4, 2031));
    QVERIFY(summary.brand == CardBrand::Visa);
    QCOMPARE(summary.last4, u"4242"_s);
    QCOMPARE(summary.bin, u"424242"_s);
    QCOMPARE(summary.expiryMonth, 4);
    QCOMPARE(summary.expiryYear, 2031);
    QCOMPARE(summary.holder, u"Ada Lovelace"_s);
}

QTEST_APPLESS_MAIN(CardInputTest)
#include "cardinputtest.moc"
