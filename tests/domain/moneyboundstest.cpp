#include "services/domain/money.h"
#include "tests/support/seed.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

class MoneyBoundsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentAmounts_data();
    void paymentAmounts();
    void sums_data();
    void sums();
    void differences_data();
    void differences();
    void currenciesAreNeverMixed();
    void typedAmounts_data();
    void typedAmounts();
};

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();
constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr int kFits = -1; ///< in an error column: no error

} // namespace

void MoneyBoundsTest::paymentAmounts_data()
{
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<int>("error");
    const int notPositive = static_cast<int>(ErrorCode::AmountNotPositive);
    const int tooLarge = static_cast<int>(ErrorCode::AmountTooLarge);
    QTest::newRow("smallest") << qint64{1} << kFits;
    QTest::newRow("largest") << qint64{999'999'999} << kFits;
    QTest::newRow("zero") << qint64{0} << notPositive;
    QTest::newRow("negative") << qint64{-1} << notPositive;
    QTest::newRow("least") << kLeast << notPositive;
    QTest::newRow("one above") << qint64{1'000'000'000} << tooLarge;
    QTest::newRow("most") << kMost << tooLarge;
}

void MoneyBoundsTest::paymentAmounts()
{
    QFETCH(qint64, amount);
    QFETCH(int, error);
    const Result<> checked = checkPaymentAmount({amount, Currency::Eur});
    QCOMPARE(checked ? kFits : static_cast<int>(checked.error().code), error);
    if (!checked)
        QCOMPARE(checked.error().field, u"amount"_s);
}

void MoneyBoundsTest::sums_data()
{
    QTest::addColumn<qint64>("a");
    QTest::addColumn<qint64>("b");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("sum");
    QTest::newRow("plain") << qint64{1250} << qint64{50} << true << qint64{1300};
    QTest::newRow("to the edge") << kMost - 1 << qint64{1} << true << kMost;
    QTest::newRow("over the edge") << kMost << qint64{1} << false << qint64{0};
    QTest::newRow("under the edge") << kLeast << qint64{-1} << false << qint64{0};
    QTest::newRow("both ends") << kMost << kLeast << true << qint64{-1};
}

void MoneyBoundsTest::sums()
{
    QFETCH(qint64, a);
    QFETCH(qint64, b);
    QFETCH(bool, fits);
    QFETCH(qint64, sum);
    const Result<Money> result = add({a, Currency::Eur}, {b, Currency::Eur});
    QCOMPARE(result.has_value(), fits);
    if (fits)
        QVERIFY((*result == Money{sum, Currency::Eur}));
    else
        QVERIFY(result.error().code == ErrorCode::AmountTooLarge);
}

void MoneyBoundsTest::differences_data()
{
    QTest::addColumn<qint64>("a");
    QTest::addColumn<qint64>("b");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("difference");
    QTest::newRow("plain") << qint64{1250} << qint64{50} << true << qint64{1200};
    QTest::newRow("below zero") << qint64{50} << qint64{1250} << true << qint64{-1200};
    QTest::newRow("to the edge") << kLeast + 1 << qint64{1} << true << kLeast;
    QTest::newRow("under the edge") << kLeast << qint64{1} << false << qint64{0};
    QTest::newRow("nothing less the least") << qint64{0} << kLeast << false << qint64{0};
}

void MoneyBoundsTest::differences()
{
    QFETCH(qint64, a);
    QFETCH(qint64, b);
    QFETCH(bool, fits);
    QFETCH(qint64, difference);
    const Result<Money> result = subtract({a, Currency::Jpy}, {b, Currency::Jpy});
    QCOMPARE(result.has_value(), fits);
    if (fits)
        QVERIFY((*result == Money{difference, Currency::Jpy}));
    else
        QVERIFY(result.error().code == ErrorCode::AmountTooLarge);
}

void MoneyBoundsTest::currenciesAreNeverMixed()
{
    QVERIFY(add({1, Currency::Eur}, {1, Currency::Usd}).error().code
            == ErrorCode::CurrencyMismatch);
    QVERIFY(subtract({1, Currency::Eur}, {1, Currency::Usd}).error().code
            == ErrorCode::CurrencyMismatch);
}

void MoneyBoundsTest::typedAmounts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("error");
    QTest::addColumn<qint64>("minorUnits");
    const int tooLarge = static_cast<int>(ErrorCode::AmountTooLarge);
    QTest::newRow("largest") << u"9999999.99"_s << kFits << qint64{999'999'999};
    QTest::newRow("one above") << u"10000000.00"_s << tooLarge << qint64{0};
    QTest::newRow("beyond 64 bits") << u"99999999999999999999"_s << tooLarge << qint64{0};
    QTest::newRow("exactly 2^63") << u"92233720368547758.08"_s << tooLarge << qint64{0};
    QTest::newRow("a thousand digits") << QString(1000, u'9') << tooLarge << qint64{0};
    QTest::newRow("leading zeros") << u"000000000000000000000000001"_s << kFits << qint64{100};
    QTest::newRow("zero is for checkPaymentAmount") << u"0"_s << kFits << qint64{0};
}

void MoneyBoundsTest::typedAmounts()
{
    QFETCH(QString, typed);
    QFETCH(int, error);
    QFETCH(qint64, minorUnits);
    const Result<Money> money = moneyFromTyped(typed, Currency::Eur, u'.', u',');
    QCOMPARE(money ? kFits : static_cast<int>(money.error().code), error);
    if (money)
        QCOMPARE(money->minorUnits, minorUnits);
}

QTEST_APPLESS_MAIN(MoneyBoundsTest)
#include "moneyboundstest.moc"
