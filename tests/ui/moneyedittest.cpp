#include "ui/widgets/moneyedit.h"

#include "tests/support/seed.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Amounts typed key by key.
class MoneyEditTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void typed_data();
    void typed();
    void currencyChangeReadsAgain();
    void tellsWhenTheValueIsLost();
    void describesTheProblemForReaders();
};

void MoneyEditTest::typed_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<qint64>("minorUnits");
    QTest::addColumn<QString>("problem");
    const auto good = [](const char *name, const QString &locale, Currency currency,
                         const QString &keys, qint64 units) {
        QTest::newRow(name) << locale << currency << keys << units << QString();
    };
    const auto bad = [](const char *name, const QString &locale, Currency currency,
                        const QString &keys, const QString &problem) {
        QTest::newRow(name) << locale << currency << keys << qint64(-1) << problem;
    };
    good("German", u"de_DE"_s, Currency::Eur, u"1.234,56"_s, 123456);
    good("French", u"fr_FR"_s, Currency::Eur, u"1 234,56"_s, 123456);
    good("English", u"en_GB"_s, Currency::Gbp, u"1,234.56"_s, 123456);
    good("zero is a value", u"en_GB"_s, Currency::Eur, u"0"_s, 0);
    bad("point in German", u"de_DE"_s, Currency::Eur, u"1.234"_s,
        u"This can be read in two ways. Write it like 1234,56 or 1.234,56."_s);
    bad("comma in English", u"en_GB"_s, Currency::Eur, u"1,50"_s,
        u"This can be read in two ways. Write it like 1234.56 or 1,234.56."_s);
    bad("yen with decimals", u"en_GB"_s, Currency::Jpy, u"10.50"_s,
        u"JPY has no decimals: write a whole number such as 1050."_s);
    bad("dinar with four", u"en_GB"_s, Currency::Kwd, u"1.2345"_s,
        u"KWD has at most 3 decimals: write it like 1234.567."_s);
    bad("minus", u"en_GB"_s, Currency::Eur, u"-5"_s,
        u"This is not an amount. Write it like 1234.56 or 1,234.56."_s);
    bad("too large", u"en_GB"_s, Currency::Eur, u"10000000.00"_s,
        u"The largest amount of one payment is 9999999.99 EUR."_s);
}

void MoneyEditTest::typed()
{
    QFETCH(QString, locale);
    QFETCH(Currency, currency);
    QFETCH(QString, keys);
    QFETCH(qint64, minorUnits);
    QLocale::setDefault(QLocale(locale));
    MoneyEdit edit(currency, nullptr);
    QTest::keyClicks(edit.lineEdit(), keys);
    QTEST(edit.problem(), "problem");
    QCOMPARE(edit.value().has_value(), minorUnits >= 0);
    if (edit.value())
        QCOMPARE(*edit.value(), (Money{minorUnits, currency}));
}

void MoneyEditTest::currencyChangeReadsAgain()
{
    QLocale::setDefault(QLocale(u"en_GB"_s));
    MoneyEdit edit(Currency::Eur, nullptr);
    QTest::keyClicks(edit.lineEdit(), u"10.50"_s);
    QCOMPARE(edit.value(), std::optional(Money{1050, Currency::Eur}));
    edit.setCurrency(Currency::Jpy);
    QVERIFY(!edit.value());
    QVERIFY(!edit.problem().isEmpty());
    edit.setCurrency(Currency::Kwd);
    QCOMPARE(edit.value(), std::optional(Money{10500, Currency::Kwd}));
}

void MoneyEditTest::tellsWhenTheValueIsLost()
{
    MoneyEdit edit(Currency::Eur, nullptr);
    QSignalSpy changed(&edit, &MoneyEdit::valueChanged);
    QSignalSpy lost(&edit, &MoneyEdit::valueLost);
    QTest::keyClicks(edit.lineEdit(), u"12"_s);
    QCOMPARE(changed.size(), 2);
    QTest::keyClicks(edit.lineEdit(), u"x"_s);
    QCOMPARE(lost.size(), 1);
    QTest::keyClick(edit.lineEdit(), Qt::Key_Backspace);
    QCOMPARE(changed.size(), 3);
    edit.clear();
    QCOMPARE(lost.size(), 2);
    QCOMPARE(edit.problem(), QString()); // empty is not wrong yet
}

void MoneyEditTest::describesTheProblemForReaders()
{
    MoneyEdit edit(Currency::Eur, nullptr);
    QCOMPARE(edit.lineEdit()->accessibleName(), u"Amount in EUR"_s);
    QTest::keyClicks(edit.lineEdit(), u"ten"_s);
    QCOMPARE(edit.lineEdit()->accessibleDescription(), edit.problem());
    edit.lineEdit()->clear();
    QCOMPARE(edit.lineEdit()->accessibleDescription(), QString());
}

QTEST_MAIN(MoneyEditTest)
#include "moneyedittest.moc"
