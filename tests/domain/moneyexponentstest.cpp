#include "services/domain/money.h"
#include "tests/support/seed.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

class MoneyExponentsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void decimalsOfACurrency_data();
    void decimalsOfACurrency();
    void allOthersHaveTwo();
    void texts_data();
    void texts();
    void everyCurrencyRoundTrips();
    void codesAreExact_data();
    void codesAreExact();
};

void MoneyExponentsTest::decimalsOfACurrency_data()
{
    QTest::addColumn<int>("places");
    for (const char *code : {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
                             "VND", "VUV", "XAF", "XOF", "XPF", "IRR", "MGA"})
        QTest::newRow(code) << 0;
    for (const char *code : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
        QTest::newRow(code) << 3;
    QTest::newRow("CLF") << 4;
    for (const char *code : {"EUR", "USD", "GBP", "CHF", "ISK", "HUF", "IDR", "TWD"})
        QTest::newRow(code) << 2;
}

void MoneyExponentsTest::decimalsOfACurrency()
{
    QFETCH(int, places);
    const auto currency = currencyFromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(currency);
    QCOMPARE(decimals(*currency), places);
}

void MoneyExponentsTest::allOthersHaveTwo()
{
    QHash<int, int> counts;
    for (const Currency currency : allCurrencies())
        ++counts[decimals(currency)];
    QCOMPARE(counts.value(0), 17);
    QCOMPARE(counts.value(3), 7);
    QCOMPARE(counts.value(4), 1);
    QCOMPARE(counts.value(2), allCurrencies().size() - 25);
}

void MoneyExponentsTest::texts_data()
{
    QTest::addColumn<qint64>("minorUnits");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 units, const QString &code, const QString &text) {
        QTest::newRow(qPrintable(text + u' ' + code)) << units << code << text;
    };
    row(1250, u"EUR"_s, u"12.50"_s);
    row(5, u"EUR"_s, u"0.05"_s);
    row(0, u"EUR"_s, u"0.00"_s);
    row(-5, u"EUR"_s, u"-0.05"_s);
    row(-1250, u"EUR"_s, u"-12.50"_s);
    row(1050, u"JPY"_s, u"1050"_s);
    row(0, u"JPY"_s, u"0"_s);
    row(1234, u"KWD"_s, u"1.234"_s);
    row(4, u"KWD"_s, u"0.004"_s);
    row(12345, u"CLF"_s, u"1.2345"_s);
    row(435, u"USD"_s, u"4.35"_s);
    row(999'999'999, u"USD"_s, u"9999999.99"_s);
    row(std::numeric_limits<qint64>::max(), u"EUR"_s, u"92233720368547758.07"_s);
    row(std::numeric_limits<qint64>::min(), u"EUR"_s, u"-92233720368547758.08"_s);
}

void MoneyExponentsTest::texts()
{
    QFETCH(qint64, minorUnits);
    QFETCH(QString, code);
    QFETCH(QString, text);
    QCOMPARE(toDecimalText({minorUnits, *currencyFromText(code)}), text);
}

void MoneyExponentsTest::everyCurrencyRoundTrips()
{
    for (const Currency currency : allCurrencies()) {
        QCOMPARE(toText(currency).size(), 3);
        QVERIFY(currencyFromText(toText(currency)) == currency);
        for (const qint64 units : {qint64{1}, qint64{99}, qint64{435}, qint64{123'456'789}}) {
            const QString text = toDecimalText({units, currency});
            const Result<Money> back = moneyFromTyped(text, currency, u'.', u',');
            QVERIFY2(back, qPrintable(text));
            QVERIFY2((*back == Money{units, currency}), qPrintable(text));
        }
    }
}

void MoneyExponentsTest::codesAreExact_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("lower case") << u"eur"_s;
    QTest::newRow("blank") << u" EUR"_s;
    QTest::newRow("nobody's") << u"XYZ"_s;
    QTest::newRow("empty") << u""_s;
    QTest::newRow("short") << u"EU"_s;
    QTest::newRow("long") << u"EURO"_s;
    QTest::newRow("gold") << u"XAU"_s;
}

void MoneyExponentsTest::codesAreExact()
{
    QFETCH(QString, code);
    QVERIFY(!currencyFromText(code));
}

QTEST_APPLESS_MAIN(MoneyExponentsTest)
#include "moneyexponentstest.moc"
