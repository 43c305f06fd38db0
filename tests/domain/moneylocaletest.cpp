#include "services/domain/money.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

class MoneyLocaleTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void understood_data();
    void understood();
    void refused_data();
    void refused();
};

namespace {

struct Notation
{
    QChar decimal;
    QChar group;
};

/// As the locales of these languages write.
Notation notation(const QString &language)
{
    if (language == u"de"_s)
        return {u',', u'.'};
    if (language == u"fr"_s)
        return {u',', u'\u202F'};
    if (language == u"ch"_s)
        return {u'.', u'\u2019'};
    return {u'.', u','};
}

} // namespace

void MoneyLocaleTest::understood_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<qint64>("minorUnits");
    const auto row = [](const QString &language, const QString &typed, Currency currency,
                        qint64 minorUnits) {
        const QString name = language + u' ' + typed + u' ' + toText(currency);
        QTest::newRow(name.toUtf8().constData()) << language << typed << currency << minorUnits;
    };
    row(u"en"_s, u"12"_s, Currency::Eur, 1200);
    row(u"en"_s, u"12.5"_s, Currency::Eur, 1250);
    row(u"en"_s, u"12.50"_s, Currency::Eur, 1250);
    row(u"en"_s, u"4.35"_s, Currency::Usd, 435); // 4.35 * 100 is 434 in floating point
    row(u"en"_s, u"1.15"_s, Currency::Usd, 115);
    row(u"en"_s, u"0.29"_s, Currency::Usd, 29);
    row(u"en"_s, u"1,234.50"_s, Currency::Usd, 123450);
    row(u"en"_s, u"1,234,567.89"_s, Currency::Usd, 123456789);
    row(u"en"_s, u"1,234,567"_s, Currency::Usd, 123456700);
    row(u"en"_s, u"  7.00 "_s, Currency::Usd, 700);
    row(u"en"_s, u"1050"_s, Currency::Jpy, 1050);
    row(u"en"_s, u"1.234"_s, Currency::Kwd, 1234);
    row(u"en"_s, u"1.2"_s, Currency::Kwd, 1200);
    row(u"de"_s, u"12,50"_s, Currency::Eur, 1250);
    row(u"de"_s, u"4,35"_s, Currency::Eur, 435);
    row(u"de"_s, u"1.234,50"_s, Currency::Eur, 123450);
    row(u"de"_s, u"1.234.567"_s, Currency::Eur, 123456700);
    row(u"de"_s, u"1,234"_s, Currency::Kwd, 1234);
    row(u"fr"_s, u"12,50"_s, Currency::Eur, 1250);
    row(u"fr"_s, u"1 234,50"_s, Currency::Eur, 123450);      // as typed
    row(u"fr"_s, u"1\u202F234,50"_s, Currency::Eur, 123450); // as the locale writes
    row(u"fr"_s, u"1\u00A0234,50"_s, Currency::Eur, 123450); // as pasted from elsewhere
    row(u"fr"_s, u"1 234"_s, Currency::Eur, 123400);         // a blank separates no decimals
    row(u"ch"_s, u"1\u2019234.50"_s, Currency::Chf, 123450);
}

void MoneyLocaleTest::understood()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    QFETCH(Currency, currency);
    QFETCH(qint64, minorUnits);
    const Notation how = notation(language);
    const Result<Money> money = moneyFromTyped(typed, currency, how.decimal, how.group);
    QVERIFY2(money, "must be understood");
    QVERIFY((*money == Money{minorUnits, currency}));
}

void MoneyLocaleTest::refused_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<int>("error");
    const auto row = [](const QString &language, const QString &typed, Currency currency,
                        ErrorCode error) {
        const QString name = language + u" \""_s + typed + u"\" "_s + toText(currency);
        QTest::newRow(name.toUtf8().constData())
            << language << typed << currency << static_cast<int>(error);
    };
    using enum ErrorCode;
    row(u"en"_s, u""_s, Currency::Eur, MissingField);
    row(u"en"_s, u"   "_s, Currency::Eur, MissingField);
    row(u"en"_s, u"10.50"_s, Currency::Jpy, AmountDecimals);
    row(u"en"_s, u"10.0"_s, Currency::Jpy, AmountDecimals);
    row(u"en"_s, u"1.2345"_s, Currency::Kwd, AmountDecimals);
    row(u"en"_s, u"1.234"_s, Currency::Eur, AmountDecimals);
    row(u"de"_s, u"1.234"_s, Currency::Eur, AmountAmbiguous); // 1234 euros, or 1.23 typed abroad
    row(u"de"_s, u"49.90"_s, Currency::Eur, AmountAmbiguous);
    row(u"de"_s, u"12.5"_s, Currency::Eur, AmountAmbiguous);
    row(u"en"_s, u"1,234"_s, Currency::Eur, AmountAmbiguous);
    row(u"en"_s, u"49,90"_s, Currency::Eur, AmountAmbiguous);
    row(u"en"_s, u"1,23,456"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"1234,567.00"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u",123"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"1.2.3"_s, Currency::Eur, InvalidValue);
    row(u"de"_s, u"1,2,3"_s, Currency::Eur, InvalidValue);
    row(u"de"_s, u"1.234,567.8"_s, Currency::Kwd, InvalidValue);
    row(u"en"_s, u".50"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"12."_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"-5"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"+5"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"1e3"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"0x10"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"NaN"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"12 EUR"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"1 234"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"\u0661\u0662"_s, Currency::Eur, InvalidValue); // Arabic-Indic digits
    row(u"en"_s, u"\uFF11\uFF12"_s, Currency::Eur, InvalidValue); // full-width digits
    row(u"en"_s, u"1.\u0665"_s, Currency::Eur, InvalidValue);
    row(u"en"_s, u"5\n6"_s, Currency::Eur, InvalidValue);
}

void MoneyLocaleTest::refused()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    QFETCH(Currency, currency);
    QFETCH(int, error);
    const Notation how = notation(language);
    const Result<Money> money = moneyFromTyped(typed, currency, how.decimal, how.group);
    QVERIFY2(!money, "must be refused");
    QCOMPARE(static_cast<int>(money.error().code), error);
    QCOMPARE(money.error().field, u"amount"_s);
}

QTEST_APPLESS_MAIN(MoneyLocaleTest)
#include "moneylocaletest.moc"
